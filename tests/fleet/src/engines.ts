import type { RateLimiter } from '@cio/core';
import type { Outbox } from '@cio/core/outbox';
import { postgresDeduplicator, postgresOutbox, postgresRateLimiter } from '@cio/postgres';
import { type RedisOutboxOptions, redisDeduplicator, redisOutbox, redisRateLimiter } from '@cio/redis';
import type { Deduplicator } from '@cio/webhooks';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

/** Opens the outbox of an engine, in any process. */
export async function openOutbox(engine: string, url: string, name: string): Promise<Outbox> {
  if (engine === 'postgres') return postgresOutbox({ database: url, name, maxConnections: 6 });
  if (isRedis(engine)) return openRedisOutbox(engine, url, { name });
  throw new Error(`no engine is called ${engine}`);
}

/** Opens the rate limiter of an engine, in any process. */
export async function openRateLimiter(engine: string, url: string): Promise<RateLimiter> {
  if (engine === 'postgres') return postgresRateLimiter({ database: url });
  if (isRedis(engine)) return redisRateLimiter((await openRedis(engine, url)).client);
  throw new Error(`no engine is called ${engine}`);
}

/** Opens the deduplicator of an engine, in any process. */
export async function openDeduplicator(engine: string, url: string, leaseMs: number): Promise<Deduplicator> {
  if (engine === 'postgres') return postgresDeduplicator({ database: url, leaseMs });
  if (isRedis(engine)) return redisDeduplicator((await openRedis(engine, url)).client, { leaseMs });
  throw new Error(`no engine is called ${engine}`);
}

/** The libraries of Redis. */
type RedisLibrary = 'ioredis' | 'redis';

function isRedis(engine: string): engine is RedisLibrary {
  return engine === 'ioredis' || engine === 'redis';
}

/** Opens an outbox on Redis with a client of a library, which is closed with it. */
export async function openRedisOutbox(
  library: RedisLibrary,
  url: string,
  options: RedisOutboxOptions,
): Promise<Outbox> {
  const { client, end } = await openRedis(library, url);
  const outbox = await redisOutbox(client, options);
  return {
    ...outbox,
    async close(closeOptions) {
      await outbox.close(closeOptions);
      end();
    },
  };
}

async function openRedis(library: RedisLibrary, url: string) {
  if (library === 'ioredis') {
    // Commands wait until Redis is back, as those of the other library do.
    const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 100 });
    client.on('error', () => {});
    return { client, end: () => client.disconnect() };
  }
  const client = createClient({ url, socket: { reconnectStrategy: () => 100 } });
  client.on('error', () => {});
  await client.connect();
  return { client, end: () => client.destroy() };
}
