import { describe, expect, test, vi } from 'vitest';
import type { RetryStrategy } from '../retry/retry-strategy.js';
import { createTurns } from '../transport/turns.js';
import type { Transport, TransportRequest } from '../transport/types.js';
import { type Call, HttpClient, type HttpClientOptions } from './http-client.js';

interface Reply {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A transport that gives the replies one after another, the last one for ever. */
function replying(...replies: (Reply | Error)[]) {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push({ ...request, method: request.method, url: request.url, body: request.body });
    const reply = replies[Math.min(requests.length, replies.length) - 1]!;
    if (reply instanceof Error) throw reply;
    const { status = 200, body = '{}', headers = {} } = reply;
    return {
      status,
      headers,
      text: async () => body,
      stream: async function* () {
        yield new TextEncoder().encode(body);
      },
    };
  };
  return { transport, requests };
}

const base = { baseUrl: 'https://track.customer.io', authorization: 'Basic secret' };
const call: Call = { operation: 'op', method: 'POST', path: '/p', body: { a: 1 }, replaySafe: true };
const client = (options: Partial<HttpClientOptions>) => new HttpClient({ ...base, ...options });

/** Tries `times` times, whatever happens, and remembers what it was told. */
function trying(times: number): RetryStrategy & { seen: unknown[] } {
  const seen: unknown[] = [];
  return {
    seen,
    async execute(operation, context) {
      for (let i = 1; ; i++) {
        seen.push({ ...context });
        try {
          return await operation();
        } catch (error) {
          if (i === times) throw error;
        }
      }
    },
  };
}

describe('requests', () => {
  test('carry credentials, type, agent and an id, and nothing that was not asked for', async () => {
    const { transport, requests } = replying({});
    const http = client({ transport, userAgent: 'shop/1' });
    await http.request(call);
    await http.request({ ...call, method: 'GET', body: undefined, authorized: false });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://track.customer.io/p',
      body: '{"a":1}',
    });
    expect(requests[0]!.headers).toEqual({
      accept: 'application/json',
      authorization: 'Basic secret',
      'content-type': 'application/json',
      'user-agent': 'shop/1',
      'x-request-id': expect.any(String),
    });
    expect(Object.keys(requests[1]!.headers).sort()).toEqual(['accept', 'user-agent', 'x-request-id']);
  });

  test('options are checked', async () => {
    for (const timeoutMs of [
      0,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 31,
      '5' as unknown as number,
    ]) {
      expect(() => client({ timeoutMs })).toThrow(/^timeoutMs: expected milliseconds/);
      await expect(client({}).request({ ...call, timeoutMs })).rejects.toMatchObject({ field: 'timeoutMs' });
    }
    expect(() => client({ userAgent: 'a\nb' })).toThrow(/^userAgent/);
    await expect(client({}).request({ ...call, body: 5n })).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });
});

describe('retries', () => {
  test('the strategy is told what it needs, and the same request goes out each time', async () => {
    const { transport, requests } = replying(new Error('reset'), { status: 503 }, {});
    const retry = trying(3);
    const { signal } = new AbortController();
    await client({ transport, retry }).request({ ...call, signal, replaySafe: false });
    const told = { operation: 'op', method: 'POST', path: '/p', replaySafe: false, signal };
    expect(retry.seen).toEqual([0, 1, 2].map((attempt) => ({ ...told, attempt })));
    const [first, ...others] = requests.map(({ signal: _, ...rest }) => rest);
    for (const other of others) expect(other).toEqual(first);
    expect(requests).toHaveLength(3);
  });

  test('no attempt is made after the signal aborts', async () => {
    const controller = new AbortController();
    const { transport, requests } = replying(new Error('reset'));
    const hooks = { onRequest: () => controller.abort('enough') };
    await expect(
      client({ transport, retry: trying(5), hooks }).request({ ...call, signal: controller.signal }),
    ).rejects.toBe('enough');
    expect(requests).toHaveLength(1);
  });
});

test('an abort in a hook keeps the request from going out', async () => {
  const controller = new AbortController();
  const transport: Transport = async ({ signal }) => {
    signal.throwIfAborted();
    throw new Error('it went out');
  };
  const hooks = { onRequest: () => controller.abort('enough') };
  const pending = client({ transport, hooks }).request({ ...call, signal: controller.signal });
  await expect(pending).rejects.toBe('enough');
});

