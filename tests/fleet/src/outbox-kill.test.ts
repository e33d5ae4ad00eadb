import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { AppClient } from '@cio/app-api';
import { callsOf } from '@cio/core/outbox';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openOutbox } from './engines.js';
import { runKillTest } from './kill-test.js';
import { postgresKillTest } from './postgres-kill-test.js';
import { missingPostgres, type PostgresServer, startPostgres } from './postgres-server.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';

const noPostgres = missingPostgres();

/** A worker is killed while it sends a message. Returns how often the message was sent, and the dead letters. */
async function killWhileSending(engine: string, url: string) {
  const arrivals: string[] = [];
  let hasArrived = () => {};
  const arrived = new Promise<void>((resolve) => {
    hasArrived = resolve;
  });
  // Takes the message, and does not answer.
  const server = createServer((request) => {
    arrivals.push(request.url!);
    hasArrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outbox = await openOutbox(engine, url, 'sends');
  const send = { to: 'ada@example.com', identifiers: { id: '5' }, transactional_message_id: 'receipt' };
  await outbox.add(callsOf(AppClient).sendEmail(send));
  const path = fileURLToPath(new URL('../dist/outbox-worker.js', import.meta.url));
  const worker = fork(path, [engine, url, 'sends', baseUrl, 'site', 'key', 'app-key']);
  await arrived;
  worker.kill('SIGKILL');

  outbox.work({
    clients: { app: new AppClient({ apiKey: 'key', baseUrl, rateLimiter: false }) },
    pollMs: 50,
  });
  await vi.waitFor(async () => expect((await outbox.stats()).depth).toBe(0), 20_000);
  const dead = await outbox.deadLetters.list();
  await outbox.close();
  server.closeAllConnections();
  server.close();
  return { sent: arrivals.length, dead: dead.map(({ reason }) => reason.kind) };
}

/** `npm run soak` does the same with 100,000 operations. */
describe.skipIf(noPostgres !== undefined)(`workers on Postgres ${noPostgres ?? ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  test('are killed, and every operation counts once, in order', async () => {
    const outbox = await openOutbox('postgres', server.url, 'killed');
    const settings = { operations: 2000, workers: 2, killEveryMs: 500, maxKills: 2 };
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

  test('that are killed while they send a message do not have it sent twice', async () => {
    expect(await killWhileSending('postgres', server.url)).toEqual({
      sent: 1,
      dead: ['may_have_been_sent'],
    });
  }, 60_000);
});

const noRedis = missingRedis();

describe.skipIf(noRedis !== undefined)(`workers on Redis ${noRedis ?? ''}`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis(true);
  });
  afterAll(() => server?.stop());

  test('are killed, and every operation counts once, in order', async () => {
    const { url, restart } = server;
    const outbox = await openOutbox('redis', url, 'killed');
    const settings = { operations: 2000, workers: 2, killEveryMs: 500, maxKills: 2 };
    const result = await runKillTest({ ...settings, engine: 'redis', url, name: 'killed', restart }, outbox);
    await outbox.close();
    expect(result).toMatchObject({
      events: 2000,
      lost: 0,
      outOfOrder: 0,
      deadLetters: 0,
      crashes: 0,
      restarts: 2,
    });
    expect(result.kills).toBeGreaterThan(0);
  }, 120_000);

  test('that are killed while they send a message do not have it sent twice', async () => {
    expect(await killWhileSending('redis', server.url)).toEqual({ sent: 1, dead: ['may_have_been_sent'] });
  }, 60_000);
});
