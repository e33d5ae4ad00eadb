import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryRateLimiter } from './memory-rate-limiter.js';

const OK = { status: 200, retryAfterMs: undefined };
const TOO_MANY = { status: 429, retryAfterMs: undefined };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.restoreAllMocks();
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

  test.each([2_147_483_648, 1e15, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
    'with a Retry-After of %d ms holds it for five minutes, with no more than a timer',
    async (retryAfterMs) => {
      const limiter = memoryRateLimiter({ app: { requests: 10, perMs: 1000 } });
      await limiter.acquire('app');
      limiter.settled?.('app', { status: 429, retryAfterMs });
      const setTimer = vi.spyOn(globalThis, 'setTimeout');
      let through = false;
      const waiting = limiter.acquire('app').then(() => {
        through = true;
      });
      await vi.advanceTimersByTimeAsync(299_000);
      expect(through).toBe(false);
      await vi.advanceTimersByTimeAsync(2000);
      expect(through).toBe(true);
      await waiting;
      expect(setTimer.mock.calls.map(([, ms]) => ms)).toEqual([300_001]);
    },
  );

  test.each([Number.NaN, -1, 0, '7000', null])(
    'with a Retry-After of %j, which is no time, holds it for a period',
    async (retryAfterMs) => {
      const limiter = memoryRateLimiter({ app: { requests: 10, perMs: 1000 } });
      await limiter.acquire('app');
      limiter.settled?.('app', { status: 429, retryAfterMs: retryAfterMs as number });
      const { times, done } = send(limiter, 20);
      await vi.advanceTimersByTimeAsync(20_000);
      await done;
      expect(times[0]).toBeGreaterThanOrEqual(1000);
      expect(times[0]).toBeLessThan(1010);
      expect(most(times, 1000)).toBeLessThanOrEqual(7);
    },
  );

  test('of one request does not keep the others waiting for another that is never answered', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 2, perMs: 1000 } });
    await limiter.acquire('app');
    await limiter.acquire('app');
    limiter.settled?.('app', TOO_MANY);
    // One token is left, and the other request has it. The second one comes back a period later.
    let through = false;
    const waiting = limiter.acquire('app').then(() => {
      through = true;
    });
    await vi.advanceTimersByTimeAsync(2010);
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

  test('of ten thousand that share a signal adds one listener to it, and leaves none', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 50 } });
    await limiter.acquire('app');
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, 'addEventListener');
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    const waiting = Array.from({ length: 10_000 }, () => limiter.acquire('app', controller.signal));
    const outcomes = Promise.allSettled(waiting);
    controller.abort('enough');
    expect(new Set((await outcomes).map((outcome) => (outcome as PromiseRejectedResult).reason))).toEqual(
      new Set(['enough']),
    );
    expect([add.mock.calls.length, remove.mock.calls.length]).toEqual([1, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of fifty thousand, each with a signal of its own, takes no longer for each than of a few', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 50 } });
    await limiter.acquire('app');
    const controllers = Array.from({ length: 50_000 }, () => new AbortController());
    const outcomes = Promise.allSettled(controllers.map(({ signal }) => limiter.acquire('app', signal)));
    const startedAt = Date.now();
    // The last ones first: they are the furthest from the head of the queue.
    for (const controller of controllers.reverse()) controller.abort('enough');
    await outcomes;
    // A look at all that wait, for each, would be more than a billion looks.
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });

  test('leaves those that wait in their order', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 10 } });
    await limiter.acquire('app');
    const controller = new AbortController();
    const order: number[] = [];
    const waiting = Array.from({ length: 20 }, async (_, i) => {
      await limiter.acquire('app', i % 3 === 0 ? controller.signal : undefined);
      order.push(i);
      limiter.settled?.('app', OK);
    });
    const outcomes = Promise.allSettled(waiting);
    controller.abort();
    limiter.settled?.('app', OK);
    await vi.advanceTimersByTimeAsync(1000);
    await outcomes;
    expect(order).toEqual([1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19]);
  });

  test.each([{}, 'now', null])('with %j for a signal is refused', async (signal) => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 50 } });
    await expect(limiter.acquire('app', signal as never)).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'signal',
    });
  });

  test('before it begins is refused at once', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 50 } });
    await expect(limiter.acquire('app', AbortSignal.abort('no'))).rejects.toBe('no');
  });
});

