import { inspect } from 'node:util';
import type { RateLimiter, Transport } from '@cio/core';
import { type Emulator, startEmulator } from '@cio/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppClient, appHttp, CampaignsResource } from './index.js';
import { clientThat } from './test-transport.js';

describe('options', () => {
  test.each([
    [undefined, 'options'],
    [{}, 'apiKey'],
    [{ apiKey: '' }, 'apiKey'],
    [{ apiKey: ' ' }, 'apiKey'],
    [{ apiKey: 'a\nb' }, 'apiKey'],
    [{ apiKey: 'schlüssel' }, 'apiKey'],
    [{ apiKey: 'a b' }, 'apiKey'],
    [{ apiKey: 'a', region: 'mars' }, 'region'],
    [{ apiKey: 'a', baseUrl: 'ftp://x' }, 'baseUrl'],
    [{ apiKey: 'a', timeoutMs: 0 }, 'timeoutMs'],
    [{ apiKey: 'sa_live_x' }, 'workspaceId'],
    [{ apiKey: 'sa_live_x', workspaceId: 'a\r\nb: c' }, 'workspaceId'],
    [{ apiKey: 'sa_live_x', workspaceId: 'mine' }, 'workspaceId'],
    [{ apiKey: 'sa_live_x', workspaceId: null }, 'workspaceId'],
    [{ apiKey: 'sa_live_x', workspaceId: 1.5 }, 'workspaceId'],
    [{ apiKey: 'sa_live_x', workspaceId: {} }, 'workspaceId'],
    [{ apiKey: 'a', timeoutMs: 2 ** 31 }, 'timeoutMs'],
    [{ apiKey: 'a', rateLimiter: true }, 'rateLimiter'],
    [{ apiKey: 'a', rateLimiter: null }, 'rateLimiter'],
    [{ apiKey: 'a', rateLimiter: '' }, 'rateLimiter'],
    [{ apiKey: 'a', rateLimiter: {} }, 'rateLimiter'],
    [null, 'options'],
    ['key', 'options'],
  ])('%j is refused by its field', (options, field) => {
    expect(() => new AppClient(options as never)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field }),
    );
  });

  test('options whose getter throws are refused', () => {
    const options = {
      get apiKey(): string {
        throw new Error('mine');
      },
    };
    expect(() => new AppClient(options)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'options', cause: new Error('mine') }),
    );
  });

  test('an error about a key does not quote it', () => {
    expect(() => new AppClient({ apiKey: 'secret key' })).toThrow(/^(?!.*secret)/);
  });

  test('a service account says which workspace it means', async () => {
    const { client, requests } = clientThat(() => ({ body: { delivery_id: 'd' } }), {
      apiKey: 'sa_live_x',
      workspaceId: 5,
    });
    await client.sendSms({ transactional_message_id: 1, identifiers: { id: 'a' }, to: '+49' });
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer sa_live_x', 'x-workspace-id': '5' });
  });

  test('nothing that a client shows holds its key', () => {
    const client = new AppClient({ apiKey: 'very-secret' });
    expect(inspect(client, { depth: 10, showHidden: true })).not.toContain('very-secret');
    expect(JSON.stringify(client)).not.toContain('very-secret');
  });

  test('nothing on the global object holds a key', () => {
    const { client } = clientThat(() => ({}));
    appHttp({ apiKey: 'very-secret', baseUrl: 'http://cio.test', transport: client.http.transport });
    const symbols = Object.getOwnPropertySymbols(globalThis);
    const all = symbols.map((key) => (globalThis as Record<PropertyKey, unknown>)[key]);
    expect(inspect(all, { depth: 4, showHidden: true })).not.toContain('very-secret');
  });

  test('clients and resources may share a connection', async () => {
    const { client, requests } = clientThat(() => ({ body: { campaign: { id: 1, type: 'event' } } }));
    await new AppClient(client.http).campaigns.get(1);
    const { campaign } = await new CampaignsResource(client.http).get(1);
    expect(requests).toHaveLength(2);
    // What the answer holds beyond the type is kept, and `type` tells the kinds apart.
    expect(campaign.type === 'event' && campaign.event_name).toBeUndefined();
  });
});

