import { RetryableError, type RetryStrategy } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BatchError, isBatchError, isIngestError, type Message, message } from '../index.js';
import { pipelinesServer } from '../testing/pipelines-server.js';

const event = (n: number, value = '') =>
  message.track({ userId: n, event: 'x', messageId: `m${n}`, properties: { value } });
const ids = (batches: { messageId?: string }[][]) => batches.flat().map(({ messageId }) => messageId);

// Characters of one to four bytes, and such as JSON escapes, from none to as many as a message holds.
const filled = fc
  .tuple(
    fc.constantFrom('a', 'ü', '日', '"', '\u0001', '😀'),
    fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 5000 })),
  )
  .map(([character, count]) => character.repeat(count));

test('each message is sent once, and every body has fewer than 500,000 bytes', async () => {
  let requests = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(filled, { minLength: 50, maxLength: 400, size: 'max' }), async (values) => {
      const { client, batches, bodies } = pipelinesServer();
      const messages = values.map((value, n) => event(n, value));
      expect(await client.sendBatch(messages)).toEqual({ accepted: messages.length, rejected: [] });
      expect(ids(batches).sort()).toEqual(messages.map(({ messageId }) => messageId).sort());
      for (const body of bodies) {
        expect(Buffer.byteLength(body)).toBeLessThan(500_000);
        expect(body).toBe(
          `{"batch":[${(JSON.parse(body).batch as object[]).map((item) => JSON.stringify(item)).join(',')}]}`,
        );
      }
      requests += bodies.length;
    }),
    { numRuns: 40 },
  );
  expect(requests).toBeGreaterThan(45);
});

test('requests are filled: no two neighbours would have fitted into one', async () => {
  const messages = Array.from({ length: 500 }, (_, n) => event(n, 'ü'.repeat((n * 37) % 15_000)));
  const { client, batches, bodies, state } = pipelinesServer();
  await client.sendBatch(messages);
  expect(batches.length).toBeGreaterThan(10);
  for (let i = 1; i < batches.length; i++) {
    const first = JSON.stringify(batches[i]![0]);
    expect(Buffer.byteLength(bodies[i - 1]!) + 1 + Buffer.byteLength(first)).toBeGreaterThanOrEqual(500_000);
  }
  expect(state.most).toBeGreaterThan(1);
});

test('no messages are no request', async () => {
  const { client, batches } = pipelinesServer();
  expect(await client.sendBatch([])).toEqual({ accepted: 0, rejected: [] });
  expect(batches).toEqual([]);
});

describe('over 32 KB, where Customer.io answers 200 and drops it', () => {
  const large = event(1, 'ü'.repeat(16_384));

  test('sendBatch sends nothing, and says which', async () => {
    const { client, batches } = pipelinesServer();
    await expect(client.sendBatch([event(0), large, event(2), large])).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        'operations[1], operations[3]: the first: more than 32768 bytes of JSON, the limit of one message',
      indexes: [1, 3],
    });
    expect(batches).toEqual([]);
  });

  test('ingest and batcher reject the one, and send the others', async () => {
    const { client, batches } = pipelinesServer();
    const rejected: unknown[] = [];
    const summary = await client.ingest([event(0), large, event(2)], {
      onRejected: ({ index, operation }) => rejected.push([index, operation]),
    });
    expect(summary).toMatchObject({ accepted: 2, rejected: 1, unsent: 0 });
    expect(rejected).toEqual([[1, large]]);
    const batcher = client.batcher({ maxWaitMs: 1 });
    await expect(batcher.add(large)).rejects.toMatchObject({ name: 'ValidationError', field: 'operation' });
    await batcher.close();
    expect(ids(batches)).toEqual(['m0', 'm2']);
  });

  test('and so does send', async () => {
    const { client, batches } = pipelinesServer();
    await expect(client.send(large)).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(
      client.track({ userId: 'u', event: 'x', properties: { value: 'x'.repeat(40_000) } }),
    ).rejects.toMatchObject({ name: 'ValidationError' });
    expect(batches).toEqual([]);
  });
});

