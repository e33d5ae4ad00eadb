import { AppClient } from '@cio/app-api';
import { isApiError, isRetryableError, type RetryStrategy } from '@cio/core';
import { appContract } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { appMethods, methodOf, sampleCall } from './app-operations.js';
import { type CannedResponse, recordingTransport } from './recording-transport.js';

type Operation = (typeof appContract.operations)[number];

const once: RetryStrategy = { execute: (operation) => operation() };

/** What a method fails with when it is answered so. */
async function failure(operation: Operation, response: CannedResponse): Promise<unknown> {
  const transport = recordingTransport(response);
  const client = new AppClient({ apiKey: 'key', transport, retry: once, rateLimiter: false });
  const { args } = sampleCall(operation, { full: true });
  const error = await methodOf(
    client,
    appMethods[operation.operationId]!,
  )(...args).then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(transport.requests).toHaveLength(1);
  return error;
}

/** Everything that a body says is wrong, and where, whichever of the published shapes it has. */
function stated(body: unknown): { message: string; pointer?: string }[] {
  const { errors = [], meta } = (body ?? {}) as {
    errors?: { detail?: string; source?: { pointer?: string } }[];
    meta?: { error?: string };
  };
  return [...errors, ...(meta?.error ? [{ detail: meta.error, source: undefined }] : [])]
    .filter(({ detail }) => detail !== undefined)
    .map(({ detail, source }) => ({
      message: detail!,
      ...(source?.pointer !== undefined && { pointer: source.pointer }),
    }));
}

const PASSING = [429, 500, 503];

const published = appContract.operations.flatMap((operation) =>
  operation.failures.map((status) => ({ id: operation.operationId, operation, status })),
);

test('the published failures are all here', () => {
  expect(published).toHaveLength(463);
});

describe.each(published)('$id, $status', ({ operation, status }) => {
  const named = Object.keys(appContract.responseHeaders(operation, status));
  // A quota of a day that is used up says what is left, and no time to come back.
  const isQuota = named.includes('X-RateLimit-Remaining');
  const headers = Object.fromEntries(
    named
      .filter((name) => !isQuota || name !== 'Retry-After')
      .map((name) => [name.toLowerCase(), name === 'X-RateLimit-Remaining' ? '0' : '7']),
  );

  test.each([true, false])('the error says what the answer says (all fields: %s)', async (full) => {
    const body = appContract.sampleAnswer(operation, { full }, status);
    const error = await failure(operation, {
      status,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? '' : JSON.stringify(body),
    });
    const isPassing = PASSING.includes(status) && !isQuota;
    expect(isPassing ? isRetryableError(error) : isApiError(error)).toBe(true);
    const response = isRetryableError(error) ? error.response : isApiError(error) ? error : undefined;
    expect(response).toMatchObject({ status, details: stated(body), headers });
    if (full && body !== undefined) expect(response!.details).not.toEqual([]);
    if (body !== undefined) expect(response!.body).toEqual(body);
    expect(String(error)).toContain(String(status));
    if (!isRetryableError(error)) return;
    expect(error.kind).toBe('http');
    expect(error.requestSent).toBe(status !== 429);
    expect(error.retryAfterMs).toBe('retry-after' in headers ? 7000 : undefined);
  });
});
