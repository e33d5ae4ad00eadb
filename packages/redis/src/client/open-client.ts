import type { RedisClient } from './redis-client.js';

/** Connects with whichever of `ioredis` and `redis` is installed. */
export async function openClient(url: string): Promise<{ client: RedisClient; close(): Promise<unknown> }> {
  const ioredis = await import('ioredis').catch(() => undefined);
  if (ioredis) {
    const client = new ioredis.Redis(url, { lazyConnect: true, retryStrategy: () => null });
    // `connect` only tells that the connection is closed.
    let reason: unknown;
    client.on('error', (error) => {
      reason = error;
    });
    await client.connect().catch((error) => {
      throw reason ?? error;
    });
    return { client, close: () => client.quit() };
  }
  const redis = await import('redis').catch((cause) => {
    throw new Error('install ioredis or redis: npm install ioredis', { cause });
  });
  const client = redis.createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  await client.connect();
  return { client, close: () => client.close() };
}
