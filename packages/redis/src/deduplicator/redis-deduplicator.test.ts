import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isValidationError } from '@cio/core';
import { createWebhookHandler, signPayload } from '@cio/webhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RedisClient } from '../client/redis-client.js';
import { connectors } from '../testing/clients.js';
import { noRedis, testRedis } from '../testing/redis-server.js';
import { redisDeduplicator } from './redis-deduplicator.js';

// What it does with any client is tested together with the deduplicator of Postgres, in tests/fleet.
describe.skipIf(noRedis)(`redisDeduplicator${noRedis ? `: ${noRedis}` : ''}`, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  const keyPrefix = `test:${randomUUID()}:`;
  const closers: (() => unknown)[] = [];
  let clients: Map<string, RedisClient>;

  beforeAll(async () => {
    redis = await testRedis();
    clients = new Map();
    for (const [name, connect] of connectors) {
      const { client, close } = await connect(redis.url);
      clients.set(name, client);
      closers.push(close);
    }
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await redis?.close();
  });

  test.each(connectors.map(([name]) => name))(
    'with %s: an event is claimed once, and remembered',
    async (name) => {
      const create = () => redisDeduplicator(clients.get(name)!, { keyPrefix });
      const [one, other, id] = [create(), create(), randomUUID()];
      expect(await one.claim(id)).toBe('claimed');
      expect(await other.claim(id)).toBe('running');
      await one.failed(id);
      expect(await other.claim(id)).toBe('claimed');
      await other.done(id);
      expect(await one.claim(id)).toBe('done');
    },
  );

  test('clients of both libraries share events', async () => {
    const [ioredis, nodeRedis] = ['ioredis 6', 'redis 6'].map((name) =>
      redisDeduplicator(clients.get(name)!, { keyPrefix }),
    );
    const id = randomUUID();
    expect(await ioredis!.claim(id)).toBe('claimed');
    expect(await nodeRedis!.claim(id)).toBe('running');
    await nodeRedis!.failed(id);
    expect(await nodeRedis!.claim(id)).toBe('running');
    await ioredis!.done(id);
    expect(await nodeRedis!.claim(id)).toBe('done');
  });

  test('a command that a client sends twice, because it lost the response, has its own claim', async () => {
    const client = clients.get('redis 6') as { evalSha(...args: unknown[]): Promise<unknown> };
    const sendTwice = {
      ...client,
      eval: client.evalSha,
      evalSha: async (...args: unknown[]) => {
        await client.evalSha(...args);
        return client.evalSha(...args);
      },
    } as unknown as RedisClient;
    await redisDeduplicator(client as unknown as RedisClient, { keyPrefix }).claim(randomUUID());
    const id = randomUUID();
    expect(await redisDeduplicator(sendTwice, { keyPrefix }).claim(id)).toBe('claimed');
  });

  test('of two receivers, one handles an event; the other responds 503 until it has', async () => {
    const onEvent = vi.fn(() => sleep(100));
    const signingKey = 'signing-key';
    const receivers = ['ioredis 6', 'redis 6'].map((name) =>
      createWebhookHandler({
        signingKey,
        onEvent,
        deduplicate: redisDeduplicator(clients.get(name)!, { keyPrefix }),
      }),
    );
    const body = JSON.stringify({ event_id: randomUUID(), metric: 'sent', object_type: 'email' });
    const headers = {
      'content-type': 'application/json',
      ...(await signPayload({ body, signingKey })),
    };
    const deliver = (receiver: (request: Request) => Promise<Response>) =>
      receiver(new Request('http://localhost/', { method: 'POST', body, headers }));
    const first = deliver(receivers[0]!);
    await sleep(50);
    expect((await deliver(receivers[1]!)).status).toBe(503);
    expect((await first).status).toBe(200);
    expect((await deliver(receivers[1]!)).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });

  test.each<[string, () => unknown]>([
    ['client', () => redisDeduplicator({} as RedisClient)],
    ['client', () => redisDeduplicator(undefined as unknown as RedisClient)],
    ['leaseMs', () => redisDeduplicator(clients.get('redis 6')!, { leaseMs: 0 })],
    ['rememberMs', () => redisDeduplicator(clients.get('redis 6')!, { rememberMs: Number.NaN })],
    ['keyPrefix', () => redisDeduplicator(clients.get('redis 6')!, { keyPrefix: '' })],
    ['lease', () => redisDeduplicator(clients.get('redis 6')!, { lease: 5 } as object)],
  ])('names an option that is not valid: %s', (field, create) => {
    try {
      create();
      expect.unreachable();
    } catch (error) {
      if (!isValidationError(error)) throw error;
      expect(error.field).toBe(field);
    }
  });
});
