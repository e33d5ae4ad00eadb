import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient, type RetryStrategy, type Transport } from '@cio/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { person } from '../operations/person.js';
import type { Operation } from '../operations/types.js';
import { Batcher, type BatcherOptions } from './batcher.js';

interface Item {
  id: string;
  name: string;
  identifiers: { id: number };
}

/** A server that holds each request until it is let go, or answers at once where nobody holds. */
function server(
  answer: (items: Item[], request: number) => { status?: number; body?: string } | Error = () => ({}),
) {
  const requests: Item[][] = [];
  const bodies: string[] = [];
  const held: (() => void)[] = [];
  const state = { hold: false, underWay: 0, most: 0 };
  const transport: Transport = async (request) => {
    const body = String(request.body);
    const items = JSON.parse(body).batch as Item[];
    bodies.push(body);
    const index = requests.push(items) - 1;
    state.most = Math.max(state.most, ++state.underWay);
    if (state.hold) await new Promise<void>((resolve) => held.push(resolve));
    state.underWay--;
    const reply = answer(items, index);
    if (reply instanceof Error) throw reply;
    const { status = 200, body: text = '{}' } = reply;
    return {
      status,
      headers: {},
      text: async () => text,
      stream: async function* () {
        yield new TextEncoder().encode(text);
      },
    };
  };
  const make = (options?: BatcherOptions, retry?: RetryStrategy) =>
    new Batcher(
      new HttpClient({ baseUrl: 'http://x', authorization: 'x', transport, ...(retry && { retry }) }),
      options,
    );
  return { requests, bodies, held, state, make };
}

const event = (who: number, name = 'x', value = ''): Operation => person.event({ id: who }, name, { value });
const names = (requests: Item[][]) => requests.map((items) => items.map(({ name }) => name));

afterEach(() => vi.useRealTimers());

test('operations of many callers share a request', async () => {
  const { requests, make } = server();
  const batcher = make({ maxWaitMs: 5 });
  await Promise.all(Array.from({ length: 500 }, (_, i) => batcher.add(event(i))));
  expect(requests).toHaveLength(1);
  expect(requests[0]).toHaveLength(500);
});

test('a request goes out when it is full, without waiting', async () => {
  const { requests, bodies, make } = server();
  const batcher = make({ maxWaitMs: 60_000, maxBytes: 10_000 });
  const adds = Array.from({ length: 100 }, (_, i) => batcher.add(event(i, 'x', 'a'.repeat(500))));
  await Promise.all(adds.slice(0, 80));
  expect(requests.length).toBeGreaterThanOrEqual(5);
  for (const body of bodies) expect(body.length).toBeLessThan(10_100);
  await batcher.close();
  await Promise.all(adds);
});

test('an operation that was not taken rejects with its own reason, and no other does', async () => {
  const { make } = server((items) => {
    const errors = items.flatMap(({ name }, batch_index) =>
      name === 'bad' ? [{ batch_index, reason: 'invalid', field: 'name', message: 'is bad' }] : [],
    );
    return errors.length > 0 ? { status: 207, body: JSON.stringify({ errors }) } : {};
  });
  const onRejected = vi.fn();
  const batcher = make({ maxWaitMs: 1, onRejected });
  const bad = event(2, 'bad');
  const [first, second, third] = await Promise.allSettled([
    batcher.add(event(1)),
    batcher.add(bad),
    batcher.add(event(3)),
  ]);
  expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(second).toMatchObject({
    reason: {
      name: 'RejectedError',
      message: 'person event was rejected: name: is bad',
      operation: bad,
      reason: 'invalid',
      field: 'name',
    },
  });
  expect(onRejected).toHaveBeenCalledOnce();
});

test('with onRejected, promises may be left alone; without, a rejection that nobody handles is heard of', async () => {
  const unhandled: unknown[] = [];
  const listener = (error: unknown) => void unhandled.push(error);
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', listener);
  try {
    const { make } = server(() => ({
      status: 207,
      body: '{"errors":[{"batch_index":0,"reason":"invalid"}]}',
    }));
    const told = make({ maxWaitMs: 1, onRejected: () => {} });
    void told.add(event(1));
    await told.close();
    await sleep(5);
    expect(unhandled).toHaveLength(0);
    const untold = make({ maxWaitMs: 1 });
    void untold.add(event(1));
    await untold.close();
    await sleep(5);
    expect(unhandled).toMatchObject([{ name: 'RejectedError' }]);
  } finally {
    process.off('unhandledRejection', listener);
    for (const other of listeners) process.on('unhandledRejection', other);
  }
});

test('what cannot be sent comes back to whoever added it', async () => {
  const { make } = server((_, request) => (request === 0 ? new Error('reset') : {}));
  const batcher = make({ maxWaitMs: 1 });
  const lost = await Promise.allSettled([batcher.add(event(1)), batcher.add(event(2))]);
  for (const outcome of lost)
    expect(outcome).toMatchObject({ reason: { name: 'RetryableError', kind: 'network' } });
  await batcher.add(event(1));
});

test('a passing failure is tried again with the strategy, the same batch', async () => {
  const { requests, make } = server((_, request) => (request < 2 ? { status: 503 } : {}));
  const retry: RetryStrategy = {
    async execute(operation) {
      for (;;) {
        try {
          return await operation();
        } catch {}
      }
    },
  };
  await make({ maxWaitMs: 1 }, retry).add(event(1));
  expect(requests).toHaveLength(3);
  expect(requests[1]).toEqual(requests[0]);
  expect(requests[2]).toEqual(requests[0]);
});

