import { setTimeout as sleep } from 'node:timers/promises';
import type { RetryStrategy } from '@cio/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type NotAccepted, type Operation, type Outcome, person, TrackV2Client } from '../index.js';
import { batchServer, type Reply, rejecting } from '../testing/batch-server.js';

const COUNT = 1000;
const event = (who: number | string, value = ''): Operation => person.event({ id: who }, 'x', { value });
const events = (value?: string) => Array.from({ length: COUNT }, (_, i) => event(i, value));

let unhandled: unknown[] = [];
const listener = (error: unknown) => void unhandled.push(error);
let others: NodeJS.UnhandledRejectionListener[] = [];

beforeEach(() => {
  unhandled = [];
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', listener);
});
afterEach(() => {
  process.off('unhandledRejection', listener);
  for (const other of others) process.on('unhandledRejection', other);
  vi.restoreAllMocks();
});

interface Case {
  what: string;
  reply?: Reply | Error;
  operations?: Operation[];
  isClosed?: boolean;
  error: object;
  outcome: Outcome;
}

const refused = Object.assign(new Error('connect ECONNREFUSED'), {
  code: 'ECONNREFUSED',
  syscall: 'connect',
});
const cases: Case[] = [
  {
    what: 'a wrong key',
    reply: { status: 401 },
    error: { name: 'ApiError', status: 401 },
    outcome: 'unprocessed',
  },
  {
    what: 'a request that is refused whole',
    reply: { status: 400, body: { errors: [{ field: 'batch', message: 'malformed' }] } },
    error: { name: 'ApiError', status: 400 },
    outcome: 'unprocessed',
  },
  { what: 'a fault of the server', reply: { status: 500 }, error: { status: 500 }, outcome: 'unknown' },
  {
    what: 'a server that is down',
    reply: { status: 503 },
    error: { name: 'RetryableError', status: 503 },
    outcome: 'unknown',
  },
  {
    what: 'a limit',
    reply: { status: 429 },
    error: { name: 'RetryableError', status: 429 },
    outcome: 'unprocessed',
  },
  {
    what: 'nobody there',
    reply: refused,
    error: { name: 'RetryableError', kind: 'network', requestSent: false },
    outcome: 'unprocessed',
  },
  {
    what: 'a connection that breaks',
    reply: new Error('ECONNRESET'),
    error: { name: 'RetryableError', kind: 'network', requestSent: true },
    outcome: 'unknown',
  },
  {
    what: 'a web page',
    reply: { body: '<html>' },
    error: { name: 'ApiError', status: 200 },
    outcome: 'unknown',
  },
  {
    what: 'a 207 that says nothing',
    reply: { status: 207 },
    error: { name: 'ApiError', status: 207 },
    outcome: 'unknown',
  },
  {
    what: 'a rejection of each',
    reply: rejecting(...Array(COUNT).keys()),
    error: { name: 'RejectedError', errors: [{ reason: 'invalid', field: 'name', message: 'is bad' }] },
    outcome: 'rejected',
  },
  {
    what: 'operations over 32 KB',
    operations: events('x'.repeat(33_000)),
    error: { name: 'ValidationError', field: 'operation' },
    outcome: 'rejected',
  },
  {
    what: 'what is no operation',
    operations: Array(COUNT).fill(null),
    error: { name: 'ValidationError', field: 'operation' },
    outcome: 'rejected',
  },
  {
    what: 'what JSON cannot hold',
    operations: Array(COUNT).fill({ ...event(1), attributes: { total: 5n } }),
    error: { name: 'ValidationError', field: 'operation.attributes.total' },
    outcome: 'rejected',
  },
  {
    what: 'a closed batcher',
    isClosed: true,
    error: { name: 'ValidationError', message: 'batcher: is closed: create another one' },
    outcome: 'unprocessed',
  },
];

describe.each(cases)('$what', ({ reply = {}, operations = events(), isClosed, error, outcome }) => {
  test('promises left alone: the callback hears of every operation, and nothing is unhandled', async () => {
    const { client } = batchServer(() => reply);
    const told: NotAccepted[] = [];
    const batcher = client.batcher({ onRejected: (notAccepted) => told.push(notAccepted) });
    if (isClosed) await batcher.close();
    for (const operation of operations) void batcher.add(operation);
    await batcher.close();
    // Told before close() resolves, each once, with the operation itself.
    expect(told.map(({ operation }) => operation)).toEqual(operations);
    for (const call of told) expect(call).toMatchObject({ error, outcome });
    await sleep(5);
    expect(unhandled).toEqual([]);
  });

  test('no callback: every rejection that nobody handles is heard of', async () => {
    const { client } = batchServer(() => reply);
    const batcher = client.batcher();
    if (isClosed) await batcher.close();
    for (const operation of operations) void batcher.add(operation);
    await batcher.close();
    await sleep(5);
    expect(unhandled).toHaveLength(COUNT);
    for (const one of unhandled) expect(one).toMatchObject(error);
  });

  test('who waits for add() gets the same error as the callback', async () => {
    const { client } = batchServer(() => reply);
    const told: unknown[] = [];
    const batcher = client.batcher({ maxWaitMs: 0, onRejected: (call) => told.push(call.error) });
    if (isClosed) await batcher.close();
    const caught: unknown[] = [];
    await Promise.all(operations.map((operation) => batcher.add(operation).catch((e) => caught.push(e))));
    expect(caught).toHaveLength(COUNT);
    expect(new Set(told)).toEqual(new Set(caught));
  });
});

