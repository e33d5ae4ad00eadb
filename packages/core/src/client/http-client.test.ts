import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { ApiError } from '../errors/api-error.js';
import type { ErrorResponse } from '../errors/error-response.js';
import { ValidationError } from '../errors/validation-error.js';
import type { RetryStrategy } from '../retry/retry-strategy.js';
import { ConcurrencyLimiter } from '../transport/concurrency-limiter.js';
import type { Transport, TransportRequest } from '../transport/types.js';
import type { Call } from './call.js';
import { HttpClient, type HttpClientOptions } from './http-client.js';

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
        const { operation: name, method, path, replaySafe, attempt, signal } = context;
        seen.push({ operation: name, method, path, replaySafe, attempt, signal });
        try {
          return await operation();
        } catch (error) {
          if (i === times) throw error;
        }
      }
    },
  };
}

type Failure = Error & Record<'path' | 'headers' | 'details' | 'response', unknown>;

/** What a call rejects with. */
async function failureOf(pending: Promise<unknown>): Promise<Failure> {
  return pending.then(
    () => {
      throw new Error('it succeeded');
    },
    (error) => error as Failure,
  );
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
      'accept-encoding': 'identity',
      authorization: 'Basic secret',
      'content-type': 'application/json',
      'user-agent': 'shop/1',
      'x-request-id': expect.any(String),
    });
    expect(Object.keys(requests[1]!.headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'user-agent',
      'x-request-id',
    ]);
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
    const told = {
      operation: 'op',
      method: 'POST',
      path: '/p',
      replaySafe: false,
      signal: expect.any(AbortSignal),
    };
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
    expect(requests).toHaveLength(0);
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
    const common = {
      operation: 'op',
      method: 'POST',
      path: '/p',
      pathTemplate: '/p',
      requestId: expect.any(String),
      baseUrl: base.baseUrl,
    };
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

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    [
      'rejects with',
      async () => {
        throw new Error('boom');
      },
    ],
  ])('what a hook %s changes nothing, and is told on the console', async (_, boom) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { transport } = replying({});
    const hooks = { onRequest: boom, onResponse: boom, onError: boom, onRetry: boom };
    await expect(client({ transport, hooks }).request(call)).resolves.toEqual({});
    const failing = replying({ status: 400 });
    await expect(client({ transport: failing.transport, hooks }).request(call)).rejects.toMatchObject({
      status: 400,
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(error.mock.calls.map(([text]) => /hooks\.\w+/.exec(text)?.[0])).toEqual([
      'hooks.onRequest',
      'hooks.onResponse',
      'hooks.onRequest',
      'hooks.onResponse',
      'hooks.onError',
    ]);
    error.mockRestore();
  });
});

describe('onCall comes once a call, whatever its end', () => {
  const ended = async (options: Partial<HttpClientOptions>, more: Partial<Call> = {}) => {
    const onCall = vi.fn();
    const pending = client({ ...options, hooks: { onCall } }).request({ ...call, ...more });
    await pending.catch(() => {});
    expect(onCall).toHaveBeenCalledOnce();
    return onCall.mock.calls[0]![0];
  };
  const common = {
    operation: 'op',
    method: 'POST',
    path: '/p',
    pathTemplate: '/p',
    baseUrl: base.baseUrl,
    durationMs: expect.any(Number),
  };

  test('success, after retries', async () => {
    const { transport } = replying({ status: 503 }, { status: 201 });
    const event = await ended({ transport, retry: trying(2) });
    expect(event).toEqual({
      ...common,
      requestId: expect.any(String),
      outcome: 'success',
      status: 201,
      attempts: 2,
      error: undefined,
    });
  });

  test('failure', async () => {
    const refused = await ended({ transport: replying({ status: 404 }).transport });
    expect(refused).toMatchObject({
      outcome: 'failure',
      status: 404,
      attempts: 1,
      error: { name: 'ApiError' },
    });
    const broken = await ended({ transport: replying(new Error('reset')).transport });
    expect(broken).toMatchObject({ outcome: 'failure', status: undefined, error: { kind: 'network' } });
  });

  test('abort', async () => {
    const { transport } = replying({});
    const event = await ended({ transport }, { signal: AbortSignal.abort('enough') });
    expect(event).toMatchObject({ outcome: 'aborted', attempts: 0, error: 'enough' });
  });
});

