import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDedupTest, runPaceTest } from './fleet-test.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';

const reason = missingRedis();

/** `npm run soak` does the same with more. */
describe.skipIf(reason !== undefined)(`a fleet of four processes on Redis ${reason ?? ''}`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());

  test('keeps to ten requests a second, without a 429, and loses no time', async () => {
    const { calls, refused, seconds, idealSeconds, firstHalf } = await runPaceTest('ioredis', server.url, 12);
    expect({ calls, refused }).toEqual({ calls: 48, refused: 0 });
    // Within a tenth on a machine that has time: `npm run soak` asserts that.
    expect(seconds).toBeLessThan(idealSeconds * 1.5);
    // None had to wait for the others to end.
    for (const count of firstHalf) expect(count).toBeGreaterThan(0);
  });

  test('handles each event once, even if a receiver is killed', async () => {
    const { handled, once, leaseMs, takenOverAfterMs } = await runDedupTest('redis', server.url, 100, 3000);
    expect({ handled, once }).toEqual({ handled: 100, once: 100 });
    expect(takenOverAfterMs).toBeGreaterThan(leaseMs - 100);
    expect(takenOverAfterMs).toBeLessThan(leaseMs + 3000);
  });
});
