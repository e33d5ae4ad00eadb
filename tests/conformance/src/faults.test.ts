import type { Socket } from 'node:net';
import { ApiError, RetryableError, type Transport } from '@cio/core';
import { fetchTransport } from '@cio/core/fetch';
import { nodeTransport } from '@cio/core/node';
import { TrackClient } from '@cio/track';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { http, type RawServer, startRawServer } from './raw-server.js';

/** For the rows that run out of time; the others have enough that a timer left running would be found. */
const SHORT_MS = 250;
const LONG_MS = 30_000;
const JSON_TYPE = { 'content-type': 'application/json' };

interface Fault {
  name: string;
  /** What the server does with each request. */
  answer: (socket: Socket, index: number) => void;
  /** The error's fields; left out where the call succeeds. */
  error?: Record<string, unknown>;
  /** How many requests the server sees. */
  requests: number;
  timeoutMs?: number;
}

const network = { name: 'RetryableError', kind: 'network', status: undefined };
const timeout = { name: 'RetryableError', kind: 'timeout', status: undefined, requestSent: true };
const api = (status: number) => ({ name: 'ApiError', status });
const retryable = (status: number) => ({ name: 'RetryableError', kind: 'http', status });

const always = (bytes: string) => (socket: Socket) => void socket.write(bytes);

