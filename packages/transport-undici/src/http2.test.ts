import {
  createSecureServer,
  type Http2SecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { isRetryableError } from '@cio/core';
import { TrackClient } from '@cio/track';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OwnConnections, undiciTransport } from './index.js';
import { certificate, MAX_BYTES, outcome, request, sleep } from './test-servers.js';
import { undiciConnector as buildConnector } from './undici.js';

let server: Http2SecureServer | Server;
let sessions: Set<ServerHttp2Session>;
let sessionCount: number;
let streams: number;
let atOnce: number;
let most: number;
let client: TrackClient | undefined;

beforeEach(() => {
  sessions = new Set();
  sessionCount = 0;
  streams = 0;
  atOnce = 0;
  most = 0;
});

afterEach(async () => {
  await client?.close();
  for (const session of sessions) session.destroy();
  server.close();
});

type OnStream = (stream: ServerHttp2Stream, n: number) => void;

const answer: OnStream = (stream) => {
  if (stream.destroyed) return;
  stream.respond({ ':status': 200, 'content-type': 'application/json' });
  stream.end('{}');
};

async function listen(onStream: OnStream, settings: object = {}): Promise<string> {
  const http2 = createSecureServer({ ...certificate, settings, allowHTTP1: true });
  http2.on('session', (session) => {
    sessionCount++;
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  http2.on('stream', (stream) => {
    most = Math.max(most, ++atOnce);
    stream.on('close', () => atOnce--);
    stream.on('error', () => {});
    stream.resume();
    const n = ++streams;
    stream.on('end', () => onStream(stream, n));
  });
  return listenAt(http2);
}

async function listenAt(made: Http2SecureServer | Server): Promise<string> {
  server = made;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** Passes bytes on until it is told to hold back those of the connections there are. */
async function proxyTo(port: number) {
  const pairs: Socket[] = [];
  const proxy = createTcpServer((from) => {
    const to = connect(port, '127.0.0.1');
    pairs.push(from, to);
    from.pipe(to).pipe(from);
    from.on('error', () => to.destroy());
    to.on('error', () => from.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(proxy.address() as AddressInfo).port}`,
    stall() {
      for (const socket of pairs) socket.unpipe().pause();
    },
    close() {
      for (const socket of pairs) socket.destroy();
      proxy.close();
    },
  };
}

function clientFor(url: string, options: OwnConnections & { timeoutMs?: number } = {}) {
  const { timeoutMs = 5000, ...connections } = options;
  client = new TrackClient({
    siteId: 's',
    apiKey: 'k',
    baseUrl: url,
    timeoutMs,
    transport: undiciTransport({
      allowH2: true,
      connections: 1,
      connect: { ca: certificate.cert },
      ...connections,
    }),
  });
  return client;
}

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (isRetryableError(error) ? `${error.kind}, sent: ${error.requestSent}` : error),
  );

test('one connection carries many calls at a time', async () => {
  const url = await listen((stream, n) => setTimeout(() => answer(stream, n), 30));
  const track = clientFor(url);
  await Promise.all(Array.from({ length: 50 }, (_, n) => track.track(`C-${n}`, 'bought')));
  expect([sessionCount, streams]).toEqual([1, 50]);
  expect(most).toBeGreaterThan(10);
});

test('no more at a time than the server takes; the others wait', async () => {
  const url = await listen((stream, n) => setTimeout(() => answer(stream, n), 10), {
    maxConcurrentStreams: 5,
  });
  const track = clientFor(url);
  await Promise.all(Array.from({ length: 40 }, (_, n) => track.track(`C-${n}`, 'bought')));
  expect(sessionCount).toBe(1);
  expect(most).toBe(5);
  expect(streams).toBe(40);
});

test('a server that goes away lets what is under way end, and the next call makes another connection', async () => {
  const url = await listen((stream, n) => {
    if (n === 1) stream.session!.goaway();
    setTimeout(() => answer(stream, n), 50);
  });
  const track = clientFor(url);
  expect(await failureOf(track.track('C-1', 'bought'))).toBe('done');
  expect(await failureOf(track.track('C-2', 'bought'))).toBe('done');
  expect(sessionCount).toBe(2);
});

test('a stream that the server resets fails one call alone', async () => {
  const url = await listen((stream, n) => {
    if (n === 2) stream.close(0x2);
    else setTimeout(() => answer(stream, n), 30);
  });
  const track = clientFor(url);
  await track.track('C-0', 'bought');
  const outcomes = await Promise.all(
    Array.from({ length: 3 }, (_, n) => failureOf(track.track(`C-${n}`, 'bought'))),
  );
  expect(outcomes.sort()).toEqual(['done', 'done', 'network, sent: true']);
  expect(sessionCount).toBe(1);
});

test('a session that breaks fails the calls on it, and the next call has another', async () => {
  const url = await listen((stream, n) => {
    if (n === 1) stream.session!.destroy();
    else answer(stream, n);
  });
  const track = clientFor(url);
  expect(await failureOf(track.track('C-1', 'bought'))).toBe('network, sent: true');
  expect(await failureOf(track.track('C-2', 'bought'))).toBe('done');
});

test('a network that has fallen silent: pings end the connection, and the calls on it', async () => {
  const direct = await listen(answer);
  const { url, close, stall } = await proxyTo(Number(new URL(direct).port));
  const track = clientFor(url, { timeoutMs: 20_000, pingInterval: 50 });
  await track.track('C-0', 'bought');
  stall();
  const startedAt = performance.now();
  // What has no second effect goes again, on a connection that works.
  const safe = failureOf(track.track('C-1', 'bought', {}, { timeoutMs: 2000 }));
  const form = failureOf(track.submitForm('f', { email: 'a@example.com' }, { timeoutMs: 2000 }));
  expect(await form).toBe('network, sent: true');
  expect(await safe).toBe('done');
  expect(performance.now() - startedAt).toBeLessThan(1000);
  // The next has a connection that works.
  expect(await failureOf(track.track('C-2', 'bought'))).toBe('done');
  close();
});

test('given up, a call ends its stream and not the connection', async () => {
  const url = await listen((stream, n) => {
    if (n !== 1) answer(stream, n);
  });
  const track = clientFor(url, { timeoutMs: 100 });
  expect(await failureOf(track.track('C-1', 'bought'))).toBe('timeout, sent: true');
  expect(await failureOf(track.track('C-2', 'bought'))).toBe('done');
  expect(sessionCount).toBe(1);
});

test('a server without HTTP/2 is spoken to in HTTP/1.1, on many connections', async () => {
  let connections = 0;
  let requests = 0;
  const url = await listenAt(
    createServer(certificate, (request, response) => {
      request.resume();
      requests++;
      expect(request.httpVersion).toBe('1.1');
      setTimeout(() => response.end('{}'), 30);
    }).on('secureConnection', () => connections++),
  );
  const track = clientFor(url, { connections: 8 });
  await track.track('C-0', 'bought');
  await Promise.all(Array.from({ length: 40 }, (_, n) => track.track(`C-${n}`, 'bought')));
  expect(requests).toBe(41);
  expect(connections).toBeGreaterThan(4);
  expect(connections).toBeLessThanOrEqual(9);
});

test('where HTTP/2 is not allowed, a server that prefers it is spoken to in HTTP/1.1', async () => {
  const url = await listen(answer);
  (server as Http2SecureServer).on('request', (incoming, response) => response.end(incoming.httpVersion));
  const transport = undiciTransport({ connect: { ca: certificate.cert } });
  expect(await (await transport(request(`${url}/`))).text(MAX_BYTES)).toBe('1.1');
  transport.close?.();
});

test('responses that nobody reads do not hold up the others', async () => {
  const url = await listen((stream, n) => {
    if (n > 20) return answer(stream, n);
    stream.respond({ ':status': 200 });
    // No more of it goes out than the client lets the server send of one response.
    stream.end('x'.repeat(400_000));
  });
  const transport = undiciTransport({ allowH2: true, connections: 1, connect: { ca: certificate.cert } });
  const unread = await Promise.all(Array.from({ length: 20 }, () => transport(request(`${url}/`))));
  await sleep(200);
  expect(await (await transport(request(`${url}/`))).text(MAX_BYTES)).toBe('{}');
  for (const response of unread) expect((await response.text(MAX_BYTES))?.length).toBe(400_000);
  expect(sessionCount).toBe(1);
  transport.close?.();
});

test('a call that was given up before it began sends nothing, on an open connection neither', async () => {
  const url = await listen(answer);
  const transport = undiciTransport({ allowH2: true, connections: 1, connect: { ca: certificate.cert } });
  await (await transport(request(`${url}/`))).text(MAX_BYTES);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(transport(request(`${url}/`, { signal }))).rejects.toMatchObject({ requestSent: false });
  await sleep(30);
  expect(streams).toBe(1);
  transport.close?.();
});

test('a certificate that nobody vouches for is refused, and nothing was sent', async () => {
  const url = await listen(answer);
  const track = clientFor(url, { connect: {} });
  expect(await failureOf(track.track('C-1', 'bought'))).toBe('network, sent: false');
  expect(streams).toBe(0);
});

/** Sockets of this process that hold it open, to a port. */
function openSockets(port: number) {
  const handles = (process as unknown as { _getActiveHandles(): Partial<Socket>[] })._getActiveHandles();
  return handles.filter(({ remotePort }) => remotePort === port);
}

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('at rest a connection holds the process open with nothing, and ends after its time', async () => {
  const url = await listen(answer);
  const transport = undiciTransport({
    allowH2: true,
    connect: { ca: certificate.cert },
    keepAliveTimeout: 300,
    pingInterval: 20,
  });
  const before = timers();
  await (await transport(request(`${url}/`))).text(MAX_BYTES);
  await sleep(50);
  const [session] = sessions;
  let pings = 0;
  session!.on('ping', () => pings++);
  await sleep(100);
  expect([pings, openSockets(Number(new URL(url).port)).length]).toEqual([0, 0]);
  expect(timers()).toBeLessThanOrEqual(before);
  expect(sessions.size).toBe(1);
  await expect.poll(() => sessions.size).toBe(0);
  expect(await outcome(transport(request(`${url}/`)).then((response) => response.text(MAX_BYTES)))).toBe(
    '{}',
  );
  expect(sessionCount).toBe(2);
  transport.close?.();
});

test('an idle connection whose time is over is not used, even where no timer could tell', async () => {
  const url = await listen(answer);
  const transport = undiciTransport({
    allowH2: true,
    connect: { ca: certificate.cert },
    keepAliveTimeout: 50,
  });
  const call = async () => (await transport(request(`${url}/`))).text(MAX_BYTES);
  await call();
  const until = performance.now() + 100;
  while (performance.now() < until);
  await call();
  expect(sessionCount).toBe(2);
  transport.close?.();
});

test('close() lets what is under way and what waits end, then closes the connection', async () => {
  const url = await listen((stream, n) => setTimeout(() => answer(stream, n), 30), {
    maxConcurrentStreams: 2,
  });
  const transport = undiciTransport({ allowH2: true, connections: 1, connect: { ca: certificate.cert } });
  const calls = Array.from({ length: 6 }, async () => (await transport(request(`${url}/`))).text(MAX_BYTES));
  transport.close?.();
  expect(await Promise.all(calls)).toEqual(Array(6).fill('{}'));
  await expect.poll(() => sessions.size).toBe(0);
  expect(sessionCount).toBe(1);
});

test('close() where the host turns out to speak HTTP/1.1: what waits still goes out', async () => {
  const url = await listenAt(createServer(certificate, (_, response) => void response.end('{}')));
  const transport = undiciTransport({ allowH2: true, connect: { ca: certificate.cert } });
  const calls = Array.from({ length: 6 }, async () => (await transport(request(`${url}/`))).text(MAX_BYTES));
  transport.close?.();
  expect(await Promise.all(calls)).toEqual(Array(6).fill('{}'));
});

test('a connection that nobody needs any more when it turns out to speak HTTP/1.1 is closed', async () => {
  const controller = new AbortController();
  // While the TLS handshake is under way.
  const url = await listenAt(
    createServer(certificate).on('connection', () => controller.abort(new Error('enough'))),
  );
  const transport = undiciTransport({ allowH2: true, connect: { ca: certificate.cert } });
  const call = transport(request(`${url}/`, { signal: controller.signal }));
  await expect(call).rejects.toMatchObject({ requestSent: false });
  const open = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  await expect.poll(open).toBe(0);
});

test('a connector that calls twice makes one connection', async () => {
  const url = await listen(answer);
  const connector = buildConnector({ allowH2: true, ca: certificate.cert });
  const transport = undiciTransport({
    allowH2: true,
    connect: (target, done) => {
      connector(target, (...[error, socket]) => {
        done(...([error, socket] as Parameters<typeof done>));
        connector(target, done);
      });
    },
  });
  expect(await (await transport(request(`${url}/`))).text(MAX_BYTES)).toBe('{}');
  await sleep(50);
  expect(await (await transport(request(`${url}/`))).text(MAX_BYTES)).toBe('{}');
  expect(sessions.size).toBe(1);
  transport.close?.();
});

test('the connection that told which protocol a host speaks is used for it', async () => {
  let connections = 0;
  const url = await listenAt(
    createServer(certificate, (_, response) => void response.end('{}')).on(
      'secureConnection',
      () => connections++,
    ),
  );
  const transport = undiciTransport({ allowH2: true, connect: { ca: certificate.cert } });
  for (let n = 0; n < 3; n++) {
    await (await transport(request(`${url}/`))).text(MAX_BYTES);
    await sleep(10);
  }
  expect(connections).toBe(1);
  transport.close?.();
});

test.each([
  ['a string', 'ü'.repeat(100_000), 'ü'.repeat(100_000)],
  ['bytes', new TextEncoder().encode('bytes'), 'bytes'],
  ['a part of an array of bytes', new TextEncoder().encode('[part]').subarray(1, 5), 'part'],
  ['no bytes', new Uint8Array(0), ''],
  ['an empty string', '', ''],
  ['nothing', undefined, ''],
])('a body goes out as it is, and so does the path: %s', async (_, body, expected) => {
  const url = await listen(() => {});
  (server as Http2SecureServer).removeAllListeners('stream').on('stream', async (stream, headers) => {
    let sent = '';
    for await (const chunk of stream.setEncoding('utf8')) sent += chunk;
    stream.respond({ ':status': 200 });
    stream.end(JSON.stringify([headers[':method'], headers[':path'], headers['content-length'], sent]));
  });
  const transport = undiciTransport({ allowH2: true, connect: { ca: certificate.cert } });
  const sent = request(`${url}/a/%2e%2e/b?x=%2F`, { method: 'PUT', ...(body !== undefined && { body }) });
  const answered = JSON.parse((await (await transport(sent)).text(MAX_BYTES))!);
  const length = expected ? `${Buffer.byteLength(expected)}` : null;
  expect(answered).toEqual(['PUT', '/a/%2e%2e/b?x=%2F', length, expected]);
  transport.close?.();
});

test('a connector that fails, or that says nothing useful: nothing was sent', async () => {
  const target = request('https://localhost:1/');
  const connectors = [
    () => {
      throw new Error('no');
    },
    (_: unknown, done: (error: Error | null, socket: null) => void) => done(new Error('no'), null),
    (_: unknown, done: (error: Error | null, socket: null) => void) => done(null, null),
  ];
  for (const connect of connectors) {
    const transport = undiciTransport({ allowH2: true, connect: connect as never });
    await expect(transport(target)).rejects.toMatchObject({ requestSent: false, cause: expect.any(Error) });
  }
});
