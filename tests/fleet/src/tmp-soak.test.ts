import { expect, test } from 'vitest';
import { openOutbox } from './engines.js';
import { runKillTest } from './kill-test.js';
import { startRedis } from './redis-server.js';
test('soak', async () => {
  const server = await startRedis(true);
  const { url, restart } = server;
  const engine = process.env.ENGINE ?? 'ioredis';
  const outbox = await openOutbox(engine, url, 'killed');
  const result = await runKillTest({ operations: 100_000, workers: 4, killEveryMs: 1000, engine, url, name: 'killed', restart }, outbox);
  await outbox.close();
  await server.stop();
  console.log(JSON.stringify(result));
  expect(result.lost).toBe(0);
}, 900_000);
