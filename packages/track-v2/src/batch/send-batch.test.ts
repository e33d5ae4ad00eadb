import { HttpClient, type Transport } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { person } from '../operations/person.js';
import type { Operation } from '../operations/types.js';
import { type BatchError, isBatchError, sendBatch } from './send-batch.js';

interface Sent {
  body: string;
  items: { id: string }[];
}

/** A server that rejects the items it is told to, and answers some requests otherwise. */
function server(
  rejects: (id: string) => boolean,
  answer?: (request: number) => { status: number; body?: string } | Error | undefined,
) {
  const sent: Sent[] = [];
  const transport: Transport = async (request) => {
    const body = String(request.body);
    const other = answer?.(sent.length);
    const items = JSON.parse(body).batch;
    sent.push({ body, items });
    if (other instanceof Error) throw other;
    const errors = items.flatMap(({ id }: { id: string }, batch_index: number) =>
      rejects(id) ? [{ batch_index, reason: 'invalid', field: 'name', message: `no ${id}` }] : [],
    );
    const { status, body: text } = other ?? { status: errors.length > 0 ? 207 : 200 };
    const reply = text ?? (errors.length > 0 ? JSON.stringify({ errors }) : '{}');
    return {
      status,
      headers: {},
      text: async () => reply,
      stream: async function* () {
        yield new TextEncoder().encode(reply);
      },
    };
  };
  return { sent, http: new HttpClient({ baseUrl: 'http://x', authorization: 'x', transport }) };
}

// Characters of one to four bytes and such as JSON escapes, from none to as many as an operation holds.
const length = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 5000 }));
const filled = fc
  .tuple(fc.constantFrom('a', 'ü', '日', '"', '\u0001', '😀'), length)
  .map(([c, n]) => c.repeat(n));
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 50 }), filled);

test('each operation is sent once, in order, every body under the limit, and the indexes are right', async () => {
  const item = fc.tuple(text, fc.boolean());
  const lists = fc.oneof(fc.array(item), fc.array(item, { minLength: 300, maxLength: 500, size: 'max' }));
  let requests = 0;
  await fc.assert(
    fc.asyncProperty(lists, async (list) => {
      const operations = list.map(([value]) => person.event({ id: 'a' }, 'x', { value }));
      const rejected = new Set(operations.filter((_, index) => list[index]![1]).map(({ id }) => id));
      const { sent, http } = server((id) => rejected.has(id));
      const result = await sendBatch(http, operations);

      expect(sent.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(operations.map(({ id }) => id));
      for (const { body } of sent) expect(Buffer.byteLength(body)).toBeLessThan(500_000);
      expect(result.accepted).toBe(operations.length - rejected.size);
      expect(result.rejected).toEqual(
        operations.flatMap((operation, index) =>
          rejected.has(operation.id)
            ? [{ index, operation, reason: 'invalid', field: 'name', message: `no ${operation.id}` }]
            : [],
        ),
      );
      requests += sent.length;
    }),
    { numRuns: 100 },
  );
  // Enough of the lists were too large for one request.
  expect(requests).toBeGreaterThan(110);
});

test('requests are filled: no two neighbours would have fitted into one', async () => {
  const operations = Array.from({ length: 500 }, (_, i) =>
    person.event({ id: i }, 'x', { value: 'ü'.repeat((i * 37) % 15_000) }),
  );
  const { sent, http } = server(() => false);
  await sendBatch(http, operations);
  expect(sent.length).toBeGreaterThan(10);
  for (let i = 1; i < sent.length; i++) {
    const first = JSON.stringify(sent[i]!.items[0]);
    expect(Buffer.byteLength(sent[i - 1]!.body) + 1 + Buffer.byteLength(first)).toBeGreaterThanOrEqual(
      500_000,
    );
  }
});

test('no operations are no request', async () => {
  const { sent, http } = server(() => false);
  expect(await sendBatch(http, [])).toEqual({ accepted: 0, rejected: [] });
  expect(sent).toHaveLength(0);
});

test('operations over 32 KB are all named before anything is sent', async () => {
  const { sent, http } = server(() => false);
  const large = person.event({ id: 1 }, 'x', { value: 'ü'.repeat(16_384) });
  const small = person.event({ id: 1 }, 'x');
  await expect(sendBatch(http, [small, large, small, large])).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'operations[1], operations[3]: more than 32768 bytes of JSON, the limit of one operation',
    indexes: [1, 3],
  });
  expect(sent).toHaveLength(0);
});

