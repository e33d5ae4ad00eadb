import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryableError, operationKeys, type RetryStrategy } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BatchError,
  delivery,
  type IngestError,
  isBatchError,
  isIngestError,
  type Operation,
  person,
  type TrackV2Client,
  type UnsentOperation,
} from '../index.js';
import { isReplaySafe } from '../operations/replay-safety.js';
import { batchServer, gate, type Item } from '../testing/batch-server.js';

/** Twice, what may be sent twice. */
const retry: RetryStrategy = {
  async execute(operation, { replaySafe }) {
    return operation().catch((error: unknown) => {
      if (isRetryableError(error) && (replaySafe || !error.requestSent)) return operation();
      throw error;
    });
  },
};

const WAYS = ['sendBatch', 'ingest', 'batcher'] as const;
interface Limits {
  concurrency?: number;
  maxBytes?: number;
}
interface Result {
  accepted: number;
  unsent: Pick<UnsentOperation, 'operation' | 'outcome'>[];
  /** The number of operations that were read. */
  position: number;
}

async function send(
  way: (typeof WAYS)[number],
  client: TrackV2Client,
  operations: Operation[],
  { maxBytes, ...limits }: Limits = {},
): Promise<Result> {
  const position = operations.length;
  if (way === 'batcher') {
    const unsent: Result['unsent'] = [];
    const batcher = client.batcher({
      maxWaitMs: 1,
      maxBytes,
      ...limits,
      onRejected: (one) => unsent.push(one as never),
    });
    for (const operation of operations) void batcher.add(operation);
    await batcher.close();
    return { accepted: position - unsent.length, unsent, position };
  }
  try {
    const { accepted } = await client[way](operations, limits);
    return { accepted, unsent: [], position };
  } catch (error) {
    if (isBatchError(error)) {
      const { accepted, unsent } = error as BatchError;
      return { accepted, unsent: [...unsent], position };
    }
    if (!isIngestError(error)) throw error;
    const { summary, unsent, position: read } = error as IngestError;
    expect(summary.unsent).toBe(unsent.length);
    return { accepted: summary.accepted, unsent: [...unsent], position: read };
  }
}

const good = Array.from({ length: 1000 }, (_, i) => person.event({ id: `a${i}` }, 'x'));
const unsafe: [string, Operation][] = [
  ['an event whose id is no ULID', person.event({ id: 'u' }, 'x', {}, { id: crypto.randomUUID() })],
  ['an event of a delivery', delivery.event('d', 'opened', { device_token: 'token' }) as Operation],
];

describe.each(WAYS)('%s', (way) => {
  describe.each(unsafe)('beside %s', (_, bad) => {
    test('the others are retried', async () => {
      const { client, requests } = batchServer((_items, request) => (request === 0 ? { status: 503 } : {}), {
        retry,
      });
      expect(await send(way, client, [...good, bad])).toMatchObject({ accepted: 1001, unsent: [] });
      expect(requests.map((items) => items.length).sort((a, b) => a - b)).toEqual([1, 1000, 1000]);
    });

    test('which alone is unsent where its own request fails', async () => {
      for (const operations of [
        [...good, bad],
        [bad, ...good],
      ]) {
        const { client } = batchServer((items) => (items.length === 1 ? { status: 503 } : {}), { retry });
        const { accepted, unsent } = await send(way, client, operations);
        expect(accepted).toBe(1000);
        expect(unsent).toMatchObject([{ operation: bad, outcome: 'unknown' }]);
      }
    });
  });

  test('one at a time, all is sent in its order', async () => {
    const operations = Array.from({ length: 100 }, (_, i) =>
      person.event({ id: i }, `${i}`, {}, i % 7 < 2 ? { id: `order-${i}` } : {}),
    );
    const { client, requests } = batchServer();
    expect(await send(way, client, operations, { concurrency: 1 })).toMatchObject({ accepted: 100 });
    expect(requests.flat().map(({ name }) => Number(name))).toEqual(operations.map((_, i) => i));
    for (const items of requests) expect(new Set(items.map((item) => isReplaySafe(item))).size).toBe(1);
  });
});

test('what a request passes over is in the next one at once', async () => {
  const { answer, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 60_000, maxBytes: 5000, concurrency: 2 });
  const adds: Promise<void>[] = [];
  const add = (name: string, id?: string) =>
    adds.push(batcher.add(person.event({ id: name }, name, { value: 'a'.repeat(1000) }, { id })));
  add('a');
  add('u', 'no-ulid');
  for (const name of ['b', 'c', 'd', 'e', 'f']) add(name);
  await expect.poll(() => requests.length).toBe(2);
  expect(requests.map((items) => items.map(({ name }) => name))).toEqual([['a', 'b', 'c', 'd'], ['u']]);
  open();
  await batcher.close();
  await Promise.all(adds);
});

