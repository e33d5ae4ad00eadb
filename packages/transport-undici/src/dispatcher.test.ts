import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRetryableError } from '@cio/core';
import { TrackClient } from '@cio/track';
import type { Dispatcher } from 'undici';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { undiciTransport } from './index.js';
import { MAX_BYTES, outcome, request, sleep } from './test-servers.js';

const URL = 'http://127.0.0.1:1/';

type Handler = Required<Dispatcher.DispatchHandler>;

/** A transport over a dispatcher that does what it is told with the handler that it is given. */
function over(dispatch: (handler: Handler, options: Dispatcher.DispatchOptions) => unknown) {
  const dispatcher = {
    dispatch: (options: Dispatcher.DispatchOptions, handler: Handler) => dispatch(handler, options),
  };
  return undiciTransport({ dispatcher: dispatcher as unknown as Dispatcher });
}

function controller() {
  const told: string[] = [];
  return {
    told,
    pause: () => void told.push('pause'),
    resume: () => void told.push('resume'),
    abort: () => void told.push('abort'),
  } as unknown as Dispatcher.DispatchController & { told: string[] };
}

const text = async (transport: ReturnType<typeof over>, method = 'GET') =>
  (await transport(request(URL, { method }))).text(MAX_BYTES);

describe('a dispatcher of the caller’s own', () => {
  test.each<[string, (handler: Handler) => unknown, RegExp]>([
    [
      'that throws',
      () => {
        throw new Error('broken');
      },
      /broken/,
    ],
    ['whose promise rejects', async () => Promise.reject(new Error('broken later')), /broken later/],
    ['that throws nothing at all', () => Promise.reject(undefined), /the request failed/],
    [
      'that ends the request without a response',
      (handler) => handler.onResponseEnd(controller(), {}),
      /without a response/,
    ],
    [
      'that sends informational responses alone',
      (handler) => {
        handler.onRequestStart(controller(), {});
        for (const status of [100, 101, 102, 103, 199]) handler.onResponseStart(controller(), status, {}, '');
        handler.onResponseEnd(controller(), {});
      },
      /without a response/,
    ],
    [
      'that fails without a word before it',
      (handler) => handler.onResponseError(null as never, new Error('no')),
      /no/,
    ],
    [
      'that sends the body before the response',
      (handler) => {
        handler.onResponseData(controller(), Buffer.from('{}'));
        handler.onResponseEnd(controller(), {});
      },
      /without a response/,
    ],
  ])('%s: the call fails, and whether it was sent is left open', async (_, dispatch, message) => {
    const error = await over(dispatch)(request(URL)).catch((error: unknown) => error);
    expect((error as { requestSent?: boolean }).requestSent).not.toBe(false);
    const deepest = (one: unknown): unknown =>
      (one as Error).cause === undefined ? one : deepest((one as Error).cause);
    expect((deepest(error) as Error).message).toMatch(message);
    const client = new TrackClient({
      siteId: 's',
      apiKey: 'k',
      baseUrl: URL.slice(0, -1),
      transport: over(dispatch),
    });
    const failure = await client.identify('ada').catch((error: unknown) => error);
    expect(isRetryableError(failure) && failure.requestSent).toBe(true);
  });

  test('that never says anything: the call ends with its timeout', async () => {
    const client = new TrackClient({
      siteId: 's',
      apiKey: 'k',
      baseUrl: URL.slice(0, -1),
      timeoutMs: 50,
      transport: over(() => true),
    });
    const failure = await client.identify('ada').catch((error: unknown) => error);
    expect(isRetryableError(failure) && [failure.kind, failure.requestSent]).toEqual(['timeout', true]);
  });

  test('that says everything twice: the first counts', async () => {
    const transport = over((handler) => {
      const first = controller();
      handler.onRequestStart(first, {});
      handler.onResponseStart(first, 200, { a: '1' }, '');
      handler.onResponseData(first, Buffer.from('{}'));
      handler.onResponseEnd(first, {});
      handler.onResponseEnd(first, {});
      handler.onResponseError(first, new Error('late'));
      handler.onResponseStart(first, 500, { a: '2' }, '');
      handler.onResponseData(first, Buffer.from('more'));
      handler.onResponseEnd(first, {});
    });
    const response = await transport(request(URL));
    expect([response.status, response.headers, await response.text(MAX_BYTES)]).toEqual([
      200,
      { a: '1' },
      '{}',
    ]);
  });

  test('that answers twice before the body’s end: the call fails', async () => {
    const first = controller();
    const transport = over((handler) => {
      handler.onRequestStart(first, {});
      handler.onResponseStart(first, 200, {}, '');
      handler.onResponseData(first, Buffer.from('{'));
      handler.onResponseStart(first, 200, {}, '');
      handler.onResponseData(first, Buffer.from('}'));
      handler.onResponseEnd(first, {});
    });
    expect(await outcome(text(transport))).toBe('failed: a second response to one request');
    expect(first.told).toEqual(['abort']);
  });

  test.each([
    ['POST', 1],
    ['PATCH', 1],
    ['PUT', 2],
    ['GET', 2],
    ['DELETE', 2],
  ])(
    'that sends a request twice, as undici does after a connection ended: %s goes out %i times',
    async (method, times) => {
      let sent = 0;
      const transport = over((handler) => {
        for (let n = 0; n < 2; n++) {
          let isAborted = false;
          handler.onRequestStart(Object.assign(controller(), { abort: () => (isAborted = true) }), {});
          if (isAborted) return;
          sent++;
        }
        handler.onResponseStart(controller(), 200, {}, '');
        handler.onResponseEnd(controller(), {});
      });
      expect(await outcome(text(transport, method))).toBe(times === 1 ? 'failed: the request failed' : '');
      expect(sent).toBe(times);
    },
  );

  test('whose second connection is refused: the first may have been processed', async () => {
    const transport = over((handler) => {
      handler.onRequestStart(controller(), {});
      const error = Object.assign(new Error('connect ECONNREFUSED'), {
        code: 'ECONNREFUSED',
        syscall: 'connect',
      });
      handler.onResponseError(controller(), error);
    });
    const client = new TrackClient({ siteId: 's', apiKey: 'k', baseUrl: URL.slice(0, -1), transport });
    const failure = await client.identify('ada').catch((error: unknown) => error);
    expect(isRetryableError(failure) && failure.requestSent).toBe(true);
  });

  test('that throws after it has begun: the request may have been processed, whatever the error looks like', async () => {
    const transport = over((handler) => {
      handler.onRequestStart(controller(), {});
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    });
    await expect(transport(request(URL))).rejects.toMatchObject({ requestSent: true });
  });

  test.each<[string, unknown, Record<string, string>]>([
    [
      'lists',
      { 'Retry-After': ['1', '2'], 'x-number': 5, 'x-none': undefined },
      { 'retry-after': '1, 2', 'x-number': '5' },
    ],
    [
      'one list',
      [Buffer.from('Content-Type'), Buffer.from('a/b'), 'X-A', '1', 'x-a', '2'],
      { 'content-type': 'a/b', 'x-a': '1, 2' },
    ],
    ['nothing', undefined, {}],
  ])('whose headers come as %s', async (_, headers, expected) => {
    const transport = over((handler) => {
      handler.onResponseStart(controller(), 200, headers as never, '');
      handler.onResponseEnd(controller(), {});
    });
    expect((await transport(request(URL))).headers).toEqual(expected);
  });

  test.each<[string, string, number, string, string]>([
    [
      'fewer bytes than announced',
      'GET',
      200,
      'fou',
      'failed: the connection closed after 3 of 4 bytes of the body',
    ],
    ['as many', 'GET', 200, 'four', 'four'],
    ['more', 'GET', 200, 'fourth', 'failed: the body is longer than its content-length, 4 bytes'],
    ['none for HEAD', 'HEAD', 200, '', ''],
    ['none for 304', 'GET', 304, '', ''],
  ])(
    'whose body has another length than its headers say, as over HTTP/2: %s',
    async (_, method, status, body, expected) => {
      const transport = over((handler) => {
        handler.onRequestStart(controller(), {});
        handler.onResponseStart(controller(), status, { 'content-length': '4' }, '');
        for (const byte of body) handler.onResponseData(controller(), Buffer.from(byte));
        handler.onResponseEnd(controller(), {});
      });
      expect(await outcome(text(transport, method))).toBe(expected);
    },
  );

  test.each([
    [{ 'content-length': '9000000' }, true],
    [{ 'transfer-encoding': 'chunked' }, true],
    [{ 'content-length': '9000000', connection: 'close' }, false],
    [{}, false],
  ])('is made to wait for a slow reader, but where undici could not bear it: %o', async (headers, waits) => {
    const told = controller();
    const transport = over((handler) => {
      handler.onRequestStart(told, {});
      handler.onResponseStart(told, 200, headers, '');
      for (let n = 0; n < 9; n++) handler.onResponseData(told, Buffer.alloc(1_000_000));
      handler.onResponseEnd(told, {});
    });
    const response = await transport(request(URL));
    expect(told.told).toEqual(waits ? ['pause'] : []);
    expect((await response.text(MAX_BYTES))?.length).toBe(9_000_000);
  });

  test('that adds to the headers it is given adds to its own', async () => {
    const sent = request(URL);
    const transport = over((handler, options) => {
      (options.headers as Record<string, string>).host = 'elsewhere';
      handler.onResponseStart(controller(), 200, {}, '');
      handler.onResponseEnd(controller(), {});
    });
    await transport(sent);
    expect(sent.headers).toEqual({});
  });

  test('that begins after the call was given up is told to stop', async () => {
    const told = controller();
    const giveUp = new AbortController();
    const transport = over((handler) => void setTimeout(() => handler.onRequestStart(told, {}), 20));
    const call = transport(request(URL, { signal: giveUp.signal }));
    giveUp.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    await sleep(40);
    expect(told.told).toEqual(['abort']);
  });
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('dispatchers of undici', () => {
  test('MockAgent answers, fails, and has no connection to be paused', async () => {
    const { MockAgent } = await import('undici');
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    const pool = dispatcher.get('http://mocked.example');
    const headers = { 'content-type': 'application/json' };
    pool.intercept({ path: /.*/, method: 'PUT' }).reply(200, '{}', { headers });
    pool.intercept({ path: /.*/, method: 'PUT' }).reply(503, 'later', { headers: { 'retry-after': '7' } });
    pool.intercept({ path: /.*/, method: 'PUT' }).replyWithError(new Error('cable cut'));
    const client = new TrackClient({
      siteId: 's',
      apiKey: 'k',
      baseUrl: 'http://mocked.example',
      transport: undiciTransport({ dispatcher }),
    });
    await client.identify('ada');
    const outcomes = [];
    for (let n = 0; n < 2; n++) outcomes.push(await client.identify('ada').catch((error: unknown) => error));
    expect(outcomes).toMatchObject([
      { status: 503, retryAfterMs: 7000, requestSent: true },
      { kind: 'network', requestSent: true },
    ]);
    await dispatcher.close();
  });

  test('RetryAgent repeats what is safe to repeat', async () => {
    const seen: string[] = [];
    const url = await listen((incoming, response) => {
      seen.push(incoming.method!);
      if (seen.length % 2 === 1) response.destroy();
      else response.end('{}');
    });
    const { Agent, RetryAgent } = await import('undici');
    const dispatcher = new RetryAgent(new Agent(), {
      minTimeout: 1,
      retryAfter: false,
      methods: ['GET', 'POST'],
    } as object);
    const transport = undiciTransport({ dispatcher });
    expect(await (await transport(request(`${url}/`))).text(MAX_BYTES)).toBe('{}');
    expect(await outcome(transport(request(`${url}/`, { method: 'POST', body: 'x' })))).toBe(
      'failed: the request failed',
    );
    await sleep(50);
    expect(seen).toEqual(['GET', 'GET', 'POST']);
    await dispatcher.close();
  });
});

test('calls beyond what goes out at a time wait, and their timeouts do not run meanwhile', async () => {
  const handlers: Handler[] = [];
  const transport = over((handler) => void handlers.push(handler));
  const track = new TrackClient({ siteId: 's', apiKey: 'k', transport, timeoutMs: 100 });
  const calls = Array.from({ length: 100 }, (_, n) => track.identify(`p${n}`));
  const outcomes = Promise.allSettled(calls);
  await sleep(50);
  expect(handlers).toHaveLength(64);
  expect(track.stats()).toMatchObject({ inFlight: 64, waiting: 36 });
  await sleep(60);
  for (let next = 64; next < 100; next++) {
    await vi.waitFor(() => expect(handlers.length).toBeGreaterThan(next));
    handlers[next]!.onRequestStart(controller(), {});
    handlers[next]!.onResponseStart(controller(), 200, {}, '');
    handlers[next]!.onResponseEnd(controller(), {});
  }
  const statuses = (await outcomes).map(({ status }) => status);
  expect(statuses).toEqual([...Array(64).fill('rejected'), ...Array(36).fill('fulfilled')]);
});
