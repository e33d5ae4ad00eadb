import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test, vi } from 'vitest';
import type { RetryStrategy } from '../retry/retry-strategy.js';
import { ConcurrencyLimiter } from '../transport/concurrency-limiter.js';
import type { Transport, TransportResponse } from '../transport/types.js';
import type { Call } from './call.js';
import type { AttemptEvent, CallEvent, Hooks } from './hooks.js';
import { HttpClient, type HttpClientOptions } from './http-client.js';

const call: Call = { operation: 'op', method: 'POST', path: '/p', body: { a: 1 }, replaySafe: true };
const client = (options: Partial<HttpClientOptions>) =>
  new HttpClient({ baseUrl: 'https://track.customer.io', authorization: 'Basic secret', ...options });

const storage = new AsyncLocalStorage<string>();

function response(status = 200, body = '{}'): TransportResponse {
  return { status, headers: {}, text: async () => body, stream: async function* () {} };
}

/** A transport that notes the asynchronous context that each request is sent in. */
function noting(...replies: (number | Error | (Error & { connectionClosed: boolean }))[]) {
  const contexts: (string | undefined)[] = [];
  const transport: Transport = async () => {
    const reply = replies[Math.min(contexts.length, replies.length - 1)]!;
    contexts.push(storage.getStore());
    if (reply instanceof Error) throw reply;
    return response(reply);
  };
  return { transport, contexts };
}

const twice: RetryStrategy = {
  execute: (operation) => operation().catch(operation),
};

/** Hooks that run calls and attempts in contexts of their own, and keep how they ended. */
function running(name = '') {
  const calls: CallEvent[] = [];
  const attempts: AttemptEvent[] = [];
  const hooks: Hooks = {
    runCall: ({ operation }, run) => {
      storage.run(`${storage.getStore() ?? ''}${name}${operation}`, run).then((event) => calls.push(event));
    },
    runAttempt: ({ attempt }, run) => {
      storage.run(`${storage.getStore()}/${name}${attempt}`, run).then((event) => attempts.push(event));
    },
  };
  return { hooks, calls, attempts };
}