test('what waits for two keeps its place after what a request passes over', async () => {
  const { answer, held, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 1, concurrency: 2 });
  const adds = [batcher.add(person.event({ id: 1 }, 'a'))];
  await expect.poll(() => requests.length).toBe(1);
  adds.push(
    batcher.add(person.event({ id: 3 }, 'b')),
    batcher.add(person.event({ id: 2 }, 'u', {}, { id: 'no-ulid' })),
    batcher.add(person.merge({ id: 1 }, { id: 2 })),
  );
  await expect.poll(() => requests.length).toBe(2);
  held[0]!();
  await expect.poll(() => requests.length).toBe(3);
  open();
  await Promise.all(adds);
  expect(requests.map((items) => items.map(({ name, action }) => name ?? action))).toEqual([
    ['a'],
    ['b'],
    ['u'],
    ['merge'],
  ]);
});

const large = { value: 'a'.repeat(30_000) };
const largeUnsafe = Array.from({ length: 40 }, (_, i) =>
  person.event({ id: `u${i}` }, 'x', large, { id: `no-ulid-${i}` }),
);
const largeSafe = Array.from({ length: 100 }, (_, i) => person.event({ id: `s${i}` }, 'x', large));

test.each(WAYS)('%s: the others that have not been sent yet go on', async (way) => {
  const { client, requests } = batchServer(async (_items, request) => {
    // When it fails, one more request is in flight, and others have been read.
    await sleep(request === 0 ? 20 : 40);
    return request === 0 ? { status: 503 } : {};
  });
  const operations = [largeUnsafe[0]!, ...largeSafe];
  const { accepted, unsent, position } = await send(way, client, operations, { concurrency: 2 });
  expect(unsent.map(({ operation }) => operation)).toEqual([largeUnsafe[0]]);
  expect(accepted).toBe(position - 1);
  expect(requests.length).toBeGreaterThan(2);
});

test('sendBatch: one that is not sent any more does not keep back what comes before it', async () => {
  const { client } = batchServer(
    (_items, request) => (request === 0 ? { status: 503 } : sleep(5).then(() => ({}))),
    {
      retry,
    },
  );
  const [first] = largeUnsafe;
  const last = person.event({ id: `s${largeSafe.length - 1}` }, 'x', large, { id: 'no-ulid' });
  const operations = [first!, ...largeSafe, last];
  const { accepted, unsent } = await send('sendBatch', client, operations, { concurrency: 2 });
  expect(accepted).toBe(largeSafe.length);
  expect(unsent.map(({ operation }) => operation)).toEqual([first, last]);
});

test.each(['sendBatch', 'ingest'] as const)(
  '%s: no more of those that are not repeated are sent after one has failed',
  async (way) => {
    const { client, requests } = batchServer(() => sleep(20).then(() => ({ status: 503 })));
    const { accepted, unsent } = await send(way, client, largeUnsafe, { concurrency: 2 });
    expect(requests).toHaveLength(2);
    expect(accepted).toBe(0);
    expect(new Set(unsent.map(({ outcome }) => outcome))).toEqual(new Set(['unknown', 'unprocessed']));
  },
);