describe('order', () => {
  test('who is in a request under way is not in another', async () => {
    const { requests, held, state, make } = server();
    state.hold = true;
    const batcher = make({ maxWaitMs: 1, concurrency: 4 });
    const adds = [batcher.add(event(1, 'a1')), batcher.add(event(2, 'b1'))];
    await expect.poll(() => requests.length).toBe(1);
    adds.push(batcher.add(event(1, 'a2')), batcher.add(event(3, 'c1')), batcher.add(event(1, 'a3')));
    await expect.poll(() => requests.length).toBe(2);
    expect(names(requests)).toEqual([['a1', 'b1'], ['c1']]);
    // The answer for the third person lets nobody else go.
    held[1]!();
    await sleep(10);
    expect(requests).toHaveLength(2);
    held[0]!();
    await expect.poll(() => requests.length).toBe(3);
    expect(names(requests)[2]).toEqual(['a2', 'a3']);
    state.hold = false;
    held[2]!();
    await Promise.all(adds);
  });

  test('an operation about two holds back whoever it waits for', async () => {
    const { requests, held, state, make } = server();
    state.hold = true;
    const batcher = make({ maxWaitMs: 1 });
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
    state.hold = false;
    for (const release of held) release();
    await Promise.all(adds);
    expect(requests[2]).toMatchObject([{ action: 'merge' }, { name: 'b1' }]);
  });

  test('what a full request left behind goes when its answer comes, without another wait', async () => {
    const { requests, held, state, make } = server();
    state.hold = true;
    const batcher = make({ maxWaitMs: 60_000, maxBytes: 1500 });
    const large = (who: number, name: string) => batcher.add(event(who, name, 'a'.repeat(1400)));
    const adds = [large(1, 'a1')];
    await expect.poll(() => requests.length).toBe(1);
    adds.push(batcher.add(event(1, 'a2')), large(3, 'c1'));
    await expect.poll(() => requests.length).toBe(2);
    expect(names(requests)[1]).toEqual(['c1']);
    state.hold = false;
    for (const release of held) release();
    await Promise.all(adds);
    expect(names(requests)[2]).toEqual(['a2']);
  });

  test('no more requests are under way than allowed', async () => {
    const { requests, held, state, make } = server();
    state.hold = true;
    const batcher = make({ maxWaitMs: 1, maxBytes: 500, concurrency: 2 });
    const adds = Array.from({ length: 50 }, (_, i) => batcher.add(event(i)));
    await sleep(20);
    expect(requests).toHaveLength(2);
    state.hold = false;
    for (const release of held) release();
    await Promise.all(adds);
    expect(state.most).toBe(2);
  });
});

test('a full buffer makes add wait, first come first served, and drops nothing', async () => {
  const { requests, held, state, make } = server();
  state.hold = true;
  const batcher = make({ maxWaitMs: 1, maxPending: 10, concurrency: 1 });
  const settled: number[] = [];
  const adds = Array.from({ length: 35 }, (_, i) =>
    batcher.add(event(i, `${i}`)).then(() => settled.push(i)),
  );
  await sleep(20);
  expect(requests.flat()).toHaveLength(10);
  state.hold = false;
  held[0]!();
  await Promise.all(adds);
  expect(requests.flat().map(({ name }) => Number(name))).toEqual(Array.from({ length: 35 }, (_, i) => i));
  for (const items of requests) expect(items.length).toBeLessThanOrEqual(10);
});

test('flush sends at once and resolves when all is settled, rejections included', async () => {
  const { requests, make } = server(() => ({ status: 400 }));
  const batcher = make({ maxWaitMs: 60_000 });
  const add = batcher.add(event(1)).catch((e: unknown) => e);
  await batcher.flush();
  expect(requests).toHaveLength(1);
  expect(await add).toMatchObject({ name: 'ApiError', status: 400 });
  await batcher.flush();
});

test('close takes no more', async () => {
  const { requests, make } = server();
  const batcher = make({ maxWaitMs: 60_000, maxPending: 2 });
  const adds = [1, 2, 3, 4, 5].map((i) => batcher.add(event(i)));
  await batcher[Symbol.asyncDispose]();
  await Promise.all(adds);
  expect(requests.flat()).toHaveLength(5);
  await expect(batcher.add(event(1))).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'batcher: is closed',
  });
});

test('an empty batcher has no timer', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const { make } = server();
  const batcher = make({ maxWaitMs: 60_000 });
  expect(timers()).toBe(before);
  const add = batcher.add(event(1));
  await Promise.resolve();
  expect(timers()).toBe(before + 1);
  await batcher.flush();
  await add;
  expect(timers()).toBe(before);
});

test('bad operations and options are refused', async () => {
  const { requests, make } = server();
  const batcher = make();
  await expect(batcher.add(event(1, 'x', 'a'.repeat(33_000)))).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'operation',
  });
  await expect(batcher.add(undefined as never)).rejects.toMatchObject({ name: 'ValidationError' });
  expect(requests).toHaveLength(0);
  for (const field of ['maxWaitMs', 'maxBytes', 'concurrency', 'maxPending']) {
    for (const value of [0, -1, Number.NaN, '5']) {
      expect(() => make({ [field]: value })).toThrow(
        expect.objectContaining({ name: 'ValidationError', field }),
      );
    }
  }
});
