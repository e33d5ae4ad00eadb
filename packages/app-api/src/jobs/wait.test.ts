import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Export } from '../index.js';
import { isJobError, JobError } from '../index.js';
import { clientThat } from '../test-transport.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const states = (...list: (object | number)[]) =>
  clientThat((_, n) => {
    const state = list[Math.min(n, list.length) - 1]!;
    return typeof state === 'number'
      ? { status: state, body: '' }
      : { body: { export: { id: 7, ...state } } };
  });

async function settled<T>(promise: Promise<T>, ms = 3_600_000): Promise<PromiseSettledResult<T>> {
  const settling = Promise.allSettled([promise]);
  await vi.advanceTimersByTimeAsync(ms);
  return (await settling)[0]!;
}

test('asks again, ever more slowly, until it is done', async () => {
  const times: number[] = [];
  const { client } = clientThat((_, n) => {
    times.push(Math.round(performance.now()));
    return { body: { export: { id: 7, status: n < 12 ? 'pending' : 'done' } } };
  });
  const seen: (string | undefined)[] = [];
  const waiting = client.exports.wait(7, { onProgress: (job) => void seen.push(job.status) });
  expect(await settled(waiting)).toEqual({ status: 'fulfilled', value: { id: 7, status: 'done' } });
  const pauses = times.slice(1).map((time, i) => time - times[i]!);
  expect(pauses.slice(0, 3)).toEqual([1000, 1500, 2250]);
  expect(Math.max(...pauses)).toBe(10_000);
  expect(seen).toEqual([...Array(11).fill('pending'), 'done']);
});

test('a job that failed is an error that holds it', async () => {
  const { client } = states({ status: 'pending' }, { status: 'failed' });
  const outcome = await settled(client.exports.wait(7));
  const error = (outcome as PromiseRejectedResult).reason as JobError;
  expect(isJobError(error) && error instanceof JobError).toBe(true);
  expect(error).toMatchObject({ reason: 'failed', job: { id: 7, status: 'failed' } });
  expect(error.message).toBe('export 7 failed: Customer.io gives no reason');
});

test('an import that failed says why', async () => {
  const { client } = clientThat(() => ({
    body: { import: { id: 3, state: 'failed', error: 'no column id' } },
  }));
  expect(await settled(client.imports.wait(3))).toMatchObject({
    reason: { name: 'JobError', message: 'import 3 failed: no column id' },
  });
});

test('a canceled import is no success', async () => {
  const { client } = clientThat(() => ({ body: { import: { id: 3, state: 'canceled' } } }));
  expect(await settled(client.imports.wait(3))).toMatchObject({
    reason: { message: 'import 3 failed: it is canceled' },
  });
});

test('a trigger is done once it was processed', async () => {
  const { client } = clientThat((_, n) => ({ body: { id: 2, ...(n > 2 && { processed_at: 5 }) } }));
  expect(await settled(client.broadcasts.waitForTrigger(1, 2))).toMatchObject({ value: { processed_at: 5 } });
});

test('time runs out with the job as it was seen last', async () => {
  const { client, requests } = states({ status: 'pending' });
  expect(await settled(client.exports.wait(7, { timeoutMs: 4000 }))).toMatchObject({
    reason: {
      name: 'JobError',
      reason: 'timeout',
      message: 'export 7 has not ended within 4000 ms',
      job: { id: 7 },
    },
  });
  // At 0, 1,000, 2,500 and the end.
  expect(requests).toHaveLength(4);
});

test('a passing failure to ask is no failure of the job', async () => {
  const { client } = states(503, 429, { status: 'pending' }, 502, { status: 'done' });
  expect(await settled(client.exports.wait(7))).toMatchObject({ status: 'fulfilled' });
});

test('one that lasts is the cause of the end', async () => {
  const { client } = states(503);
  expect(await settled(client.exports.wait(7, { timeoutMs: 5000 }))).toMatchObject({
    reason: { reason: 'timeout', job: undefined, cause: { name: 'RetryableError', status: 503 } },
  });
});

test('any other failure is passed on at once', async () => {
  const { client, requests } = states(404);
  expect(await settled(client.exports.wait(7))).toMatchObject({ reason: { name: 'ApiError', status: 404 } });
  expect(requests).toHaveLength(1);
});