describe('rate limits', () => {
  const counting = () => {
    const buckets: string[] = [];
    const settled: unknown[] = [];
    const limiter: RateLimiter = {
      acquire: async (bucket) => void buckets.push(bucket),
      settled: (bucket, outcome) => void settled.push([bucket, outcome]),
    };
    return { buckets, settled, limiter };
  };

  test('each call waits for its bucket, and tells how it ended', async () => {
    const { buckets, settled, limiter } = counting();
    const { client } = clientThat(
      (_, n) => (n === 2 ? { status: 429, headers: { 'retry-after': '3' }, body: '' } : {}),
      {
        rateLimiter: limiter,
      },
    );
    await client.campaigns.list();
    await client.broadcasts.trigger(1, {}).catch(() => {});
    expect(buckets).toEqual(['app', 'trigger']);
    expect(settled).toEqual([
      ['app', { status: 200, retryAfterMs: undefined }],
      ['trigger', { status: 429, retryAfterMs: 3000 }],
    ]);
  });

  test('a quota that is used up is no matter of the rate', async () => {
    const { settled, limiter } = counting();
    const { client } = clientThat(
      () => ({ status: 429, headers: { 'x-ratelimit-remaining': '0' }, body: '' }),
      { rateLimiter: limiter },
    );
    await expect(client.messages.getArchived('1')).rejects.toMatchObject({ name: 'ApiError', status: 429 });
    expect(settled.map((entry) => (entry as [string, object])[1])).toEqual([
      { status: undefined, retryAfterMs: undefined },
    ]);
  });

  test('a success after a 429 does not repeat what the 429 asked for', async () => {
    const { settled, limiter } = counting();
    const { client } = clientThat(
      (_, n) => (n === 1 ? { status: 429, headers: { 'retry-after': '3' }, body: '' } : { body: {} }),
      { rateLimiter: limiter, retry: { execute: (operation) => operation().catch(operation) } },
    );
    await client.info.getIpAddresses();
    expect(settled).toEqual([
      ['app', { status: 429, retryAfterMs: 3000 }],
      ['app', { status: 200, retryAfterMs: undefined }],
    ]);
  });

  test('so does each attempt of a call', async () => {
    const { buckets, settled, limiter } = counting();
    const { client } = clientThat((_, n) => ({ status: n < 3 ? 503 : 200, body: {} }), {
      rateLimiter: limiter,
      retry: {
        async execute(operation) {
          for (;;) {
            try {
              return await operation();
            } catch {}
          }
        },
      },
    });
    await client.info.getIpAddresses();
    expect([buckets.length, settled.length]).toEqual([3, 3]);
  });

  test('what its limiter refuses is not sent', async () => {
    const { client, requests } = clientThat(() => ({}), {
      rateLimiter: { acquire: () => Promise.reject(new Error('no more today')) },
    });
    await expect(client.info.getIpAddresses()).rejects.toThrow('no more today');
    expect(requests).toHaveLength(0);
  });

  test('waiting for a bucket is no time of the call, and can be given up', async () => {
    const { client, requests } = clientThat(() => ({}), {
      rateLimiter: {
        acquire: (_, signal) =>
          new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      },
      timeoutMs: 5,
    });
    const controller = new AbortController();
    const call = client.info.getIpAddresses({ signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 40);
    await expect(call).rejects.toBe('enough');
    expect(requests).toHaveLength(0);
  });

  describe('against limits that are enforced', () => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await startEmulator({ rateLimits: true });
    });
    afterAll(() => emulator.close());

    test('twelve calls at once over two clients with one key: no 429', async () => {
      const options = { apiKey: emulator.appApiKey, baseUrl: emulator.url };
      const clients = [new AppClient(options), new AppClient(options)];
      await Promise.all(Array.from({ length: 12 }, (_, i) => clients[i % 2]!.workspaces.list()));
      expect(emulator.requests.map(({ status }) => status)).toEqual(Array(12).fill(200));
      for (const client of clients) await client.close();
    });

    test('with `false`, the same is turned away', async () => {
      emulator.reset();
      const client = new AppClient({ apiKey: emulator.appApiKey, baseUrl: emulator.url, rateLimiter: false });
      const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => client.workspaces.list()));
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(reasons).toHaveLength(2);
      expect(reasons[0]).toMatchObject({ name: 'RetryableError', status: 429, requestSent: false });
      await client.close();
    });
  });

  test('keys and addresses do not count together', async () => {
    const ended: string[] = [];
    const send = async (count: number, apiKey: string, baseUrl: string) => {
      const { client } = clientThat(() => ({}), { apiKey, baseUrl });
      const http = appHttp({ apiKey, baseUrl, transport: client.http.transport });
      const calls = Array.from({ length: count }, () => new AppClient(http).info.getIpAddresses());
      await Promise.all(calls);
      ended.push(`${apiKey} ${baseUrl}`);
    };
    // The eleventh of the first has to wait; the others have nothing to wait for.
    await Promise.all([send(11, 'k1', 'http://x'), send(10, 'k2', 'http://x'), send(10, 'k1', 'http://y')]);
    expect(ended.at(-1)).toBe('k1 http://x');
  });
});

