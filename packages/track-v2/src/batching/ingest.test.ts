import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import {
  type IngestError,
  type IngestSummary,
  isIngestError,
  type Operation,
  type OperationSource,
  person,
  type Rejection,
} from '../index.js';
import { batchServer, gate, type Item, type Reply, rejecting } from '../testing/batch-server.js';

const event = (i: number): Operation => person.event({ id: i % 50 }, `${i}`, { value: 'a'.repeat(1000) });
const operations = Array.from({ length: 5000 }, (_, i) => event(i));
/** Each about somebody else: several requests may be under way. */
const unrelated = Array.from({ length: 5000 }, (_, i) =>
  person.event({ id: i }, `${i}`, { value: 'a'.repeat(1000) }),
);

async function* later(items: Iterable<Operation>) {
  for (const item of items) yield item;
}

/** Something that is iterated by what it is told. */
function sourceOf(iterator: object): OperationSource {
  return { [Symbol.asyncIterator]: () => iterator } as unknown as OperationSource;
}

const failureOf = (ingestion: Promise<unknown>) =>
  ingestion.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: unknown) => error as IngestError,
  );

describe.each<[string, () => OperationSource]>([
  ['an array', () => operations],
  ['an iterator', () => operations.values()],
  ['an async iterable', () => later(operations)],
  [
    'a web stream',
    () =>
      new ReadableStream<Operation>({
        start(c) {
          for (const operation of operations) c.enqueue(operation);
          c.close();
        },
      }),
  ],
  [
    'a web stream of a runtime that cannot iterate it',
    () => {
      const items = operations.values();
      return { getReader: () => ({ read: async () => items.next() }) } as unknown as OperationSource;
    },
  ],
  [
    'promises that are none of the platform',
    () => {
      const items = operations.values();
      return sourceOf({ next: () => ({ then: (resolve: (r: unknown) => void) => resolve(items.next()) }) });
    },
  ],
])('from %s', (_name, source) => {
  test('all is sent once, in order for each person, and counted', async () => {
    const { client, requests } = batchServer(async () => {
      await sleep(Math.random() * 5);
      return {};
    });
    const progress: IngestSummary[] = [];
    const summary = await client.ingest(source(), {
      concurrency: 3,
      onProgress: (p) => progress.push(p),
      signal: new AbortController().signal,
    });
    expect(summary).toEqual({
      accepted: 5000,
      rejected: 0,
      unsent: 0,
      requests: requests.length,
      bytes: operations.reduce((sum, o) => sum + JSON.stringify(o).length, 0),
      seconds: expect.any(Number),
      perSecond: expect.any(Number),
    });
    expect(progress).toHaveLength(requests.length);
    expect(progress.at(-1)?.accepted).toBe(5000);
    const seen = requests.flat().map(({ name }) => Number(name));
    expect([...seen].sort((a, b) => a - b)).toEqual(operations.map((_, i) => i));
    for (let who = 0; who < 50; who++) {
      const own = seen.filter((i) => i % 50 === who);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });
});

test('what is rejected is told by its place in the source, whoever rejects it, and the rest go on', async () => {
  const { client } = batchServer((items) => {
    const places = items.flatMap(({ name }, place) => (Number(name) % 1000 === 7 ? [place] : []));
    return places.length > 0 ? rejecting(...places) : {};
  });
  const large = person.event({ id: 1 }, 'large', { value: 'a'.repeat(40_000) });
  const rejected: Rejection[] = [];
  const source = [null as never, ...operations, large, { ...event(1), attributes: { total: 5n } } as never];
  const summary = await client.ingest(source, { onRejected: (rejection) => rejected.push(rejection) });
  rejected.sort((a, b) => a.index - b.index);
  expect(rejected.map(({ index }) => index)).toEqual([0, 8, 1008, 2008, 3008, 4008, 5001, 5002]);
  expect(rejected[0]).toMatchObject({
    operation: null,
    errors: [{ reason: 'invalid', field: 'operation', message: 'expected an object, got null' }],
    message: 'operation: expected an object, got null',
  });
  expect(rejected[1]).toMatchObject({ operation: operations[7], message: 'name: is bad' });
  expect(rejected[6]!.message).toContain('more than 32768 bytes');
  expect(rejected[7]!.message).toContain('operation.attributes.total: JSON has no bigint');
  expect(summary).toMatchObject({ accepted: 4995, rejected: 8, unsent: 0 });
});

test('memory is bounded: no more is read than may wait', async () => {
  let read = 0;
  let most = 0;
  let answered = 0;
  const { client } = batchServer(async (items) => {
    await sleep(2);
    most = Math.max(most, read - answered);
    answered += items.length;
    return {};
  });
  async function* counted() {
    for (const operation of operations) {
      read++;
      yield operation;
    }
  }
  await client.ingest(counted(), { concurrency: 1 });
  // Two requests of 500,000 bytes at the most, and the one that is read where there is room for a part of it.
  expect(most).toBeLessThanOrEqual((2 * 500_000) / 1090 + 1);
});

describe('onCheckpoint', () => {
  /** Answers in any order, and rejects some. */
  const anyOrder = async (items: Item[]): Promise<Reply> => {
    await sleep(Math.random() * 10);
    const places = items.flatMap(({ name }, place) => (Number(name) % 97 === 0 ? [place] : []));
    return places.length > 0 ? rejecting(...places) : {};
  };

  test('everything before the position has been accepted or rejected; it grows, and comes to the end', async () => {
    const settled = new Set<number>();
    const { client } = batchServer(async (items) => {
      const reply = await anyOrder(items);
      for (const { name } of items) settled.add(Number(name));
      return reply;
    });
    const positions: number[] = [];
    const told: number[] = [];
    await client.ingest(later(unrelated), {
      concurrency: 5,
      onRejected: ({ index }) => told.push(index),
      onCheckpoint(position) {
        for (let i = positions.at(-1) ?? 0; i < position; i++) {
          expect(settled.has(i)).toBe(true);
          // A checkpoint is written when this is called: rejections must have been told by then.
          if (i % 97 === 0) expect(told).toContain(i);
        }
        positions.push(position);
      },
    });
    expect(positions.length).toBeGreaterThan(2);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.at(-1)).toBe(5000);
  });

  test('it does not go past what one request holds up, and catches up after', async () => {
    const { wait, held, open } = gate();
    const { client } = batchServer(async (_, request) => {
      if (request === 1) await wait();
      return {};
    });
    const positions: number[] = [];
    const done = client.ingest(later(unrelated), {
      concurrency: 2,
      onCheckpoint: (position) => positions.push(position),
    });
    await expect.poll(() => held.length).toBe(1);
    await sleep(50);
    const [first] = positions;
    expect(positions).toEqual([first]);
    expect(first).toBeLessThan(1000);
    open();
    await done;
    expect(positions.at(-1)).toBe(5000);
  });

  test('it counts what is rejected here, and is not called where there is nothing', async () => {
    const { client } = batchServer();
    const onCheckpoint = vi.fn();
    await client.ingest([null, undefined] as never, { onCheckpoint });
    expect(onCheckpoint.mock.calls).toEqual([[2]]);
    await client.ingest([], { onCheckpoint });
    expect(onCheckpoint).toHaveBeenCalledOnce();
  });

  test('an ingestion that goes on from the last position, again and again, loses nothing', async () => {
    const effects = new Set<string>();
    let failing = 0;
    const { client } = batchServer(async (items, request) => {
      await sleep(Math.random() * 5);
      // Some fail after they were processed, some before.
      if (request % 7 === 3) return new Error('reset');
      for (const { id } of items) effects.add(id!);
      return request % 7 === 5 ? { status: 503 } : {};
    });
    let position = 0;
    for (let isDone = false; !isDone; ) {
      const from = position;
      await client.ingest(later(operations.slice(from)), { onCheckpoint: (p) => (position = from + p) }).then(
        () => (isDone = true),
        (error) => {
          failing++;
          expect(isIngestError(error)).toBe(true);
        },
      );
    }
    expect(failing).toBeGreaterThan(1);
    expect(effects.size).toBe(5000);
  });
});