test('what is no operation is told by its place, before anything is sent', async () => {
  const { sent, http } = server(() => false);
  const good = person.delete({ id: 1 });
  await expect(sendBatch(http, [good, null as never])).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'operations[1]: operation: expected an object, got null',
    indexes: [1],
  });
  await expect(
    sendBatch(http, [good, good, person.identify({ id: 1 }, { total: 5n })]),
  ).rejects.toMatchObject({
    message: expect.stringContaining('operations[2]: attributes.total: JSON cannot hold a bigint'),
  });
  expect(sent).toHaveLength(0);
});

test('an operation of exactly 32 KB goes, one byte more does not', async () => {
  const { sent, http } = server(() => false);
  const empty = JSON.stringify(person.event({ id: 1 }, 'x', { value: '' })).length;
  const sized = (bytes: number) => person.event({ id: 1 }, 'x', { value: 'a'.repeat(bytes - empty) });
  await sendBatch(http, [sized(32_768)]);
  expect(sent).toHaveLength(1);
  await expect(sendBatch(http, [sized(32_769)])).rejects.toMatchObject({ indexes: [0] });
});

test('the input is not changed, nor kept from being an iterator', async () => {
  const { sent, http } = server(() => false);
  function* operations() {
    yield person.identify({ id: 1 }, { at: new Date(5000) });
  }
  expect(await sendBatch(http, operations())).toEqual({ accepted: 1, rejected: [] });
  expect(sent[0]!.items[0]).toMatchObject({ attributes: { at: 5 } });
});

describe('when a request fails', () => {
  const operations: Operation[] = Array.from({ length: 60 }, (_, i) =>
    person.event({ id: i }, 'x', { value: 'a'.repeat(30_000) }),
  );
  const idOf = (operation: Operation) => (operation as { id: string }).id;

  test.each([
    [
      'a 400',
      { status: 400, body: '{"errors":[{"reason":"invalid","field":"batch","message":"malformed"}]}' },
      { name: 'ApiError', status: 400 },
    ],
    ['a broken connection', new Error('reset'), { name: 'RetryableError', kind: 'network' }],
    [
      'a 207 that names an item that was not sent',
      { status: 207, body: '{"errors":[{"batch_index":99}]}' },
      { name: 'ApiError', status: 207 },
    ],
  ])('%s leaves known what was accepted, rejected and is unsent', async (_what, answer, cause) => {
    const { sent, http } = server(
      (id) => id === idOf(operations[3]!),
      (request) => (request === 2 ? answer : undefined),
    );
    const error = (await sendBatch(http, operations).catch((e: unknown) => e)) as BatchError;
    expect(isBatchError(error)).toBe(true);
    expect(error.cause).toMatchObject(cause);
    const done = sent[0]!.items.length + sent[1]!.items.length;
    expect(error.accepted).toBe(done - 1);
    expect(error.rejected).toMatchObject([{ index: 3, operation: operations[3] }]);
    expect(error.unsent).toEqual(
      operations.slice(done).map((operation, at) => ({ index: done + at, operation })),
    );
    expect(sent).toHaveLength(3);

    // Going on from there.
    const rest = await sendBatch(
      http,
      error.unsent.map(({ operation }) => operation),
    );
    expect(error.accepted + error.rejected.length + rest.accepted).toBe(operations.length);
  });

  test('an abort is the cause', async () => {
    const { http } = server(() => false);
    await expect(sendBatch(http, operations, { signal: AbortSignal.abort('enough') })).rejects.toMatchObject({
      name: 'BatchError',
      cause: 'enough',
      accepted: 0,
    });
  });
});
