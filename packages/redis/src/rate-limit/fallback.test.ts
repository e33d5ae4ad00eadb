import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectors } from '../testing/clients.js';
import { noRedis, startRedis, type TestRedis } from '../testing/redis-server.js';
import { fullest, send } from '../testing/requests.js';
import { redisRateLimiter } from './redis-rate-limiter.js';

const limits = { app: { requests: 2, perMs: 200 } };

describe.skipIf(noRedis)(`the rate limiter without Redis${noRedis ? `: ${noRedis}` : ''}`, () => {
  test.concurrent.each([connectors[0]!, connectors[2]!])(
    'with %s: each process counts for itself, says so once, and returns',
    async (_, connect) => {
      const server = await startRedis();
      const { client, close } = await connect(server.url);
      const onFallback = vi.fn();
      const one = redisRateLimiter(client, { limits, onFallback });
      const other = redisRateLimiter(client, { limits, onFallback });
      await one.acquire('app');
      await server.kill();
      const from = performance.now();
      await Promise.all([one.acquire('app'), one.acquire('app')]);
      expect(performance.now() - from).toBeLessThan(1500);
      await send(other, 1, 0, AbortSignal.timeout(1500));
      for (let index = 0; index < 5; index++) {
        one.settled?.('app', { status: 200, retryAfterMs: undefined });
      }
      expect(fullest(await send(one, 5), 200)).toBe(2);
      // Once for each limiter.
      expect(onFallback).toHaveBeenCalledTimes(2);
      expect(onFallback.mock.calls[0]![0]).toBeInstanceOf(Error);

      await server.start();
      // Redis is tried again a second after the last failure.
      await vi.waitFor(
        async () => {
          await Promise.all([send(one, 1), send(other, 1)]);
          await sleep(250);
          const times = (await Promise.all([send(one, 3), send(other, 3)])).flat();
          expect(fullest(times, 200)).toBe(2);
        },
        { timeout: 10_000, interval: 100 },
      );
      expect(onFallback).toHaveBeenCalledTimes(2);
      await close();
      await server.close();
    },
  );

  describe('that never comes back', () => {
    let server: TestRedis;
    beforeAll(async () => {
      server = await startRedis();
    });
    afterAll(() => server.close());

    test('an aborted call does not wait for Redis', async () => {
      const { client, close } = await connectors[0]![1](server.url);
      await server.kill();
      const limiter = redisRateLimiter(client, { limits, onFallback: () => {} });
      const from = performance.now();
      await expect(limiter.acquire('app', AbortSignal.timeout(50))).rejects.toThrow();
      expect(performance.now() - from).toBeLessThan(500);
      await close();
    });

    test('the default is a warning, and a callback that throws is reported', async () => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {});
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
      const gone = { eval: async () => {}, evalsha: () => Promise.reject(new Error('gone')) };
      const onFallback = () => {
        throw new Error('boom');
      };
      await redisRateLimiter(gone, { limits, onFallback }).acquire('app');
      await redisRateLimiter(gone, { limits }).acquire('app');
      expect(error).toHaveBeenCalledExactlyOnceWith(
        expect.stringContaining('onFallback'),
        expect.objectContaining({ message: 'boom' }),
      );
      expect(warn).toHaveBeenCalledExactlyOnceWith(
        expect.stringContaining('Redis'),
        expect.objectContaining({ message: 'gone' }),
      );
      vi.restoreAllMocks();
    });
  });
});
