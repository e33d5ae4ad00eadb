import { afterEach, describe, expect, test, vi } from 'vitest';
import { createWebhookHandler, type EventClaim, memoryDeduplicator, signPayload } from '../index.js';
import type { WebhookHandlerOptions } from './options.js';

vi.mock('#hmac', () => import('../hmac/webcrypto.js'));

const KEY = 'k';
const event = { event_id: 'e', object_type: 'customer', metric: 'subscribed', timestamp: 1, data: {} };

async function request(body: object = event, signingKey = KEY) {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    ...(await signPayload({ signingKey, body: text })),
  };
  return new Request('http://x/', { method: 'POST', body: text, headers });
}

test.each<[unknown, string]>([
  [undefined, 'options'],
  [null, 'options'],
  ['text', 'options'],
  [{ onEvent: () => {} }, 'signingKey'],
  [{ signingKey: ' ', onEvent: () => {} }, 'signingKey'],
  [{ signingKey: [], onEvent: () => {} }, 'signingKey'],
  [{ signingKey: KEY }, 'onEvent'],
  [{ signingKey: KEY, onEvent: 5 }, 'onEvent'],
  [{ signingKey: KEY, on: 5 }, 'on'],
  [{ signingKey: KEY, on: [] }, 'on'],
  [{ signingKey: KEY, on: null }, 'onEvent'],
  [{ signingKey: KEY, on: { constructor: () => {} } }, 'on.constructor'],
  [{ signingKey: KEY, on: { '__proto__.x': () => {} } }, 'on.__proto__.x'],
  [{ signingKey: KEY, on: {}, onEvent: () => {} }, 'onEvent'],
  [{ signingKey: KEY, on: { 'email.click': () => {} } }, 'on.email.click'],
  [{ signingKey: KEY, on: { 'toString.call': () => {} } }, 'on.toString.call'],
  [{ signingKey: KEY, on: { 'email.clicked': 5 } }, 'on.email.clicked'],
  [{ signingKey: KEY, on: { 'email.clicked': undefined } }, 'on.email.clicked'],
  [{ signingKey: KEY, on: { 'email.clicked': () => {}, unknown: undefined } }, 'on.unknown'],
  [{ signingKey: KEY, on: {} }, 'on'],
  [{ signingKey: KEY, onEvent: () => {}, ack: 'before' }, 'onError'],
  [{ signingKey: KEY, onEvent: () => {}, ack: true }, 'ack'],
  [{ signingKey: KEY, onEvent: () => {}, onError: 'log' }, 'onError'],
  [{ signingKey: KEY, onEvent: () => {}, deduplicate: true }, 'deduplicate'],
  [{ signingKey: KEY, onEvent: () => {}, deduplicate: null }, 'deduplicate'],
  [{ signingKey: KEY, onEvent: () => {}, deduplicate: {} }, 'deduplicate.claim'],
  [{ signingKey: KEY, onEvent: () => {}, deduplicate: { claim() {}, done() {} } }, 'deduplicate.failed'],
  [{ signingKey: KEY, onEvent: () => {}, onerror: () => {} }, 'onerror'],
  [{ signingKey: KEY, onEvent: () => {}, timeoutMs: 5 }, 'timeoutMs'],
  [{ signingKey: KEY, onEvent: () => {}, deadlineMs: 50, abandonAfterMs: 49 }, 'abandonAfterMs'],
  ...['deadlineMs', 'abandonAfterMs'].flatMap((name) =>
    [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '5', null, 5n].map((value): [unknown, string] => [
      { signingKey: KEY, onEvent: () => {}, [name]: value },
      name,
    ]),
  ),
  ...['maxBytes', 'toleranceSeconds'].flatMap((name) =>
    [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null, 5n].map((value): [unknown, string] => [
      { signingKey: KEY, onEvent: () => {}, [name]: value },
      name,
    ]),
  ),
])('%o is refused when the handler is made', (options, field) => {
  const make = () => createWebhookHandler(options as WebhookHandlerOptions);
  expect(make).toThrow(expect.objectContaining({ name: 'ValidationError', field }));
});