describe('retry of a single call', () => {
  test('false is one attempt', async () => {
    const { transport, requests } = replying({ status: 503 }, {});
    const http = client({ transport, retry: trying(5) });
    await expect(http.request({ ...call, retry: false })).rejects.toMatchObject({ status: 503 });
    expect(requests).toHaveLength(1);
  });

  test("a strategy is used in place of the client's", async () => {
    const { transport, requests } = replying({ status: 503 }, { status: 503 }, {});
    await client({ transport }).request({ ...call, retry: trying(3) });
    await expect(client({ transport }).request({ ...call, retry: {} as never })).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'retry',
    });
    expect(requests).toHaveLength(3);
  });
});

test('a 401 says which credentials are expected', async () => {
  const { transport } = replying({ status: 401, body: '{"meta":{"error":"Unauthorized request"}}' });
  const credentialsHint = 'The Track API takes a site id';
  await expect(client({ transport, credentialsHint }).request(call)).rejects.toThrow(
    'POST /p → 401 Unauthorized request. The Track API takes a site id',
  );
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

  test.each(['[]', 'null', '"ok"', '5', '<html>'])(
    '%s is an error where an object is expected',
    async (body) => {
      const { transport } = replying({ body });
      await expect(client({ transport }).request({ ...call, expects: 'object' })).rejects.toMatchObject({
        name: 'ApiError',
        status: 200,
        message: expect.stringContaining('is not a JSON object'),
      });
    },
  );

  test.each(['', '{}', '{"a":1}'])('%j is none', async (body) => {
    const { transport } = replying({ body });
    await client({ transport }).request({ ...call, expects: 'object' });
  });

  test('a success may be read by its status and its headers, and be no success', async () => {
    const { transport } = replying({ status: 207, headers: { 'x-a': 'b' } });
    const onError = vi.fn();
    const http = client({ transport, hooks: { onError } });
    const readResult = ({ status, headers, body }: ErrorResponse) => [status, headers['x-a'], body];
    await expect(http.request({ ...call, readResult })).resolves.toEqual([207, 'b', {}]);
    const refuse = (response: ErrorResponse) => {
      throw new ApiError('not understood', response);
    };
    await expect(http.request({ ...call, readResult: refuse })).rejects.toMatchObject({
      name: 'ApiError',
      status: 207,
      requestId: expect.any(String),
    });
    expect(onError).toHaveBeenCalledOnce();
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

describe('requestSent is false only where nothing of the call was processed', () => {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
  const to = (status: number) => ({ status, headers: { location: '/elsewhere' } });

  test.each<[string, (Reply | Error)[], boolean]>([
    ['429', [{ status: 429 }], false],
    ['429 twice', [{ status: 429 }, { status: 429 }], false],
    ['refused, then 429', [refused, { status: 429 }], false],
    ['429, then refused', [{ status: 429 }, refused], false],
    ['reset, then 429', [reset, { status: 429 }], true],
    ['reset, then refused', [reset, refused], true],
    ['503, then 429', [{ status: 503 }, { status: 429 }], true],
    ['500, then refused', [{ status: 500 }, refused], true],
    ['303 to a server that is not there', [to(303), refused], true],
    ['307 to a server that is not there', [to(307), refused], true],
    ['303 to 429', [to(303), { status: 429 }], true],
    ['a broken body, then refused', [{ body: 'broken' }, refused], true],
  ])('%s', async (_, replies, requestSent) => {
    const { transport } = replying(...replies);
    const breaking: Transport = async (request) => {
      const response = await transport(request);
      const text = async () => {
        const body = await response.text(1000);
        // A transport may say this of a connection that it never made: here there was a response already.
        if (body === 'broken') throw Object.assign(new Error('broke off'), { requestSent: false });
        return body;
      };
      return { ...response, text };
    };
    // As many attempts as there are replies that are no redirects.
    const attempts = replies.filter((reply) => reply instanceof Error || !reply.headers?.location).length;
    const http = client({ transport: breaking, retry: trying(attempts) });
    await expect(http.request(call)).rejects.toMatchObject({ name: 'RetryableError', requestSent, attempts });
  });
});

describe('statuses', () => {
  test.each([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524])('%d may pass', async (status) => {
    const { transport } = replying({ status });
    await expect(client({ transport }).request(call)).rejects.toMatchObject({
      name: 'RetryableError',
      kind: 'http',
      status,
      response: { status },
    });
  });

  test.each([400, 401, 403, 404, 405, 409, 413, 422, 501, 505, 525])('%d does not', async (status) => {
    const { transport } = replying({ status });
    await expect(client({ transport }).request(call)).rejects.toMatchObject({ name: 'ApiError', status });
  });

  test('nor does a quota of a day that is used up', async () => {
    const quota = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0' };
    const used = replying({ status: 429, headers: quota });
    await expect(client({ transport: used.transport }).request(call)).rejects.toMatchObject({
      name: 'ApiError',
      status: 429,
    });
    const limited = replying({ status: 429, headers: { ...quota, 'retry-after': '1' } });
    await expect(client({ transport: limited.transport }).request(call)).rejects.toMatchObject({
      name: 'RetryableError',
      retryAfterMs: 1000,
    });
  });

  test('a Retry-After beyond what a timer holds is cut to that', async () => {
    for (const after of ['99999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT']) {
      const { transport } = replying({ status: 503, headers: { 'retry-after': after } });
      await expect(client({ transport }).request(call)).rejects.toMatchObject({ retryAfterMs: 2 ** 31 - 1 });
    }
  });
});

describe('error messages', () => {
  const withTemplate: Call = {
    ...call,
    path: '/customers/grace%40example.com?id_type=email',
    pathTemplate: '/customers/{identifier}',
  };

  test('tell the template of the path, and the error the path, but not to logs', async () => {
    for (const reply of [{ status: 404 }, { status: 503 }, new Error('reset')]) {
      const { transport } = replying(reply);
      const error = await failureOf(client({ transport }).request(withTemplate));
      expect(error.message).toMatch(/^POST \/customers\/\{identifier\} → /);
      expect(inspect(error, { depth: 9 })).not.toContain('grace');
      expect(JSON.stringify(error)).not.toContain('grace');
      expect(error).toMatchObject({ operation: 'op', attempts: 1 });
      expect(error.path).toBe(withTemplate.path);
    }
  });

  test('without a template they leave the query out', async () => {
    const { transport } = replying({ status: 404 });
    const pending = client({ transport }).request({ ...call, path: '/p?email=ada' });
    await expect(pending).rejects.toThrow(/^POST \/p → 404/);
  });

  test('hold what the server says on one line, and not without an end', async () => {
    const detail = `one\r\ntwo\u001b[31m\u202e${'x'.repeat(5000)}`;
    const { transport } = replying({ status: 400, body: JSON.stringify({ errors: [{ detail }] }) });
    const error = await failureOf(client({ transport }).request(call));
    expect(error.message).toMatch(/^POST \/p → 400 one two \[31m x+…$/);
    expect(error.message.length).toBeLessThan(600);
    expect(error.details).toEqual([{ message: detail }]);
    const type = replying({
      status: 400,
      body: '<',
      headers: { 'content-type': `text/html\u0007${'x'.repeat(999)}` },
    });
    await expect(client({ transport: type.transport }).request(call)).rejects.toThrow(
      'POST /p → 400 (text/html, 1 characters)',
    );
  });

  test('and headers hold no cookie, and no secret of a URL', async () => {
    const headers = {
      location: 'https://ada:secret@evil.example/x?signature=secret#secret',
      'set-cookie': 'secret',
    };
    for (const status of [302, 400, 503]) {
      const { transport } = replying({ status, headers });
      const error = await failureOf(client({ transport }).request(call));
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/secret/);
      expect(error.headers ?? error.response).toMatchObject(
        error.headers
          ? { location: 'https://evil.example/x' }
          : { headers: { location: 'https://evil.example/x' } },
      );
    }
  });
});

test('a result is read up to 64 MiB, and the transport is told so', async () => {
  const asked: number[] = [];
  const transport: Transport = async () => ({
    status: 200,
    headers: {},
    text: async (maxBytes) => void asked.push(maxBytes) as undefined,
    stream: async function* () {},
  });
  await expect(client({ transport }).request(call)).rejects.toMatchObject({
    name: 'ApiError',
    status: 200,
    message: expect.stringContaining('longer than 67108864 bytes'),
  });
  expect(asked).toEqual([67_108_864]);
});

describe('what is no option is told by its name', () => {
  test.each([
    ['retry', {}],
    ['retry', null],
    ['transport', {}],
    ['rateLimiter', {}],
    ['hooks', 5],
    ['hooks.onError', { onError: 'log' }],
  ])('%s', (field, value) => {
    const [option] = field.split('.') as [string];
    const options = { [option]: value } as unknown as Partial<HttpClientOptions>;
    expect(() => client(options)).toThrow(expect.objectContaining({ name: 'ValidationError', field }));
  });

  test.each([{}, null, 5, 'abort', { aborted: true }])('signal: %j', async (signal) => {
    const pending = client({}).request({ ...call, signal: signal as AbortSignal });
    await expect(pending).rejects.toMatchObject({ name: 'ValidationError', field: 'signal' });
  });
});

test('causes that lead back to themselves end nowhere', async () => {
  const error = new Error('outer');
  error.cause = error;
  const many = new AggregateError([error], 'many');
  error.cause = many;
  for (const thrown of [error, many, Object.assign(new Error(), { toString: null, message: '' })]) {
    const { transport } = replying(thrown);
    await expect(client({ transport }).request(call)).rejects.toMatchObject({
      name: 'RetryableError',
      requestSent: true,
    });
  }
});

test('that several addresses were tried proves that nothing was sent only where none of them was reached', async () => {
  const refused = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  for (const [errors, requestSent] of [
    [[refused(), refused()], false],
    [[refused(), new Error('reset')], true],
  ] as const) {
    const { transport } = replying(new AggregateError(errors));
    await expect(client({ transport }).request(call)).rejects.toMatchObject({ requestSent });
  }
});

test('one signal for many calls gets one listener, and none stays behind', async () => {
  const { signal } = new AbortController();
  const add = vi.spyOn(signal, 'addEventListener');
  const remove = vi.spyOn(signal, 'removeEventListener');
  const transport: Transport = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  const http = client({ transport, retry: trying(1) });
  await Promise.all(Array.from({ length: 50 }, () => http.request({ ...call, signal })));
  expect(add).toHaveBeenCalledTimes(1);
  expect(remove).toHaveBeenCalledTimes(1);
});

describe('an abort ends a call at once, whatever waits without looking at the signal', () => {
  const never = () => new Promise<never>(() => {});
  test.each<[string, Partial<HttpClientOptions>]>([
    ['a transport', { transport: never }],
    ['a retry strategy', { retry: { execute: never } }],
    ['a rate limiter', { rateLimiter: { acquire: never } }],
  ])('%s', async (_, options) => {
    const controller = new AbortController();
    const http = client(options);
    const pending = http.request({ ...call, bucket: 'app', signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 5);
    await expect(pending).rejects.toBe('enough');
    await http.close();
  });
});

describe('close({ timeoutMs })', () => {
  const never: Transport = ({ onAbort: _, ...request }) =>
    new Promise((_, reject) => request.signal?.addEventListener('abort', () => reject(new Error('aborted'))));

  test('gives up what has not ended by then, and tells whoever waits', async () => {
    let aborted = 0;
    const transport: Transport = (request) =>
      new Promise((_, reject) =>
        request.onAbort((reason) => {
          aborted++;
          reject(reason);
        }),
      );
    transport.concurrency = () => limiter;
    const limiter = new ConcurrencyLimiter(1);
    const http = client({ transport });
    const sending = http.request(call);
    const waiting = http.request({ ...call, path: '/2' });
    const outcomes = Promise.allSettled([sending, waiting]);
    await http.close({ timeoutMs: 20 });
    expect(await outcomes).toMatchObject([
      { reason: { name: 'RetryableError', kind: 'closed', requestSent: true, operation: 'op' } },
      { reason: { name: 'RetryableError', kind: 'closed', requestSent: false, attempts: 0 } },
    ]);
    expect(aborted).toBe(1);
    // The places have come back: the client can be used again.
    expect(limiter.tryAcquire()).toBe(true);
  });

  test('ends the wait of a strategy, and no further attempt is made', async () => {
    const { transport, requests } = replying({ status: 503 });
    let told: unknown;
    const retry: RetryStrategy = {
      async execute(operation, { signal }) {
        await operation().catch(() => {});
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        told = signal.reason;
        return operation();
      },
    };
    const http = client({ transport, retry });
    const pending = http.request(call).catch((error) => error);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await http.close({ timeoutMs: 0 });
    expect(await pending).toMatchObject({ kind: 'closed', requestSent: true, cause: { status: 503 } });
    expect(told).toBe(await pending);
    expect(requests).toHaveLength(1);
  });

  test('neither waits for calls that begin later nor aborts them', async () => {
    const pending: ((response: never) => void)[] = [];
    const transport: Transport = () => new Promise((resolve) => pending.push(resolve));
    const http = client({ transport });
    const first = http.request(call);
    const closing = http.close({ timeoutMs: 20 });
    const later = http.request(call);
    await expect(first).rejects.toMatchObject({ kind: 'closed' });
    await closing;
    const { transport: replies } = replying({ body: '{"a":1}' });
    pending[1]!((await replies({} as never)) as never);
    await expect(later).resolves.toEqual({ a: 1 });
  });

  test('resolves as soon as the calls have ended', async () => {
    const { transport } = replying({});
    const http = client({ transport });
    const pending = http.request(call);
    const startedAt = performance.now();
    await http.close({ timeoutMs: 60_000 });
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    await expect(pending).resolves.toEqual({});
  });

  test.each([-1, Number.NaN, 2 ** 31, '5'])('%s is no time', async (timeoutMs) => {
    const closing = client({ transport: never }).close({ timeoutMs: timeoutMs as number });
    await expect(closing).rejects.toMatchObject({ name: 'ValidationError', field: 'timeoutMs' });
  });

  test('an option that does not exist is refused', async () => {
    const closing = client({ transport: never }).close({ timeout: 5 } as never);
    await expect(closing).rejects.toMatchObject({ name: 'ValidationError', field: 'timeout' });
  });
});

test('a transport whose listener throws is told of, and the call rejects all the same', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const transport: Transport = (request) => {
    request.onAbort(() => {
      throw new Error('in the listener');
    });
    return new Promise((_, reject) => setTimeout(reject, 50, new Error('late')));
  };
  const http = client({ transport });
  await expect(http.request({ ...call, timeoutMs: 10 })).rejects.toMatchObject({ kind: 'timeout' });
  const controller = new AbortController();
  const calls = [1, 2].map(() => http.request({ ...call, signal: controller.signal }));
  controller.abort('enough');
  expect(await Promise.allSettled(calls)).toMatchObject([{ reason: 'enough' }, { reason: 'enough' }]);
  expect(told.mock.calls.map(([, error]) => error.message)).toEqual(Array(3).fill('in the listener'));
  told.mockRestore();
});

test.each(['@evil.example/x', '.evil.example/x', 'x', ''])(
  'the path %j, which could change the host, is refused',
  async (path) => {
    const { transport, requests } = replying({});
    await expect(client({ transport }).request({ ...call, path })).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'path',
    });
    expect(requests).toEqual([]);
  },
);

test('the reason of a signal is passed on as it is', async () => {
  const onError = vi.fn();
  const http = client({ transport: () => new Promise(() => {}), hooks: { onError } });
  for (const reason of [
    Object.freeze(new ValidationError('field', 'no')),
    new ApiError('404', { status: 404 } as never),
  ]) {
    const before = inspect(reason);
    const controller = new AbortController();
    const pending = http.request({ ...call, signal: controller.signal });
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
    expect(inspect(reason)).toBe(before);
    expect(reason).not.toHaveProperty('path');
  }
  expect(onError).toHaveBeenCalledTimes(2);
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
    const limiter = new ConcurrencyLimiter(count);
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
    transport.concurrency = (url) => {
      asked.push(url);
      return limiter;
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

  test('calls that a rate limiter lets through take no place, and give none back', async () => {
    const { transport, most } = slow(1);
    const http = client({ transport, rateLimiter: { acquire: async () => {} } });
    await Promise.all(Array.from({ length: 3 }, () => http.request({ ...call, bucket: 'app' })));
    expect(most()).toBe(3);
    await Promise.all(Array.from({ length: 3 }, () => http.request(call)));
    expect(most()).toBe(3);
  });
});

test.each([
  ['/v1/customers/ada%40example.com/attributes?id_type=email', '/v1/customers/{…}/attributes'],
  ['/api/v2/batch', '/api/v2/batch'],
  ['/v1/campaigns/17/triggers', '/v1/campaigns/{…}/triggers'],
  ['/', '/'],
])('the template of %s, of a call that has none, is without identifiers', async (path, template) => {
  const onError = vi.fn();
  const http = client({ transport: replying({ status: 404 }).transport, hooks: { onError } });
  await expect(http.request({ ...call, path })).rejects.toThrow(`POST ${template} → 404`);
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ pathTemplate: template }));
});
