import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BatchError } from '../batching/batch-error.js';
import { HttpClient } from '../client/http-client.js';
import { ApiError } from '../errors/api-error.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import type { OutboxWorker, OutboxWorkerOptions } from './index.js';
import { startWorker } from './index.js';
import { TestStore } from './test-store.js';

const response = (status: number) => ({
  status,
  details: status === 401 ? [] : [{ message: 'no good' }],
  body: undefined,
  headers: {},
  requestId: 'r',
});
const apiError = (status: number) => new ApiError(`status ${status}`, response(status));
const away = (requestSent: boolean, status?: number) =>
  new RetryableError('away', {
    kind: status ? 'http' : 'network',
    requestSent,
    requestId: 'r',
    response: status ? response(status) : undefined,
  });

const event = (id: string, name: string) => ({ type: 'person', action: 'event', identifiers: { id }, name });
const call = (operation: string, person = '5') => ({
  operation,
  method: 'PUT',
  path: `/api/v1/customers/${person}`,
  pathTemplate: '/api/v1/customers/{identifier}',
  replaySafe: true,
});
const send = (id: string) => ({
  kind: 'send',
  call: {
    ...call('sendEmail'),
    path: '/v1/send/email',
    pathTemplate: '/v1/send/email',
    replaySafe: false,
    body: { identifiers: { id } },
  },
});

let worker: OutboxWorker | undefined;
afterEach(() => worker?.close({ timeoutMs: 1000 }));

function work(store: TestStore, options: Partial<OutboxWorkerOptions>) {
  worker = startWorker(store, { clients: {}, pollMs: 1, ...options });
  return worker;
}

const isEmpty = (store: TestStore) => vi.waitFor(() => expect(store.items).toEqual([]), 5000);

/** A client with batches that remembers what it accepted. */
function batches(answer: (names: string[]) => unknown = () => {}) {
  const accepted: string[] = [];
  return {
    accepted,
    async sendBatch(operations: Iterable<unknown>) {
      const list = [...operations] as { name: string }[];
      const names = list.map(({ name }) => name);
      const rejected = (answer(names) ?? []) as { index: number; errors: never[]; message: string }[];
      accepted.push(...names.filter((_, index) => !rejected.some((one) => one.index === index)));
      return { accepted: names.length - rejected.length, rejected: rejected as never[] };
    },
  };
}

function failed(cause: unknown, names: string[], sent = 0) {
  const unsent = names.map((_, index) => ({ index, operation: {}, outcome: 'unknown' as const })).slice(sent);
  return new BatchError(cause, { accepted: sent, rejected: [] }, unsent);
}

test('a rejected operation is a dead letter, and the others are accepted', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a'), event('2', 'b'), event('3', 'c')]);
  const onDeadLetter = vi.fn(() => {
    throw new Error('of no consequence');
  });
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  const errors = [{ message: 'too long', field: 'name', reason: 'invalid' }];
  const trackV2 = batches(() => [{ index: 1, errors, message: 'name: too long' }]);
  const onProgress = vi.fn();
  work(store, { clients: { trackV2 }, onDeadLetter, onProgress });
  await isEmpty(store);
  expect(trackV2.accepted).toEqual(['a', 'c']);
  expect(store.dead).toMatchObject([
    {
      item: { kind: 'track-v2', operation: { name: 'b' } },
      reason: { kind: 'rejected', message: 'name: too long', errors },
    },
  ]);
  await worker!.close();
  expect(onProgress).toHaveBeenCalledWith({ partition: 0, done: 2, dead: 1, totalDone: 2, totalDead: 1 });
  expect(onDeadLetter).toHaveBeenCalledOnce();
  expect(report).toHaveBeenCalledOnce();
  report.mockRestore();
});

test('while the service is away everything waits, in order; what was accepted is not sent again', async () => {
  const store = new TestStore();
  await store.add(['a', 'b', 'c'].map((name) => event('1', name)));
  const failures = [failed(away(true, 503), ['a', 'b', 'c'], 1), failed(apiError(401), ['b', 'c'])];
  const seen: string[][] = [];
  const trackV2 = batches((names) => {
    seen.push(names);
    const error = failures.shift();
    if (error) throw error;
  });
  const onWait = vi.fn();
  work(store, { clients: { trackV2 }, onWait });
  await isEmpty(store);
  // After a 5xx the next request has half as many.
  expect(seen[0]).toEqual(['a', 'b', 'c']);
  expect(seen[1]).toEqual(['b']);
  expect(trackV2.accepted).toEqual(['b', 'c']);
  expect(onWait.mock.calls.map(([wait]) => wait.attempt)).toEqual([1, 2]);
  expect(store.dead).toEqual([]);
});

