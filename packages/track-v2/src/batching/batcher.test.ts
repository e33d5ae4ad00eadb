import { setTimeout as sleep } from 'node:timers/promises';
import type { RetryStrategy } from '@cio/core';
import { expect, test } from 'vitest';
import { type BatcherOptions, type Operation, person } from '../index.js';
import { batchServer, gate, rejecting } from '../testing/batch-server.js';

const event = (who: number, name = 'x', value = ''): Operation => person.event({ id: who }, name, { value });

test('operations of many callers share a request', async () => {
  const { client, requests } = batchServer();
  const batcher = client.batcher({ maxWaitMs: 5 });
  await Promise.all(Array.from({ length: 500 }, (_, i) => batcher.add(event(i))));
  expect(requests).toHaveLength(1);
  expect(requests[0]).toHaveLength(500);
});

test('with maxWaitMs: 0 those of one turn of the event loop do', async () => {
  const { client, requests } = batchServer();
  const batcher = client.batcher({ maxWaitMs: 0 });
  await Promise.all([batcher.add(event(1)), batcher.add(event(2))]);
  await Promise.all([batcher.add(event(3)), batcher.add(event(4))]);
  expect(requests.map((items) => items.length)).toEqual([2, 2]);
});

test('a request goes out when it is full, without waiting', async () => {
  const { client, requests, bodies } = batchServer();
  const batcher = client.batcher({ maxWaitMs: 60_000, maxBytes: 10_000 });
  const adds = Array.from({ length: 100 }, (_, i) => batcher.add(event(i, 'x', 'a'.repeat(500))));
  await Promise.all(adds.slice(0, 80));
  expect(requests.length).toBeGreaterThanOrEqual(5);
  for (const body of bodies) expect(body.length).toBeLessThan(10_100);
  await batcher.close();
  await Promise.all(adds);
});

test('what does not fill a request after one that did goes out in its time', async () => {
  const { answer, held, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 20, maxBytes: 1000, concurrency: 1 });
  const adds = [batcher.add(event(1, 'a', 'x'.repeat(900)))];
  await expect.poll(() => held.length).toBe(1);
  // Another full one that has to wait, and a small one behind it that nothing follows.
  adds.push(batcher.add(event(2, 'b', 'x'.repeat(900))), batcher.add(event(3, 'c')));
  open();
  await Promise.all(adds);
  expect(requests.map((items) => items.map(({ name }) => name))).toEqual([['a'], ['b'], ['c']]);
});

test('no more requests are under way than allowed', async () => {
  const { answer, open } = gate();
  const { client, requests, state } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 1, maxBytes: 500, concurrency: 2 });
  const adds = Array.from({ length: 50 }, (_, i) => batcher.add(event(i)));
  await sleep(20);
  expect(requests).toHaveLength(2);
  open();
  await Promise.all(adds);
  expect(state.most).toBe(2);
});

test('no more operations are under way than allowed, first come first served, and none is dropped', async () => {
  const { answer, open } = gate();
  const { client, requests } = batchServer(answer);
  const batcher = client.batcher({ maxWaitMs: 60_000, maxPending: 10, concurrency: 4 });
  const adds = Array.from({ length: 35 }, (_, i) => batcher.add(event(i, `${i}`)));
  expect(batcher.pending).toBe(35);
  await sleep(20);
  expect(requests.flat()).toHaveLength(10);
  const closed = batcher.close();
  open();
  await Promise.all([...adds, closed]);
  expect(requests.flat().map(({ name }) => Number(name))).toEqual(Array.from({ length: 35 }, (_, i) => i));
  for (const items of requests) expect(items.length).toBeLessThanOrEqual(10);
  expect(batcher.pending).toBe(0);
});

test('a passing failure is tried again with the strategy, the same batch', async () => {
  const retry: RetryStrategy = {
    async execute(operation) {
      for (;;) {
        try {
          return await operation();
        } catch {}
      }
    },
  };
  const { client, bodies } = batchServer((_, request) => (request < 2 ? { status: 503 } : {}), { retry });
  await client.batcher({ maxWaitMs: 1 }).add(event(1));
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies).size).toBe(1);
});

test('flush sends at once and resolves when all that was added before has settled, well or not', async () => {
  const { wait, held, open } = gate();
  const { client, requests } = batchServer(async (_, request) => {
    if (request === 0) return rejecting(0);
    if (request === 2) return { status: 400 };
    await wait();
    return {};
  });
  const batcher = client.batcher({ maxWaitMs: 60_000, maxPending: 3, onRejected: () => {} });
  const settled: number[] = [];
  for (let i = 0; i < 7; i++)
    void batcher.add(event(i)).then(
      () => settled.push(i),
      () => settled.push(i),
    );
  let flushed = false;
  const flush = batcher.flush().then(() => {
    flushed = true;
  });
  // The second request waits at the server; what is beyond maxPending waits behind it.
  await expect.poll(() => held.length).toBe(1);
  expect(flushed).toBe(false);
  // What is added now is not waited for.
  const later = batcher.add(event(9)).catch(() => {});
  open();
  await flush;
  expect(settled.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  await batcher.flush();
  await later;
  expect(requests.flat()).toHaveLength(8);
  await batcher.flush();
});

test('an empty batcher has no timer', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const { client } = batchServer();
  const batcher = client.batcher({ maxWaitMs: 60_000 });
  expect(timers()).toBe(before);
  const add = batcher.add(event(1));
  expect(timers()).toBe(before + 1);
  await batcher.flush();
  await add;
  expect(timers()).toBe(before);
  void batcher.add(event(1));
  await batcher.close({ timeoutMs: 60_000 });
  expect(timers()).toBe(before);
});

test.each<[string, unknown[]]>([
  ['maxWaitMs', [-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '5', null]],
  ['maxBytes', [0, -1, 0.5, Number.NaN, 500_001, '5', null]],
  ['concurrency', [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null]],
  ['maxPending', [0, -1, 0.5, Number.NaN, '5', null]],
  ['onRejected', ['x', {}, null]],
  ['maxWait', [5]],
])('%s is checked', (field, values) => {
  const { client } = batchServer();
  for (const value of values) {
    expect(() => client.batcher({ [field]: value } as BatcherOptions)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field }),
    );
  }
});

test.each([null, 'x', 5])('the options %j are refused', (options) => {
  expect(() => batchServer().client.batcher(options as never)).toThrow(
    expect.objectContaining({ name: 'ValidationError', field: 'options' }),
  );
});