test('options that are undefined are as left out', async () => {
  const left = Object.fromEntries(
    [
      'toleranceSeconds',
      'maxBytes',
      'deduplicate',
      'deadlineMs',
      'abandonAfterMs',
      'on',
      'ack',
      'onError',
    ].map((name) => [name, undefined]),
  );
  const handler = createWebhookHandler({ ...left, signingKey: KEY, onEvent: () => {} });
  expect((await handler(await request())).status).toBe(200);
});

test('work after the answer is handed to the platform', async () => {
  const waiting: Promise<unknown>[] = [];
  let done = false;
  const handler = createWebhookHandler({
    signingKey: KEY,
    ack: 'before',
    onError: () => {},
    onEvent: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done = true;
    },
  });
  const response = await handler(await request(), { waitUntil: (promise) => void waiting.push(promise) });
  expect([response.status, done, waiting.length]).toEqual([200, false, 1]);
  await Promise.all(waiting);
  expect(done).toBe(true);
});

test('the answer comes before work that waits for nothing, too', async () => {
  const order: string[] = [];
  const handler = createWebhookHandler({
    signingKey: KEY,
    ack: 'before',
    onError: () => {},
    onEvent: () => order.push('worked'),
  });
  const waiting: Promise<unknown>[] = [];
  await handler(await request(), { waitUntil: (promise) => void waiting.push(promise) });
  order.push('answered');
  await Promise.all(waiting);
  expect(order).toEqual(['answered', 'worked']);
});

test('so is work that was too slow for its answer', async () => {
  const waiting: Promise<unknown>[] = [];
  let done = false;
  const handler = createWebhookHandler({
    signingKey: KEY,
    deadlineMs: 10,
    onError: () => {},
    onEvent: async () => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      done = true;
    },
  });
  expect(
    (await handler(await request(), { waitUntil: (promise) => void waiting.push(promise) })).status,
  ).toBe(503);
  await Promise.all(waiting);
  expect(done).toBe(true);
});

describe('deduplication', () => {
  test('in a store of one’s own', async () => {
    const calls: string[] = [];
    const claims: EventClaim[] = ['claimed', 'running', 'done', 'claimed'];
    let fail = false;
    const handler = createWebhookHandler({
      signingKey: KEY,
      onError: () => {},
      deduplicate: {
        claim: async (id) => {
          calls.push(`claim ${id}`);
          return claims.shift()!;
        },
        done: (id) => calls.push(`done ${id}`),
        failed: (id) => calls.push(`failed ${id}`),
      },
      onEvent: () => {
        if (fail) throw new Error('no');
        calls.push('handled');
      },
    });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await handler(await request())).status);
    fail = true;
    statuses.push((await handler(await request())).status);
    expect(statuses).toEqual([200, 503, 200, 503]);
    expect(calls).toEqual(['claim e', 'handled', 'done e', 'claim e', 'claim e', 'claim e', 'failed e']);
  });

  test('a store that cannot be asked is 503, and nothing is handled', async () => {
    let handled = 0;
    const handler = createWebhookHandler({
      signingKey: KEY,
      onError: () => {},
      deduplicate: { claim: () => Promise.reject(new Error('down')), done() {}, failed() {} },
      onEvent: () => void handled++,
    });
    expect([(await handler(await request())).status, handled]).toEqual([503, 0]);
  });

  test('one that cannot be told makes no failure of what was handled', async () => {
    const errors: unknown[] = [];
    const handler = createWebhookHandler({
      signingKey: KEY,
      deduplicate: { claim: () => 'claimed', done: () => Promise.reject(new Error('down')), failed() {} },
      onEvent: () => {},
      onError: (error) => void errors.push(error),
    });
    expect((await handler(await request())).status).toBe(200);
    expect(errors).toMatchObject([{ message: 'down' }]);
  });

  test('without it, every delivery is handled', async () => {
    let handled = 0;
    const handler = createWebhookHandler({
      signingKey: KEY,
      deduplicate: false,
      onEvent: () => void handled++,
    });
    for (let i = 0; i < 3; i++) await handler(await request());
    expect(handled).toBe(3);
  });

  test('memory is bounded: it holds the last so many, at most twice as many', async () => {
    const memory = memoryDeduplicator({ maxIds: 3 });
    const ids = Array.from({ length: 100 }, (_, n) => `e-${n}`);
    for (const [n, id] of ids.entries()) {
      memory.done(id);
      const seen = ids.filter((one) => memory.claim(one) === 'done');
      expect(seen).toEqual(ids.slice(n + 1 - seen.length, n + 1));
      expect(seen.length).toBeGreaterThanOrEqual(Math.min(3, n + 1));
      expect(seen.length).toBeLessThanOrEqual(6);
    }
    for (const maxIds of [0, 0.5, Number.POSITIVE_INFINITY, '5', null] as number[]) {
      expect(() => memoryDeduplicator({ maxIds })).toThrow(expect.objectContaining({ field: 'maxIds' }));
    }
    expect(() => memoryDeduplicator(null as never)).toThrow(expect.objectContaining({ field: 'options' }));
  });

  test('what failed in memory may come again', () => {
    const memory = memoryDeduplicator();
    memory.claim('a');
    memory.failed('a');
    expect(memory.claim('a')).toBe('claimed');
  });
});