test('one item for which a whole request is refused is found, and the others are sent', async () => {
  const store = new TestStore();
  const names = ['a', 'b', 'c', 'd', 'e'];
  await store.add(names.map((name) => event('1', name)));
  const trackV2 = batches((inRequest) => {
    if (inRequest.includes('d')) throw failed(apiError(400), inRequest);
  });
  work(store, { clients: { trackV2 } });
  await isEmpty(store);
  expect(trackV2.accepted).toEqual(['a', 'b', 'c', 'e']);
  expect(store.dead).toMatchObject([
    { item: { operation: { name: 'd' } }, reason: { kind: 'rejected', status: 400 } },
  ]);
});

test('what the client calls invalid is a dead letter, by its index', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a'), event('1', 'b')]);
  const trackV2 = batches((names) => {
    if (names.includes('a')) throw new ValidationError('operations[0]', 'no', { indexes: [0] });
  });
  work(store, { clients: { trackV2 } });
  await isEmpty(store);
  expect(trackV2.accepted).toEqual(['b']);
  expect(store.dead).toMatchObject([{ reason: { kind: 'rejected', message: 'operations[0]: no' } }]);
});

test('an item that cannot be sent for too long is given up', async () => {
  const store = new TestStore();
  await store.add([event('1', 'old')], Date.now() - 10_000);
  const trackV2 = batches((names) => {
    throw failed(away(true), names);
  });
  work(store, { clients: { trackV2 }, retryForMs: 5000 });
  await isEmpty(store);
  expect(store.dead).toMatchObject([{ reason: { kind: 'gave_up', message: 'away' } }]);
});

test('calls, operations and sends of one person are sent in order, those of others at once', async () => {
  const store = new TestStore();
  await store.add([
    { kind: 'track', call: call('first') },
    event('5', 'second'),
    { kind: 'track', call: call('third') },
    { kind: 'track', call: call('fourth') },
    send('5'),
    event('6', 'other'),
  ]);
  const order: string[] = [];
  const http = {
    request: async ({ operation }: { operation: string }) => {
      order.push(operation);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(`/${operation}`);
      return {};
    },
  };
  const trackV2 = batches((names) => void order.push(...names));
  work(store, { clients: { track: { http }, app: { http }, trackV2 } as never });
  await isEmpty(store);
  expect(order.filter((name) => name !== 'other')).toEqual([
    'first',
    '/first',
    'second',
    'third',
    '/third',
    'fourth',
    '/fourth',
    'sendEmail',
    '/sendEmail',
  ]);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('/first'));
});

test.each([
  ['refused', apiError(400), 'rejected'],
  ['with an unknown outcome', away(true), 'may_have_been_sent'],
  ['answered 501', apiError(501), 'may_have_been_sent'],
])('a send that is %s is never repeated', async (_, error, kind) => {
  const store = new TestStore();
  await store.add([send('1')]);
  const request = vi.fn().mockRejectedValue(error);
  work(store, { clients: { app: { http: { request } } } });
  await isEmpty(store);
  expect(request).toHaveBeenCalledOnce();
  expect(store.dead).toMatchObject([{ reason: { kind } }]);
  expect(store.log).toEqual(['claim 1', 'settle 1']);
});

test('a send that certainly was not made is made again, and its claim is taken back', async () => {
  const store = new TestStore();
  await store.add([send('1')]);
  const request = vi.fn().mockRejectedValueOnce(away(false)).mockResolvedValue({});
  work(store, { clients: { app: { http: { request } } } });
  await isEmpty(store);
  expect(store.log).toEqual(['claim 1', 'unclaim 1', 'claim 1', 'settle 1']);
  expect(store.dead).toEqual([]);
});

test('a send that an ended worker had claimed is reported as one that may have been sent', async () => {
  const store = new TestStore();
  await store.add([send('1')]);
  store.items = store.items.map((item) => ({ ...item, isClaimed: true }));
  const request = vi.fn();
  work(store, { clients: { app: { http: { request } } } });
  await isEmpty(store);
  expect(request).not.toHaveBeenCalled();
  expect(store.dead).toMatchObject([{ reason: { kind: 'may_have_been_sent' } }]);
});

