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
import { generate } from 'selfsigned';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OwnConnections, undiciTransport } from './undici-transport.js';

let certificate: { key: string; cert: string };
let server: Http2SecureServer | Server;
let sessions: Set<ServerHttp2Session>;
let sessionCount: number;
let streams: number;
let atOnce: number;
let most: number;
let client: TrackClient;

beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  certificate = { key, cert };
});

beforeEach(() => {
  sessions = new Set();
  sessionCount = 0;
  streams = 0;
  atOnce = 0;
  most = 0;
});

afterEach(async () => {
  await client.close();
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
    transport: undiciTransport({ allowH2: true, connect: { ca: certificate.cert }, ...connections }),
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
  // The first call learns of the limit.
  await track.track('C-0', 'bought');
  await Promise.all(Array.from({ length: 40 }, (_, n) => track.track(`C-${n}`, 'bought')));
  expect(sessionCount).toBe(1);
  expect(most).toBeLessThanOrEqual(5);
  expect(streams).toBe(41);
});

test('a server that goes away lets what is under way end, and the next call makes another connection', async () => {
  const url = await listen((stream, n) => {
    if (n === 1) stream.session!.goaway();
    setTimeout(() => answer(stream, n), 50);
  });
  const track = clientFor(url);
  expect(await failureOf(track.track('C-1', 'bought'))).toMatch(/^done$|^network, sent: true$/);
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
  const track = clientFor(url, { timeoutMs: 20_000, pingInterval: 50 } as OwnConnections);
  await track.track('C-0', 'bought');
  stall();
  const startedAt = performance.now();
  const outcome = await failureOf(track.track('C-1', 'bought', {}, { timeoutMs: 2000 }));
  expect(outcome).toBe('network, sent: true');
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

test('a certificate that nobody vouches for is refused, and nothing was sent', async () => {
  const url = await listen(answer);
  const track = clientFor(url, { connect: {} });
  expect(await failureOf(track.track('C-1', 'bought'))).toBe('network, sent: false');
  expect(streams).toBe(0);
});
