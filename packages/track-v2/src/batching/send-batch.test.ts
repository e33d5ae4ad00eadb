import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BatchError, isBatchError, type Operation, person } from '../index.js';
import { batchServer, gate, type Item, type Reply, rejecting } from '../testing/batch-server.js';

/** A server that rejects the items with these ids. */
function rejectingServer(
  rejects: (id: string) => boolean,
  otherwise?: (request: number) => Reply | Error | undefined,
) {
  return batchServer((items, request) => {
    const places = items.flatMap(({ id }, place) => (rejects(id!) ? [place] : []));
    return otherwise?.(request) ?? (places.length > 0 ? rejecting(...places) : {});
  });
}

// Characters of one to four bytes and such as JSON escapes, from none to as many as an operation holds.
const length = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 5000 }));
const filled = fc
  .tuple(fc.constantFrom('a', 'ü', '日', '"', '\u0001', '😀'), length)
  .map(([c, n]) => c.repeat(n));
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 50 }), filled);

const ids = (items: Item[]) => items.map(({ id }) => id);

test('each operation is sent once, in order, every body under the limit, and the indexes are right', async () => {
  const item = fc.tuple(text, fc.boolean());
  const lists = fc.oneof(fc.array(item), fc.array(item, { minLength: 300, maxLength: 500, size: 'max' }));
  let count = 0;
  await fc.assert(
    fc.asyncProperty(lists, async (list) => {
      const operations = list.map(([value]) => person.event({ id: 'a' }, 'x', { value }));
      const rejected = new Set(operations.filter((_, index) => list[index]![1]).map(({ id }) => id));
      const { client, requests, bodies } = rejectingServer((id) => rejected.has(id));
      const result = await client.sendBatch(operations);

      expect(requests.flatMap(ids)).toEqual(operations.map(({ id }) => id));
      for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(500_000);
      expect(result.accepted).toBe(operations.length - rejected.size);
      expect(result.rejected).toEqual(
        operations.flatMap((operation, index) => {
          const errors = [{ reason: 'invalid', field: 'name', message: 'is bad' }];
          return rejected.has(operation.id) ? [{ index, operation, errors, message: 'name: is bad' }] : [];
        }),
      );
      count += requests.length;
    }),
    { numRuns: 100 },
  );
  // Enough of the lists were too large for one request.
  expect(count).toBeGreaterThan(110);
});

test('requests are filled: no two neighbours would have fitted into one', async () => {
  const operations = Array.from({ length: 500 }, (_, i) =>
    person.event({ id: i }, 'x', { value: 'ü'.repeat((i * 37) % 15_000) }),
  );
  const { client, requests, bodies } = batchServer();
  await client.sendBatch(operations);
  expect(requests.length).toBeGreaterThan(10);
  for (let i = 1; i < requests.length; i++) {
    const first = JSON.stringify(requests[i]![0]);
    expect(Buffer.byteLength(bodies[i - 1]!) + 1 + Buffer.byteLength(first)).toBeGreaterThanOrEqual(500_000);
  }
});

test('no operations are no request', async () => {
  const { client, requests } = batchServer();
  expect(await client.sendBatch([])).toEqual({ accepted: 0, rejected: [] });
  expect(requests).toHaveLength(0);
});

describe('what cannot be sent is told before anything is sent', () => {
  const large = person.event({ id: 1 }, 'x', { value: 'ü'.repeat(16_384) });
  const small = person.event({ id: 1 }, 'x');
  const raw = (value: unknown) => value as Operation;

  test.each<[string, Operation[], string, number[]]>([
    [
      'operations over 32 KB',
      [small, large, small, large],
      'operations[1], operations[3]: the first: more than 32768 bytes of JSON, the limit of one operation',
      [1, 3],
    ],
    ['nothing', [small, raw(null)], 'operations[1]: expected an object, got null', [1]],
    [
      'a bigint',
      [small, small, raw({ ...small, attributes: { total: 5n } })],
      'operations[2].attributes.total: JSON has no bigint: pass a number or a string',
      [2],
    ],
    [
      'several, of several kinds',
      [raw(new Map()), large, raw('x')],
      'operations[0], operations[1], operations[2]: the first: is a Map',
      [0, 1, 2],
    ],
    [
      'more than anybody reads',
      Array.from({ length: 1000 }, () => raw(5)),
      'operations[9], and 990 more: the first: expected an object, got 5',
      Array.from({ length: 1000 }, (_, i) => i),
    ],
  ])('%s', async (_what, operations, message, indexes) => {
    const { client, requests } = batchServer();
    await expect(client.sendBatch(operations)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
      indexes,
    });
    expect(requests).toHaveLength(0);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'operations: expected an array or another iterable of operations'],
    ['a string', 'people.csv', 'operations: expected an array or another iterable of operations'],
    ['a number', 5, 'operations: expected an array or another iterable of operations'],
    ['an object', {}, 'operations: expected an array or another iterable of operations'],
    [
      'an iterable that throws',
      (function* () {
        yield small;
        throw new Error('broken');
      })(),
      'operations: cannot be read',
    ],
    [
      'one that cannot be iterated',
      {
        get [Symbol.iterator]() {
          throw new Error('no');
        },
      },
      'operations: cannot be read',
    ],
  ])('a list that is %s', async (_what, operations, message) => {
    const { client, requests } = batchServer();
    await expect(client.sendBatch(operations as Operation[])).rejects.toMatchObject({
      name: 'ValidationError',
      message,
    });
    expect(requests).toHaveLength(0);
  });
});