test('the event of a webhook is handled again after an error, and is a dead letter after the last attempt', async () => {
  const store = new TestStore();
  await store.add([
    { kind: 'event', event: { event_id: 'a' } },
    { kind: 'event', event: { event_id: 'b' } },
  ]);
  const handled: unknown[] = [];
  work(store, {
    eventAttempts: 2,
    onEvent: ({ event_id }) => {
      handled.push(event_id);
      if (event_id === 'b') throw new Error('not today');
    },
  });
  await isEmpty(store);
  expect(handled).toEqual(['a', 'b', 'b']);
  expect(store.dead).toMatchObject([{ reason: { kind: 'handler_failed', message: 'not today' } }]);
});

test('items without a client wait for a worker that has it', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a')]);
  const onWait = vi.fn();
  work(store, { onWait });
  await vi.waitFor(() => expect(onWait).toHaveBeenCalled());
  expect(onWait.mock.calls[0]![0].error.message).toMatch(/track-v2/);
  await worker!.close();
  expect(store.items).toHaveLength(1);
});

test('close lets what is in flight end; after its time it is aborted and kept', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a')]);
  const started = vi.fn();
  const trackV2 = {
    sendBatch: (_: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<never>((_resolve, reject) => {
        started();
        signal.addEventListener('abort', () => reject(failed(signal.reason, ['a'])));
      }),
  };
  work(store, { clients: { trackV2 } as never });
  await vi.waitFor(() => expect(started).toHaveBeenCalled());
  await worker!.close({ timeoutMs: 20 });
  expect(store.items).toHaveLength(1);
  expect(store.dead).toEqual([]);

  const slow = batches();
  const { sendBatch } = slow;
  slow.sendBatch = async (operations) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return sendBatch(operations);
  };
  work(store, { clients: { trackV2: slow } });
  await vi.waitFor(() => expect(worker!.stats().active).toBe(1));
  await worker!.close();
  expect(slow.accepted).toEqual(['a']);
  expect(store.items).toEqual([]);
});

test('a worker goes on after an error of its store', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a')]);
  store.failNext = new Error('the database is away');
  const onError = vi.fn();
  const trackV2 = batches();
  work(store, { clients: { trackV2 }, onError });
  await isEmpty(store);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: 'the database is away' }),
  );
});

describe('a store that fails after a partition was acquired', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A store one of whose methods fails, at most 100 times. */
  function failing(method: 'read' | 'settle') {
    const store = new TestStore();
    const acquire = store.acquire.bind(store);
    let failures = 0;
    store.acquire = async () => {
      const held = await acquire();
      if (!held) return undefined;
      const works = held[method].bind(held) as (argument: never) => Promise<never>;
      const fails = async (argument: never) => {
        if (++failures > 100) return works(argument);
        throw new Error('the database is away');
      };
      return { ...held, [method]: fails };
    };
    return store;
  }

  test.each(['read', 'settle'] as const)('is tried again with a backoff: %s', async (method) => {
    const store = failing(method);
    await store.add([{ kind: 'event', event: { event_id: 'a' } }]);
    const onError = vi.fn();
    const onEvent = vi.fn();
    work(store, { onError, onEvent, eventAttempts: 1000 });
    await vi.advanceTimersByTimeAsync(60_000);
    const { length } = onError.mock.calls;
    // 250 ms, doubling to 5 seconds, each at random between half of it and all.
    expect(length).toBeGreaterThan(12);
    expect(length).toBeLessThan(40);
    expect(onEvent.mock.calls.length).toBe(method === 'read' ? 0 : length);
    await worker!.close();
    expect(store.items).toHaveLength(1);
  });
});

test('a store that does not respond does not hold up the end of a worker', async () => {
  vi.useFakeTimers();
  try {
    const store = new TestStore();
    store.acquire = () => new Promise<never>(() => {});
    const onError = vi.fn();
    const closed = vi.fn();
    void work(store, { onError }).close({ timeoutMs: 100 }).then(closed);
    await vi.advanceTimersByTimeAsync(5050);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(closed).toHaveBeenCalled();
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringContaining('store did not respond') }),
    );
  } finally {
    worker = undefined;
    vi.useRealTimers();
  }
});

