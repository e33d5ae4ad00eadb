import { describe, expect, test, vi } from 'vitest';
import { createWebhookHandler, memoryDeduplicator, signPayload } from '../index.js';
import type { WebhookHandlerOptions } from './receiver.js';

vi.mock('#hmac', () => import('../hmac/webcrypto.js'));

const KEY = 'k';
const event = { event_id: 'e', object_type: 'customer', metric: 'subscribed', timestamp: 1, data: {} };

async function request(body: object = event) {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    ...(await signPayload({ signingKey: KEY, body: text })),
  };
  return new Request('http://x/', { method: 'POST', body: text, headers });
}

test.each([
  [undefined, 'signingKey'],
  [{ onEvent: () => {} }, 'signingKey'],
  [{ signingKey: ' ', onEvent: () => {} }, 'signingKey'],
  [{ signingKey: [], onEvent: () => {} }, 'signingKey'],
  [{ signingKey: KEY }, 'onEvent'],
  [{ signingKey: KEY, onEvent: 5 }, 'onEvent'],
  [{ signingKey: KEY, on: 5 }, 'onEvent'],
  [{ signingKey: KEY, on: {}, onEvent: () => {} }, 'onEvent'],
  [{ signingKey: KEY, on: { 'email.click': () => {} } }, 'on.email.click'],
  [{ signingKey: KEY, on: { 'toString.call': () => {} } }, 'on.toString.call'],
  [{ signingKey: KEY, on: { 'email.clicked': 5 } }, 'on.email.clicked'],
  [{ signingKey: KEY, onEvent: () => {}, maxBytes: 0 }, 'maxBytes'],
  [{ signingKey: KEY, onEvent: () => {}, deadlineMs: 0 }, 'deadlineMs'],
  [{ signingKey: KEY, onEvent: () => {}, toleranceSeconds: -1 }, 'toleranceSeconds'],
  [{ signingKey: KEY, onEvent: () => {}, ack: 'before' }, 'onError'],
])('%o is refused when the handler is made', (options, field) => {
  const make = () => createWebhookHandler((options ?? {}) as WebhookHandlerOptions);
  expect(make).toThrow(
    expect.objectContaining({ name: 'ValidationError', field: options ? field : 'onEvent' }),
  );
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
  const handler = createWebhookHandler({
    signingKey: KEY,
    deadlineMs: 10,
    onEvent: () => new Promise((resolve) => setTimeout(resolve, 40)),
  });
  expect(
    (await handler(await request(), { waitUntil: (promise) => void waiting.push(promise) })).status,
  ).toBe(503);
  expect(await Promise.all(waiting)).toEqual(['done']);
});

describe('deduplication', () => {
  test('in a store of one’s own', async () => {
    const calls: string[] = [];
    const answers: (boolean | 'running')[] = [false, 'running', true, false];
    let fail = false;
    const handler = createWebhookHandler({
      signingKey: KEY,
      deduplicate: {
        seen: async (id) => {
          calls.push(`seen ${id}`);
          return answers.shift()!;
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
    expect(statuses).toEqual([200, 503, 200, 500]);
    expect(calls).toEqual(['seen e', 'handled', 'done e', 'seen e', 'seen e', 'seen e', 'failed e']);
  });

  test('a store that cannot be asked is 500, and nothing is handled', async () => {
    let handled = 0;
    const handler = createWebhookHandler({
      signingKey: KEY,
      deduplicate: { seen: () => Promise.reject(new Error('down')), done() {}, failed() {} },
      onEvent: () => void handled++,
    });
    expect([(await handler(await request())).status, handled]).toEqual([500, 0]);
  });

  test('one that cannot be told makes no failure of what was handled', async () => {
    const errors: unknown[] = [];
    const handler = createWebhookHandler({
      signingKey: KEY,
      deduplicate: { seen: () => false, done: () => Promise.reject(new Error('down')), failed() {} },
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
      const seen = ids.filter((one) => memory.seen(one));
      expect(seen).toEqual(ids.slice(n + 1 - seen.length, n + 1));
      expect(seen.length).toBeGreaterThanOrEqual(Math.min(3, n + 1));
      expect(seen.length).toBeLessThanOrEqual(6);
    }
    expect(() => memoryDeduplicator({ maxIds: 0 })).toThrow('maxIds');
  });

  test('what failed in memory may come again', () => {
    const memory = memoryDeduplicator();
    memory.seen('a');
    memory.failed('a');
    expect(memory.seen('a')).toBe(false);
  });
});

test('an onError that throws changes no answer', async () => {
  const handler = createWebhookHandler({
    signingKey: KEY,
    onEvent: () => Promise.reject(new Error('no')),
    onError: () => {
      throw new Error('worse');
    },
  });
  expect((await handler(await request())).status).toBe(500);
});

test('no body at all is no event', async () => {
  const handler = createWebhookHandler({ signingKey: KEY, onEvent: () => {} });
  const headers = await signPayload({ signingKey: KEY, body: '' });
  expect((await handler(new Request('http://x/', { method: 'POST', headers }))).status).toBe(400);
});
