import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import {
  APIClient,
  CustomerIORequestError,
  PipelinesClient,
  SendEmailRequest,
  TrackClient,
} from '../index.js';
import { startServer } from '../test-server.js';

const QUICK = { minTimeoutMs: 1, maxTimeoutMs: 2 };
const email = () =>
  new SendEmailRequest({ to: 'ada@example.com', identifiers: { id: 1 }, transactional_message_id: 3 });

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a temporary failure is repeated, and told by X-Retry-Count', async () => {
  const { origin, received } = await startServer((response, { length }) => {
    response.writeHead(length < 3 ? 503 : 200).end('{"ok":true}');
  });
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1`, retry: QUICK });
  expect(await track.identify(1, { plan: 'gold' })).toEqual({ ok: true });
  expect(received.map(({ headers }) => headers['x-retry-count'])).toEqual([undefined, '1', '2']);
  expect(received.map(({ body }) => body)).toEqual(Array(3).fill('{"plan":"gold"}'));
});

test.each([
  ['sendEmail', (api: APIClient) => api.sendEmail(email())],
  ['triggerBroadcast', (api: APIClient) => api.triggerBroadcast(1, {}, { ids: ['a'] })],
  ['sendNewsletter', (api: APIClient) => api.sendNewsletter(1)],
  ['scheduleNewsletter', (api: APIClient) => api.scheduleNewsletter(1, { scheduled_at: 1 })],
])('%s is not repeated where it may have been processed', async (_, send) => {
  const { origin, received } = await startServer((response) => void response.writeHead(502).end('{}'));
  await expect(send(new APIClient('key', { url: `${origin}/v1`, retry: QUICK }))).rejects.toMatchObject({
    statusCode: 502,
  });
  expect(received).toHaveLength(1);

  const retry = { ...QUICK, retryUnsafe: true };
  await expect(send(new APIClient('key', { url: `${origin}/v1`, retry }))).rejects.toThrow();
  expect(received).toHaveLength(5);
});

test.each([
  ['/customerio', 'send/email'],
  ['/v1', 'send/email?x=1'],
  ['/v1', 'campaigns/1/triggers'],
  ['/v1', 'newsletters'],
  ['/v1', 'newsletters/1/send/'],
  ['/v1', 'live_notifications/start'],
])('nor a request of one’s own that sends: %s/%s', async (root, path) => {
  const { origin, received } = await startServer((response) => void response.writeHead(503).end('{}'));
  const api = new APIClient('key', { url: `${origin}${root}`, retry: QUICK });
  await expect(api.request.post(`${api.apiRoot}/${path}`, {})).rejects.toMatchObject({ statusCode: 503 });
  expect(received).toHaveLength(1);
});

test('a request after which a page of HTML came is not repeated, as with the official client', async () => {
  const { origin, received } = await startServer((response) => void response.writeHead(502).end('<html>'));
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1`, retry: QUICK });
  await expect(track.track(1, { name: 'x' })).rejects.toMatchObject({ statusCode: 502, body: '<html>' });
  expect(received).toHaveLength(1);
});

test('an error whose errors are text is told with its status', async () => {
  const { origin } = await startServer(
    (response) => void response.writeHead(400).end('{"meta":{"errors":"no such person"}}'),
  );
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1` });
  await expect(track.identify(1, {})).rejects.toMatchObject({
    statusCode: 400,
    message: '1 error:\n  - no such person',
  });
});

test('the headers of a response are text, of several cookies the last', async () => {
  const { origin } = await startServer((response) => {
    response.writeHead(400, { 'set-cookie': ['a=1', 'b=2'] }).end('{}');
  });
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1` });
  await expect(track.identify(1, {})).rejects.toMatchObject({
    response: { headers: { 'set-cookie': 'b=2' } },
  });
});

