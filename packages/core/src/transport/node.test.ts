import dns from 'node:dns';
import { Agent, createServer, type Server } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { HttpClient } from '../client/http-client.js';
import { nodeTransport } from './node.js';
import type { TransportRequest } from './types.js';

let server: Server;
let connections = 0;

async function listen(handler: Parameters<typeof createServer>[1]) {
  connections = 0;
  server = createServer(handler).on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const get = (url: string, signal = new AbortController().signal): TransportRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: undefined,
  replaySafe: true,
  signal,
  onAbort(listener) {
    if (signal.aborted) listener(signal.reason);
    else signal.addEventListener('abort', () => listener(signal.reason));
  },
});

test('connections are kept, and no more are opened than allowed', async () => {
  const url = await listen((_, response) => setTimeout(() => response.end('{}'), 10));
  const transport = nodeTransport({ maxConnections: 3 });
  for (let round = 0; round < 2; round++) {
    await Promise.all(Array.from({ length: 20 }, async () => (await transport(get(`${url}/`))).text(1e6)));
  }
  expect(connections).toBe(3);
  transport.close?.();
});

describe('an agent of the caller’s own', () => {
  test('makes the connections, and keeps them as it likes', async () => {
    const url = await listen((_, response) => setTimeout(() => response.end('{}'), 5));
    const agent = new Agent({ keepAlive: true, maxSockets: 2 });
    const transport = nodeTransport({ agent });
    await Promise.all(Array.from({ length: 10 }, async () => (await transport(get(`${url}/`))).text(1e6)));
    expect(connections).toBe(2);
    transport.close?.();
    // They are not the transport's to close.
    await expect.poll(() => Object.values(agent.freeSockets)[0]?.length).toBe(2);
    await (await transport(get(`${url}/`))).text(1e6);
    expect(connections).toBe(2);
    agent.destroy();
  });

  test('for another scheme: the call fails, and nothing was sent', async () => {
    const url = await listen((_, response) => void response.end('{}'));
    const transport = nodeTransport({ agent: new HttpsAgent() });
    await expect(transport(get(`${url}/`))).rejects.toMatchObject({
      requestSent: false,
      cause: { code: 'ERR_INVALID_PROTOCOL' },
    });
    expect(connections).toBe(0);
  });

  test.each([
    [{ agent: {} as Agent }, 'agent: expected an object with a method addRequest'],
    [{ agent: null as never }, 'agent: expected an object with a method addRequest'],
    [{ agent: new Agent(), idleTimeoutMs: 5 }, 'idleTimeoutMs: expected none beside an agent'],
  ])('%#: refused', (options, message) => {
    expect(() => nodeTransport(options)).toThrow(message);
  });
});

test('close() ends idle connections, and a new one is made when needed', async () => {
  const url = await listen((_, response) => response.end('{}'));
  const transport = nodeTransport();
  await (await transport(get(`${url}/`))).text(1e6);
  transport.close?.();
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))))
    .toBe(0);
  await (await transport(get(`${url}/`))).text(1e6);
  expect(connections).toBe(2);
  transport.close?.();
});

test('an idle connection ends after its time, or sooner where the server asks for that', async () => {
  const url = await listen((_, response) => response.end('{}'));
  const open = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  const transport = nodeTransport({ idleTimeoutMs: 60 });
  await (await transport(get(`${url}/`))).text(1e6);
  expect(await open()).toBe(1);
  // The server itself would keep it for 5 seconds.
  await expect.poll(open, { timeout: 1000 }).toBe(0);
});