describe('where a request fails', () => {
  const many = Array.from({ length: 100 }, (_, n) => event(n, 'x'.repeat(15_000)));

  test('sendBatch tells what was accepted and what is unsent; sent again, it is complete', async () => {
    const { client } = pipelinesServer((_, request) => (request === 1 ? { status: 500 } : {}));
    const error = (await client.sendBatch(many, { concurrency: 1 }).catch((caught) => caught)) as BatchError;
    expect(isBatchError(error)).toBe(true);
    expect(error.accepted + error.unsent.length).toBe(100);
    expect(error.accepted).toBeGreaterThan(0);
    expect(new Set(error.unsent.map(({ outcome }) => outcome))).toEqual(new Set(['unknown', 'unprocessed']));
    expect(error.cause).toBeInstanceOf(RetryableError);
    const again = await client.sendBatch(error.unsent.map(({ operation }) => operation));
    expect(again.accepted + error.accepted).toBe(100);
  });

  test('a batch that is refused is unprocessed', async () => {
    const { client } = pipelinesServer(() => ({ status: 400, body: { meta: { errors: ['bad'] } } }));
    const one = event(1);
    const error = (await client.sendBatch([one]).catch((caught) => caught)) as BatchError;
    expect(error.unsent).toEqual([{ index: 0, operation: one, outcome: 'unprocessed' }]);
    expect(error.message).toContain('bad');
  });

  test('ingest tells where to go on, and goes on from there', async () => {
    let isDown = true;
    const { client, batches } = pipelinesServer((_, request) =>
      isDown && request === 2 ? { status: 503 } : {},
    );
    const positions: number[] = [];
    const error = await client
      .ingest(many, { concurrency: 2, onCheckpoint: (position) => positions.push(position) })
      .catch((caught) => caught);
    if (!isIngestError(error)) throw error;
    isDown = false;
    const rest = [
      ...error.unsent.map(({ operation }) => operation as Message),
      ...many.slice(error.position),
    ];
    await client.ingest(rest);
    expect(new Set(ids(batches))).toEqual(new Set(many.map(({ messageId }) => messageId)));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });
});

describe('beside a message without a messageId', () => {
  const retry: RetryStrategy = {
    async execute(operation, { replaySafe }) {
      return operation().catch((error: unknown) => {
        if (!replaySafe) throw error;
        return operation();
      });
    },
  };
  const { messageId: _, ...withoutId } = event(0);
  const bare = withoutId as Message;
  const others = Array.from({ length: 100 }, (_, n) => event(n + 1));

  test.each(['sendBatch', 'ingest', 'batcher'] as const)('%s: the others are retried', async (way) => {
    for (const all of [
      [bare, ...others],
      [...others.slice(0, 50), bare, ...others.slice(50)],
      [...others, bare],
    ]) {
      const failed = new Set<string>();
      const { client, batches } = pipelinesServer(
        (items) => {
          // Each request fails once.
          const text = JSON.stringify(items);
          if (failed.has(text)) return {};
          failed.add(text);
          return { status: 503 };
        },
        { retry },
      );
      const unsent: Message[] = [];
      if (way === 'batcher') {
        const batcher = client.batcher({
          maxWaitMs: 1,
          onRejected: ({ operation }) => unsent.push(operation),
        });
        for (const one of all) void batcher.add(one);
        await batcher.close();
      } else {
        const error = await client[way](all).catch((caught) => caught);
        if (!isBatchError(error) && !isIngestError(error)) throw error;
        unsent.push(...error.unsent.map(({ operation }) => operation as Message));
      }
      expect(unsent).toEqual([bare]);
      expect(batches.map((items) => items.length).sort((a, b) => a - b)).toEqual([1, 100, 100]);
    }
  });
});

test('a source that never waits is not read far ahead of a server that answers at once', async () => {
  let read = 0;
  const most = { inFlight: 0, ahead: 0 };
  let sent = 0;
  const { client, state } = pipelinesServer(async (items) => {
    sent += items.length;
    await new Promise((resolve) => setImmediate(resolve));
    most.ahead = Math.max(most.ahead, read - sent);
    most.inFlight = Math.max(most.inFlight, state.inFlight);
    return {};
  });
  function* messages() {
    for (; read < 1000; read++) yield event(read, 'x'.repeat(10_000));
  }
  await client.ingest(messages());
  // Sixteen requests, of fifty each, are what it may fill.
  expect(most.inFlight).toBeLessThan(8);
  expect(most.ahead).toBeLessThan(400);
});