test('an event whose handling a closed worker has aborted stays, whatever its attempts', async () => {
  const store = new TestStore();
  await store.add([{ kind: 'event', event: { event_id: 'a' } }]);
  const started = vi.fn();
  work(store, {
    eventAttempts: 1,
    onEvent: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        started();
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  await vi.waitFor(() => expect(started).toHaveBeenCalled());
  await worker!.close({ timeoutMs: 1 });
  expect(store.items).toHaveLength(1);
  expect(store.dead).toEqual([]);
});

test.each([
  ['waits for its rate limit stays', 'acquire'],
  ['has gone out may have been sent', 'transport'],
])('a send that is aborted and %s', async (_what, waitsIn) => {
  const store = new TestStore();
  await store.add([send('5')]);
  const started = vi.fn();
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      started();
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const app = {
    http: new HttpClient({
      baseUrl: 'http://localhost',
      authorization: 'Bearer key',
      rateLimiter: {
        acquire: async (_bucket, signal) => void (waitsIn === 'acquire' && (await untilAborted(signal!))),
      },
      transport: ({ signal }) => untilAborted(signal),
    }),
  };
  const { call: stored } = send('5');
  store.items = [
    { ...store.items[0]!, item: { kind: 'send', call: { ...stored, bucket: 'transactional' } } as never },
  ];
  work(store, { clients: { app } });
  await vi.waitFor(() => expect(started).toHaveBeenCalled());
  await worker!.close({ timeoutMs: 1 });
  if (waitsIn === 'acquire') {
    expect(store.log).toEqual(['claim 1', 'unclaim 1']);
    expect(store.items).toHaveLength(1);
  } else expect(store.dead).toMatchObject([{ reason: { kind: 'may_have_been_sent' } }]);
});

test('a link that fails holds nothing up: its items are sent once, and the error is written to the console', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a'), send('2')]);
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const request = vi.fn(async () => ({}));
  const trackV2 = batches();
  const runLinked = () => {
    throw new Error('no tracer');
  };
  work(store, { clients: { trackV2, app: { http: { request } } } as never, runLinked });
  await isEmpty(store);
  expect(trackV2.accepted).toEqual(['a']);
  expect(request).toHaveBeenCalledOnce();
  expect(store.dead).toEqual([]);
  expect(told).toHaveBeenCalledWith(expect.stringContaining('runLinked'), expect.any(Error));
  told.mockRestore();
});

test('the reason of a dead letter is text that any database takes', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a'), { kind: 'event', event: { event_id: 'b' } }]);
  const details = { message: 'not \0 or \ud83d, but \\u0000 and 😀', meta: { '\0': ['\udc00'] } };
  const trackV2 = batches(() => [{ index: 0, errors: [details], message: 'no good' }]);
  work(store, {
    clients: { trackV2 },
    eventAttempts: 1,
    onEvent: () => {
      throw new Error(`${'x'.repeat(498)}😀 and more`);
    },
  });
  await isEmpty(store);
  const reasons = store.dead.map(({ reason }) => reason);
  expect(reasons).toEqual([
    {
      kind: 'rejected',
      message: 'no good',
      errors: [{ message: 'not   or  , but \\u0000 and 😀', meta: { ' ': [' '] } }],
    },
    { kind: 'handler_failed', message: `${'x'.repeat(498)}…` },
  ]);
});