test('a connection that the server ended while it was idle is not used again', async () => {
  const url = await listen((_, response) => response.end('{}'));
  const transport = nodeTransport();
  for (let n = 0; n < 5; n++) {
    await (await transport(get(`${url}/`))).text(1e6);
    server.closeAllConnections();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(connections).toBe(5);
});

describe('a host that moves is found at its new address within five minutes', () => {
  async function moving() {
    const old = await listen((_, response) => response.end('old'));
    // Without a word on how long its connections may be idle.
    server.keepAliveTimeout = 0;
    const port = Number(new URL(old).port);
    const moved = createServer((_, response) => response.end('new'));
    await new Promise<void>((resolve) => moved.listen(port, '127.0.0.2', resolve));
    let address = '127.0.0.1';
    type Lookup = (host: string, options: object, done: (error: null, found: object[]) => void) => void;
    const lookup: Lookup = (_, __, done) => done(null, [{ address, family: 4 }]);
    vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
    return {
      url: `http://moving.test:${port}/`,
      clock: vi.spyOn(performance, 'now').mockReturnValue(0),
      move() {
        address = '127.0.0.2';
      },
      end() {
        moved.closeAllConnections();
        moved.close();
      },
    };
  }

  test('of steady use', async () => {
    const { url, clock, move, end } = await moving();
    const transport = nodeTransport({ idleTimeoutMs: 1_000_000 });
    const ask = async () => (await transport(get(url))).text(1e6);
    expect(await ask()).toBe('old');
    move();
    clock.mockReturnValue(299_000);
    expect(await ask()).toBe('old');
    clock.mockReturnValue(300_001);
    expect(await ask()).toBe('new');
    transport.close?.();
    end();
  });

  test('of use without a pause, too', async () => {
    const { url, clock, move, end } = await moving();
    const transport = nodeTransport({ maxConnections: 2 });
    const http = new HttpClient({ baseUrl: url.slice(0, -1), authorization: 'x', transport });
    const path = '/';
    const ask = () =>
      http.request({ operation: 'o', method: 'GET', path, replaySafe: true, expects: 'anything' });
    const answers: unknown[] = [];
    let going = true;
    const asking = Array.from({ length: 10 }, async () => {
      while (going) answers.push(await ask());
    });
    await expect.poll(() => answers.length).toBeGreaterThan(20);
    move();
    clock.mockReturnValue(300_001);
    await expect.poll(() => answers.at(-1)).toBe('new');
    const found = answers.indexOf('new');
    await expect.poll(() => answers.length).toBeGreaterThan(found + 20);
    going = false;
    await Promise.all(asking);
    // Each of the two connections may have had one more.
    expect(answers.slice(found + 2)).not.toContain('old');
    transport.close?.();
    end();
  });
});

test('thousands wait for a few connections without their time running, and none is lost', async () => {
  let served = 0;
  const url = await listen((_, response) => {
    served++;
    setTimeout(() => response.end('{}'), 2);
  });
  const transport = nodeTransport({ maxConnections: 8 });
  const http = new HttpClient({ baseUrl: url, authorization: 'x', transport, timeoutMs: 500 });
  const ask = () => http.request({ operation: 'o', method: 'GET', path: '/', replaySafe: true });
  await Promise.all(Array.from({ length: 3000 }, ask));
  expect([served, connections]).toEqual([3000, 8]);
  await http.close();
});

test('the path goes out byte by byte, and a long body in one piece with its length', async () => {
  const seen: unknown[] = [];
  const url = await listen(async (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    for await (const chunk of request) body += chunk;
    seen.push([
      request.url,
      request.headers['content-length'],
      request.headers['transfer-encoding'],
      body.length,
    ]);
    response.end();
  });
  const transport = nodeTransport();
  const body = 'ü'.repeat(200_000);
  await (await transport({ ...get(`${url}/a/%2e%2e/b?x=%2F`), method: 'POST', body })).text(1e6);
  expect(seen).toEqual([['/a/%2e%2e/b?x=%2F', '400000', undefined, 200_000]]);
  transport.close?.();
});

test('a call that is given up while it waits for a connection was not sent', async () => {
  const url = await listen(() => {});
  const transport = nodeTransport({ maxConnections: 1 });
  const first = new AbortController();
  const second = new AbortController();
  const calls = [first, second].map(({ signal }) =>
    transport(get(`${url}/`, signal)).catch((e: unknown) => e),
  );
  await expect.poll(() => connections).toBe(1);
  second.abort();
  expect(await calls[1]).toMatchObject({ requestSent: false });
  first.abort();
  expect(await calls[0]).not.toHaveProperty('requestSent');
});

test('a signal that has aborted already sends nothing', async () => {
  const url = await listen((_, response) => response.end());
  const signal = AbortSignal.abort('enough');
  await expect(nodeTransport()(get(`${url}/`, signal))).rejects.toMatchObject({ requestSent: false });
  expect(connections).toBe(0);
});

test('a server that responds before it has read the body, and resets the connection, does not end the process', async () => {
  const uncaught = vi.fn();
  process.on('uncaughtException', uncaught);
  const tcp = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.pause();
      socket.end('HTTP/1.1 413 Content Too Large\r\ncontent-length: 2\r\n\r\n{}');
      setTimeout(() => socket.resetAndDestroy(), 3);
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(tcp.address() as AddressInfo).port}/`;
  const transport = nodeTransport();
  // More than the kernel takes of what nobody reads.
  const body = 'x'.repeat(6_500_000);
  const headers = { 'content-length': String(body.length) };
  const outcomes = new Set<unknown>();
  for (let n = 0; n < 10; n++) {
    const request = { ...get(url), method: 'POST', headers, body };
    outcomes.add(
      await transport(request).then(
        async (response) => {
          await response.text(1000);
          return response.status;
        },
        ({ code }) => code,
      ),
    );
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('uncaughtException', uncaught);
  tcp.close();
  expect(uncaught).not.toHaveBeenCalled();
  expect(outcomes).toContain(413);
});

test('a body that is cut off says so', async () => {
  const url = await listen((_, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('{"a"');
    setTimeout(() => response.destroy(), 5);
  });
  const response = await nodeTransport()(get(`${url}/`));
  await expect(response.text(1000)).rejects.toThrow('the connection closed before the end of the body');
});