const FAULTS: Fault[] = [
  {
    name: 'reset before headers',
    answer: (socket) => socket.resetAndDestroy(),
    error: { ...network, requestSent: true },
    requests: 1,
  },
  {
    name: 'closed before headers',
    answer: (socket) => socket.end(),
    error: { ...network, requestSent: true },
    requests: 1,
  },
  {
    name: 'reset in the body',
    answer: (socket) =>
      socket.write(http(200, '{"a"', { 'content-length': 100 }), () => socket.resetAndDestroy()),
    error: { ...network, requestSent: true },
    requests: 1,
  },
  {
    name: 'closed in the body',
    answer: (socket) => socket.end(http(200, '{"a"', { 'content-length': 100 })),
    error: { ...network, requestSent: true },
    requests: 1,
  },
  {
    name: 'closed in a chunked body',
    answer: (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n'),
    error: { ...network, requestSent: true },
    requests: 1,
  },
  { name: 'timeout before headers', answer: () => {}, error: timeout, requests: 1, timeoutMs: SHORT_MS },
  {
    name: 'timeout in the body',
    answer: always(http(200, '{"a"', { 'content-length': 100 })),
    error: timeout,
    requests: 1,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'slow headers, in time',
    answer: (socket) => drip(socket, http(200, '{}'), 1),
    requests: 1,
  },
  {
    name: 'slow headers, too late',
    answer: (socket) => drip(socket, http(200, '{}'), 50),
    error: timeout,
    requests: 1,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'not HTTP at all',
    answer: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    error: { ...network, requestSent: true },
    requests: 1,
  },
  { name: '204', answer: always('HTTP/1.1 204 No Content\r\n\r\n'), requests: 1 },
  { name: 'empty 200', answer: always(http(200)), requests: 1 },
  { name: '200 with a BOM', answer: always(http(200, '\ufeff{"region":"eu"}', JSON_TYPE)), requests: 1 },
  {
    name: '200 with HTML',
    answer: always(http(200, '<html>sign in</html>', { 'content-type': 'text/html' })),
    error: {
      ...api(200),
      body: '<html>sign in</html>',
      message:
        'GET /api/v1/accounts/region → 200 but the body is not a JSON object (text/html, 20 characters)',
    },
    requests: 1,
  },
  {
    name: '200 with cut JSON',
    answer: always(http(200, '{"region":', JSON_TYPE)),
    error: { ...api(200), body: '{"region":' },
    requests: 1,
  },
  {
    name: '401 JSON',
    answer: always(http(401, '{"meta":{"error":"Unauthorized request"}}', JSON_TYPE)),
    error: {
      ...api(401),
      message: expect.stringMatching(
        /^GET \/api\/v1\/accounts\/region → 401 Unauthorized request\. The Track API expects a site id and its Track API key/,
      ),
      details: [{ message: 'Unauthorized request' }],
    },
    requests: 1,
  },
  {
    name: '404 HTML',
    answer: always(http(404, '<html></html>', { 'content-type': 'text/html' })),
    error: {
      ...api(404),
      body: '<html></html>',
      details: [],
      message: 'GET /api/v1/accounts/region → 404 (text/html, 13 characters)',
    },
    requests: 1,
  },
  { name: '413', answer: always(http(413)), error: api(413), requests: 1 },
  {
    name: '429',
    answer: always(http(429)),
    error: { ...retryable(429), requestSent: false, retryAfterMs: undefined },
    requests: 1,
  },
  {
    name: '429 with Retry-After in seconds',
    answer: always(http(429, '', { 'retry-after': 7 })),
    error: { ...retryable(429), requestSent: false, retryAfterMs: 7000 },
    requests: 1,
  },
  {
    name: '429 with Retry-After as a date',
    answer: (socket) =>
      socket.write(http(429, '', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() })),
    error: {
      ...retryable(429),
      requestSent: false,
      retryAfterMs: expect.toSatisfy((ms: number) => ms > 55_000 && ms <= 60_000),
    },
    requests: 1,
  },
  {
    name: '429 with Retry-After as rubbish',
    answer: always(http(429, '', { 'retry-after': '1.5e3 or so' })),
    error: { ...retryable(429), requestSent: false, retryAfterMs: undefined },
    requests: 1,
  },
  ...[408, 425, 500, 520, 524].map((status) => ({
    name: String(status),
    answer: always(http(status)),
    error: { ...retryable(status), requestSent: true },
    requests: 1,
  })),
  { name: '501', answer: always(http(501)), error: api(501), requests: 1 },
  {
    name: '429 of a daily quota that is used up',
    answer: always(http(429, '', { 'x-ratelimit-limit': 100, 'x-ratelimit-remaining': 0 })),
    error: api(429),
    requests: 1,
  },
  { name: '502', answer: always(http(502)), error: { ...retryable(502), requestSent: true }, requests: 1 },
  { name: '503', answer: always(http(503)), error: { ...retryable(503), requestSent: true }, requests: 1 },
  { name: '504', answer: always(http(504)), error: { ...retryable(504), requestSent: true }, requests: 1 },
  {
    name: '500 whose body breaks off: the status is not lost',
    answer: (socket) =>
      socket.write(http(500, 'half', { 'content-length': 100 }), () => socket.resetAndDestroy()),
    error: retryable(500),
    requests: 1,
  },
  {
    name: '500 whose body never ends: the status is not lost',
    answer: always(http(500, 'half', { 'content-length': 100 })),
    error: { ...retryable(500), response: expect.objectContaining({ body: 'half' }) },
    requests: 1,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'redirect to another host',
    answer: always(http(307, '', { location: 'https://user:pass@evil.example/x?token=1' })),
    error: {
      ...api(307),
      message: 'GET /api/v1/accounts/region → 307 redirect to https://evil.example refused',
    },
    requests: 1,
  },
  {
    name: 'redirect to a host whose name only ends alike',
    answer: always(http(307, '', { location: 'https://evilcustomer.io/x' })),
    error: {
      ...api(307),
      message: 'GET /api/v1/accounts/region → 307 redirect to https://evilcustomer.io refused',
    },
    requests: 1,
  },
  {
    name: 'redirect loop',
    answer: always(http(302, '', { location: '/again' })),
    error: { ...api(302), message: 'GET /api/v1/accounts/region → 302 more than 5 redirects' },
    requests: 6,
  },
  {
    name: 'redirect without a Location header',
    answer: always(http(301)),
    error: { ...api(301), message: 'GET /api/v1/accounts/region → 301 redirect without a Location header' },
    requests: 1,
  },
  {
    name: 'redirect on the same host',
    answer: (socket, index) =>
      void socket.write(index === 0 ? http(308, '', { location: '/moved' }) : http(200, '{}')),
    requests: 2,
  },
];