describe('the signing key from a function', () => {
  test('is read at the first request, and kept', async () => {
    let calls = 0;
    const handler = createWebhookHandler({
      signingKey: async () => {
        calls++;
        return ['older', KEY];
      },
      onEvent: () => {},
    });
    expect(calls).toBe(0);
    expect((await handler(await request())).status).toBe(200);
    expect((await handler(await request())).status).toBe(200);
    expect(calls).toBe(1);
  });

  test.each<[string, () => unknown]>([
    ['is undefined', () => undefined],
    ['is blank', () => ' '],
    ['is an empty list', async () => []],
    ['is not there: the function throws', () => JSON.parse('{')],
    ['is not there: the function rejects with what cannot be looked at', () => Promise.reject(untouchable())],
    ['is not there: the function never ends', () => new Promise(() => {})],
  ])('where it %s, is asked for again with the next request', async (_, first) => {
    const answers = [first, () => KEY];
    const errors: unknown[] = [];
    const handler = createWebhookHandler({
      signingKey: () => answers.shift()!() as string,
      deadlineMs: 30,
      onEvent: () => {},
      onError: (error) => void errors.push(error),
    });
    const response = await handler(await request());
    // A stranger is not told how the server is set up.
    expect([response.status, await response.json()]).toEqual([503, { error: 'failed' }]);
    expect((await handler(await request())).status).toBe(200);
    expect(errors).toMatchObject([
      { isCustomerIOError: true, message: expect.stringContaining('signingKey') },
    ]);
  });
});

test('no body at all is answered with 200, and told of', async () => {
  const onError = vi.fn();
  const handler = createWebhookHandler({ signingKey: KEY, onEvent: () => {}, onError });
  const headers = await signPayload({ signingKey: KEY, body: '' });
  expect((await handler(new Request('http://x/', { method: 'POST', headers }))).status).toBe(200);
  expect(onError.mock.calls).toMatchObject([[{ reason: 'bad_body' }, undefined]]);
});

test('a body that was read before is told of', async () => {
  const onError = vi.fn();
  const handler = createWebhookHandler({ signingKey: KEY, onEvent: () => {}, onError });
  const signed = await request();
  await signed.text();
  expect((await handler(signed)).status).toBe(503);
  expect(onError.mock.calls).toMatchObject([
    [
      { field: 'request', cause: { message: expect.stringMatching(/^the body has already been read/) } },
      undefined,
    ],
  ]);
});

test.each([
  ['undefined', undefined],
  ['of Node', { method: 'POST', headers: { 'content-type': 'application/json' } }],
])('a request that is %s is told of, not thrown', async (_, given) => {
  const onError = vi.fn();
  const handler = createWebhookHandler({ signingKey: KEY, onEvent: () => {}, onError });
  expect((await handler(given as never)).status).toBe(503);
  expect(onError.mock.calls).toMatchObject([[{ name: 'ValidationError', field: 'request' }, undefined]]);
});