describe('hooks', () => {
  test('tell the story of a call, in order', async () => {
    const { transport } = replying({ status: 503 }, new Error('reset'), {});
    const story: unknown[] = [];
    const hook = (name: string) => (event: object) => void story.push({ name, ...event });
    const hooks = {
      onRequest: hook('request'),
      onResponse: hook('response'),
      onRetry: hook('retry'),
      onError: hook('error'),
    };
    await client({ transport, retry: trying(3), hooks }).request(call);
    const common = { operation: 'op', method: 'POST', path: '/p', requestId: expect.any(String) };
    const durationMs = expect.any(Number);
    expect(story).toEqual([
      { name: 'request', ...common, attempt: 1 },
      { name: 'response', ...common, attempt: 1, status: 503, durationMs },
      { name: 'retry', ...common, attempt: 2, error: expect.objectContaining({ status: 503 }) },
      { name: 'request', ...common, attempt: 2 },
      { name: 'retry', ...common, attempt: 3, error: expect.objectContaining({ kind: 'network' }) },
      { name: 'request', ...common, attempt: 3 },
      { name: 'response', ...common, attempt: 3, status: 200, durationMs },
    ]);
    expect(new Set(story.map((event) => (event as { requestId: string }).requestId)).size).toBe(1);
  });

  test('onError comes once, when the call has failed for good', async () => {
    const { transport } = replying({ status: 503 });
    const onError = vi.fn();
    await expect(client({ transport, retry: trying(2), hooks: { onError } }).request(call)).rejects.toThrow(
      '503',
    );
    expect(onError).toHaveBeenCalledOnce();
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({
        attempt: 2,
        status: 503,
        durationMs: expect.any(Number),
        error: expect.any(Error),
      }),
    );
  });

  test('what a hook throws changes nothing', async () => {
    const { transport } = replying({});
    const boom = () => {
      throw new Error('boom');
    };
    const hooks = { onRequest: boom, onResponse: boom, onError: boom, onRetry: boom };
    await expect(client({ transport, hooks }).request(call)).resolves.toEqual({});
    const failing = replying({ status: 400 });
    await expect(client({ transport: failing.transport, hooks }).request(call)).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('answers', () => {
  test.each([
    ['', {}],
    [' \n', {}],
    ['{"a":1}', { a: 1 }],
    ['"text"', 'text'],
    ['null', null],
    ['\ufeff{"a":1}', { a: 1 }],
  ])('%j is %j', async (body, parsed) => {
    const { transport } = replying({ body });
    await expect(client({ transport }).request(call)).resolves.toEqual(parsed);
  });

  test('text is an answer where anything is expected, and an error where JSON is', async () => {
    const { transport } = replying({ body: 'done', headers: { 'content-type': 'text/plain' } });
    await expect(client({ transport }).request({ ...call, expects: 'anything' })).resolves.toBe('done');
    await expect(client({ transport }).request(call)).rejects.toMatchObject({
      name: 'ApiError',
      status: 200,
      body: 'done',
    });
  });

  test('several complaints make one message', async () => {
    const body = '{"errors":[{"field":"name","message":"is missing"},{"detail":"no"}]}';
    const { transport } = replying({ status: 422, body });
    await expect(client({ transport }).request(call)).rejects.toThrow('POST /p → 422 name: is missing; no');
  });

  test('a transport may throw anything', async () => {
    for (const [thrown, message] of [
      [undefined, 'undefined'],
      ['text', 'text'],
      [new TypeError('fetch failed', { cause: new Error('inner') }), 'inner'],
      [Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
      [new AggregateError([new Error('first')]), 'first'],
    ] as const) {
      const transport: Transport = () => Promise.reject(thrown);
      await expect(client({ transport }).request(call)).rejects.toMatchObject({
        name: 'RetryableError',
        kind: 'network',
        message: `POST /p → ${message}`,
      });
    }
  });

  test.each([
    [{ requestSent: false }, false],
    [{ syscall: 'connect', code: 'ETIMEDOUT' }, false],
    [{ code: 'ECONNRESET' }, true],
    [{ code: 'ENOTFOUND' }, false],
    [{ cause: { code: 'UND_ERR_CONNECT_TIMEOUT' } }, false],
    [{ cause: { errors: [{ code: 'ECONNREFUSED' }] } }, false],
    [{ message: 'error sending request: client error (Connect): refused' }, false],
    [{ message: 'connection reset' }, true],
  ])('%j: requestSent is %s', async (fields, requestSent) => {
    const transport: Transport = () => Promise.reject(Object.assign(new Error('x'), fields));
    await expect(client({ transport }).request(call)).rejects.toMatchObject({ requestSent });
  });
});

test('close() waits for the calls under way, then closes the transport', async () => {
  const order: string[] = [];
  let answer = () => {};
  const transport: Transport = Object.assign(
    () =>
      new Promise<never>((_, reject) => {
        answer = () => {
          order.push('answered');
          reject(new Error('x'));
        };
      }),
    { close: () => void order.push('closed') },
  );
  const http = client({ transport });
  const pending = http.request(call).catch(() => {});
  await Promise.resolve();
  const closing = http.close();
  answer();
  await Promise.all([pending, closing]);
  await http[Symbol.asyncDispose]();
  expect(order).toEqual(['answered', 'closed', 'closed']);
});

describe('where a transport sends only so many requests at a time', () => {
  /** Answers in 20 ms, or as the signal says. */
  function slow(count: number, fails: () => boolean = () => false) {
    const turns = createTurns(count);
    const asked: string[] = [];
    const sent: string[] = [];
    let underWay = 0;
    let most = 0;
    const transport: Transport = async (request) => {
      sent.push(request.url);
      most = Math.max(most, ++underWay);
      await new Promise((resolve, reject) => {
        setTimeout(resolve, 20);
        request.onAbort(reject);
      });
      underWay--;
      if (fails()) throw new Error('broken');
      return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
    };
    transport.turns = (url) => {
      asked.push(url);
      return turns;
    };
    return { transport, asked, sent, most: () => most };
  }

  test('the others wait, and their time does not run', async () => {
    const { transport, asked, most } = slow(2);
    const http = client({ transport, timeoutMs: 500 });
    await Promise.all(Array.from({ length: 100 }, () => http.request(call)));
    expect(most()).toBe(2);
    expect(asked).toEqual(['https://track.customer.io/']);
  });

  test('an attempt that fails makes room for the next', async () => {
    const { transport, sent } = slow(1, () => true);
    const http = client({ transport });
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => http.request(call)));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(sent).toHaveLength(5);
  });

  test('one that is given up while it waits ends at once, and is not sent', async () => {
    const { transport, sent } = slow(1);
    const http = client({ transport });
    const giveUp = new AbortController();
    const first = http.request(call);
    const second = http.request({ ...call, path: '/2', signal: giveUp.signal });
    const third = http.request({ ...call, path: '/3' });
    giveUp.abort('enough');
    await expect(second).rejects.toBe('enough');
    expect(sent).toHaveLength(1);
    await expect(http.request({ ...call, path: '/4', signal: giveUp.signal })).rejects.toBe('enough');
    await Promise.all([first, third]);
    expect(sent.map((url) => new URL(url).pathname)).toEqual(['/p', '/3']);
  });

  test('a strategy that waits before it tries again holds up nobody', async () => {
    let failed = 0;
    const { transport } = slow(1, () => failed++ === 0);
    const order: string[] = [];
    const retry: RetryStrategy = {
      async execute(operation, { path }) {
        try {
          return await operation();
        } catch {
          order.push(`${path} failed`);
          await new Promise((resolve) => setTimeout(resolve, 60));
          return operation();
        }
      },
    };
    const http = client({ transport, retry });
    const one = (path: string) => http.request({ ...call, path }).then(() => order.push(`${path} done`));
    await Promise.all([one('/1'), one('/2')]);
    expect(order).toEqual(['/1 failed', '/2 done', '/1 done']);
  });

  test('calls that a rate limiter lets through take no turn, and give none back', async () => {
    const { transport, most } = slow(1);
    const http = client({ transport, rateLimiter: { acquire: async () => {} } });
    await Promise.all(Array.from({ length: 3 }, () => http.request({ ...call, bucket: 'app' })));
    expect(most()).toBe(3);
    await Promise.all(Array.from({ length: 3 }, () => http.request(call)));
    expect(most()).toBe(3);
  });
});