test.each([
  [{ requests: 0, perMs: 1 }, 'limits.app.requests'],
  [{ requests: 1.5, perMs: 1 }, 'limits.app.requests'],
  [{ requests: Number.NaN, perMs: 1 }, 'limits.app.requests'],
  [{ requests: Number.POSITIVE_INFINITY, perMs: 1 }, 'limits.app.requests'],
  [{ requests: '10', perMs: 1 }, 'limits.app.requests'],
  [{ requests: 1, perMs: 0 }, 'limits.app.perMs'],
  [{ requests: 1, perMs: -1 }, 'limits.app.perMs'],
  [{ requests: 1, perMs: 2 ** 31 }, 'limits.app.perMs'],
  [{ requests: 1, perMs: Number.NaN }, 'limits.app.perMs'],
  [{ requests: 1, perMs: '1000' }, 'limits.app.perMs'],
  [{ requests: 1 }, 'limits.app.perMs'],
  [null, 'limits.app'],
])('%j is no limit', (limit, field) => {
  expect(() => memoryRateLimiter({ app: limit as never })).toThrow(
    expect.objectContaining({ name: 'ValidationError', field }),
  );
});

test('limits are needed', () => {
  expect(() => memoryRateLimiter(null as never)).toThrow(expect.objectContaining({ field: 'limits' }));
});

test('nobody waiting, no timer: the process can end', async () => {
  const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 1000 } });
  await limiter.acquire('app');
  limiter.settled?.('app', OK);
  expect(vi.getTimerCount()).toBe(0);
});

describe('what the caller of a limiter does wrong', () => {
  test('settling what was never acquired, and twice, makes no tokens', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 3, perMs: 1000 } });
    for (let i = 0; i < 20; i++) limiter.settled?.('app', OK);
    await limiter.acquire('app');
    for (let i = 0; i < 20; i++) limiter.settled?.('app', OK);
    const { times, done } = send(limiter, 30, 100);
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    expect(times).toHaveLength(30);
    expect(most(times, 1000)).toBeLessThanOrEqual(3);
  });

  test.each([[undefined], [null], [{}], [{ status: Number.NaN, retryAfterMs: Number.NaN }], ['429']])(
    'settling with %j takes the token back',
    async (outcome) => {
      const limiter = memoryRateLimiter({ app: { requests: 2, perMs: 1000 } });
      await limiter.acquire('app');
      await limiter.acquire('app');
      limiter.settled?.('app', outcome as never);
      const waiting = limiter.acquire('app');
      await vi.advanceTimersByTimeAsync(1010);
      await waiting;
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test('a bucket that nobody named has no limit, whatever it is called', async () => {
    const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 1000 } });
    for (const name of ['constructor', '__proto__', 'toString', '']) {
      for (let i = 0; i < 3; i++) await limiter.acquire(name);
      limiter.settled?.(name, TOO_MANY);
    }
  });

  test('the limits may be changed afterwards, and nothing changes', async () => {
    const limits = { app: { requests: 2, perMs: 1000 } };
    const limiter = memoryRateLimiter(limits);
    limits.app.requests = 1000;
    const { times, done } = send(limiter, 10);
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    expect(most(times, 1000)).toBe(2);
  });
});

test('a clock that is set back does not hold anybody for longer', async () => {
  const limiter = memoryRateLimiter({ app: { requests: 1, perMs: 1000 } });
  await vi.advanceTimersByTimeAsync(1e9);
  await limiter.acquire('app');
  limiter.settled?.('app', TOO_MANY);
  let through = false;
  const waiting = limiter.acquire('app').then(() => {
    through = true;
  });
  const real = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => real() - 1e9);
  await vi.advanceTimersByTimeAsync(3000);
  expect(through).toBe(true);
  await waiting;
});