describe('when it ends early, it says where it stood', () => {
  const idOf = (operation: Operation) => (operation as { id: string }).id;

  async function expectGoesOn(error: IngestError, taken: Set<string>, given: Operation[] = operations) {
    expect(isIngestError(error)).toBe(true);
    expect(error.summary.unsent).toBe(error.unsent.length);
    expect(error.summary.accepted + error.summary.rejected + error.unsent.length).toBe(error.position);
    for (const { index, operation } of error.unsent) expect(operation).toBe(given[index]);
    // Going on from there reaches everything, and what was accepted is not sent again.
    const rest = [...error.unsent.map(({ operation }) => operation), ...given.slice(error.position)];
    expect(rest.filter((operation) => taken.has(idOf(operation)))).toEqual([]);
    expect(error.summary.accepted + rest.length).toBe(given.length);
    const places = error.unsent.map(({ index }) => index);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }

  test('a request that fails', async () => {
    const taken = new Set<string>();
    const { client, requests } = batchServer((items, request) => {
      if (request === 5) return new Error('reset');
      for (const { id } of items) taken.add(id!);
      return sleep(1).then(() => ({}));
    });
    const error = await failureOf(client.ingest(later(operations)));
    expect(error.cause).toMatchObject({ name: 'RetryableError', kind: 'network' });
    await expectGoesOn(error, taken);
    const failed = new Set(requests[5]!.map(({ id }) => id));
    for (const { operation, outcome } of error.unsent) {
      expect(outcome).toBe(failed.has(idOf(operation)) ? 'unknown' : 'unprocessed');
    }
  });

  test.each([
    ['of the platform', () => new Promise<never>(() => {})],
    ['that are none of it', () => ({ then() {} })],
  ])('a request that fails while the source is silent, with promises %s', async (_what, silence) => {
    const { client } = batchServer(() => ({ status: 401 }));
    let read = 0;
    let returned = false;
    const source = sourceOf({
      next: () => (read++ === 0 ? { done: false, value: operations[0] } : silence()),
      return: async () => {
        returned = true;
      },
    });
    await expect(client.ingest(source)).rejects.toMatchObject({
      name: 'IngestError',
      cause: { status: 401 },
      position: 1,
      unsent: [{ index: 0, operation: operations[0], outcome: 'unprocessed' }],
    });
    expect(returned).toBe(true);
  });

  test('a source that breaks: what it gave is sent', async () => {
    const taken = new Set<string>();
    const { client } = batchServer(async (items) => {
      await sleep(1);
      for (const { id } of items) taken.add(id!);
      return {};
    });
    async function* broken() {
      yield* operations.slice(0, 4000);
      throw new Error('disk gone');
    }
    const error = await failureOf(client.ingest(broken()));
    expect(error).toMatchObject({
      message: 'stopped at operation 4000 with 0 unsent: disk gone',
      position: 4000,
      summary: { accepted: 4000, unsent: 0 },
    });
    await expectGoesOn(error, taken);
  });

  test('an abort while requests hang: they are aborted, and what became of them is unknown', async () => {
    const controller = new AbortController();
    const taken = new Set<string>();
    const { client, requests, state } = batchServer((items, request) => {
      if (request >= 4) {
        setTimeout(() => controller.abort('enough'), 20);
        return new Promise<never>(() => {});
      }
      for (const { id } of items) taken.add(id!);
      return sleep(1).then(() => ({}));
    });
    const error = await failureOf(
      client.ingest(later(unrelated), { concurrency: 2, signal: controller.signal }),
    );
    expect(error.cause).toBe('enough');
    await expectGoesOn(error, taken, unrelated);
    const hung = new Set(requests.slice(4).flatMap((items) => items.map(({ id }) => id)));
    for (const { operation, outcome } of error.unsent) {
      expect(outcome).toBe(hung.has(idOf(operation)) ? 'unknown' : 'unprocessed');
    }
    await expect.poll(() => state.aborted).toBe(requests.length - 4);
  });

  test('an abort ends it at once, even where a retry strategy waits and knows no signal', async () => {
    const { client } = batchServer(() => ({ status: 503 }), {
      retry: {
        async execute(operation) {
          await operation().catch(() => {});
          return new Promise(() => {});
        },
      },
    });
    const controller = new AbortController();
    setTimeout(() => controller.abort('enough'), 50);
    const startedAt = performance.now();
    await expect(client.ingest([operations[0]!], { signal: controller.signal })).rejects.toMatchObject({
      cause: 'enough',
      unsent: [{ outcome: 'unknown' }],
    });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('with drain, requests under way when the signal aborts end first, and no other is made', async () => {
    const controller = new AbortController();
    const taken = new Set<string>();
    const { wait, held, open } = gate();
    const { client, requests, state } = batchServer(async (items) => {
      await wait();
      for (const { id } of items) taken.add(id!);
      return {};
    });
    const ingestion = failureOf(
      client.ingest(later(unrelated), { concurrency: 3, signal: controller.signal, drain: true }),
    );
    await expect.poll(() => held.length).toBe(3);
    controller.abort('enough');
    await sleep(20);
    open();
    const error = await ingestion;
    expect(error.cause).toBe('enough');
    expect(requests).toHaveLength(3);
    expect(state.aborted).toBe(0);
    expect(error.summary.accepted).toBe(requests.flat().length);
    expect(new Set(error.unsent.map(({ outcome }) => outcome))).toEqual(new Set(['unprocessed']));
    await expectGoesOn(error, taken, unrelated);
  });

  test.each([
    ['it waits to be sent again', 60_000],
    ['its last attempt is under way', 0],
  ])('with drain, a request that fails is not sent again: %s', async (_, waitMs) => {
    const controller = new AbortController();
    const { wait, held, open } = gate();
    const { client, requests } = batchServer(
      async () => {
        if (waitMs === 0) await wait();
        return { status: 503 };
      },
      {
        retry: {
          async execute(operation, { signal }) {
            for (;;) {
              try {
                return await operation();
              } catch (error) {
                if (signal.aborted) throw error;
                await new Promise((resolve) => {
                  setTimeout(resolve, waitMs).unref();
                  signal.addEventListener('abort', resolve);
                });
              }
            }
          },
        },
      },
    );
    const ingestion = failureOf(client.ingest([operations[0]!], { signal: controller.signal, drain: true }));
    await expect.poll(() => (waitMs === 0 ? held.length : requests.length)).toBe(1);
    await sleep(20);
    controller.abort('enough');
    await sleep(20);
    open();
    const error = await ingestion;
    expect(error).toMatchObject({ cause: 'enough', unsent: [{ index: 0, outcome: 'unknown' }] });
    await sleep(20);
    expect(requests).toHaveLength(1);
  });

  test('an abort while the source hangs, which is told to stop', async () => {
    const controller = new AbortController();
    const { client } = batchServer();
    let returned = false;
    const source = sourceOf({
      next: () => new Promise<never>(() => {}),
      return: async () => {
        returned = true;
      },
    });
    setTimeout(() => controller.abort('enough'), 20);
    await expect(client.ingest(source, { signal: controller.signal })).rejects.toMatchObject({
      cause: 'enough',
      position: 0,
    });
    expect(returned).toBe(true);
  });

  test('a signal that has aborted already: nothing is read', async () => {
    const { client, requests } = batchServer();
    const next = vi.fn();
    await expect(
      client.ingest(sourceOf({ next }), { signal: AbortSignal.abort('before') }),
    ).rejects.toMatchObject({ cause: 'before', position: 0 });
    expect(next).not.toHaveBeenCalled();
    expect(requests).toHaveLength(0);
  });

  test('a web stream that breaks off', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { client } = batchServer();
    const stream = new ReadableStream<Operation>({
      start(c) {
        c.enqueue(operations[0]!);
        setTimeout(() => c.error(new Error('stream broke')), 20);
      },
    });
    await expect(client.ingest(stream)).rejects.toMatchObject({
      cause: { message: 'stream broke' },
      summary: { accepted: 1 },
    });
    await sleep(5);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  test.each([undefined, { toString: null }, Object.create(null)])(
    'a source that throws %o',
    async (thrown) => {
      const { client } = batchServer();
      function* broken() {
        yield operations[0]!;
        throw thrown;
      }
      const error = await failureOf(client.ingest(broken()));
      expect(error).toMatchObject({ name: 'IngestError', position: 1, summary: { accepted: 1 } });
      expect(error.cause).toBe(thrown);
    },
  );

  test('printed, the error shows nothing of the people', async () => {
    const { client } = batchServer(() => ({ status: 503 }));
    const error = await failureOf(client.ingest([person.identify({ email: 'ada@example.com' })]));
    const { inspect } = await import('node:util');
    expect(inspect(error, { depth: 10 })).not.toContain('ada@example.com');
    expect(JSON.stringify(error)).not.toContain('ada@example.com');
  });
});

describe('callbacks that fail change nothing, and it is said', () => {
  const boom = () => {
    throw new Error('boom');
  };
  test.each<[string, () => unknown]>([
    ['throw', boom],
    ['reject', async () => boom()],
  ])('they %s', async (_what, fail) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { client } = batchServer(() => rejecting(0));
    const summary = await client.ingest([event(1), event(2)], {
      onProgress: fail,
      onRejected: fail,
      onCheckpoint: fail,
    });
    await sleep(5);
    process.off('unhandledRejection', unhandled);
    expect(summary).toMatchObject({ accepted: 1, rejected: 1, unsent: 0 });
    expect(unhandled).not.toHaveBeenCalled();
    const said = log.mock.calls.map(([message]) => /@cio: (\w+) failed/.exec(message)?.[1]);
    log.mockRestore();
    expect(said.sort()).toEqual(['onCheckpoint', 'onProgress', 'onRejected']);
  });

  test.each<[string, () => unknown]>([
    ['throws', boom],
    ['rejects', async () => boom()],
  ])('a return() of the source that %s', async (_what, fail) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { client } = batchServer(() => ({ status: 401 }));
    let n = 0;
    const source = sourceOf({
      next: () => sleep(1).then(() => ({ done: false, value: event(n++) })),
      return: fail,
    });
    await expect(client.ingest(source)).rejects.toMatchObject({ cause: { status: 401 } });
    await sleep(5);
    process.off('unhandledRejection', unhandled);
    const said = log.mock.calls.map(([message]) => message);
    log.mockRestore();
    expect(unhandled).not.toHaveBeenCalled();
    expect(said).toEqual([expect.stringContaining('the return() of the source failed')]);
  });
});

describe('what is no source is refused', () => {
  const locked = () => {
    const stream = new ReadableStream<Operation>();
    stream.getReader();
    return stream;
  };
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['an object', {}],
    ['an iterator without next()', { [Symbol.iterator]: () => ({}) }],
    ['no iterator', { [Symbol.iterator]: () => undefined }],
    ['no function', { [Symbol.asyncIterator]: 5 }],
    ['a locked stream', locked()],
    [
      'a getter that throws',
      {
        get [Symbol.asyncIterator]() {
          throw new Error('no');
        },
      },
    ],
  ])('%s', async (_what, source) => {
    await expect(batchServer().client.ingest(source as OperationSource)).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'source',
    });
  });

  test.each([undefined, 5])('an iterator that gives %s: it ends there', async (result) => {
    await expect(batchServer().client.ingest(sourceOf({ next: () => result }))).rejects.toMatchObject({
      name: 'IngestError',
      cause: { name: 'ValidationError', field: 'source' },
      position: 0,
    });
    await expect(batchServer().client.ingest(sourceOf({ next: async () => result }))).rejects.toMatchObject({
      cause: { name: 'ValidationError', field: 'source' },
    });
  });
});

test.each<[string, unknown]>([
  ['concurrency', 0],
  ['concurrency', 0.5],
  ['concurrency', '4'],
  ['concurrency', null],
  ['signal', {}],
  ['drain', 'yes'],
  ['onProgress', 'x'],
  ['onRejected', 5],
  ['onCheckpoint', {}],
  ['onSetled', () => {}],
])('the option %s: %s is refused', async (field, value) => {
  const { client } = batchServer();
  await expect(client.ingest([], { [field]: value } as never)).rejects.toMatchObject({
    name: 'ValidationError',
    field,
  });
});

test('where the clock stands still, as that of Cloudflare Workers, the rate is 0', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(5);
  try {
    const { client } = batchServer();
    expect(await client.ingest([])).toMatchObject({ accepted: 0, seconds: 0, perSecond: 0 });
  } finally {
    now.mockRestore();
  }
});

test('a string is no source, though it can be iterated', async () => {
  const { client, requests } = batchServer();
  await expect(client.ingest('people.csv' as never)).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'source',
  });
  expect(requests).toEqual([]);
});
