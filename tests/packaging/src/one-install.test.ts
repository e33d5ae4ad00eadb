// What a client needs beside it: nothing, though it depends on core. pnpm and Yarn's Plug'n'Play let nobody import what
// their own package.json does not name.
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const require = createRequire(import.meta.url);

test.each(['track', 'track-v2', 'app-api', 'pipelines'])(
  '@cio/%s has what its callers need of core',
  async (name) => {
    const core = (await import('@cio/core')) as Record<string, unknown>;
    for (const client of [await import(`@cio/${name}`), require(`@cio/${name}`)]) {
      for (const value of [
        ...['ApiError', 'CustomerIOError', 'RetryableError', 'ValidationError'],
        ...['isApiError', 'isCustomerIOError', 'isRetryableError', 'isValidationError'],
        ...['HttpClient', 'memoryRateLimiter', 'serialize', 'ulid', 'ulidFrom', 'isUlid'],
      ]) {
        expect(typeof client[value], value).toBe('function');
      }
    }
    const client = await import(`@cio/${name}`);
    expect(client.ApiError).toBe(core.ApiError);
    expect((await import(`@cio/${name}/node`)).nodeTransport).toBeTypeOf('function');
    expect(require(`@cio/${name}/fetch`).fetchTransport).toBeTypeOf('function');
  },
);