test('clients behind a Proxy, and copies of them, work: of mocks and tracers', async () => {
  const { origin, received } = await startServer((response) => void response.end('{}'));
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1` });
  const pipelines = new PipelinesClient('key', { url: `${origin}/v1` });
  const copy = Object.assign(Object.create(TrackClient.prototype) as TrackClient, track);
  const proxied = Object.assign(copy, { request: new Proxy(track.request, {}) });
  await new Proxy(track, {}).identify('1', {});
  await new Proxy(track, {}).addCustomersToSegment(1, ['1']);
  await new Proxy(pipelines, {}).identify({ userId: '1' });
  await proxied.identify('2', {});
  await new Proxy(track, {}).modern.identify('3');
  expect(received.map(({ url }) => url)).toEqual([
    '/api/v1/customers/1',
    '/api/v1/segments/1/add_customers',
    '/v1/identify',
    '/api/v1/customers/2',
    '/api/v1/customers/3',
  ]);
});

test('nor after a timeout, nor where the connection broke', async () => {
  const { origin, received } = await startServer((response, { length }) => {
    if (length === 2) response.destroy();
  });
  const api = new APIClient('key', { url: `${origin}/v1`, retry: QUICK, timeout: 100 });
  await expect(api.sendEmail(email())).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(api.sendEmail(email())).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  expect(received).toHaveLength(2);
});

test('a send that was refused with 429, or never left, is repeated', async () => {
  const { origin, received } = await startServer((response, { length }) => {
    response.writeHead(length === 1 ? 429 : 200, { 'retry-after': '0' }).end('{}');
  });
  const api = new APIClient('key', { url: `${origin}/v1`, retry: QUICK });
  await api.sendEmail(email());
  expect(received).toHaveLength(2);

  const nowhere = new APIClient('key', { url: 'http://127.0.0.1:1/v1', retry: QUICK });
  const sleep = vi.spyOn(nowhere.request, 'sleep');
  await expect(nowhere.sendEmail(email())).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  expect(sleep).toHaveBeenCalledTimes(3);
});

test('Retry-After is kept to, up to its bound, and the waits in all are bounded', async () => {
  let header = '7';
  const { origin, received } = await startServer((response) => {
    response.writeHead(429, { 'retry-after': header }).end('{}');
  });
  const waits = async (retry: object) => {
    const track = new TrackClient('site', 'key', { url: `${origin}/api/v1`, retry });
    const sleep = vi.spyOn(track.request, 'sleep').mockResolvedValue();
    received.length = 0;
    await expect(track.identify(1)).rejects.toMatchObject({ statusCode: 429 });
    expect(received).toHaveLength(sleep.mock.calls.length + 1);
    return sleep.mock.calls.map(([ms]) => ms);
  };
  expect(await waits({})).toEqual([7_000, 7_000, 7_000]);
  expect(await waits({ retryAfterMaxSeconds: 2 })).toEqual([2_000, 2_000, 2_000]);
  expect(await waits({ maxTotalBackoffMs: 15_000 })).toEqual([7_000, 7_000]);
  header = new Date(Date.now() + 3_600_000).toUTCString();
  expect(await waits({ maxRetries: 1, retryAfterMaxSeconds: 5 })).toEqual([5_000]);
  expect((await waits({ respectRetryAfter: false, maxRetries: 1 }))[0]).toBeLessThan(401);
  header = 'soon';
  expect((await waits({ maxRetries: 1 }))[0]).toBeLessThan(401);
});

test('an error page keeps its status', async () => {
  const { origin } = await startServer(
    (response) => void response.writeHead(502).end('<html>Bad gateway</html>'),
  );
  const api = new APIClient('key', { url: `${origin}/v1`, retry: { maxRetries: 0 } });
  const error = await api.listSegments().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CustomerIORequestError);
  expect(error).toMatchObject({ statusCode: 502, body: '<html>Bad gateway</html>', response: { ok: false } });
});

test('a success that is no JSON is an error, which quotes little of it', async () => {
  const { origin, received } = await startServer((response) => void response.end('x'.repeat(10_000)));
  const error: Error = await new APIClient('key', { url: `${origin}/v1` })
    .listSegments()
    .catch((reason) => reason);
  expect(error.message).toMatch(/^Unable to parse JSON\. /);
  expect(error.message.length).toBeLessThan(700);
  expect(received).toHaveLength(1);
});

test('redirects are bounded, and only Customer.io over https gets the credentials', async () => {
  const { origin: other, received: there } = await startServer((response) => void response.end('{}'));
  const { origin, received } = await startServer((response) => {
    response.writeHead(307, { location: '/loop' }).end();
  });
  const loop = new TrackClient('site', 'key', { url: `${origin}/api/v1` });
  await expect(loop.identify(1)).rejects.toThrow('more than 20 redirects');
  expect(received).toHaveLength(21);

  const { origin: moved } = await startServer((response) => {
    response.writeHead(308, { location: `${other}/moved` }).end();
  });
  await new TrackClient('site', 'key', { url: `${moved}/api/v1` }).identify(1, { a: 1 });
  expect(there[0]).toMatchObject({ method: 'PUT', url: '/moved', body: '{"a":1}' });
  expect(there[0]!.headers).not.toHaveProperty('authorization');

  const { origin: nowhere } = await startServer((response) => void response.writeHead(301).end());
  await expect(new TrackClient('site', 'key', { url: `${nowhere}/api/v1` }).identify(1)).rejects.toThrow(
    'Received a 301 status, but no Location header was present',
  );
});

test('credentials are not shown', () => {
  for (const client of [
    new TrackClient('site-secret', 'key-secret'),
    new APIClient('app-secret'),
    new PipelinesClient('write-secret'),
  ]) {
    expect(inspect(client, { depth: 10 })).not.toContain('secret');
    expect(JSON.stringify(client)).not.toContain('secret');
  }
});

test.each([
  ['a dispatcher', { dispatcher: { sentinel: true } }],
  ['another option of fetch', { keepalive: true }],
])('%s goes to fetch', async (_, options) => {
  const calls: [string, Record<string, unknown>][] = [];
  vi.stubGlobal('fetch', (url: string, init: Record<string, unknown>) => {
    calls.push([url, init]);
    return Promise.resolve(new Response('{"over":"fetch"}'));
  });
  const api = new APIClient('key', { ...(options as object), retry: { maxRetries: 0 } });
  expect(await api.listSegments()).toEqual({ over: 'fetch' });
  expect(calls[0]![0]).toBe('https://api.customer.io/v1/segments');
  expect(calls[0]![1]).toMatchObject({ ...options, method: 'GET', redirect: 'manual' });
});

test('a fetch that the program replaced, and a dispatcher for all requests, are used', async () => {
  const { origin } = await startServer((response) => void response.end('{"over":"http"}'));
  const api = new APIClient('key', { url: `${origin}/v1` });
  expect(await api.listSegments()).toEqual({ over: 'http' });

  vi.stubGlobal('fetch', async () => new Response('{"over":"mock"}'));
  expect(await api.listSegments()).toEqual({ over: 'mock' });
  vi.unstubAllGlobals();

  class ProxyAgent {
    dispatch(): never {
      throw new Error('dispatched by the proxy');
    }
  }
  const key = Symbol.for('undici.globalDispatcher.1');
  const before: unknown = Reflect.get(globalThis, key);
  Reflect.set(globalThis, key, new ProxyAgent());
  try {
    const { request } = new APIClient('key', { retry: { maxRetries: 0 } });
    await expect(request.get(`${origin}/v1/segments`)).rejects.toMatchObject({
      cause: { message: 'dispatched by the proxy' },
    });
  } finally {
    Reflect.set(globalThis, key, before);
  }
});

test('white space around a key is no part of it, also for the modern client', async () => {
  const { origin, received } = await startServer((response) => void response.end('{}'));
  const api = new APIClient('key\n', { url: `${origin}/v1`, headers: { 'X-Mine': ' 1\r\n' } });
  await api.listSegments();
  await api.modern.workspaces.list();
  expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer key', 'Bearer key']);
  expect(received[0]!.headers['x-mine']).toBe('1');
});

test.each([
  [
    'a key',
    () => new APIClient('ke\ny'),
    'the API key, in the header Authorization, has the character U+000A',
  ],
  [
    'a header',
    () => new APIClient('key', { headers: { 'X-Mine': '→' } }),
    'the header X-Mine has the character U+2192',
  ],
  [
    "a header's name",
    () => new APIClient('key', { headers: { 'X Mine': '1' } }),
    'the header "X Mine" has no valid name',
  ],
  ['a URL', () => new APIClient('key', { url: 'nowhere' }), 'Failed to parse URL from nowhere/segments'],
  ['a timeout', () => new APIClient('key', { timeout: '5' as never }), 'must be of type number'],
])('%s that cannot be sent is told at once', async (_, make, message) => {
  const client = make();
  const sleep = vi.spyOn(client.request, 'sleep');
  const error: Error = await client.listSegments().catch((reason) => reason);
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toContain(message);
  expect(sleep).not.toHaveBeenCalled();
});

test('an id of dots is no step in the path', async () => {
  const track = new TrackClient('site', 'key');
  for (const call of [() => track.deleteDevice(5, '..'), () => track.destroy('.')]) {
    expect(call).toThrow('cannot be sent in the path of a URL');
  }
});

test('a connection that is closed before the end of the response is told as fetch does', async () => {
  const server = createServer((socket) => {
    socket.once('data', (data) => {
      const line = data.toString();
      if (line.startsWith('GET /v1/segments')) socket.end();
      else if (line.startsWith('GET /v1/campaigns')) socket.resetAndDestroy();
      else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const api = new APIClient('key', { url: `http://127.0.0.1:${port}/v1`, retry: { maxRetries: 0 } });
  const cause = { name: 'SocketError', code: 'UND_ERR_SOCKET', message: 'other side closed' };
  await expect(api.listSegments()).rejects.toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause,
  });
  await expect(api.listExports()).rejects.toMatchObject({ name: 'TypeError', message: 'terminated', cause });
  await expect(api.listCampaigns()).rejects.toMatchObject({ cause: { code: 'ECONNRESET', syscall: 'read' } });
  server.close();
});
