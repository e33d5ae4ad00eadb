import { setTimeout as sleep } from 'node:timers/promises';
import { operationKeys } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Operation, object, person } from '../index.js';
import { batchServer, gate, type Item } from '../testing/batch-server.js';

const event = (who: number | string, name: string, value = ''): Operation =>
  person.event({ id: who }, name, { value });
const names = (requests: Item[][]) => requests.map((items) => items.map(({ name }) => name));

test('who is in a request under way is not in another', async () => {
  const { answer, held, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 1, concurrency: 4 });
  const adds = [batcher.add(event(1, 'a1')), batcher.add(event(2, 'b1'))];
  await expect.poll(() => requests.length).toBe(1);
  adds.push(batcher.add(event('1', 'a2')), batcher.add(event(3, 'c1')), batcher.add(event(1, 'a3')));
  await expect.poll(() => requests.length).toBe(2);
  expect(names(requests)).toEqual([['a1', 'b1'], ['c1']]);
  // The answer for the third person lets nobody else go.
  held[1]!();
  await sleep(10);
  expect(requests).toHaveLength(2);
  held[0]!();
  await expect.poll(() => requests.length).toBe(3);
  expect(names(requests)[2]).toEqual(['a2', 'a3']);
  open();
  await Promise.all(adds);
});

test('an operation about two holds back whoever it waits for', async () => {
  const { answer, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 1 });
  const adds = [batcher.add(event(1, 'a1'))];
  await expect.poll(() => requests.length).toBe(1);
  // A merge of 1 and 2 waits for 1; what follows about 2 waits for the merge.
  adds.push(
    batcher.add(person.merge({ id: 2 }, { id: 1 })),
    batcher.add(event(2, 'b1')),
    batcher.add(event(3, 'c1')),
  );
  await expect.poll(() => requests.length).toBe(2);
  expect(names(requests)[1]).toEqual(['c1']);
  open();
  await Promise.all(adds);
  expect(requests[2]).toMatchObject([{ action: 'merge' }, { name: 'b1' }]);
});

test('what a full request left behind goes when its answer comes, without another wait', async () => {
  const { answer, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 60_000, maxBytes: 1500 });
  const large = (who: number, name: string) => batcher.add(event(who, name, 'a'.repeat(1400)));
  const adds = [large(1, 'a1')];
  await expect.poll(() => requests.length).toBe(1);
  adds.push(batcher.add(event(1, 'a2')), large(3, 'c1'));
  await expect.poll(() => requests.length).toBe(2);
  expect(names(requests)[1]).toEqual(['c1']);
  open();
  await Promise.all(adds);
  expect(names(requests)[2]).toEqual(['a2']);
});

test('what waits for its turn is not overtaken by what is added later, in whatever turn of the event loop', async () => {
  const { client, requests } = batchServer(() => sleep(1).then(() => ({})));
  const batcher = client.batcher({ maxWaitMs: 1, maxPending: 1, concurrency: 1 });
  let next = 0;
  const add = () => batcher.add(event('p', `${next++}`));
  const adds: Promise<void>[] = [];
  // Each that settles adds at once, in the microtasks where room has just been made for those that wait.
  const chain = async () => {
    for (let i = 0; i < 50; i++) {
      const one = add();
      adds.push(one);
      await one;
      adds.push(add());
      await Promise.resolve();
      adds.push(add());
    }
  };
  await Promise.all(Array.from({ length: 5 }, chain));
  await batcher.close();
  await Promise.all(adds);
  const seen = requests.flat().map(({ name }) => Number(name));
  expect(seen).toEqual(Array.from({ length: next }, (_, i) => i));
});

describe('whatever there is, in whatever order answers come: who is named by an operation sees it in its place', () => {
  const one = fc.nat({ max: 4 });
  const someone = fc.oneof(
    one.map((id) => ({ id })),
    one.map((id) => ({ id: String(id) })),
    one.map((n) => ({ email: `${n}@x.io` })),
    one.map((n) => ({ email: `${n}@X.IO` })),
  );
  const something = fc.oneof(
    one.map((id) => ({ object_type_id: 1, object_id: `${id}` })),
    one.map((id) => ({ object_id: `${id}`, object_type_id: '1' })),
  );
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    { weight: 5, arbitrary: someone.map((who) => person.event(who, 'x')) },
    fc.tuple(someone, one).map(([who, n]) => person.identify(who, { email: `${n}@x.io` })),
    fc.tuple(someone, someone).map(([a, b]) => person.merge(a, b)),
    fc.tuple(something, fc.array(someone, { minLength: 1, maxLength: 3 })).map(([what, people]) =>
      object.addRelationships(
        what,
        people.map((identifiers) => ({ identifiers })),
      ),
    ),
  );
  const run = fc.record({
    operations: fc.array(operation, { minLength: 1, maxLength: 60 }),
    delays: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 20 }),
    fails: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
    concurrency: fc.integer({ min: 1, max: 5 }),
    maxBytes: fc.integer({ min: 1, max: 2000 }),
    maxPending: fc.integer({ min: 1, max: 20 }),
  });

  test.each(['batcher', 'ingest'] as const)(
    '%s',
    async (way) => {
      await fc.assert(
        fc.asyncProperty(run, async ({ operations, delays, fails, ...limits }) => {
          // What arrives when its answer is on its way has been processed: the order of the answers is that of the effects.
          const processed: string[] = [];
          let underWay: string[][] = [];
          const { client } = batchServer(async (items, request) => {
            const texts = items.map((item) => JSON.stringify(item));
            const keys = items.flatMap((item) => operationKeys(item as never));
            for (const others of underWay) expect(others.filter((key) => keys.includes(key))).toEqual([]);
            underWay.push(keys);
            await sleep(delays[request % delays.length]!);
            underWay = underWay.filter((others) => others !== keys);
            processed.push(...texts);
            return way === 'batcher' && fails[request % fails.length] ? { status: 500 } : {};
          });
          if (way === 'ingest') {
            await client.ingest(operations, { concurrency: limits.concurrency });
          } else {
            const batcher = client.batcher({ maxWaitMs: 1, ...limits, onRejected: () => {} });
            for (const [i, one] of operations.entries()) {
              void batcher.add(one);
              if (delays[i % delays.length] === 0) await Promise.resolve();
            }
            await batcher.close();
          }
          // Events have an id of their own; others may be the same, and then their order cannot be seen.
          const texts = operations.map((one) => JSON.stringify(one));
          expect([...processed].sort()).toEqual([...texts].sort());
          const keys = new Set(operations.flatMap((one) => operationKeys(one as never)));
          for (const key of keys) {
            const isAbout = (text: string) => operationKeys(JSON.parse(text)).includes(key);
            expect(processed.filter(isAbout)).toEqual(texts.filter(isAbout));
          }
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});
