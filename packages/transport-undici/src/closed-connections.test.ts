import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Transport } from '@cio/core';
import { TrackClient } from '@cio/track';
import { describe, expect, onTestFinished, test } from 'vitest';
import { undiciTransport } from './index.js';
import { certificate, MAX_BYTES, request, sleep } from './test-servers.js';

async function listen(server: Server | Http2SecureServer): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function transport(): Transport {
  const made = undiciTransport({ allowH2: true, connect: { ca: certificate.cert } });
  onTestFinished(() => made.close?.());
  return made;
}

function clientOf(baseUrl: string): TrackClient {
  return new TrackClient({ siteId: 's', apiKey: 'k', baseUrl, transport: transport() });
}

const textOf = async (made: Transport, url: string, method: string) =>
  (await made(request(url, { method, body: 'x' }))).text(MAX_BYTES);

/** Both answer the first request of a connection, and close the connection at the second without a byte. */
async function listenHttp1(requests: string[]): Promise<string> {
  const server = createServer((socket: Socket) => {
    let count = 0;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      requests.push(String(data).split(' ')[0]!);
      if (++count === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      else socket.destroy();
    });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

async function listenHttp2(requests: string[]): Promise<string> {
  const server = createSecureServer(certificate);
  server.on('session', (session) => {
    let count = 0;
    session.on('error', () => {});
    session.on('stream', (stream, headers) => {
      stream.on('error', () => {});
      requests.push(headers[':method']!);
      if (++count > 1) return session.destroy();
      stream.respond({ ':status': 200 });
      stream.end('{}');
    });
  });
  return `https://localhost:${await listen(server)}`;
}

describe.each([
  ['HTTP/1.1', listenHttp1],
  ['HTTP/2', listenHttp2],
])('a connection that the server closes as a request meets it, over %s', (_, listen) => {
  test('what has no second effect is sent again, on a new connection', async () => {
    const requests: string[] = [];
    const track = clientOf(await listen(requests));
    await track.identify('C-1');
    // The connection is free again.
    await sleep(10);
    await track.identify('C-1');
    expect(requests).toEqual(['PUT', 'PUT', 'PUT']);
  });

  test('what has a second effect is not', async () => {
    const requests: string[] = [];
    const track = clientOf(await listen(requests));
    await track.identify('C-1');
    await sleep(10);
    await expect(track.submitForm('f', { email: 'ada@example.com' })).rejects.toMatchObject({
      requestSent: true,
      attempts: 1,
    });
    expect(requests).toEqual(['PUT', 'POST']);
  });
});

test('a new connection that is closed without a response is not tried again', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('data', () => socket.destroy());
  });
  const track = clientOf(`http://127.0.0.1:${await listen(server)}`);
  await expect(track.identify('C-1')).rejects.toMatchObject({ requestSent: true, attempts: 1 });
  expect(connections).toBe(1);
});

// In a thread of its own: it goes on while this one stands still.
const SERVER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const onSocket = (socket) => {
    let timer;
    socket.on('error', () => {});
    socket.on('data', () => {
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), 100);
    });
  };
  const answer = (request, response) => response.end('{}');
  const server = workerData
    ? require('node:http2').createSecureServer(workerData, answer).on('secureConnection', onSocket)
    : require('node:http').createServer(answer).on('connection', onSocket);
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

test.each([
  ['HTTP/1.1', undefined],
  ['HTTP/2', certificate],
])(
  'while the process stood still the server closed the connection: it is not used, over %s',
  async (_, tls) => {
    const worker = new Worker(SERVER, { eval: true, workerData: tls });
    onTestFinished(async () => void (await worker.terminate()));
    const port = await new Promise((resolve) => void worker.once('message', resolve));
    const url = `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}/`;
    const made = transport();
    for (let round = 0; round < 4; round++) {
      expect(await textOf(made, url, 'POST')).toBe('{}');
      const until = performance.now() + 200;
      while (performance.now() < until);
      // Several in one turn of the event loop.
      expect(await Promise.all([textOf(made, url, 'POST'), textOf(made, url, 'POST')])).toEqual(['{}', '{}']);
      const untilToo = performance.now() + 200;
      while (performance.now() < untilToo);
    }
  },
);