test('an operation of exactly 32 KB goes, one byte more does not', async () => {
  const { client, requests } = batchServer();
  const empty = JSON.stringify(person.event({ id: 1 }, 'x', { value: '' })).length;
  const sized = (bytes: number) => person.event({ id: 1 }, 'x', { value: 'a'.repeat(bytes - empty) });
  await client.sendBatch([sized(32_768)]);
  expect(requests).toHaveLength(1);
  await expect(client.sendBatch([sized(32_769)])).rejects.toMatchObject({ indexes: [0] });
});

test('the operations may come from an iterator', async () => {
  const { client, requests } = batchServer();
  function* operations() {
    yield person.identify({ id: 1 }, { at: new Date(5000) });
  }
  expect(await client.sendBatch(operations())).toEqual({ accepted: 1, rejected: [] });
  expect(requests[0]![0]).toMatchObject({ attributes: { at: 5 } });
});

describe('several requests at once', () => {
  /** Of 30 KB each, so that 16 fill a request, and of so many people. */
  const operationsOf = (people: number, count = 160) =>
    Array.from({ length: count }, (_, i) =>
      person.event({ id: `p${i % people}` }, 'x', { n: i, value: 'a'.repeat(30_000) }),
    );

  test.each([
    [undefined, 32],
    [10, 10],
    [3, 3],
    [1, 1],
  ])('with concurrency %s', async (concurrency, most) => {
    const held = gate();
    const { client, state } = batchServer(async () => {
      if (state.underWay === most) held.open();
      return held.answer();
    });
    const options = concurrency === undefined ? undefined : { concurrency };
    const count = 16 * 40;
    expect(await client.sendBatch(operationsOf(count, count), options)).toEqual({
      accepted: count,
      rejected: [],
    });
    expect(state.most).toBe(most);
  });

  test('what is about one person goes out when all before it has been answered', async () => {
    const done: number[] = [];
    const { client, state } = batchServer(async (items) => {
      // The first to arrive is the last to be answered.
      await new Promise((resolve) => setTimeout(resolve, 30 - 3 * state.underWay));
      for (const { attributes } of items as { attributes?: { n: number } }[]) done.push(attributes!.n);
      return {};
    });
    await client.sendBatch(operationsOf(20));
    expect(state.most).toBeGreaterThan(1);
    expect(done).toHaveLength(160);
    for (let who = 0; who < 20; who++) {
      const ofPerson = done.filter((n) => n % 20 === who);
      expect(ofPerson).toEqual([...ofPerson].sort((a, b) => a - b));
    }
  });

  test('what is under way when a request fails is known by its own outcome, and no more is sent', async () => {
    const operations = operationsOf(160);
    const [failing, held] = [gate(), gate()];
    const { client, requests } = batchServer(async (_, request) => {
      if (request === 2) failing.open();
      if (request === 1) {
        await failing.wait();
        // The others are answered when this failure has been handled.
        setTimeout(held.open);
        return { status: 503 };
      }
      await held.wait();
      return request === 2 ? rejecting(0) : {};
    });
    const sending = client.sendBatch(operations, { concurrency: 3 }).catch((e: unknown) => e);
    const error = (await sending) as BatchError;
    expect(requests).toHaveLength(3);
    const size = requests[0]!.length;
    expect(error).toMatchObject({
      cause: { status: 503 },
      accepted: 2 * size - 1,
      rejected: [{ index: 2 * size }],
    });
    expect(error.unsent.map(({ index, outcome }) => [index, outcome])).toEqual([
      ...Array.from({ length: size }, (_, i) => [size + i, 'unknown']),
      ...Array.from({ length: 160 - 3 * size }, (_, i) => [3 * size + i, 'unprocessed']),
    ]);
  });

  test('JSON is made for the requests in flight and the next one; an operation that has changed to none is told', async () => {
    const operations = operationsOf(160);
    const held = gate();
    const { client, requests } = batchServer(async () => {
      await held.wait();
      return {};
    });
    const sending = client.sendBatch(operations, { concurrency: 1 }).catch((e: unknown) => e);
    // The last operation is as it was when it was checked.
    (operations[159] as { attributes: object }).attributes = { total: 1n };
    held.open();
    const error = (await sending) as BatchError;
    expect(error).toMatchObject({ name: 'BatchError', cause: { name: 'TypeError' } });
    const sent = requests.flat().length;
    expect(error.accepted).toBe(sent);
    expect(error.unsent.map(({ index }) => index)).toEqual(
      Array.from({ length: 160 - sent }, (_, i) => sent + i),
    );
  });

  test.each([0, 1.5, '4', Number.NaN])('a concurrency of %s is refused', async (concurrency) => {
    const { client, requests } = batchServer();
    await expect(
      client.sendBatch(operationsOf(1, 1), { concurrency: concurrency as number }),
    ).rejects.toMatchObject({ name: 'ValidationError', field: 'concurrency' });
    expect(requests).toHaveLength(0);
  });
});