describe('errors', () => {
  test.each([
    [{ errors: [{ detail: 'no such campaign', status: '404' }] }, 404, 'no such campaign'],
    [
      {
        errors: [
          { detail: 'has already been taken', status: '422', source: { pointer: '/data/attributes/name' } },
        ],
      },
      422,
      'has already been taken',
    ],
    [{ meta: { error: 'transactional message not found' } }, 400, 'transactional message not found'],
    [{ meta: { errors: ['to is required', 'body is required'] } }, 400, 'to is required; body is required'],
    [{ errors: [{ reason: 'required', field: 'name', message: 'is missing' }] }, 400, 'name: is missing'],
  ])('%j says what is wrong', async (body, status, message) => {
    const { client } = clientThat(() => ({ status, body }));
    const error = await client.campaigns.get(5).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      name: 'ApiError',
      status,
      message: `GET /v1/campaigns/{campaignId} → ${status} ${message}`,
    });
    expect((error as { details: unknown[] }).details.length).toBeGreaterThan(0);
  });

  test('a 401 says which key is expected, of which region', async () => {
    const transport: Transport = async () => ({
      status: 401,
      headers: {},
      text: async () => '{"meta":{"error":"Unauthorized request"}}',
      async *stream() {
        yield new TextEncoder().encode('{"meta":{"error":"Unauthorized request"}}');
      },
    });
    const client = new AppClient({ apiKey: 'k', region: 'eu', transport });
    await expect(client.campaigns.get(5)).rejects.toThrow(
      /^GET \/v1\/campaigns\/\{campaignId\} → 401 Unauthorized request\. The App API of region 'eu' expects an App API key/,
    );
    // An address of one's own has no region.
    const local = new AppClient({ apiKey: 'k', baseUrl: 'http://localhost:3900', transport });
    await expect(local.campaigns.get(5)).rejects.toThrow(/\. The App API expects an App API key$/);
  });

  test('the place in the body is told where the API tells it', async () => {
    const { client } = clientThat(() => ({
      status: 422,
      body: { errors: [{ detail: 'is bad', status: '422', source: { pointer: '/data/attributes/name' } }] },
    }));
    await expect(client.segments.create({ name: 'x' })).rejects.toMatchObject({
      details: [{ message: 'is bad', pointer: '/data/attributes/name' }],
    });
  });

  test('a web page in place of an answer keeps its status', async () => {
    const { client } = clientThat(() => ({
      status: 404,
      body: '<html>',
      headers: { 'content-type': 'text/html' },
    }));
    await expect(client.campaigns.get(5)).rejects.toMatchObject({ name: 'ApiError', status: 404 });
  });
});