test('after an abort, nothing more is sent', async () => {
  const controller = new AbortController();
  const { client, requests } = batchServer(() => new Promise(() => {}));
  const sent = client.sendBatch([...largeUnsafe, ...largeSafe], {
    concurrency: 2,
    signal: controller.signal,
  });
  await expect.poll(() => requests.length).toBe(2);
  controller.abort();
  const { unsent } = (await sent.catch((error: unknown) => error)) as BatchError;
  expect(unsent.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(requests.flat().length);
});

describe('whatever may be repeated, and whichever requests fail', () => {
  const one = fc.nat({ max: 4 });
  const who = one.map((id) => ({ id }));
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    { weight: 3, arbitrary: who.map((someone) => person.event(someone, 'x')) },
    {
      weight: 3,
      arbitrary: who.map((someone) => person.event(someone, 'x', {}, { id: crypto.randomUUID() })),
    },
    { weight: 3, arbitrary: fc.nat().map((id) => person.event({ id: `other-${id}` }, 'x')) },
    fc.tuple(who, who).map(([a, b]) => person.merge(a, b)),
    one.map((id) => delivery.event(`${id}`, 'opened', { device_token: 'token' })),
  );
  const run = fc.record({
    operations: fc.array(operation, { minLength: 1, maxLength: 60 }),
    /** 60 operations of 30 KB are four requests. */
    size: fc.constantFrom(0, 30_000),
    delays: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 20 }),
    fails: fc.array(fc.boolean(), { maxLength: 12 }),
    concurrency: fc.integer({ min: 1, max: 5 }),
    maxBytes: fc.integer({ min: 1, max: 2000 }),
  });
  const keysOf = (value: Operation | Item) => operationKeys(value as never);
  const expectSameOrder = (processed: string[], added: string[]) => {
    for (const key of new Set(added.flatMap((text) => keysOf(JSON.parse(text))))) {
      const isAbout = (text: string) => keysOf(JSON.parse(text)).includes(key);
      expect(processed.filter(isAbout)).toEqual(added.filter(isAbout));
    }
  };

  test.each(WAYS)(
    '%s: each once, in order, and the others are not unsent for those that are not repeated',
    async (way) => {
      await fc.assert(
        fc.asyncProperty(run, async ({ operations, size, delays, fails, concurrency, maxBytes }) => {
          if (size > 0 && way !== 'batcher')
            operations = operations.map((value) =>
              value.action === 'event' && value.type !== 'delivery'
                ? { ...value, attributes: { value: 'a'.repeat(size) } }
                : value,
            );
          const processed: string[] = [];
          const failed = new Set<string>();
          let inFlight: string[][] = [];
          let failures = 0;
          const { client } = batchServer(
            async (items, request) => {
              // A request has operations of one kind.
              expect(new Set(items.map((item) => isReplaySafe(item))).size).toBe(1);
              const keys = items.flatMap(keysOf);
              for (const others of inFlight) expect(others.filter((key) => keys.includes(key))).toEqual([]);
              inFlight.push(keys);
              await sleep(delays[request % delays.length]!);
              inFlight = inFlight.filter((others) => others !== keys);
              const text = JSON.stringify(items);
              // The second attempt succeeds.
              if (!failed.has(text) && fails[failures++]) {
                failed.add(text);
                return { status: 503 };
              }
              processed.push(...items.map((item) => JSON.stringify(item)));
              return {};
            },
            { retry },
          );
          const added = operations.map((value) => JSON.stringify(value));
          if (way === 'batcher') {
            const { unsent } = await send(way, client, operations, { concurrency, maxBytes });
            const refused = unsent.map(({ operation: value }) => JSON.stringify(value));
            expect(unsent.filter(({ operation: value }) => isReplaySafe(value))).toEqual([]);
            expect([...processed, ...refused].sort()).toEqual([...added].sort());
            for (const text of refused) added.splice(added.indexOf(text), 1);
            expect([...processed].sort()).toEqual([...added].sort());
            expectSameOrder(processed, added);
            return;
          }
          let rest = operations;
          while (rest.length > 0) {
            const { accepted, unsent, position } = await send(way, client, rest, { concurrency });
            expect(accepted + unsent.length).toBe(position);
            const keys = new Set<string>();
            for (const { operation: value } of unsent) {
              // It comes after one that is unsent.
              if (isReplaySafe(value) && concurrency > 1)
                expect(keysOf(value).some((key) => keys.has(key))).toBe(true);
              for (const key of keysOf(value)) keys.add(key);
            }
            rest = [...unsent.map(({ operation: value }) => value), ...rest.slice(position)];
          }
          expect([...processed].sort()).toEqual([...added].sort());
          expectSameOrder(processed, added);
          if (concurrency === 1) expect(processed).toEqual(added);
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});

test('send: what an operation is, is decided by what is sent of it', async () => {
  const attempts: boolean[] = [];
  const seen: RetryStrategy = {
    execute(operation, { replaySafe }) {
      attempts.push(replaySafe);
      return operation();
    },
  };
  const { client } = batchServer(() => ({}), { retry: seen });
  const deliveryEvent = delivery.event('d', 'opened', { device_token: 't' });
  class Wrapped {
    toJSON() {
      return deliveryEvent;
    }
  }
  await client.send(new Wrapped() as never);
  await client.send(person.suppress({ id: '5' }));
  expect(attempts).toEqual([isReplaySafe(deliveryEvent), true]);
  expect(attempts[0]).toBe(false);
});

test('ingest: what was read before the source failed is sent, also what may not be repeated', async () => {
  const first = gate();
  const { client, requests } = batchServer(async () => {
    await first.wait();
    return {};
  });
  const unsafe = Array.from({ length: 20 }, (_, n) => ({
    ...person.event({ id: `p${n}` }, 'x'),
    id: `own-${n}`,
  }));
  async function* source() {
    yield* unsafe.flatMap((operation, n) => [operation, person.suppress({ id: `s${n}` })]);
    throw new Error('the file ends here');
  }
  const ingesting = client.ingest(source(), { concurrency: 1 });
  await sleep(20);
  first.open();
  const error = (await ingesting.catch((caught) => caught)) as IngestError;
  expect(error).toMatchObject({ cause: { message: 'the file ends here' }, position: 40, unsent: [] });
  expect(requests.flat()).toHaveLength(40);
});