describe('when a request fails', () => {
  const operations: Operation[] = Array.from({ length: 60 }, (_, i) =>
    person.event({ id: i }, 'x', { value: 'a'.repeat(30_000) }),
  );
  const idOf = (operation: Operation) => (operation as { id: string }).id;

  test.each<[string, Reply | Error, object, string]>([
    [
      'a 400',
      { status: 400, body: { errors: [{ reason: 'invalid', field: 'batch', message: 'malformed' }] } },
      { name: 'ApiError', status: 400 },
      'unprocessed',
    ],
    ['a 401', { status: 401, body: '' }, { name: 'ApiError', status: 401 }, 'unprocessed'],
    ['a 429', { status: 429, body: '' }, { name: 'RetryableError', status: 429 }, 'unprocessed'],
    ['a 503', { status: 503, body: '' }, { name: 'RetryableError', status: 503 }, 'unknown'],
    ['a broken connection', new Error('reset'), { name: 'RetryableError', kind: 'network' }, 'unknown'],
    [
      'a server that is away',
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }),
      { name: 'RetryableError', requestSent: false },
      'unprocessed',
    ],
    [
      'a list, which is no answer of Customer.io',
      { body: '[]' },
      { name: 'ApiError', status: 200 },
      'unknown',
    ],
    ['a null', { body: 'null' }, { name: 'ApiError', status: 200 }, 'unknown'],
    ['a web page', { body: '<html>' }, { name: 'ApiError', status: 200 }, 'unknown'],
    [
      'a 207 that names an item that was not sent',
      { status: 207, body: { errors: [{ batch_index: 99 }] } },
      { name: 'ApiError', status: 207 },
      'unknown',
    ],
  ])('%s: what was accepted, rejected and is unsent is known', async (_what, answer, cause, outcome) => {
    const { client, requests } = rejectingServer(
      (id) => id === idOf(operations[3]!),
      (request) => (request === 2 ? answer : undefined),
    );
    const error = (await client
      .sendBatch(operations, { concurrency: 1 })
      .catch((e: unknown) => e)) as BatchError;
    expect(isBatchError(error)).toBe(true);
    expect(error.cause).toMatchObject(cause);
    const done = requests[0]!.length + requests[1]!.length;
    expect(error.accepted).toBe(done - 1);
    expect(error.rejected).toMatchObject([{ index: 3, operation: operations[3] }]);
    expect(error.unsent).toEqual(
      operations.slice(done).map((operation, place) => ({
        index: done + place,
        operation,
        outcome: place < requests[2]!.length ? outcome : 'unprocessed',
      })),
    );
    expect(requests).toHaveLength(3);

    // Going on from there.
    const rest = await batchServer().client.sendBatch(error.unsent.map(({ operation }) => operation));
    expect(error.accepted + error.rejected.length + rest.accepted).toBe(operations.length);
  });

  test('a refusal after another attempt proves nothing', async () => {
    const { client } = batchServer((_, request) => ({ status: request === 0 ? 503 : 401 }), {
      retry: {
        async execute(operation) {
          await operation().catch(() => {});
          return operation();
        },
      },
    });
    await expect(client.sendBatch([person.delete({ id: 1 })])).rejects.toMatchObject({
      cause: { status: 401 },
      unsent: [{ index: 0, outcome: 'unknown' }],
    });
  });

  test('an abort is the cause', async () => {
    const { client } = batchServer();
    await expect(client.sendBatch(operations, { signal: AbortSignal.abort('enough') })).rejects.toMatchObject(
      { name: 'BatchError', cause: 'enough', accepted: 0 },
    );
  });

  test('printed, the error shows nothing of the people', async () => {
    const { client } = batchServer(() => ({ status: 503 }));
    const error = await client
      .sendBatch([person.identify({ email: 'ada@example.com' })])
      .catch((e: unknown) => e);
    const { inspect } = await import('node:util');
    expect(inspect(error, { depth: 10 })).not.toContain('ada@example.com');
    expect(JSON.stringify(error)).not.toContain('ada@example.com');
  });
});

test.each<[object, string]>([
  [{ timeout: 5 }, 'timeout'],
  [{ signal: {} }, 'signal'],
  [{ timeoutMs: '5' }, 'timeoutMs'],
])('the options %j are refused, by their name', async (options, field) => {
  const { client, requests } = batchServer();
  await expect(client.sendBatch([person.delete({ id: 1 })], options as never)).rejects.toMatchObject({
    name: 'ValidationError',
    field,
  });
  expect(requests).toHaveLength(0);
});
