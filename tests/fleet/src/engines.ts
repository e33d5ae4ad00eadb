import type { RateLimiter } from '@cio/core';
import type { Outbox } from '@cio/core/outbox';
import { postgresDeduplicator, postgresOutbox, postgresRateLimiter } from '@cio/postgres';
import { type RedisOutboxOptions, redisOutbox } from '@cio/redis';
import type { Deduplicator } from '@cio/webhooks';
import Redis from 'ioredis';
import { createClient } from 'redis';

/** Opens the outbox of an engine, in any process. */
export async function openOutbox(engine: string, url: string, name: string): Promise<Outbox> {
  if (engine === 'postgres') return postgresOutbox({ database: url, name, maxConnections: 6 });
  if (engine === 'ioredis' || engine === 'redis') return openRedisOutbox(engine, url, { name });
  throw new Error(`no engine is called ${engine}`);
}

/** Opens the rate limiter of an engine, in any process. */
export async function openRateLimiter(engine: string, url: string): Promise<RateLimiter> {
  if (engine === 'postgres') return postgresRateLimiter({ database: url });
  throw new Error(`no engine is called ${engine}`);
}

/** Opens the deduplicator of an engine, in any process. */
export async function openDeduplicator(engine: string, url: string, leaseMs: number): Promise<Deduplicator> {
  if (engine === 'postgres') return postgresDeduplicator({ database: url, leaseMs });
  throw new Error(`no engine is called ${engine}`);
}

/** Opens an outbox on Redis with a client of a library, which is closed with it. */
export async function openRedisOutbox(
  library: 'ioredis' | 'redis',
  url: string,
  options: RedisOutboxOptions,
): Promise<Outbox> {
  const { client, end } = library === 'ioredis' ? openIoredis(url) : await openNodeRedis(url);
  const outbox = await redisOutbox(client, options);
  return {
    ...outbox,
    async close(closeOptions) {
      await outbox.close(closeOptions);
      end();
    },
  };
}

function openIoredis(url: string) {
  // Commands wait until Redis is back, as those of the other library do.
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 100 });
  client.on('error', () => {});
  return { client, end: () => client.disconnect() };
}

async function openNodeRedis(url: string) {
  const client = createClient({ url, socket: { reconnectStrategy: () => 100 } });
  client.on('error', () => {});
  await client.connect();
  return { client, end: () => client.destroy() };
}
