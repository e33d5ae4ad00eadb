import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryRateLimiter } from './memory-rate-limiter.js';

const OK = { status: 200, retryAfterMs: undefined };
const TOO_MANY = { status: 429, retryAfterMs: undefined };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sends `count` requests at once, each answered after `latencyMs`, and tells when each went out. */
function send(
  limiter: ReturnType<typeof memoryRateLimiter>,
  count: number,
  latencyMs = 0,
  outcome: (index: number) => typeof OK | typeof TOO_MANY = () => OK,
) {
  const startedAt = performance.now();
  const times: number[] = [];
  const done = Promise.all(
    Array.from({ length: count }, async () => {
      await limiter.acquire('app');
      const index = times.push(performance.now() - startedAt) - 1;
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
      limiter.settled?.('app', outcome(index));
    }),
  );
  return { times, done };
}

/** The most of `times` that any `perMs` long hold. */
function most(times: number[], perMs: number): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length));
}

test.each([0, 5, 80, 400, 1500])(
  'with answers after %i ms, no second holds more than ten, and hardly fewer',
  async (latency) => {
    const { times, done } = send(memoryRateLimiter({ app: { requests: 10, perMs: 1000 } }), 60, latency);
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    expect(times).toHaveLength(60);
    const latest = times.map((time) => time + latency);
    expect(most(times, 1000)).toBeLessThanOrEqual(10);
    expect(most(latest, 1000)).toBeLessThanOrEqual(10);
    // It is not slower than the limit, but for the time on the way.
    expect(times.at(-1)).toBeLessThanOrEqual(5 * (1000 + latency + 3));
  },
);

test('seen from the server, no second holds more than ten, wherever between sending and answer it sees them', async () => {
  const limiter = memoryRateLimiter({ app: { requests: 10, perMs: 1000 } });
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const seen: number[] = [];
  const done = Promise.all(
    Array.from({ length: 80 }, async () => {
      await limiter.acquire('app');
      await new Promise((resolve) => setTimeout(resolve, random() * 300));
      seen.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, random() * 300));
      limiter.settled?.('app', OK);
    }),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(seen).toHaveLength(80);
  expect(most(seen, 1000)).toBeLessThanOrEqual(10);
});

test('first come, first served', async () => {
  const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 10 } });
  const order: number[] = [];
  const done = Promise.all(
    [0, 1, 2, 3].map(async (i) => {
      await limiter.acquire('app');
      order.push(i);
      limiter.settled?.('app', OK);
    }),
  );
  await vi.advanceTimersByTimeAsync(100);
  await done;
  expect(order).toEqual([0, 1, 2, 3]);
});

test('buckets do not hold each other, and one without a limit holds nobody', async () => {
  const limiter = memoryRateLimiter({
    app: { requests: 1, perMs: 1000 },
    send: { requests: 1, perMs: 1000 },
  });
  await limiter.acquire('app');
  await limiter.acquire('send');
  for (let i = 0; i < 5; i++) await limiter.acquire('other');
});

describe('429', () => {
  test('holds the bucket for a period and halves it; it recovers', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 10, perMs: 1000 } });
    // All of the first ten are turned away together: that counts as one message.
    const { times, done } = send(limiter, 60, 0, (index) => (index < 10 ? TOO_MANY : OK));
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    const perSecond = new Map<number, number>();
    for (const time of times) {
      const second = Math.round(time / 1001);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect([...perSecond.values()]).toEqual([10, 5, 6, 7, 8, 9, 10, 5]);
  });

  test('holds it for as long as the server asks', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 10, perMs: 1000 } });
    await limiter.acquire('app');
    limiter.settled?.('app', { status: 429, retryAfterMs: 7000 });
    let through = false;
    const waiting = limiter.acquire('app').then(() => {
      through = true;
    });
    await vi.advanceTimersByTimeAsync(6990);
    expect(through).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(through).toBe(true);
    await waiting;
  });

  test('again and again leaves one request a period', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 4, perMs: 100 } });
    const { times, done } = send(limiter, 12, 0, () => TOO_MANY);
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    expect(times).toHaveLength(12);
    expect(most(times.slice(-4), 100)).toBe(1);
  });
});

describe('giving up', () => {
  test('leaves the queue, with the reason, and lets the next one go', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 50 } });
    await limiter.acquire('app');
    const controller = new AbortController();
    const first = limiter.acquire('app', controller.signal);
    const second = limiter.acquire('app');
    controller.abort('enough');
    await expect(first).rejects.toBe('enough');
    limiter.settled?.('app', OK);
    await vi.advanceTimersByTimeAsync(60);
    await second;
  });

  test('before it begins is refused at once', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 50 } });
    await expect(limiter.acquire('app', AbortSignal.abort('no'))).rejects.toBe('no');
  });
});

test.each([
  { requests: 0, perMs: 1 },
  { requests: 1, perMs: 0 },
  { requests: Number.NaN, perMs: 1 },
])('%j is no limit', (limit) => {
  expect(() => memoryRateLimiter({ app: limit })).toThrow('limits.app');
});

test('nobody waiting, no timer: the process can end', async () => {
  const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 1000 } });
  await limiter.acquire('app');
  limiter.settled?.('app', OK);
  expect(vi.getTimerCount()).toBe(0);
});