describe('runCall and runAttempt', () => {
  test('make the context that the transport is called in, and tell how each ended', async () => {
    const { transport, contexts } = noting(503, 200);
    const { hooks, calls, attempts } = running();
    await client({ transport, retry: twice, hooks }).request(call);
    expect(contexts).toEqual(['op/1', 'op/2']);
    expect(attempts).toMatchObject([
      { attempt: 1, outcome: 'failure', status: 503, error: { name: 'RetryableError' } },
      { attempt: 2, outcome: 'success', status: 200, error: undefined },
    ]);
    expect(calls).toMatchObject([{ outcome: 'success', attempts: 2, status: 200 }]);
  });

  test('a request that meets a closed connection, and goes again, is two attempts', async () => {
    const closed = Object.assign(new Error('reset'), { connectionClosed: true });
    const { transport, contexts } = noting(closed, 200);
    const { hooks, attempts } = running();
    await client({ transport, hooks }).request(call);
    expect(contexts).toEqual(['op/1', 'op/1/2']);
    expect(attempts).toMatchObject([
      { attempt: 1, outcome: 'failure', error: { kind: 'network' } },
      { attempt: 2, outcome: 'success' },
    ]);
  });

  test('of several hooks, those that were added last are outermost', async () => {
    const { transport, contexts } = noting(200);
    const inner = running('a');
    const outer = running('b');
    const http = client({ transport, hooks: inner.hooks });
    http.addHooks(outer.hooks);
    await http.request(call);
    expect(contexts).toEqual(['bopaop/b1/a1']);
    for (const { calls, attempts } of [inner, outer]) expect([calls.length, attempts.length]).toEqual([1, 1]);
  });

  test('an attempt in flight when the call is aborted has ended before the call', async () => {
    const order: string[] = [];
    const controller = new AbortController();
    const hooks: Hooks = {
      runCall: (_, run) => run().then(({ outcome }) => order.push(`call ${outcome}`)),
      runAttempt: (_, run) => run().then(({ outcome }) => order.push(`attempt ${outcome}`)),
    };
    const http = client({ transport: () => new Promise(() => {}), hooks });
    const pending = http.request({ ...call, signal: controller.signal });
    controller.abort('enough');
    await expect(pending).rejects.toBe('enough');
    expect(order).toEqual(['attempt aborted', 'call aborted']);
    expect(http.stats()).toMatchObject({ calls: 0, inFlight: 0 });
  });

  test.each<[string, Hooks['runCall']]>([
    ['never calls run', () => {}],
    ['calls it twice', (_, run) => void [run(), run()]],
    ['calls it too late', (_, run) => void setTimeout(run)],
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    [
      'throws after it',
      (_, run) => {
        void run();
        throw new Error('boom');
      },
    ],
  ])('a hook that %s changes nothing: one request', async (_, run) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { transport, contexts } = noting(200);
    const hooks = { runCall: run, runAttempt: run as Hooks['runAttempt'] };
    await expect(client({ transport, hooks }).request(call)).resolves.toEqual({});
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(contexts).toHaveLength(1);
    vi.restoreAllMocks();
  });

  test('what a retry strategy throws is the error of the call, and not of the hook', async () => {
    const retry: RetryStrategy = {
      execute: () => {
        throw new Error('no');
      },
    };
    const { hooks, calls } = running();
    await expect(client({ transport: noting(200).transport, retry, hooks }).request(call)).rejects.toThrow(
      'no',
    );
    expect(calls).toMatchObject([{ outcome: 'failure', error: { message: 'no' } }]);
  });

  test('a call that waits for a connection keeps its own context', async () => {
    const { transport, contexts } = noting(200);
    const concurrency = new ConcurrencyLimiter(1);
    transport.concurrency = () => concurrency;
    const { hooks, attempts } = running();
    const http = client({ transport, hooks });
    const calls = ['a', 'b', 'c'].map((operation) => http.request({ ...call, operation }));
    expect(http.stats()).toMatchObject({ calls: 3, inFlight: 1, waiting: 2 });
    await Promise.all(calls);
    expect(contexts).toEqual(['a/1', 'b/1', 'c/1']);
    expect(attempts.map(({ connectionWaitMs }) => connectionWaitMs > 0)).toEqual([false, true, true]);
    expect(http.stats()).toMatchObject({ calls: 0, inFlight: 0, waiting: 0 });
  });

  test('an aborted call waits no more', async () => {
    const { transport } = noting(200);
    const concurrency = new ConcurrencyLimiter(1);
    transport.concurrency = () => concurrency;
    concurrency.tryAcquire();
    const controller = new AbortController();
    const http = client({ transport });
    const pending = http.request({ ...call, signal: controller.signal });
    expect(http.stats().waiting).toBe(1);
    controller.abort('enough');
    await expect(pending).rejects.toBe('enough');
    expect(http.stats().waiting).toBe(0);
    concurrency.release();
    expect(concurrency.tryAcquire()).toBe(true);
  });
});

test('the wait for a rate limiter is told of each attempt, and of its bucket', async () => {
  const { transport } = noting(503, 200);
  const rateLimiter = { acquire: () => new Promise<void>((resolve) => setTimeout(resolve, 10)) };
  const { hooks, attempts } = running();
  const http = client({ transport, rateLimiter, retry: twice, hooks });
  const pending = http.request({ ...call, bucket: 'track' });
  expect(http.stats().rateLimits).toEqual({ track: { waiting: 1, allowed: 0, waitedMs: 0 } });
  await pending;
  expect(attempts).toMatchObject([{ bucket: 'track' }, { bucket: 'track' }]);
  for (const { rateLimitWaitMs } of attempts) expect(rateLimitWaitMs).toBeGreaterThan(8);
  const { track } = http.stats().rateLimits;
  expect(track).toMatchObject({ waiting: 0, allowed: 2 });
  expect(track!.waitedMs).toBeGreaterThan(16);
});

test('hooks that are not functions are refused', () => {
  const http = client({ transport: noting(200).transport });
  expect(() => http.addHooks({ runCall: 5 as never })).toThrow('hooks.runCall: expected a function');
  expect(() => http.addHooks(null as never)).toThrow('hooks');
});
