import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { isRetryableError, type RetryStrategy, type Transport } from '@cio/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Message, message, PipelinesClient, type PipelinesOptions } from './index.js';
import { pipelinesServer } from './testing/pipelines-server.js';

const AT = '2026-05-01T12:00:00.000Z';
const GIVEN = { messageId: 'm', timestamp: AT };
const COMMON = `"messageId":"m","timestamp":"${AT}"`;

/** Each method, and the bytes that it sends. */
const calls: [path: string, call: (client: PipelinesClient) => Promise<unknown>, body: string][] = [
  [
    '/v1/identify',
    (c) => c.identify({ userId: 'u', traits: { email: 'ü@x.io' }, ...GIVEN }),
    `{"type":"identify","userId":"u","traits":{"email":"ü@x.io"},${COMMON}}`,
  ],
  [
    '/v1/track',
    (c) => c.track({ userId: 'u', event: 'bought', properties: { at: new Date(AT) }, ...GIVEN }),
    `{"type":"track","userId":"u","event":"bought","properties":{"at":"${AT}"},${COMMON}}`,
  ],
  [
    '/v1/page',
    (c) => c.page({ anonymousId: 'a', name: 'Home', ...GIVEN }),
    `{"type":"page","anonymousId":"a","name":"Home",${COMMON}}`,
  ],
  [
    '/v1/screen',
    (c) => c.screen({ userId: 'u', name: 'Cart', ...GIVEN }),
    `{"type":"screen","userId":"u","name":"Cart",${COMMON}}`,
  ],
  [
    '/v1/group',
    (c) => c.group({ userId: 'u', groupId: 'g', ...GIVEN }),
    `{"type":"group","userId":"u","groupId":"g",${COMMON}}`,
  ],
  [
    '/v1/alias',
    (c) => c.alias({ previousId: 'a', userId: 'u', ...GIVEN }),
    `{"type":"alias","previousId":"a","userId":"u",${COMMON}}`,
  ],
  [
    '/v1/track',
    (c) => c.send(message.deletePerson({ userId: 'u', ...GIVEN })),
    `{"type":"track","userId":"u","event":"User Deleted",${COMMON}}`,
  ],
  [
    '/v1/batch',
    (c) => c.sendBatch([message.deletePerson({ userId: 'u', ...GIVEN })]),
    `{"batch":[{"type":"track","userId":"u","event":"User Deleted",${COMMON}}]}`,
  ],
  [
    '/v1/batch',
    (c) => c.ingest([message.deletePerson({ userId: 'u', ...GIVEN })]),
    `{"batch":[{"type":"track","userId":"u","event":"User Deleted",${COMMON}}]}`,
  ],
  [
    '/v1/batch',
    (c) => c.batcher({ maxWaitMs: 0 }).add(message.deletePerson({ userId: 'u', ...GIVEN })),
    `{"batch":[{"type":"track","userId":"u","event":"User Deleted",${COMMON}}]}`,
  ],
];