describe('giving up', () => {
  test('between two questions', async () => {
    const { client } = states({ status: 'pending' });
    const controller = new AbortController();
    const waiting = client.exports.wait(7, { signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 500);
    expect(await settled(waiting)).toMatchObject({ reason: 'enough' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('from onProgress', async () => {
    const { client, requests } = states({ status: 'pending' });
    const controller = new AbortController();
    const onProgress = (_: Export) => controller.abort('seen it');
    expect(await settled(client.exports.wait(7, { signal: controller.signal, onProgress }))).toMatchObject({
      reason: 'seen it',
    });
    expect(requests).toHaveLength(1);
  });
});

test.each([
  [{ timeoutMs: 0 }, 'timeoutMs'],
  [{ timeoutMs: Number.NaN }, 'timeoutMs'],
  [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
  [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs'],
  [{ timeoutMs: '500' }, 'timeoutMs'],
  [{ timeoutMs: null }, 'timeoutMs'],
  [{ intervalMs: -1 }, 'intervalMs'],
  [{ intervalMs: 1e10 }, 'intervalMs'],
  [{ intervalMs: '500' }, 'intervalMs'],
  [{ signal: {} }, 'signal'],
  [{ signal: 'x' }, 'signal'],
  [{ onProgress: {} }, 'onProgress'],
  [{ timeout: 500 }, 'timeout'],
  [null, 'options'],
  [5, 'options'],
])('%j is refused by %s, and nothing is asked', async (options, field) => {
  const { client, requests } = states({ status: 'done' });
  expect(await settled(client.exports.wait(7, options as never))).toMatchObject({
    reason: { name: 'ValidationError', field },
  });
  expect(requests).toHaveLength(0);
});

test('options whose getter throws are refused', async () => {
  const { client } = states({ status: 'done' });
  const options = {
    get timeoutMs(): number {
      throw new Error('mine');
    },
  };
  expect(await settled(client.exports.wait(7, options))).toMatchObject({
    reason: { name: 'ValidationError', field: 'options', cause: { message: 'mine' } },
  });
});

describe('pauses', () => {
  test('are never longer than a timer holds', async () => {
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    const { client, requests } = states({ status: 'pending' });
    const controller = new AbortController();
    const waiting = client.exports.wait(7, {
      timeoutMs: 2 ** 31 - 1,
      intervalMs: 2 ** 31 - 1,
      signal: controller.signal,
    });
    const outcome = settled(waiting, 2 ** 31);
    expect(await outcome).toMatchObject({ reason: { reason: 'timeout' } });
    expect(requests).toHaveLength(2);
    for (const [, ms] of setTimer.mock.calls) expect(ms).toBeLessThan(2 ** 31);
    setTimer.mockRestore();
  });

  test('are as long as a server asks, at most five minutes', async () => {
    const times: number[] = [];
    const { client } = clientThat((_, n) => {
      times.push(Math.round(performance.now()));
      if (n === 1) return { status: 429, headers: { 'retry-after': '20' }, body: '' };
      if (n === 2) return { status: 503, headers: { 'retry-after': '99999999999' }, body: '' };
      return { body: { export: { id: 7, status: 'done' } } };
    });
    expect(await settled(client.exports.wait(7))).toMatchObject({ status: 'fulfilled' });
    expect(times.slice(1).map((time, i) => time - times[i]!)).toEqual([20_000, 300_000]);
  });
});

test.each([
  [
    'throws',
    () => {
      throw new Error('mine');
    },
  ],
  ['rejects', () => Promise.reject(new Error('mine'))],
])('an onProgress that %s changes nothing, and is reported', async (_, onProgress) => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { client } = states({ status: 'pending' }, { status: 'done' });
  const waiting = client.exports.wait(7, { onProgress: onProgress as () => void });
  expect(await settled(waiting)).toMatchObject({ status: 'fulfilled', value: { status: 'done' } });
  expect(report).toHaveBeenCalledTimes(2);
  report.mockRestore();
});

test.each([[{}], [{ export: null }], [{ export: 'done' }], [{ export: [1] }], ['null']])(
  'a response of %j, which holds no job, is an ApiError',
  async (body) => {
    const { client } = clientThat(() => ({ body }));
    expect(await settled(client.exports.wait(7))).toMatchObject({ reason: { name: 'ApiError' } });
  },
);

test('why an import failed is told on one line, and not without an end', async () => {
  const { client } = clientThat(() => ({
    body: { import: { id: 3, state: 'failed', error: `no\ncolumn\u001b[2J${'x'.repeat(10_000)}` } },
  }));
  const outcome = await settled(client.imports.wait(3));
  const { message } = (outcome as PromiseRejectedResult).reason as Error;
  expect(message).toMatch(/^import 3 failed: no column \[2Jx+…$/);
  expect(message.length).toBeLessThan(600);
});

test('a client that is closed waits for nothing any more', async () => {
  const { client, requests } = clientThat((_, n) =>
    n === 1 ? { body: { export: { id: 7, status: 'pending' } } } : new Promise<never>(() => {}),
  );
  const outcome = settled(client.exports.wait(7), 2000);
  await vi.advanceTimersByTimeAsync(1500);
  await client.http.close({ timeoutMs: 0 });
  expect(await outcome).toMatchObject({ reason: { name: 'RetryableError', kind: 'closed' } });
  expect(requests).toHaveLength(2);
});
