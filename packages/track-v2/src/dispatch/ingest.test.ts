import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient, type Transport } from '@cio/core';
import { describe, expect, test } from 'vitest';
import { person } from '../operations/person.js';
import type { Operation } from '../operations/types.js';
import { type IngestError, type IngestOptions, type IngestSummary, ingest, isIngestError } from './ingest.js';
import type { OperationSource } from './source.js';

interface Item {
  id: string;
  name: string;
  identifiers: { id: number };
}

function server(
  answer: (items: Item[], request: number) => Promise<{ status?: number; body?: string }> | Error,
) {
  const requests: Item[][] = [];
  const transport: Transport = async (request) => {
    const body = String(request.body);
    const { signal } = request;
    const items = JSON.parse(body).batch as Item[];
    const index = requests.push(items) - 1;
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    const reply = await Promise.race([aborted, answer(items, index)]);
    if (reply instanceof Error) throw reply;
    const { status = 200, body: text = '{}' } = reply;
    return { status, headers: {}, text: async () => text, stream: async function* () {} };
  };
  const run = (source: OperationSource, options?: IngestOptions) =>
    ingest(new HttpClient({ baseUrl: 'http://x', authorization: 'x', transport }), source, options);
  return { requests, run };
}

const event = (i: number): Operation => person.event({ id: i % 50 }, `${i}`, { value: 'a'.repeat(1000) });
const operations = Array.from({ length: 5000 }, (_, i) => event(i));

async function* later(items: Iterable<Operation>) {
  for (const item of items) yield item;
}

describe.each([
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
] as [string, () => OperationSource][])('from %s', (_name, source) => {
  test('all is sent once, in order for each person, and counted', async () => {
    const { requests, run } = server(async () => {
      await sleep(Math.random() * 5);
      return {};
    });
    const progress: IngestSummary[] = [];
    const summary = await run(source(), {
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

test('what is not taken is told by its place in the source, and the rest go on', async () => {
  const { run } = server(async (items) => {
    const errors = items.flatMap(({ name }, batch_index) =>
      Number(name) % 1000 === 7 ? [{ batch_index, reason: 'invalid', field: 'name', message: 'no' }] : [],
    );
    return errors.length > 0 ? { status: 207, body: JSON.stringify({ errors }) } : {};
  });
  const rejected: number[] = [];
  const large = person.event({ id: 1 }, 'large', { value: 'a'.repeat(40_000) });
  const summary = await run([...operations, large], { onRejected: ({ index }) => rejected.push(index) });
  expect(rejected.sort((a, b) => a - b)).toEqual([7, 1007, 2007, 3007, 4007, 5000]);
  expect(summary).toMatchObject({ accepted: 4995, rejected: 6, unsent: 0 });
});

test('memory is bounded: no more is read than may wait', async () => {
  let read = 0;
  let most = 0;
  let answered = 0;
  const { run } = server(async (items) => {
    await sleep(2);
    most = Math.max(most, read - answered);
    answered += items.length;
    return {};
  });
  async function* endless() {
    for (const operation of operations) {
      read++;
      yield operation;
    }
  }
  await run(endless(), { concurrency: 1 });
  // Two requests of 500,000 bytes at the most, and the one that waits to be let in.
  expect(most).toBeLessThanOrEqual((2 * 500_000) / 1090 + 1);
});

describe('when it ends early, it says where it stood', () => {
  const idOf = (operation: Operation) => (operation as { id: string }).id;

  async function expectGoesOn(error: IngestError, taken: Set<string>) {
    expect(isIngestError(error)).toBe(true);
    expect(error.summary.unsent).toBe(error.unsent.length);
    expect(error.summary.accepted + error.summary.rejected + error.unsent.length).toBe(error.position);
    // Going on from there reaches everything, and what was accepted is not sent again.
    const rest = [...error.unsent, ...operations.slice(error.position)];
    expect(rest.filter((operation) => taken.has(idOf(operation)))).toEqual([]);
    expect(error.summary.accepted + rest.length).toBe(operations.length);
    const places = error.unsent.map((operation) => operations.indexOf(operation));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }

  test('a request that fails', async () => {
    const taken = new Set<string>();
    const { run } = server((items, request) => {
      if (request === 5) return new Error('reset');
      for (const { id } of items) taken.add(id);
      return sleep(1).then(() => ({}));
    });
    const error = (await run(later(operations)).catch((e: unknown) => e)) as IngestError;
    expect(error.cause).toMatchObject({ name: 'RetryableError', kind: 'network' });
    expect(error.unsent.length).toBeGreaterThan(0);
    await expectGoesOn(error, taken);
  });

  test('a source that breaks: what it gave is sent', async () => {
    const taken = new Set<string>();
    const { run } = server(async (items) => {
      for (const { id } of items) taken.add(id);
      return {};
    });
    async function* broken() {
      yield* operations.slice(0, 3000);
      throw new Error('disk gone');
    }
    const error = (await run(broken()).catch((e: unknown) => e)) as IngestError;
    expect(error).toMatchObject({
      message: 'stopped at operation 3000 with 0 unsent: disk gone',
      position: 3000,
      summary: { accepted: 3000, unsent: 0 },
    });
    await expectGoesOn(error, taken);
  });

  test('an abort while a request hangs', async () => {
    const controller = new AbortController();
    const taken = new Set<string>();
    const { run } = server((items, request) => {
      if (request === 4) return new Promise(() => setTimeout(() => controller.abort('enough'), 20));
      for (const { id } of items) taken.add(id);
      return sleep(1).then(() => ({}));
    });
    const error = (await run(later(operations), { signal: controller.signal }).catch(
      (e: unknown) => e,
    )) as IngestError;
    expect(error.cause).toBe('enough');
    await expectGoesOn(error, taken);
  });

  test('an abort while the source hangs, which is told to stop', async () => {
    const controller = new AbortController();
    const { run } = server(async () => ({}));
    let returned = false;
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => {}),
        return: async () => {
          returned = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    setTimeout(() => controller.abort('enough'), 20);
    await expect(run(source, { signal: controller.signal })).rejects.toMatchObject({
      cause: 'enough',
      position: 0,
    });
    expect(returned).toBe(true);
  });

  test('something that is no operation', async () => {
    const { run } = server(async () => ({}));
    const source = [operations[0]!, 'nonsense' as never, operations[1]!];
    await expect(run(source)).rejects.toMatchObject({
      position: 2,
      summary: { accepted: 1 },
      cause: { name: 'ValidationError', field: 'operations[1]' },
    });
  });

  test('a callback that throws', async () => {
    const { run } = server(async () => ({}));
    const boom = () => {
      throw new Error('boom');
    };
    await expect(run(operations, { onProgress: boom })).rejects.toMatchObject({
      name: 'IngestError',
      cause: { message: 'boom' },
    });
  });
});

test.each([undefined, null, 5, {}])('the source %j is refused', async (source) => {
  const { run } = server(async () => ({}));
  await expect(run(source as never)).rejects.toMatchObject({
    cause: { name: 'ValidationError', message: expect.stringContaining('source') },
  });
});

test('options are checked', async () => {
  const { run } = server(async () => ({}));
  await expect(run([], { concurrency: 0 })).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'concurrency',
  });
});