describe('on the wire', () => {
  let close = async () => {};
  afterEach(() => close());

  async function serve(options: Partial<PipelinesOptions> = {}, status = 200, body = '') {
    const requests: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      requests.push({ method: request.method!, url: request.url!, headers: request.headers, body: text });
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new PipelinesClient({ writeKey: 'clé', baseUrl, ...options });
    close = async () => {
      await client.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return { client, requests };
  }

  test('method, path, credentials and bytes of every method', async () => {
    const { client, requests } = await serve();
    for (const [, call] of calls) await call(client);
    expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual(
      calls.map(([path, , body]) => ['POST', path, body]),
    );
    for (const { headers } of requests) {
      expect(headers.authorization).toBe(`Basic ${Buffer.from('clé:').toString('base64')}`);
      expect(headers['content-type']).toBe('application/json');
      expect(headers['x-strict-mode']).toBeUndefined();
    }
  });

  test('X-Strict-Mode of every method', async () => {
    const { client, requests } = await serve({ strictMode: true });
    for (const [, call] of calls) await call(client);
    expect(requests.map(({ headers }) => headers['x-strict-mode'])).toEqual(calls.map(() => '1'));
  });

  test('what strict mode refuses has the reasons', async () => {
    const { client } = await serve({ strictMode: true }, 400, '{"meta":{"errors":["userId is bad"]}}');
    await expect(client.track({ userId: 'u', event: 'x' })).rejects.toMatchObject({
      name: 'ApiError',
      status: 400,
      operation: 'track',
      details: [{ message: 'userId is bad' }],
    });
  });

  test('a 401 says which key, and of which region', async () => {
    const transport: Transport = async () => ({
      status: 401,
      headers: {},
      text: async () => '{"meta":{"error":"Unauthorized request"}}',
      async *stream() {},
    });
    const client = new PipelinesClient({ writeKey: 'k', region: 'eu', transport });
    await expect(client.identify({ userId: 'u' })).rejects.toMatchObject({
      status: 401,
      message: expect.stringMatching(
        /Pipelines API of region 'eu' expects a source's write key.*region: 'us'/s,
      ),
    });
  });
});

test.each([
  [undefined, 'https://cdp.customer.io/v1/identify'],
  ['us', 'https://cdp.customer.io/v1/identify'],
  ['eu', 'https://cdp-eu.customer.io/v1/identify'],
] as const)('region %s', async (region, url) => {
  const { client, requests } = pipelinesServer(undefined, { region });
  await client.identify({ userId: 'u' });
  expect(requests.map((request) => request.url)).toEqual([url]);
});

describe('repeats', () => {
  const twice: RetryStrategy = {
    async execute(operation, { replaySafe }) {
      return operation().catch((error: unknown) => {
        if (isRetryableError(error) && (replaySafe || !error.requestSent)) return operation();
        throw error;
      });
    },
  };
  const flaky = () =>
    pipelinesServer((_, request) => (request === 0 ? { status: 502 } : {}), { retry: twice });
  const withoutId = { type: 'track', userId: 'u', event: 'x' } as unknown as Message;

  test('send the same bytes again, since Customer.io counts a messageId once', async () => {
    for (const call of [
      (c: PipelinesClient) => c.track({ userId: 'u', event: 'x' }),
      (c: PipelinesClient) => c.sendBatch([message.track({ userId: 'u', event: 'x' })]),
    ]) {
      const { client, bodies } = flaky();
      await call(client);
      expect(bodies).toHaveLength(2);
      expect(bodies[1]).toBe(bodies[0]);
    }
  });

  test('do not happen without one', async () => {
    const one = flaky();
    await expect(one.client.send(withoutId)).rejects.toMatchObject({ status: 502 });
    expect(one.bodies).toHaveLength(1);
    const batch = flaky();
    await expect(batch.client.sendBatch([withoutId, withoutId])).rejects.toMatchObject({
      name: 'BatchError',
    });
    expect(batch.bodies).toHaveLength(1);
  });
});

describe('rate limit', () => {
  test('3,000 requests in 3 seconds, of single messages and of batches', async () => {
    vi.useFakeTimers();
    try {
      const { client, requests } = pipelinesServer();
      const all = Promise.all(
        Array.from({ length: 3100 }, (_, n) =>
          n % 2 ? client.identify({ userId: n }) : client.sendBatch([message.identify({ userId: n })]),
        ),
      );
      await vi.advanceTimersByTimeAsync(0);
      const atOnce = requests.length;
      expect(atOnce).toBeLessThanOrEqual(3000);
      await vi.advanceTimersByTimeAsync(6000);
      await all;
      expect(requests).toHaveLength(3100);
      expect(atOnce).toBeGreaterThan(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('another one, or none', async () => {
    const buckets: string[] = [];
    const { client } = pipelinesServer(undefined, {
      rateLimiter: {
        async acquire(bucket) {
          buckets.push(bucket);
        },
      },
    });
    await client.identify({ userId: 'u' });
    await client.sendBatch([message.identify({ userId: 'u' })]);
    expect(buckets).toEqual(['pipelines', 'pipelines']);
    const { client: free, requests } = pipelinesServer(undefined, { rateLimiter: false });
    await Promise.all(Array.from({ length: 3100 }, (_, n) => free.identify({ userId: n })));
    expect(requests).toHaveLength(3100);
  });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'options'],
  ['no key', {}, 'writeKey'],
  ['a blank key', { writeKey: ' ' }, 'writeKey'],
  ['a key with a line break', { writeKey: 'k\n' }, 'writeKey'],
  ['a key with a colon', { writeKey: 'k:x' }, 'writeKey'],
  ['a region', { writeKey: 'k', region: 'asia' }, 'region'],
  ['an address', { writeKey: 'k', baseUrl: 'nowhere' }, 'baseUrl'],
  ['strict mode', { writeKey: 'k', strictMode: '1' }, 'strictMode'],
  ['a rate limiter', { writeKey: 'k', rateLimiter: {} }, 'rateLimiter'],
])('options: %s', (_name, options, field) => {
  expect(() => new PipelinesClient(options as PipelinesOptions)).toThrow(
    expect.objectContaining({ name: 'ValidationError', field }),
  );
});

test('two clients share a connection, and none shows its key', () => {
  const client = new PipelinesClient({ writeKey: 'secret-key' });
  const other = new PipelinesClient(client.http);
  expect(other.http).toBe(client.http);
  const encoded = Buffer.from('secret-key:').toString('base64');
  expect(inspect(other, { depth: 10, showHidden: true })).not.toMatch(new RegExp(`secret-key|${encoded}`));
});

test('options of a call are checked, and an abort is the reason of its signal', async () => {
  const { client, requests } = pipelinesServer();
  await expect(client.track({ userId: 'u', event: 'x' }, { timeoutMs: 0 })).rejects.toMatchObject({
    field: 'timeoutMs',
  });
  await expect(client.sendBatch([], { concurrency: 0 })).rejects.toMatchObject({ field: 'concurrency' });
  const reason = new Error('enough');
  await expect(client.track({ userId: 'u', event: 'x' }, { signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
  expect(requests).toEqual([]);
});

test('a message with extra fields is at most 32 KB: Customer.io would drop it without an error', async () => {
  const transport = vi.fn<Transport>();
  const client = new PipelinesClient({ writeKey: 'key', transport });
  const extra = { traits: { text: 'x'.repeat(40_000) } };
  const call = client.identify({ userId: 'u', traits: {} }, { extra });
  await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'operation' });
  expect(transport).not.toHaveBeenCalled();
});
