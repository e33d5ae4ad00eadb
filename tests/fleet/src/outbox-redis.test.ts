import { afterAll, beforeAll, test } from 'vitest';
import { openRedisOutbox } from './engines.js';
import { outboxConformance } from './outbox-conformance.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';

const reason = missingRedis();
let server: RedisServer;

if (reason) test.skip(`an outbox on Redis (${reason})`, () => {});
else {
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  for (const library of ['ioredis', 'redis'] as const) {
    outboxConformance(`Redis, with ${library}`, (name) =>
      openRedisOutbox(library, server.url, { name: `${name}-${library}`, partitions: 4 }),
    );
  }
}