/** One byte at a time. */
function drip(socket: Socket, bytes: string, everyMs: number) {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= bytes.length || socket.destroyed) return clearInterval(timer);
    socket.write(bytes[at++]!);
  }, everyMs);
}

/** Sockets and timers that keep this process busy. */
function openHandles(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout|DNS|GetAddrInfo/.test(name))
    .length;
}

const transports: [string, () => Transport][] = [
  ['node:http', nodeTransport],
  ['fetch', fetchTransport],
];

describe.each(transports)('over %s', (_name, makeTransport) => {
  let server: RawServer | undefined;
  let client: TrackClient;
  let handles: number;

  beforeEach(() => {
    handles = openHandles();
  });

  async function serve(answer: Fault['answer']) {
    server = await startRawServer((socket, _request, index) => answer(socket, index));
    client = clientFor(server.url);
    return server;
  }

  function clientFor(baseUrl: string) {
    client = new TrackClient({
      siteId: 'site',
      apiKey: 'key',
      baseUrl,
      timeoutMs: LONG_MS,
      transport: makeTransport(),
    });
    return client;
  }

  afterEach(async () => {
    await client.close();
    await server?.close();
    server = undefined;
    // Sockets take a few turns of the loop to be gone.
    for (let i = 0; i < 100 && openHandles() > handles; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(openHandles()).toBeLessThanOrEqual(handles);
  });

  test.each(FAULTS)('$name', async ({ answer, error, requests, timeoutMs = LONG_MS }) => {
    const { requests: seen } = await serve(answer);
    const outcome = await client.getRegion({ timeoutMs }).catch((e: unknown) => e);
    if (error) {
      expect(outcome).toBeInstanceOf(error.name === 'ApiError' ? ApiError : RetryableError);
      expect(outcome).toMatchObject({ ...error, requestId: expect.stringMatching(/^[\da-f-]{36}$/) });
      expect((outcome as Error).message).toMatch(/^GET \/api\/v1\/accounts\/region → ./);
    } else {
      expect(outcome).not.toBeInstanceOf(Error);
      expect(outcome).toBeTypeOf('object');
    }
    expect(seen).toHaveLength(requests);
  });

  test('refused', async () => {
    const { url, close } = await startRawServer(() => {});
    await close();
    await expect(clientFor(url).getRegion()).rejects.toMatchObject({ ...network, requestSent: false });
  });

  test('DNS failure', async () => {
    const call = clientFor('http://no-such-host.invalid').getRegion();
    await expect(call).rejects.toMatchObject({
      ...network,
      requestSent: false,
      message: expect.stringContaining('getaddrinfo'),
    });
  });

  test('abort before: nothing is sent, and the reason comes as it is', async () => {
    const { requests } = await serve(always(http(200, '{}')));
    const reason = { why: 'tired' };
    await expect(client.getRegion({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(requests).toHaveLength(0);
  });

  test.each([
    ['before the headers', () => {}],
    ['in the body', always(http(200, '{"a"', { 'content-length': 100 }))],
    ["in an error's body", always(http(500, '{"a"', { 'content-length': 100 }))],
  ])('abort during, %s: the reason comes as it is, and the socket is closed', async (_where, answer) => {
    let closed = false;
    const { requests } = await serve((socket) => {
      socket.on('close', () => (closed = true));
      answer(socket);
    });
    const controller = new AbortController();
    const reason = 'gave up';
    setTimeout(() => controller.abort(reason), 50);
    await expect(client.getRegion({ signal: controller.signal })).rejects.toBe(reason);
    await expect.poll(() => closed).toBe(true);
    expect(requests).toHaveLength(1);
  });

  test('abort after: nothing happens', async () => {
    const { requests } = await serve(always(http(200, '{}')));
    const controller = new AbortController();
    await client.getRegion({ signal: controller.signal });
    controller.abort();
    await client.getRegion();
    expect(requests).toHaveLength(2);
  });

  test('the socket of a call that timed out is closed', async () => {
    let closed = false;
    await serve((socket) => void socket.on('close', () => (closed = true)));
    await expect(client.getRegion({ timeoutMs: SHORT_MS })).rejects.toMatchObject(timeout);
    await expect.poll(() => closed).toBe(true);
  });

  test('a 10 MiB error body is read up to 1 MiB', async () => {
    const size = 10 * 1024 * 1024;
    let closed = false;
    await serve((socket) => {
      socket.on('close', () => (closed = true));
      socket.write(http(500, 'x'.repeat(size)));
    });
    const error = (await client.getRegion().catch((e: unknown) => e)) as RetryableError;
    expect(error).toMatchObject(retryable(500));
    expect(String(error.response?.body)).toHaveLength(1024 * 1024);
    await expect.poll(() => closed).toBe(true);
  });

  test('a kept socket that the server closed between two calls is not used', async () => {
    let onClose: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => (onClose = resolve));
    const { requests } = await serve((socket) => {
      socket.write(http(200, '{}'));
      // The client has read the end, and closed its side.
      socket.once('close', () => onClose?.());
      setTimeout(() => socket.end(), 20);
    });
    await client.getRegion();
    await closed;
    await client.getRegion();
    expect(requests).toHaveLength(2);
  });

  test('close() lets the calls in flight end, and the client can be used again', async () => {
    const { requests } = await serve((socket) => void setTimeout(() => socket.write(http(200, '{}')), 50));
    let done = 0;
    const calls = [1, 2, 3].map(() => client.getRegion().then(() => done++));
    await client.close();
    expect(done).toBe(3);
    await Promise.all(calls);
    await client.getRegion();
    expect(requests).toHaveLength(4);
  });

  test('body, method and credentials go along a redirect on the same host', async () => {
    const { requests } = await serve(
      (socket, index) =>
        void socket.write(index === 0 ? http(307, '', { location: '/there?x=1' }) : http(200, '{}')),
    );
    await client.track('5', 'bought', { price: 3 });
    const [first, second] = requests;
    expect(second).toMatchObject({ method: 'POST', path: '/there?x=1', body: first!.body });
    expect(second!.headers).toMatch(/authorization: Basic/i);
  });

  test('303 says where the result is: read with GET', async () => {
    const { requests } = await serve(
      (socket, index) =>
        void socket.write(index === 0 ? http(303, '', { location: '/result' }) : http(200, '{}')),
    );
    await client.track('5', 'bought');
    expect(requests[1]).toMatchObject({ method: 'GET', path: '/result', body: '' });
  });
});

describe.each(transports)("between Customer.io's own hosts, over %s", (_name, makeTransport) => {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    nock.activate();
  });

  const make = () => new TrackClient({ siteId: 'site', apiKey: 'key', transport: makeTransport() });
  const basicAuth = { user: 'site', pass: 'key' };

  test('a redirect to the EU host is followed, with method, body and credentials', async () => {
    const eu = nock('https://track-eu.customer.io')
      .put('/api/v1/customers/5', { plan: 'gold' })
      .basicAuth(basicAuth)
      .reply(200, {});
    nock('https://track.customer.io')
      .put('/api/v1/customers/5')
      .reply(301, '', { location: 'https://track-eu.customer.io/api/v1/customers/5' });
    await make().identify('5', { plan: 'gold' });
    expect(eu.isDone()).toBe(true);
  });

  test('a redirect from https to http is not followed', async () => {
    const plain = nock('http://track.customer.io').put('/api/v1/customers/5').reply(200, {});
    nock('https://track.customer.io')
      .put('/api/v1/customers/5')
      .reply(302, '', { location: 'http://track.customer.io/api/v1/customers/5' });
    await expect(make().identify('5')).rejects.toMatchObject({
      ...api(302),
      message: 'PUT /api/v1/customers/{identifier} → 302 redirect to http://track.customer.io refused',
    });
    expect(plain.isDone()).toBe(false);
  });
});
