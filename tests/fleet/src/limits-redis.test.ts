import { redisDeduplicator, redisRateLimiter } from '@cio/redis';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, test } from 'vitest';
import { deduplicatorConformance } from './deduplicator-conformance.js';
import { rateLimiterConformance } from './rate-limiter-conformance.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';

const reason = missingRedis();
let server: RedisServer;
let client: Redis;

if (reason) test.skip(`limits on Redis (${reason})`, () => {});
else {
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.url);
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });

  rateLimiterConformance('Redis', ({ key, beforeExchange, ...options }) =>
    redisRateLimiter(
      {
        eval: (...args: Parameters<Redis['eval']>) => client.eval(...args),
        async evalsha(...args) {
          await beforeExchange();
          return client.evalsha(...args);
        },
      },
      { ...options, keyPrefix: `limits:${key}:` },
    ),
  );

  deduplicatorConformance('Redis', ({ key, ...options }) =>
    redisDeduplicator(client, { ...options, keyPrefix: `webhooks:${key}:` }),
  );
}
