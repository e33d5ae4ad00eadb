import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDedupTest, runPaceTest } from './fleet-test.js';
import { missingPostgres, type PostgresServer, startPostgres } from './postgres-server.js';

const reason = missingPostgres();

/** `npm run soak` does the same with more. */
describe.skipIf(reason !== undefined)(`a fleet of four processes on Postgres ${reason ?? ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  test('keeps to ten requests a second, without a 429, and loses no time', async () => {
    const { calls, refused, seconds, idealSeconds, firstHalf } = await runPaceTest(
      'postgres',
      server.url,
      12,
    );
    expect({ calls, refused }).toEqual({ calls: 48, refused: 0 });
    // Within a tenth on a machine that has time: `npm run soak` asserts that.
    expect(seconds).toBeLessThan(idealSeconds * 1.5);
    // None had to wait for the others to end.
    for (const count of firstHalf) expect(count).toBeGreaterThan(0);
  });

  test('handles each event once, even if a receiver is killed', async () => {
    const { handled, once, leaseMs, takenOverAfterMs } = await runDedupTest(
      'postgres',
      server.url,
      100,
      3000,
    );
    expect({ handled, once }).toEqual({ handled: 100, once: 100 });
    expect(takenOverAfterMs).toBeGreaterThan(leaseMs - 100);
    expect(takenOverAfterMs).toBeLessThan(leaseMs + 3000);
  });
});
