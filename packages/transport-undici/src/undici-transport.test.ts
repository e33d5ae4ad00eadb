import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { isRetryableError, type Transport, type TransportRequest } from '@cio/core';
import type { ConcurrencyLimiter } from '@cio/core/node';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { TrackClient as OfficialTrackClient } from 'customerio-node';
import { afterEach, describe, expect, test } from 'vitest';
import { undiciTransport } from './index.js';

const MAX = 64 * 1024 * 1024;

let server: Server | undefined;
let connections = 0;

async function listen(handler: RequestListener): Promise<string> {
  connections = 0;
  server = createServer(handler).on('connection', () => connections++);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

function get(url: string, signal = new AbortController().signal): TransportRequest {
  return {
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
  };
}

const open = () => new Promise((resolve) => server!.getConnections((_, count) => resolve(count)));

test('connections are kept, and no more are opened than allowed', async () => {
  const url = await listen((_, response) => setTimeout(() => response.end('{}'), 10));
  const transport = undiciTransport({ connections: 3 });
  for (let round = 0; round < 2; round++) {
    await Promise.all(Array.from({ length: 20 }, async () => (await transport(get(`${url}/`))).text(MAX)));
  }
  expect(connections).toBe(3);
  transport.close?.();
});

test('a call that waited uses a connection that is free, and opens none', async () => {
  const baseUrl = await listen((_, response) => void response.end('{}'));
  const transport = undiciTransport();
  const track = new TrackClient({ siteId: 'site', apiKey: 'key', baseUrl, transport });
  await Promise.all(Array.from({ length: 3000 }, () => track.track('5', 'x')));
  expect(connections).toBeLessThanOrEqual(
    (transport.concurrency!(`${baseUrl}/`) as ConcurrencyLimiter).limit,
  );
  await track.close();
});

test('calls that follow their own responses open no more connections than there are of them', async () => {
  const baseUrl = await listen((_, response) => void setTimeout(() => response.end('{}'), 20));
  const transport = undiciTransport();
  const track = new TrackClient({ siteId: 'site', apiKey: 'key', baseUrl, transport });
  const one = async () => {
    for (let n = 0; n < 10; n++) await track.track('5', 'x');
  };
  await Promise.all(Array.from({ length: 64 }, one));
  expect((transport.concurrency!(`${baseUrl}/`) as ConcurrencyLimiter).limit).toBe(64);
  expect(connections).toBe(64);
  await track.close();
});

test.each([
  [{ clientTtl: 40 }, 2],
  [{ clientTtl: null }, 1],
  [{}, 1],
])('with %o, %i connections are made in 60 ms, one call at each end', async (options, expected) => {
  const url = await listen((_, response) => void response.end('{}'));
  const transport = undiciTransport(options);
  const call = async () => (await transport(get(`${url}/`))).text(MAX);
  await call();
  await new Promise((resolve) => setTimeout(resolve, 60));
  await call();
  expect(connections).toBe(expected);
  transport.close?.();
});

test('a connection whose time is over first ends what is under way on it', async () => {
  const url = await listen((_, response) => void setTimeout(() => response.end('{}'), 80));
  const transport = undiciTransport({ clientTtl: 20 });
  const slow = transport(get(`${url}/`));
  await new Promise((resolve) => setTimeout(resolve, 40));
  const responses = await Promise.all([slow, transport(get(`${url}/`))]);
  expect(await Promise.all(responses.map((response) => response.text(MAX)))).toEqual(['{}', '{}']);
  expect(connections).toBe(2);
  transport.close?.();
});

test('what was under way behind a call that broke is not sent a second time where that has an effect', async () => {
  const seen: string[] = [];
  const url = await listen((request, response) => {
    seen.push(request.url!);
    if (request.url === '/0' && seen.length === 1) setTimeout(() => response.destroy(), 30);
    else setTimeout(() => response.end('{}'), 60);
  });
  const transport = undiciTransport({ connections: 1, pipelining: 4 });
  const outcomes = await Promise.all(
    [0, 1, 2].map((n) =>
      transport({ ...get(`${url}/${n}`), method: 'POST', body: '{}', replaySafe: false }).then(
        () => 'done',
        () => 'failed',
      ),
    ),
  );
  expect(outcomes[0]).toBe('failed');
  // Each reached the server once at the most, and no answer was made up.
  expect([...seen].sort()).toEqual([...new Set(seen)].sort());
  transport.close?.();
});

test('requests are pipelined where that is asked for', async () => {
  let atOnce = 0;
  let most = 0;
  const url = await listen((_, response) => {
    most = Math.max(most, ++atOnce);
    setTimeout(() => {
      atOnce--;
      response.end('{}');
    }, 20);
  });
  const transport = undiciTransport({ connections: 1, pipelining: 4 });
  await Promise.all(Array.from({ length: 8 }, async () => (await transport(get(`${url}/`))).text(MAX)));
  expect(connections).toBe(1);
  expect(most).toBeGreaterThan(1);
  transport.close?.();
});

test.each([
  [{ connections: 2 }, 2],
  [{ connections: 2, pipelining: 3 }, 6],
  // HTTP/2 takes more than there are connections of HTTP/1.1.
  [{ allowH2: true, connections: 2 }, 100],
  [{ allowH2: true, connections: 2, maxConcurrentStreams: 7 }, 7],
])('with %o, calls beyond %i wait before they are made', async (options, most) => {
  const url = await listen((_, response) => void setTimeout(() => response.end('{}'), 5));
  const transport = undiciTransport(options);
  let underWay = 0;
  let seen = 0;
  const counting: Transport = Object.assign(
    async (request: TransportRequest) => {
      seen = Math.max(seen, ++underWay);
      return transport(request).finally(() => underWay--);
    },
    { concurrency: transport.concurrency! },
  );
  const track = new TrackClient({ siteId: 's', apiKey: 'k', baseUrl: url, transport: counting });
  await Promise.all(Array.from({ length: 150 }, (_, n) => track.identify(n)));
  expect(seen).toBe(most);
  transport.close?.();
});

test('close() lets what is under way end, ends the connections, and new ones are made when needed', async () => {
  const url = await listen((_, response) => setTimeout(() => response.end('done'), 50));
  const transport = undiciTransport();
  const underWay = transport(get(`${url}/`));
  await expect.poll(open).toBe(1);
  transport.close?.();
  expect(await (await underWay).text(MAX)).toBe('done');
  await expect.poll(open).toBe(0);
  expect(await (await transport(get(`${url}/`))).text(MAX)).toBe('done');
  expect(connections).toBe(2);
  transport.close?.();
  await expect.poll(open).toBe(0);
});

test('an idle connection ends after its time', async () => {
  const url = await listen((_, response) => response.end('{}'));
  // Node's server says that it keeps connections for 5 seconds.
  const transport = undiciTransport({ keepAliveTimeout: 50 });
  await (await transport(get(`${url}/`))).text(MAX);
  expect(await open()).toBe(1);
  await expect.poll(open, { timeout: 1000 }).toBe(0);
});

test('the path goes out byte by byte, and a body with its length', async () => {
  const seen: unknown[] = [];
  const url = await listen(async (request, response) => {
    let length = 0;
    for await (const chunk of request) length += chunk.length;
    seen.push([request.url, request.headers['content-length'], request.headers['x-a'], length]);
    response.end();
  });
  const transport = undiciTransport();
  for (const body of ['ü'.repeat(200_000), new Uint8Array(5)]) {
    const request = { ...get(`${url}/a/%2e%2e/b?x=%2F`), method: 'POST', body, headers: { 'x-a': 'b' } };
    expect((await transport(request)).status).toBe(200);
  }
  expect(seen).toEqual([
    ['/a/%2e%2e/b?x=%2F', '400000', 'b', 400_000],
    ['/a/%2e%2e/b?x=%2F', '5', 'b', 5],
  ]);
  transport.close?.();
});

describe('what is given up', () => {
  test('while it waits for a connection was not sent', async () => {
    const url = await listen(() => {});
    const transport = undiciTransport({ connections: 1 });
    const first = new AbortController();
    const second = new AbortController();
    const calls = [first, second].map(({ signal }) =>
      transport(get(`${url}/`, signal)).catch((error: unknown) => error),
    );
    await expect.poll(() => connections).toBe(1);
    second.abort();
    expect(await calls[1]).toMatchObject({ requestSent: false });
    first.abort();
    expect(await calls[0]).toMatchObject({ requestSent: true });
    // The one that was given up does not go out after all.
    await expect.poll(open).toBe(0);
    transport.close?.();
  });

  test('before it began sends nothing', async () => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests++;
      response.end();
    });
    const signal = AbortSignal.abort('enough');
    const transport = undiciTransport();
    await expect(transport(get(`${url}/`, signal))).rejects.toMatchObject({ requestSent: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toBe(0);
  });

  test('while the body comes ends the body', async () => {
    const url = await listen((_, response) => void response.write('half'));
    const controller = new AbortController();
    const response = await undiciTransport()(get(`${url}/`, controller.signal));
    const text = response.text(MAX);
    controller.abort(new Error('enough'));
    await expect(text).rejects.toThrow('enough');
    await expect.poll(open).toBe(0);
  });
});