test('a body that breaks off with whatever is no unhandled rejection', async () => {
  for (const reason of [new Error('broke off'), undefined, untouchable()]) {
    const errors: unknown[] = [];
    const handler = createWebhookHandler({
      signingKey: KEY,
      onEvent: () => {},
      onError: (error) => errors.push(error),
    });
    const body = new ReadableStream({
      pull(controller) {
        controller.error(reason);
      },
    });
    const broken = new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect((await handler(broken)).status).toBe(503);
    expect(errors).toMatchObject([{ field: 'request' }]);
  }
});

test('a waitUntil that throws changes nothing', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const handler = createWebhookHandler({ signingKey: KEY, onEvent: () => {} });
  const context = {
    waitUntil() {
      throw new Error('the response was sent');
    },
  };
  expect((await handler(await request(), context)).status).toBe(200);
  expect(log.mock.calls).toMatchObject([
    [expect.stringContaining('waitUntil'), { message: 'the response was sent' }],
  ]);
  log.mockRestore();
});

/** Whatever is done with it throws. */
function untouchable(): object {
  const fail = () => {
    throw new Error('touched');
  };
  return new Proxy({}, { get: fail, has: fail, getPrototypeOf: fail, ownKeys: fail });
}

describe('signing keys of a function', () => {
  const OTHER = 'rotated-key';
  afterEach(() => vi.useRealTimers());

  function receiver() {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const keys = { current: KEY, reads: 0, isAway: false };
    const handler = createWebhookHandler({
      signingKey: async () => {
        keys.reads++;
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (keys.isAway) throw new Error('away');
        return keys.current;
      },
      deduplicate: false,
      onError: () => {},
      onEvent: () => {},
    });
    const statusOf = async (key: string) => (await handler(await request(event, key))).status;
    return { keys, statusOf };
  }

  test('are read again after a rotation, once for all deliveries of the moment', async () => {
    const { keys, statusOf } = receiver();
    expect(await statusOf(KEY)).toBe(200);
    keys.current = OTHER;
    vi.advanceTimersByTime(60_000);
    expect(await Promise.all([OTHER, OTHER, OTHER].map(statusOf))).toEqual([200, 200, 200]);
    expect(keys.reads).toBe(2);
    expect(await statusOf(KEY)).toBe(401);
  });

  test('are read once for all first requests', async () => {
    const { keys, statusOf } = receiver();
    keys.isAway = true;
    expect(await Promise.all([KEY, KEY, KEY].map(statusOf))).toEqual([503, 503, 503]);
    expect(keys.reads).toBe(1);
    keys.isAway = false;
    expect(await Promise.all([KEY, KEY, KEY].map(statusOf))).toEqual([200, 200, 200]);
    expect(keys.reads).toBe(2);
  });

  test('are read again after a rotation, also where the clock was set back', async () => {
    const { keys, statusOf } = receiver();
    expect(await statusOf(KEY)).toBe(200);
    keys.current = OTHER;
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(5001);
    expect(await statusOf(OTHER)).toBe(200);
  });

  test('are read every five seconds at most, however many requests are forged', async () => {
    const { keys, statusOf } = receiver();
    for (let n = 0; n < 10; n++) expect(await statusOf('forged')).toBe(401);
    expect(keys.reads).toBe(1);
    for (let n = 0; n < 3; n++) {
      vi.advanceTimersByTime(5001);
      expect(await Promise.all(['forged', 'forged', KEY].map(statusOf))).toEqual([401, 401, 200]);
    }
    expect(keys.reads).toBe(4);
  });

  test('that cannot be read again leave those that were read, and a request that they do not sign is 503', async () => {
    const { keys, statusOf } = receiver();
    expect(await statusOf(KEY)).toBe(200);
    keys.isAway = true;
    vi.advanceTimersByTime(60_000);
    expect(await Promise.all([OTHER, KEY].map(statusOf))).toEqual([503, 200]);
    keys.isAway = false;
    keys.current = OTHER;
    vi.advanceTimersByTime(60_000);
    expect(await statusOf(OTHER)).toBe(200);
  });
});