test('while the service is away, few sends are in doubt: the first is, and the partition waits', async () => {
  vi.useFakeTimers();
  try {
    const store = new TestStore();
    await store.add(Array.from({ length: 200 }, (_, n) => send(String(n))));
    let isAway = true;
    const request = vi.fn(async () => {
      if (isAway) throw away(true, 503);
      return {};
    });
    const waits: number[] = [];
    work(store, {
      clients: { app: { http: { request } } } as never,
      onWait: ({ delayMs }) => waits.push(delayMs),
    });
    await vi.advanceTimersByTimeAsync(10_000);
    // 250 ms, doubling, each at random between half of it and all.
    expect(store.dead.length).toBeGreaterThan(4);
    expect(store.dead.length).toBeLessThan(9);
    expect(waits).toHaveLength(store.dead.length);
    expect(waits.every(Number.isInteger)).toBe(true);
    isAway = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(store.items).toEqual([]);
    expect(store.dead.length).toBeLessThan(9);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['that may be repeated, as its caller says', { replaySafe: true }, away(true, 503)],
  ['after a redirect that is refused', {}, apiError(302)],
  ['while the credentials cannot be read', {}, new ValidationError('apiKey', 'cannot be read')],
])('a send %s is made again', async (_what, fields, error) => {
  const store = new TestStore();
  const item = send('1');
  await store.add([{ ...item, call: { ...item.call, ...fields } }]);
  const request = vi.fn().mockRejectedValueOnce(error).mockResolvedValue({});
  work(store, { clients: { app: { http: { request } } } });
  await isEmpty(store);
  expect(request).toHaveBeenCalledTimes(2);
  expect(store.dead).toEqual([]);
});

test('a send that may be repeated is, also if the worker that was sending it has ended', async () => {
  const store = new TestStore();
  const item = send('1');
  await store.add([{ ...item, call: { ...item.call, replaySafe: true } }]);
  store.items = store.items.map((stored) => ({ ...stored, isClaimed: true }));
  const request = vi.fn().mockResolvedValue({});
  work(store, { clients: { app: { http: { request } } } });
  await isEmpty(store);
  expect(request).toHaveBeenCalledOnce();
  expect(store.dead).toEqual([]);
});

test('while credentials cannot be read, batches and calls wait as well', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a'), event('2', 'b'), { kind: 'track', call: call('identify', '3') }]);
  const error = new ValidationError('apiKey', 'cannot be read');
  const request = vi.fn().mockRejectedValueOnce(error).mockResolvedValue({});
  const trackV2 = batches();
  const { sendBatch } = trackV2;
  trackV2.sendBatch = vi.fn(sendBatch).mockRejectedValueOnce(failed(error, ['a', 'b']));
  work(store, { clients: { trackV2, track: { http: { request } } } as never });
  await isEmpty(store);
  expect(trackV2.accepted).toEqual(['a', 'b']);
  expect(store.dead).toEqual([]);
});

test('of many items of which some fail, the others are not held up for long', async () => {
  vi.useFakeTimers();
  try {
    const store = new TestStore();
    await store.add(
      Array.from({ length: 2000 }, (_, n) => ({ kind: 'event', event: { event_id: String(n) } })),
    );
    const seen = new Map<unknown, number>();
    work(store, {
      onEvent: ({ event_id }) => {
        const times = (seen.get(event_id) ?? 0) + 1;
        seen.set(event_id, times);
        // One of a hundred, once.
        if (Number(event_id) % 100 === 50 && times === 1) throw new Error('not today');
      },
    });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(store.items).toEqual([]);
    expect(store.dead).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test('a partition with items for which there is no client is left to other workers', async () => {
  const store = new TestStore();
  await store.add([send('1'), event('2', 'a')]);
  const onWait = vi.fn();
  const trackV2 = batches();
  const other = work(store, { clients: { trackV2 }, onWait });
  await vi.waitFor(() => expect(onWait.mock.calls.length).toBeGreaterThan(1));
  expect(trackV2.accepted).toEqual(['a']);
  const request = vi.fn().mockResolvedValue({});
  work(store, { clients: { app: { http: { request } } } });
  await isEmpty(store);
  expect(request).toHaveBeenCalledOnce();
  await other.close();
});

test('close does not wait for the next look at the store', async () => {
  const store = new TestStore();
  let release = () => {};
  store.acquire = () =>
    new Promise((resolve) => {
      release = () => resolve(undefined);
    });
  const onError = vi.fn();
  const closing = work(store, { pollMs: 60_000, onError }).close();
  release();
  await closing;
  expect(onError).not.toHaveBeenCalled();
});

test('calls are made within runLinked, with the contexts of their items', async () => {
  const store = new TestStore();
  await store.add([event('1', 'a'), event('1', 'b')]);
  store.items = store.items.map((item, index) => ({ ...item, context: { traceparent: String(index) } }));
  const runLinked = vi.fn((_contexts: readonly unknown[], run: () => unknown) => run());
  work(store, { clients: { trackV2: batches() }, runLinked: runLinked as never });
  await isEmpty(store);
  expect(runLinked.mock.calls[0]![0]).toEqual([{ traceparent: '0' }, { traceparent: '1' }]);
});

test.each([
  [{}, 'clients'],
  [{ clients: { trackV3: {} } }, 'trackV3'],
  [{ clients: { trackV2: {} } }, 'clients.trackV2'],
  [{ clients: {}, concurrency: 0 }, 'concurrency'],
  [{ clients: {}, onWait: 5 }, 'onWait'],
])('options are validated: %j', (options, field) => {
  expect(() => startWorker(new TestStore(), options as never)).toThrow(expect.objectContaining({ field }));
});