test('nobody there: nothing was sent', async () => {
  const url = await listen(() => {});
  server!.close();
  const client = new TrackClient({ siteId: 's', apiKey: 'k', baseUrl: url, transport: undiciTransport() });
  const error = await client.identify('a').catch((error: unknown) => error);
  expect(isRetryableError(error) && [error.kind, error.requestSent]).toEqual(['network', false]);
});

test('a connection that the server ended while it was idle is not used again', async () => {
  const url = await listen((_, response) => response.end('{}'));
  const transport = undiciTransport();
  for (let n = 0; n < 5; n++) {
    await (await transport(get(`${url}/`))).text(MAX);
    server!.closeAllConnections();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(connections).toBe(5);
  transport.close?.();
});

describe('a body', () => {
  test('comes in pieces, no faster than it is read', async () => {
    let written = 0;
    function* pieces() {
      while (written < 200) yield Buffer.alloc(1024 * 1024, written++);
    }
    const url = await listen((_, response) => void Readable.from(pieces()).pipe(response));
    const response = await undiciTransport()(get(`${url}/`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(written).toBeLessThan(60);
    let bytes = 0;
    for await (const chunk of response.stream()) bytes += chunk.length;
    expect(bytes).toBe(200 * 1024 * 1024);
  });

  test('whose reader leaves ends its connection', async () => {
    const url = await listen((_, response) => {
      const timer = setInterval(() => response.write('more'), 5);
      response.on('close', () => clearInterval(timer));
    });
    const response = await undiciTransport()(get(`${url}/`));
    for await (const _ of response.stream()) break;
    await expect.poll(open).toBe(0);
  });

  test.each(['text', 'stream'])('that breaks off says so: %s', async (how) => {
    const url = await listen((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    const response = await undiciTransport()(get(`${url}/`));
    const reading =
      how === 'text'
        ? response.text(MAX)
        : (async () => {
            for await (const _ of response.stream());
          })();
    await expect(reading).rejects.toThrow();
  });

  test('longer than what is held in memory can still be had as text', async () => {
    const url = await listen((_, response) => void response.end('x'.repeat(5_000_000)));
    const response = await undiciTransport()(get(`${url}/`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await response.text(MAX))?.length).toBe(5_000_000);
  });
});

describe('beside others in the process', () => {
  let emulator: Emulator;
  afterEach(() => emulator.close());

  test('the official client works as before', async () => {
    emulator = await startEmulator();
    const { url, siteId, apiKey } = emulator;
    const ours = new TrackClient({ siteId, apiKey, baseUrl: url, transport: undiciTransport() });
    await ours.identify('ada', { plan: 'gold' });
    const theirs = new OfficialTrackClient(siteId, apiKey, { url: `${url}/api/v1` });
    await theirs.track('ada', { name: 'bought' });
    await ours.track('ada', 'bought');
    await ours.close();
    await theirs.track('ada', { name: 'bought' });
    expect(emulator.workspace.find('ada')?.events.map(({ name }) => name)).toEqual([
      'bought',
      'bought',
      'bought',
    ]);
  });

  test('a dispatcher of one’s own is used, and left open', async () => {
    emulator = await startEmulator();
    const { url, siteId, apiKey } = emulator;
    // Not at the top: it would take over the fetch of the process.
    const { Agent } = await import('undici');
    const paths: string[] = [];
    const dispatcher = new Agent().compose((dispatch) => (options, handler) => {
      paths.push(options.path);
      return dispatch(options, handler);
    });
    const client = new TrackClient({
      siteId,
      apiKey,
      baseUrl: url,
      transport: undiciTransport({ dispatcher }),
    });
    await client.identify('ada');
    await client.close();
    await client.identify('bob');
    expect(paths).toEqual(['/api/v1/customers/ada', '/api/v1/customers/bob']);
    await dispatcher.close();
  });

  test('a proxy is gone through', async () => {
    emulator = await startEmulator();
    const { url, siteId, apiKey } = emulator;
    const asked: string[] = [];
    const proxy = createServer().on('connect', (request, from) => {
      asked.push(request.url!);
      const { port } = new URL(url);
      const to = connect(Number(port), '127.0.0.1', () => {
        from.write('HTTP/1.1 200 OK\r\n\r\n');
        from.pipe(to).pipe(from);
      });
      for (const socket of [from, to]) socket.on('error', () => {});
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { ProxyAgent } = await import('undici');
    const { port } = proxy.address() as AddressInfo;
    const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, proxyTunnel: true });
    const client = new TrackClient({
      siteId,
      apiKey,
      baseUrl: url,
      transport: undiciTransport({ dispatcher }),
    });
    await client.identify('ada', { plan: 'gold' });
    expect(emulator.workspace.find('ada')?.attributes).toMatchObject({ plan: 'gold' });
    expect(asked).toEqual([new URL(url).host]);
    await dispatcher.close();
    proxy.close();
  });
});
