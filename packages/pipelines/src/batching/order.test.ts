import { setTimeout as sleep } from 'node:timers/promises';
import { messageKeys } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Message, message } from '../index.js';
import { gate, pipelinesServer } from '../testing/pipelines-server.js';

test('a person in a request in flight is in no other', async () => {
  const { respond, held, open } = gate();
  const { client, batches } = pipelinesServer(respond);
  const batcher = client.batcher({ maxWaitMs: 1, concurrency: 4 });
  const add = (value: Message) => batcher.add(value);
  const adds = [
    add(message.track({ anonymousId: 'a', event: 'seen' })),
    add(message.identify({ userId: 'other' })),
  ];
  await expect.poll(() => batches.length).toBe(1);
  adds.push(
    add(message.alias({ previousId: 'a', userId: 'u' })),
    add(message.track({ userId: 'third', event: 'free' })),
    add(message.track({ userId: 'u', event: 'bought' })),
  );
  await expect.poll(() => batches.length).toBe(2);
  expect(batches[1]!.map(({ event }) => event)).toEqual(['free']);
  held[0]!();
  await expect.poll(() => batches.length).toBe(3);
  expect(batches[2]!.map(({ type, event }) => event ?? type)).toEqual(['alias', 'bought']);
  open();
  await Promise.all(adds);
});

describe('in whatever order responses come, each person and group sees its messages in their order', () => {
  const one = fc.nat({ max: 4 });
  const who = fc.oneof(
    one.map((userId) => ({ userId })),
    one.map((userId) => ({ userId: String(userId) })),
    one.map((anonymousId) => ({ anonymousId })),
    one.map((n) => ({ userId: `${n}@X.io` })),
  );
  const value: fc.Arbitrary<Message> = fc.oneof(
    { weight: 4, arbitrary: who.map((identity) => message.track({ ...identity, event: 'x' })) },
    one.map((n) => message.identify({ traits: { email: `${n}@x.io` } })),
    fc
      .tuple(who, one)
      .map(([identity, n]) => message.identify({ ...identity, traits: { email: `${n}@x.io` } })),
    fc.tuple(one, one).map(([previousId, userId]) => message.alias({ previousId, userId })),
    fc.tuple(who, one).map(([identity, groupId]) => message.group({ ...identity, groupId })),
    one.map((objectId) => message.deleteObject({ objectId })),
  );
  const run = fc.record({
    messages: fc.array(value, { minLength: 1, maxLength: 60 }),
    delays: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 20 }),
    concurrency: fc.integer({ min: 1, max: 5 }),
    maxBytes: fc.integer({ min: 1, max: 2000 }),
  });

  test.each(['batcher', 'ingest', 'sendBatch'] as const)(
    '%s',
    async (way) => {
      await fc.assert(
        fc.asyncProperty(run, async ({ messages, delays, concurrency, maxBytes }) => {
          const processed: string[] = [];
          let inFlight: string[][] = [];
          const { client } = pipelinesServer(async (items, request) => {
            const keys = items.flatMap((item) => messageKeys(item as never));
            for (const others of inFlight) expect(others.filter((key) => keys.includes(key))).toEqual([]);
            inFlight.push(keys);
            await sleep(delays[request % delays.length]!);
            inFlight = inFlight.filter((others) => others !== keys);
            processed.push(...items.map(({ messageId }) => messageId!));
            return {};
          });
          if (way === 'ingest') await client.ingest(messages, { concurrency });
          else if (way === 'sendBatch') await client.sendBatch(messages, { concurrency });
          else {
            const batcher = client.batcher({ maxWaitMs: 1, concurrency, maxBytes });
            const adds = messages.map((one) => batcher.add(one));
            await batcher.close();
            await Promise.all(adds);
          }
          expect([...processed].sort()).toEqual(messages.map(({ messageId }) => messageId).sort());
          const place = new Map(processed.map((id, index) => [id, index]));
          for (const key of new Set(messages.flatMap((one) => messageKeys(one as never)))) {
            const about = messages.filter((one) => messageKeys(one as never).includes(key));
            const places = about.map(({ messageId }) => place.get(messageId)!);
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );
});