test('of a request that is rejected in part, each is told of by itself', async () => {
  const { client } = batchServer(() => rejecting(1));
  const told: NotAccepted[] = [];
  const batcher = client.batcher({ maxWaitMs: 1, onRejected: (call) => told.push(call) });
  const bad = event('bad');
  const [first, second, third] = await Promise.allSettled([
    batcher.add(event('a')),
    batcher.add(bad),
    batcher.add(event('b')),
  ]);
  expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(second).toMatchObject({
    reason: { name: 'RejectedError', message: 'person event was rejected: name: is bad' },
  });
  expect(told).toEqual([
    { operation: bad, error: (second as PromiseRejectedResult).reason, outcome: 'rejected' },
  ]);
});

test('after a request that failed, later ones go on', async () => {
  const { client } = batchServer((_, request) => (request === 0 ? new Error('reset') : {}));
  const batcher = client.batcher({ maxWaitMs: 1 });
  const lost = await Promise.allSettled([batcher.add(event(1)), batcher.add(event(2))]);
  for (const outcome of lost) expect(outcome).toMatchObject({ reason: { kind: 'network' } });
  await batcher.add(event(1));
});

describe('a callback that fails', () => {
  const thenable = {
    then() {
      throw new Error('boom');
    },
  };
  test.each<[string, () => unknown]>([
    [
      'it throws',
      () => {
        throw new Error('boom');
      },
    ],
    ['it rejects', () => Promise.reject(new Error('boom'))],
    ['it gives a thenable that throws', () => thenable],
  ])('%s: the others are told all the same, nothing is unhandled, and it is said', async (_what, fail) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { client } = batchServer(() => rejecting(0, 1));
    let calls = 0;
    const batcher = client.batcher({
      maxWaitMs: 1,
      onRejected: () => {
        calls++;
        return fail();
      },
    });
    const settled = await Promise.allSettled(['a', 'b', 'c'].map((id) => batcher.add(event(id))));
    await batcher.close();
    await sleep(5);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(calls).toBe(2);
    expect(unhandled).toEqual([]);
    expect(log.mock.calls.map(([message]) => message)).toEqual(
      Array(2).fill(expect.stringContaining('onRejected failed')),
    );
  });

  test('it may add again what was not accepted', async () => {
    const { client, requests } = batchServer((_, request) => (request === 0 ? { status: 503 } : {}));
    const batcher = client.batcher({
      maxWaitMs: 1,
      onRejected: ({ operation, outcome }) => outcome === 'unknown' && batcher.add(operation),
    });
    for (let i = 0; i < 5; i++) void batcher.add(event(i));
    await batcher.flush();
    await batcher.flush();
    expect(requests.map((items) => items.length)).toEqual([5, 5]);
    expect(requests[1]).toEqual(requests[0]);
  });
});

test('a callback that adds again to a closed batcher is not called without an end, and that is said', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { client } = batchServer(() => ({ status: 503 }));
  let calls = 0;
  const batcher = client.batcher({
    onRejected: ({ operation }) => {
      calls++;
      void batcher.add(operation);
    },
  });
  void batcher.add(event(1));
  await batcher.close();
  await sleep(5);
  expect(calls).toBe(1);
  expect(unhandled).toEqual([]);
  expect(log.mock.calls).toMatchObject([
    [
      expect.stringContaining('an operation added by onRejected'),
      { message: 'batcher: is closed: create another one' },
    ],
  ]);
});

