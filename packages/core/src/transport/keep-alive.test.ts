import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Call } from '../client/call.js';
import { HttpClient } from '../client/http-client.js';
import type { RetryableError } from '../errors/retryable-error.js';
import { defaultTransport, nodeTransport } from './node.js';
import type { Transport } from './types.js';

const call: Call = { operation: 'op', method: 'POST', path: '/', body: {}, replaySafe: true };
const clientOf = (baseUrl: string, transport: Transport = nodeTransport()) =>
  new HttpClient({ baseUrl, authorization: 'x', transport, timeoutMs: 5000 });

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
});

/** A server that does as it is told with each request, by the request's number on its connection. */
async function listen(respond: (socket: Socket, index: number) => void) {
  let connections = 0;
  server = createServer((socket) => {
    let index = 0;
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', () => respond(socket, index++));
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => sockets.size,
    connections: () => connections,
  };
}

const ok = (headers = '') => `HTTP/1.1 200 OK\r\ncontent-length: 2\r\n${headers}\r\n{}`;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("the server's Keep-Alive: timeout", () => {
  test('is kept to, with a second to spare', async () => {
    const { url, open } = await listen((socket) => void socket.write(ok('keep-alive: timeout=2\r\n')));
    await clientOf(url).request(call);
    await sleep(700);
    expect(open()).toBe(1);
    await expect.poll(open, { timeout: 800 }).toBe(0);
  });

  test('of a second means that the connection is not used again', async () => {
    const { url, open, connections } = await listen(
      (socket) => void socket.write(ok('keep-alive: max=100, timeout=1\r\n')),
    );
    const http = clientOf(url);
    await http.request(call);
    await expect.poll(open).toBe(0);
    await http.request(call);
    expect(connections()).toBe(2);
  });

  test('longer than the idle time of the transport changes nothing', async () => {
    const { url, open } = await listen((socket) => void socket.write(ok('keep-alive: timeout=60\r\n')));
    await clientOf(url, nodeTransport({ idleTimeoutMs: 50 })).request(call);
    await expect.poll(open, { timeout: 1000 }).toBe(0);
  });
});

test('a connection that was idle for a while is used where there is no global setImmediate, as in jsdom under Jest', async () => {
  const { url, connections } = await listen((socket) => void socket.write(ok()));
  const http = clientOf(url);
  await http.request(call);
  await sleep(100);
  vi.stubGlobal('setImmediate', undefined);
  try {
    await http.request(call);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(connections()).toBe(1);
});

describe('while the event loop stood still', () => {
  const SERVER = `
    const { parentPort, workerData } = require('node:worker_threads');
    const server = require('node:net').createServer((socket) => {
      let timer;
      socket.on('error', () => {});
      socket.on('data', () => {
        clearTimeout(timer);
        socket.write(workerData.response);
        timer = setTimeout(() => socket.destroy(), workerData.idleMs);
      });
    });
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
  `;

  test.each([
    ['the server closed the connection', ok(), 30],
    ['its time passed', ok('keep-alive: timeout=2\r\n'), 1100],
  ])(
    '%s: it is not used, not even for what must not be sent twice',
    async (_, response, idleMs) => {
      // A server of another thread goes on meanwhile.
      const worker = new Worker(SERVER, { eval: true, workerData: { response, idleMs } });
      const port = await new Promise<number>((resolve) => worker.once('message', resolve));
      const http = clientOf(`http://127.0.0.1:${port}`);
      for (let n = 0; n < 5; n++) {
        await http.request({ ...call, replaySafe: false });
        const until = performance.now() + idleMs + 60;
        while (performance.now() < until);
        await http.request({ ...call, replaySafe: false });
      }
      await worker.terminate();
    },
    30_000,
  );
});

describe('a request that meets a closed connection', () => {
  /** Answers the first request of a connection, and closes it when the second comes. */
  const closing = () =>
    listen((socket, index) => (index === 0 ? void socket.write(ok()) : socket.resetAndDestroy()));

  test('is sent again, once, where that has no second effect', async () => {
    const { url, connections } = await closing();
    const http = clientOf(url);
    await http.request(call);
    await http.request(call);
    expect(connections()).toBe(2);
  });

  const answerOn = (status: string) => (socket: Socket) =>
    void socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);

  /** Processes the second request of the first connection and closes it; the next connection gets this. */
  async function processingThen(respond: (socket: Socket) => void) {
    const server = await listen((socket, index) => {
      if (server.connections() > 1) respond(socket);
      else if (index === 0) socket.write(ok());
      else socket.resetAndDestroy();
    });
    return server;
  }

  test.each<[string, string, object]>([
    ['a rate limit', '429 Too Many Requests', { name: 'RetryableError', status: 429, requestSent: true }],
    ['a refusal', '401 Unauthorized', { name: 'ApiError', status: 401 }],
  ])('as another attempt: %s then proves nothing', async (_, status, expected) => {
    const { url } = await processingThen(answerOn(status));
    const told: string[] = [];
    const http = new HttpClient({
      baseUrl: url,
      authorization: 'x',
      transport: nodeTransport(),
      hooks: {
        onRequest: ({ attempt }) => void told.push(`request ${attempt}`),
        onRetry: ({ attempt, error }) =>
          void told.push(`retry ${attempt}: ${(error as RetryableError).kind}`),
      },
    });
    await http.request(call);
    await expect(http.request(call)).rejects.toMatchObject({ ...expected, attempts: 2 });
    expect(told).toEqual(['request 1', 'request 1', 'retry 2: network', 'request 2']);
  });

  test('nobody there any more proves nothing, either', async () => {
    const { url } = await listen((socket, index) => {
      if (index === 0) return void socket.write(ok());
      server!.close();
      socket.resetAndDestroy();
    });
    const http = clientOf(url);
    await http.request(call);
    await expect(http.request(call)).rejects.toMatchObject({
      name: 'RetryableError',
      requestSent: true,
      attempts: 2,
    });
  });

  test('is not sent again where it has', async () => {
    const { url, connections } = await closing();
    const http = clientOf(url);
    await http.request(call);
    await expect(http.request({ ...call, replaySafe: false })).rejects.toMatchObject({
      name: 'RetryableError',
      requestSent: true,
    });
    expect(connections()).toBe(1);
  });

  test('nor once a byte of the response has come', async () => {
    const { url, connections } = await listen((socket, index) =>
      index === 0
        ? void socket.write(ok())
        : void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{', () => socket.resetAndDestroy()),
    );
    const http = clientOf(url);
    await http.request(call);
    await expect(http.request(call)).rejects.toMatchObject({ kind: 'network', requestSent: true });
    expect(connections()).toBe(1);
  });

  test('nor more than once', async () => {
    const { url, connections } = await listen((socket, index) => {
      if (index === 0 && connections() === 1) socket.write(ok());
      else socket.resetAndDestroy();
    });
    const http = clientOf(url);
    await http.request(call);
    await expect(http.request(call)).rejects.toMatchObject({ kind: 'network', requestSent: true });
    expect(connections()).toBe(2);
  });

  test('and is given up is not sent again', async () => {
    const controller = new AbortController();
    const { url, connections } = await listen((socket, index) => {
      if (index === 0) socket.write(ok());
      else {
        controller.abort('enough');
        socket.resetAndDestroy();
      }
    });
    const http = clientOf(url);
    await http.request(call);
    await expect(http.request({ ...call, signal: controller.signal })).rejects.toBe('enough');
    await sleep(20);
    expect(connections()).toBe(1);
  });
});

describe('the default transport', () => {
  test('is one for all clients that bring none, closed when the last of them is', async () => {
    const { url, open, connections } = await listen((socket) => void socket.write(ok()));
    const clients = Array.from({ length: 20 }, () => clientOf(url, defaultTransport()));
    for (const http of clients) await http.request(call);
    expect(connections()).toBe(1);
    for (const http of clients.slice(1)) await http.close();
    await clients[1]!.close();
    await sleep(20);
    expect(open()).toBe(1);
    await clients[0]!.close();
    await expect.poll(open).toBe(0);
    // It can be used again.
    await clients[0]!.request(call);
    expect(connections()).toBe(2);
  });
});

test('an idle connection keeps neither the process alive nor a timer that would', async () => {
  const { url } = await listen((socket) => void socket.write(ok()));
  const refs = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = refs();
  await clientOf(url).request(call);
  await sleep(20);
  expect(refs()).toBeLessThanOrEqual(before);
});

test('options are checked', () => {
  for (const maxConnections of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5']) {
    expect(() => nodeTransport({ maxConnections: maxConnections as number })).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'maxConnections' }),
    );
  }
  for (const idleTimeoutMs of [0, -1, Number.NaN, 2 ** 31]) {
    expect(() => nodeTransport({ idleTimeoutMs })).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'idleTimeoutMs' }),
    );
  }
});
