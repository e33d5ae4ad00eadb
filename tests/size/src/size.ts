// Prints what each package costs, dependencies included, minified and gzipped, and fails over its budget.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

interface Budget {
  what: string;
  code: string;
  /** Bytes. */
  limit: number;
}

const budgets: Budget[] = [
  {
    what: '`verifySignature` of `@cio/webhooks`',
    code: "export { verifySignature } from '@cio/webhooks'",
    limit: 2048,
  },
  {
    what: '`createWebhookHandler` of `@cio/webhooks`',
    code: "export { createWebhookHandler } from '@cio/webhooks'",
    limit: 5120,
  },
  {
    what: '`createLambdaHandler` of `@cio/webhooks/lambda`',
    code: "export { createLambdaHandler } from '@cio/webhooks/lambda'",
    limit: 5120,
  },
  { what: '`@cio/track`', code: "export { TrackClient } from '@cio/track'", limit: 14_080 },
  {
    what: '`@cio/track-v2`',
    code: "export { delivery, object, person, TrackV2Client } from '@cio/track-v2'",
    limit: 19_456,
  },
  {
    what: '`@cio/pipelines`',
    code: "export { message, PipelinesClient } from '@cio/pipelines'",
    limit: 19_456,
  },
  {
    what: '`@cio/pipelines/analytics`',
    code: "export { Analytics } from '@cio/pipelines/analytics'",
    limit: 17_408,
  },
  {
    what: '`@cio/tracking-plan`, which needs no core',
    code: "export { definePlan, isPlanError, typed } from '@cio/tracking-plan'",
    limit: 3584,
  },
  { what: '`@cio/app-api`', code: "export { AppClient, filter } from '@cio/app-api'", limit: 27_904 },
  ...['campaigns', 'customers', 'broadcasts', 'newsletters', 'messages', 'transactional'].map((resource) => ({
    what: `\`@cio/app-api/${resource}\` alone`,
    code: `export * from '@cio/app-api/${resource}'; export { HttpClient } from '@cio/core'`,
    limit: 14_848,
  })),
];

/** Where the bundle runs, as bundlers say it. */
const targets = { Node: ['node'], 'anywhere else': ['workerd', 'worker', 'browser'] };

export interface Size {
  what: string;
  target: string;
  bytes: number;
  limit: number;
}

export async function measure(): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const { what, code, limit } of budgets) {
    for (const [target, conditions] of Object.entries(targets)) {
      const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: process.cwd() },
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'neutral',
        conditions,
        external: ['node:*'],
        // The packages' own settings for their sources must not decide what a consumer's bundle holds.
        tsconfigRaw: '{}',
      });
      sizes.push({ what, target, bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length, limit });
    }
  }
  return sizes;
}

if (process.argv[1]?.endsWith('size.js')) {
  const sizes = await measure();
  console.log('| package, with core | bundled for | minified, gzipped | budget |\n|---|---|---|---|');
  for (const { what, target, bytes, limit } of sizes)
    console.log(`| ${what} | ${target} | ${bytes} B | ${limit} B |`);
  if (sizes.some(({ bytes, limit }) => bytes > limit)) process.exit(1);
}
