import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient, RetryableError } from '@cio/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type PRetryStrategyOptions, pRetryStrategy } from './p-retry-strategy.js';

let server: Server;
let http: HttpClient;
let bodies: string[] = [];

afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const FAST: PRetryStrategyOptions = { minTimeoutMs: 1, maxTimeoutMs: 5 };

async function serve(
  options: PRetryStrategyOptions,
  listener: (n: number, ...args: Parameters<RequestListener>) => void,
) {
  bodies = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    listener(bodies.length, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = new HttpClient({ baseUrl, authorization: 'x', retry: pRetryStrategy(options), timeoutMs: 1000 });
}

const call = (more: { replaySafe?: boolean; signal?: AbortSignal } = {}) =>
  http.request({
    operation: 'track',
    method: 'POST',
    path: '/p',
    body: { id: 'ulid' },
    replaySafe: true,
    ...more,
  });

test('a passing failure is repeated, with the same body', async () => {
  await serve(FAST, (n, _, response) => void response.writeHead(n < 3 ? 503 : 200).end());
  await call();
  expect(bodies).toEqual(Array(3).fill('{"id":"ulid"}'));
});

test('so is a connection that breaks', async () => {
  await serve(FAST, (n, request, response) => (n < 3 ? request.socket.resetAndDestroy() : response.end()));
  await call();
  expect(bodies).toHaveLength(3);
});

test('a call that succeeds at once needs no signal', async () => {
  await serve(FAST, () => {});
  const context = {
    operation: 'track',
    method: 'POST',
    path: '/p',
    replaySafe: true,
    attempt: 0,
    get signal(): AbortSignal {
      throw new Error('asked for');
    },
  };
  expect(await pRetryStrategy(FAST).execute(async () => 5, context)).toBe(5);
});

test('the time of the first attempt is part of the budget', async () => {
  await serve({ ...FAST, maxRetryTimeMs: 50 }, (_, __, response) => {
    setTimeout(() => response.writeHead(503).end(), 80);
  });
  await expect(call()).rejects.toMatchObject({ status: 503, attempts: 1 });
});

test('it ends after so many repeats, with the last error', async () => {
  await serve(
    { ...FAST, retries: 2 },
    (n, _, response) => void response.writeHead(n === 3 ? 504 : 503).end(),
  );
  await expect(call()).rejects.toMatchObject({ name: 'RetryableError', status: 504 });
  expect(bodies).toHaveLength(3);
});

test.each([408, 425, 429, 500, 502, 503, 504, 520, 524])('%i is repeated', async (status) => {
  await serve(FAST, (n, _, response) => void response.writeHead(n === 1 ? status : 200).end());
  await call();
  expect(bodies).toHaveLength(2);
});

test('retries: 0 is one attempt', async () => {
  await serve({ ...FAST, retries: 0 }, (_n, _, response) => void response.writeHead(503).end());
  await expect(call()).rejects.toMatchObject({ status: 503 });
  expect(bodies).toHaveLength(1);
});

test.each([400, 401, 404, 501])('%i is not repeated', async (status) => {
  await serve(FAST, (_n, _, response) => void response.writeHead(status).end());
  await expect(call()).rejects.toMatchObject({ name: 'ApiError', status });
  expect(bodies).toHaveLength(1);
});

describe('what must not run twice', () => {
  test('is not repeated once it was sent', async () => {
    await serve(FAST, (_n, request) => request.socket.resetAndDestroy());
    await expect(call({ replaySafe: false })).rejects.toMatchObject({ kind: 'network', requestSent: true });
    expect(bodies).toHaveLength(1);
  });

  test('is not repeated after a 429 either, once an attempt before it was sent', async () => {
    await serve({ ...FAST, retryUnsafe: false }, (n, request, response) => {
      // The first is processed, and its connection breaks; whoever sends again is turned away.
      if (n === 1) request.socket.resetAndDestroy();
      else response.writeHead(429).end();
    });
    await expect(call({ replaySafe: false })).rejects.toMatchObject({ requestSent: true });
    expect(bodies).toHaveLength(1);
  });

  test('is repeated where the server turned it away unseen', async () => {
    await serve(FAST, (n, _, response) => void response.writeHead(n === 1 ? 429 : 200).end());
    await call({ replaySafe: false });
    expect(bodies).toHaveLength(2);
  });

  test('is repeated where the caller says so', async () => {
    await serve(
      { ...FAST, retryUnsafe: true },
      (n, _, response) => void response.writeHead(n === 1 ? 503 : 200).end(),
    );
    await call({ replaySafe: false });
    expect(bodies).toHaveLength(2);
  });
});

describe('waiting', () => {
  test('is at least as long as Retry-After asks', async () => {
    const times: number[] = [];
    await serve(FAST, (n, _, response) => {
      times.push(performance.now());
      response.writeHead(n === 1 ? 429 : 200, { 'retry-after': '1' }).end();
    });
    await call();
    // A timer may be a millisecond early.
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(999);
  });

  test('ends at once where Retry-After does not fit into the time there is', async () => {
    await serve(
      { ...FAST, maxRetryTimeMs: 500 },
      (_n, _, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    const startedAt = performance.now();
    await expect(call()).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(performance.now() - startedAt).toBeLessThan(400);
    expect(bodies).toHaveLength(1);
  });

  test('has a budget of a minute, and no more than five minutes for a Retry-After, where nothing else is said', async () => {
    for (const [options, retryAfter] of [
      [{}, 60],
      [{ maxRetryTimeMs: Number.POSITIVE_INFINITY }, 301],
      [{ maxRetryTimeMs: Number.POSITIVE_INFINITY, maxRetryAfterMs: 2000 }, 3],
      [{ maxRetryTimeMs: Number.POSITIVE_INFINITY }, '9'.repeat(400)],
      [{ maxRetryTimeMs: Number.POSITIVE_INFINITY }, 'Fri, 31 Dec 9999 23:59:59 GMT'],
    ] as const) {
      const headers = { 'retry-after': String(retryAfter) };
      await serve({ ...FAST, ...options }, (_n, _, response) => void response.writeHead(503, headers).end());
      const startedAt = performance.now();
      await expect(call()).rejects.toMatchObject({ status: 503 });
      expect(performance.now() - startedAt).toBeLessThan(2000);
      expect(bodies).toHaveLength(1);
      await http.close();
      server.close();
    }
  });

  test('ends when the client is closed', async () => {
    await serve({ minTimeoutMs: 60_000 }, (_n, _, response) => void response.writeHead(503).end());
    const pending = call().catch((error) => error);
    await expect.poll(() => bodies.length).toBe(1);
    await http.close({ timeoutMs: 10 });
    expect(await pending).toMatchObject({ kind: 'closed', requestSent: true });
  });

  test('and trying end when the time is used up', async () => {
    await serve(
      { minTimeoutMs: 20, factor: 1, retries: 1000, maxRetryTimeMs: 300 },
      (_n, _, response) => void response.writeHead(503).end(),
    );
    const startedAt = performance.now();
    await expect(call()).rejects.toMatchObject({ status: 503 });
    expect(performance.now() - startedAt).toBeLessThan(1500);
    expect(bodies.length).toBeGreaterThan(2);
    expect(bodies.length).toBeLessThan(20);
  });

  test.each([
    ['a backoff', {}, { reason: 1 }],
    ['a Retry-After', { 'retry-after': '60' }, 'a string'],
  ])('in %s ends at once when the signal aborts, with its reason', async (_what, headers, reason) => {
    const patient = { minTimeoutMs: 60_000, maxRetryTimeMs: Number.POSITIVE_INFINITY };
    await serve(patient, (_n, _, response) => void response.writeHead(429, headers).end());
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    await expect(call({ signal: controller.signal })).rejects.toBe(reason);
    expect(bodies).toHaveLength(1);
  });

  test('grows, and is spread at random', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const timer = vi.spyOn(globalThis, 'setTimeout');
    await serve(
      { minTimeoutMs: 4, factor: 3, retries: 3, maxTimeoutMs: 30 },
      (_n, _, response) => void response.writeHead(503).end(),
    );
    await expect(call()).rejects.toThrow('503');
    const waits = timer.mock.calls
      .map(([, ms]) => ms)
      .filter((ms) => ms !== undefined && ms > 1 && ms < 1000);
    expect(waits).toEqual([6, 18, 30]);
    random.mockRestore();
    timer.mockRestore();
  });
});

test('an abort in the middle of an attempt goes out as it is', async () => {
  const controller = new AbortController();
  await serve(FAST, () => controller.abort('enough'));
  await expect(call({ signal: controller.signal })).rejects.toBe('enough');
  expect(bodies).toHaveLength(1);
});

test('works by itself, with errors of another copy of the core', async () => {
  await serve(FAST, () => {});
  const foreign = Object.assign(
    Object.create({ isCustomerIOError: true }),
    new RetryableError('x', { kind: 'network', requestSent: true, requestId: 'r' }),
  );
  Object.setPrototypeOf(foreign, Object.create(Error.prototype, { isCustomerIOError: { get: () => true } }));
  const operation = vi.fn().mockRejectedValueOnce(foreign).mockResolvedValueOnce('done');
  const context = {
    operation: 'o',
    method: 'GET',
    path: '/',
    attempt: 0,
    replaySafe: true,
    signal: new AbortController().signal,
  };
  await expect(pRetryStrategy(FAST).execute(operation, context)).resolves.toBe('done');
});

test("works where signals have no throwIfAborted, as jsdom's under Jest 29", async () => {
  const { throwIfAborted } = AbortSignal.prototype;
  Reflect.deleteProperty(AbortSignal.prototype, 'throwIfAborted');
  try {
    await serve(FAST, (n, _, response) => void response.writeHead(n === 1 ? 503 : 200).end());
    await call();
    expect(bodies).toHaveLength(2);
    const controller = new AbortController();
    await serve({ minTimeoutMs: 500 }, (_n, _, response) => void response.writeHead(503).end());
    const startedAt = performance.now();
    setTimeout(() => controller.abort('enough'), 50);
    await expect(call({ signal: controller.signal })).rejects.toBe('enough');
    expect(performance.now() - startedAt).toBeLessThan(400);
  } finally {
    AbortSignal.prototype.throwIfAborted = throwIfAborted;
  }
});

test('options are checked', () => {
  expect(() => pRetryStrategy(null as never)).toThrow(expect.objectContaining({ field: 'options' }));
  const timers = ['minTimeoutMs', 'maxTimeoutMs', 'maxRetryAfterMs'];
  for (const field of timers) {
    for (const value of [2 ** 31, Number.POSITIVE_INFINITY]) {
      expect(() => pRetryStrategy({ [field]: value })).toThrow(expect.objectContaining({ field }));
    }
  }
  for (const field of [...timers, 'retries', 'factor', 'maxRetryTimeMs']) {
    for (const value of [-1, Number.NaN, '5', null]) {
      expect(() => pRetryStrategy({ [field]: value })).toThrow(
        expect.objectContaining({ name: 'ValidationError', field }),
      );
    }
  }
});

test.each(['false', 'yes', 1, null])(
  'retryUnsafe: %j is refused: as text it would be true',
  (retryUnsafe) => {
    expect(() => pRetryStrategy({ retryUnsafe: retryUnsafe as never })).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'retryUnsafe' }),
    );
  },
);
