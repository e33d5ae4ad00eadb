import { afterAll, describe, expect, test } from 'vitest';
import { openOutbox } from './engines.js';
import { runKillTest } from './kill-test.js';
import { postgresKillTest } from './postgres-kill-test.js';
import { missingPostgres, type PostgresServer, startPostgres } from './postgres-server.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';

const noPostgres = missingPostgres();

/** `npm run soak` does the same with 100,000 operations. */
describe.skipIf(noPostgres !== undefined)(`workers on Postgres ${noPostgres ?? ''}`, () => {
  let server: PostgresServer | undefined;
  afterAll(() => server?.stop());

  test('are killed, and every operation counts once, in order', async () => {
    server = await startPostgres();
    const outbox = await openOutbox('postgres', server.url, 'killed');
    const settings = { operations: 2000, workers: 2, killEveryMs: 1000 };
    const result = await runKillTest(postgresKillTest(server, 'killed', outbox, settings), outbox);
    await outbox.close();
    expect(result).toMatchObject({
      events: 2000,
      lost: 0,
      rolledBack: 0,
      outOfOrder: 0,
      deadLetters: 0,
      crashes: 0,
      restarts: 2,
    });
    expect(result.kills).toBeGreaterThan(0);
  }, 120_000);
});

const noRedis = missingRedis();

describe.skipIf(noRedis !== undefined)(`workers on Redis ${noRedis ?? ''}`, () => {
  let server: RedisServer | undefined;
  afterAll(() => server?.stop());

  test('are killed, and every operation counts once, in order', async () => {
    server = await startRedis(true);
    const { url, restart } = server;
    const outbox = await openOutbox('redis', url, 'killed');
    // What a killed worker held is free after five seconds.
    const settings = { operations: 3000, workers: 2, killEveryMs: 1500 };
    const result = await runKillTest({ ...settings, engine: 'redis', url, name: 'killed', restart }, outbox);
    await outbox.close();
    expect(result).toMatchObject({
      events: 3000,
      lost: 0,
      outOfOrder: 0,
      deadLetters: 0,
      crashes: 0,
      restarts: 2,
    });
    expect(result.kills).toBeGreaterThan(0);
  }, 120_000);
});
