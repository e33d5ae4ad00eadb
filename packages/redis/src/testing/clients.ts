import { Redis } from 'ioredis';
import Redis5 from 'ioredis-5';
import { createClient } from 'redis';
import { createClient as createClient5 } from 'redis-5';
import type { RedisClient } from '../client/redis-client.js';

/** A client of a test, and how to close it. */
export interface TestClient {
  client: RedisClient;
  close(): unknown;
}

/** Connects a client of each supported library and major version. */
export const connectors: [name: string, connect: (url: string) => Promise<TestClient>][] = [
  ['ioredis 6', async (url) => ioredisClient(new Redis(url))],
  ['ioredis 5', async (url) => ioredisClient(new Redis5(url))],
  [
    'redis 6',
    async (url) => {
      const client = createClient({ url }).on('error', () => {});
      await client.connect();
      return { client, close: () => client.destroy() };
    },
  ],
  [
    'redis 5',
    async (url) => {
      const client = createClient5({ url }).on('error', () => {});
      await client.connect();
      return { client, close: () => client.destroy() };
    },
  ],
];

function ioredisClient(client: Redis | Redis5): TestClient {
  client.on('error', () => {});
  return { client, close: () => client.disconnect() };
}
