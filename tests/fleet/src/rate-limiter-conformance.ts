import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RateLimit, RateLimiter } from '@cio/core';
import { describe, expect, test, vi } from 'vitest';

/** What a limiter of the suite is opened with. */
export interface LimiterOptions {
  /** Limiters with the same key share their limits, as the processes of a fleet do. */
  readonly key: string;
  readonly limits: Readonly<Record<string, RateLimit>>;
  readonly onFallback: (error: unknown) => unknown;
  /** Called, and waited for, before each exchange with the store. */
  readonly beforeExchange: () => unknown;
}

/** What every rate limiter of a fleet does, whatever it is stored in. */
export function rateLimiterConformance(
  engine: string,
  open: (options: LimiterOptions) => RateLimiter | Promise<RateLimiter>,
): void {
  describe(`a rate limiter on ${engine}`, () => {
    /** Opens limiters that share their limits. */
    function fleet(limits: Readonly<Record<string, RateLimit>>) {
      const key = randomUUID();
      return async (options: Partial<LimiterOptions> = {}) =>
        open({ key, limits, onFallback: () => {}, beforeExchange: () => {}, ...options });
    }

    test('several processes never make more requests in a period than the limit, and none waits for the others to end', async () => {
      const create = fleet({ app: { requests: 5, perMs: 200 } });
      const limiters = [await create(), await create(), await create()];
      const from = performance.now();
      const each = await Promise.all(limiters.map((limiter) => send(limiter, 10)));
      const took = performance.now() - from;
      expect(fullest(each.flat(), 195)).toBeLessThanOrEqual(5);
      // 30 requests at 5 in 200 ms.
      expect(took).toBeGreaterThan(990);
      for (const times of each)
        expect(times.filter((time) => time < from + took / 2).length).toBeGreaterThan(1);
    });

    test('a process with one call gets its turn although another has a thousand waiting', async () => {
      const create = fleet({ app: { requests: 5, perMs: 100 } });
      const [busy, quiet] = [await create(), await create()];
      const controller = new AbortController();
      const many = Promise.allSettled(Array.from({ length: 1000 }, () => send(busy, 1, controller.signal)));
      await sleep(150);
      const from = performance.now();
      await quiet.acquire('app');
      expect(performance.now() - from).toBeLessThan(400);
      controller.abort();
      await many;
    });

    test('the calls of a process go in order', async () => {
      const limiter = await fleet({ app: { requests: 3, perMs: 50 } })();
      const order: number[] = [];
      await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          await limiter.acquire('app');
          order.push(index);
          limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
        }),
      );
      expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index));
    });

    test('a token is returned a period after the response, not after the request', async () => {
      const create = fleet({ app: { requests: 1, perMs: 100 } });
      const [one, other] = [await create(), await create()];
      await one.acquire('app');
      const allowed = vi.fn();
      const next = other.acquire('app').then(allowed);
      await sleep(300);
      expect(allowed).not.toHaveBeenCalled();
      const settledAt = performance.now();
      one.settled?.('app', { status: 200, retryAfterMs: undefined });
      await next;
      expect(performance.now() - settledAt).toBeGreaterThanOrEqual(95);
      expect(performance.now() - settledAt).toBeLessThan(500);
    });

    test('a 429 pauses the bucket in every process, and halves its limit', async () => {
      const create = fleet({ app: { requests: 10, perMs: 200 } });
      const [one, other] = [await create(), await create()];
      await one.acquire('app');
      one.settled?.('app', { status: 429, retryAfterMs: 500 });
      await sleep(50);
      const from = performance.now();
      const times = await send(other, 10);
      expect(Math.min(...times) - from).toBeGreaterThan(400);
      // Five, and one more with each period that this machine was late.
      expect(fullest(times, 150)).toBeLessThan(9);
    });

    test('settling more often than acquiring creates no tokens', async () => {
      const limiter = await fleet({ app: { requests: 2, perMs: 100 } })();
      for (let index = 0; index < 10; index++) {
        limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
      }
      expect(fullest(await send(limiter, 6), 95)).toBe(2);
    });

    test('buckets count for themselves, and those without a limit are not limited', async () => {
      const limits = { app: { requests: 1, perMs: 5000 }, send: { requests: 1, perMs: 5000 } };
      const limiter = await fleet(limits)();
      await limiter.acquire('app');
      await limiter.acquire('send');
      await Promise.all(Array.from({ length: 100 }, () => limiter.acquire('other')));
    });

    test('an aborted call rejects at once, and its token goes to another', async () => {
      const create = fleet({ app: { requests: 1, perMs: 100 } });
      const [one, other] = [await create(), await create()];
      await one.acquire('app');
      const controller = new AbortController();
      const aborted = one.acquire('app', controller.signal);
      await sleep(20);
      const reason = new Error('stop');
      controller.abort(reason);
      await expect(aborted).rejects.toBe(reason);
      await expect(one.acquire('app', AbortSignal.abort(reason))).rejects.toBe(reason);
      one.settled?.('app', { status: 200, retryAfterMs: undefined });
      await other.acquire('app', AbortSignal.timeout(3000));
    });

    test('a call that is aborted while its token is on the way leaves it to another', async () => {
      const limiter = await fleet({ app: { requests: 1, perMs: 60_000 } })();
      const controller = new AbortController();
      const aborted = limiter.acquire('app', controller.signal);
      controller.abort();
      await expect(aborted).rejects.toThrow();
      await limiter.acquire('app', AbortSignal.timeout(2000));
    });

    test('a process that dies while it waits delays the others by little more than a second', async () => {
      const create = fleet({ app: { requests: 1, perMs: 100 } });
      let isDead = false;
      const dead = await create({ beforeExchange: () => isDead && new Promise(() => {}) });
      const other = await create();
      await send(other, 1);
      dead.acquire('app').catch(() => {});
      await sleep(20);
      isDead = true;
      const from = performance.now();
      await other.acquire('app', AbortSignal.timeout(5000));
      // Its turn came first, and passed.
      expect(performance.now() - from).toBeGreaterThan(500);
      expect(performance.now() - from).toBeLessThan(2000);
    });

    test.each([
      ['is gone', () => Promise.reject(new Error('gone'))],
      ['does not respond', () => new Promise<never>(() => {})],
    ])('while the store %s, each process counts for itself, and reports it once', async (_, fail) => {
      let isAway = false;
      const onFallback = vi.fn();
      const limiter = await fleet({ app: { requests: 2, perMs: 200 } })({
        onFallback,
        beforeExchange: () => isAway && fail(),
      });
      await send(limiter, 1);
      isAway = true;
      const from = performance.now();
      expect(fullest(await send(limiter, 5), 195)).toBeLessThanOrEqual(2);
      expect(performance.now() - from).toBeLessThan(3000);
      expect(onFallback).toHaveBeenCalledOnce();
      await expect(limiter.acquire('app', AbortSignal.abort('stop'))).rejects.toBe('stop');
    });
  });
}

/** Sends requests, and returns the times at which they began. */
async function send(limiter: RateLimiter, count: number, signal?: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await limiter.acquire('app', signal);
      times.push(performance.now());
      limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
    }),
  );
  return times;
}

/** How many requests began in the fullest period. */
function fullest(times: number[], perMs: number): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length));
}