describe('close', () => {
  test('takes no more, and sends what was added', async () => {
    const { client, requests } = batchServer();
    const batcher = client.batcher({ maxWaitMs: 60_000, maxPending: 2 });
    const adds = [1, 2, 3, 4, 5].map((i) => batcher.add(event(i)));
    await batcher[Symbol.asyncDispose]();
    await Promise.all(adds);
    expect(requests.flat()).toHaveLength(5);
    await expect(batcher.add(event(1))).rejects.toMatchObject({ name: 'ValidationError' });
  });

  /** Fails, and waits for an hour before the next attempt, whatever the signal says where `ignores` it. */
  const waiting = (ignores: boolean): RetryStrategy => ({
    async execute(operation, { signal }) {
      for (;;) {
        try {
          return await operation();
        } catch {
          await new Promise((_, reject) => {
            const timer = setTimeout(() => {}, 3_600_000);
            timer.unref();
            if (!ignores) signal?.addEventListener('abort', () => reject(signal.reason));
          });
        }
      }
    },
  });

  test.each<[string, Reply | Error | Promise<never>, RetryStrategy | undefined]>([
    ['while retries wait', { status: 503 }, waiting(false)],
    ['while a strategy waits that knows no signal', { status: 503 }, waiting(true)],
    ['while a server does not answer', new Promise<never>(() => {}), undefined],
  ])('with a timeout gives up what is left, and tells of each: %s', async (_what, reply, retry) => {
    const { client, requests } = batchServer(() => reply, retry ? { retry } : {});
    const told: NotAccepted[] = [];
    const batcher = client.batcher({
      concurrency: 2,
      maxPending: 6,
      maxBytes: 450,
      onRejected: (call) => told.push(call),
    });
    // Two requests go out; the rest waits for the same person, for a request, or beyond maxPending.
    const operations = [1, 2, 1, 2, 3, 4, 5, 6, 7].map((who) => event(who));
    for (const operation of operations) void batcher.add(operation);
    await expect.poll(() => requests.length).toBe(2);
    const sent = requests.flat().map(({ id }) => id);
    const startedAt = performance.now();
    await batcher.close({ timeoutMs: 50 });
    expect(performance.now() - startedAt).toBeLessThan(5000);

    expect(new Set(told.map(({ operation }) => operation))).toEqual(new Set(operations));
    expect(told).toHaveLength(operations.length);
    for (const { operation, error, outcome } of told) {
      const wasSent = sent.includes((operation as { id: string }).id);
      expect(error).toMatchObject({ name: 'RetryableError', kind: 'closed', requestSent: wasSent });
      expect(outcome).toBe(wasSent ? 'unknown' : 'unprocessed');
    }
    expect(batcher.pending).toBe(0);
    await sleep(20);
    expect(requests).toHaveLength(2);
    expect(unhandled).toEqual([]);
  });

  test('gives up at once with 0, and what a request says after that is not told again', async () => {
    let answer = () => {};
    const { client } = batchServer(() => new Promise((resolve) => (answer = () => resolve(rejecting(0)))));
    const told: NotAccepted[] = [];
    const batcher = client.batcher({ maxWaitMs: 0, onRejected: (call) => told.push(call) });
    void batcher.add(event(1));
    await sleep(10);
    await batcher.close({ timeoutMs: 0 });
    answer();
    await sleep(10);
    expect(told).toHaveLength(1);
  });

  test('a second close with a timeout ends the first', async () => {
    const { client } = batchServer(() => new Promise<never>(() => {}));
    const batcher = client.batcher({ onRejected: () => {} });
    void batcher.add(event(1));
    const first = batcher.close();
    await batcher.close({ timeoutMs: 10 });
    await first;
  });

  test('with a timeout ends as soon as all has settled', async () => {
    const { client } = batchServer();
    const batcher = client.batcher({ maxWaitMs: 60_000 });
    const add = batcher.add(event(1));
    const startedAt = performance.now();
    await batcher.close({ timeoutMs: 60_000 });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    await add;
  });

  test.each([{ timeoutMs: -1 }, { timeoutMs: '5' }, { timeoutMs: 2 ** 31 }, { timeout: 5 }, null])(
    'the options %j are refused, and it stays open',
    async (options) => {
      const { client } = batchServer();
      const batcher = client.batcher({ maxWaitMs: 0 });
      await expect(batcher.close(options as never)).rejects.toMatchObject({ name: 'ValidationError' });
      await batcher.add(event(1));
    },
  );
});

test('an operation that cannot be described is rejected like any other', async () => {
  const { client } = batchServer((items) => ({
    status: 207,
    body: { errors: items.map((_, batch_index) => ({ batch_index, reason: 'invalid', message: 'no' })) },
  }));
  const odd = {
    get type() {
      throw new Error('not readable');
    },
    toJSON: () => event(1),
  };
  const batcher = client.batcher({ maxWaitMs: 0 });
  const added = [batcher.add(odd as never), batcher.add(event(2))];
  expect(await Promise.allSettled(added)).toMatchObject([
    { reason: { name: 'RejectedError', message: 'operation was rejected: no' } },
    { reason: { name: 'RejectedError', message: 'person event was rejected: no' } },
  ]);
  expect(unhandled).toEqual([]);
});

test('while a credential cannot be read, operations are unprocessed, and not rejected', async () => {
  let isThere = false;
  const apiKey = () => {
    if (!isThere) throw new Error('the vault is away');
    return 'key';
  };
  const transport = vi.fn(async () => ({
    status: 200,
    headers: {},
    text: async () => '{}',
    stream: async function* () {},
  }));
  const client = new TrackV2Client({ siteId: 'site', apiKey, transport });
  const told: NotAccepted[] = [];
  const batcher = client.batcher({ maxWaitMs: 0, onRejected: (one) => told.push(one) });
  await expect(batcher.add(event(1))).rejects.toMatchObject({ field: 'apiKey' });
  expect(told).toMatchObject([{ outcome: 'unprocessed' }]);
  isThere = true;
  await batcher.add(event(1));
  expect(transport).toHaveBeenCalledOnce();
});
