import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { isRetryableError, type Transport } from '@cio/core';
import { TrackClient } from '@cio/track';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type OwnConnections, undiciTransport } from './index.js';
import {
  CODES,
  certificate,
  frames,
  listenHttp2,
  listenTcp,
  MAX_BYTES,
  request,
  sleep,
} from './test-servers.js';

function made(options: OwnConnections = {}): Transport {
  const transport = undiciTransport(options);
  onTestFinished(() => transport.close?.());
  return transport;
}

async function listen<T extends Pick<Server, 'listen' | 'close' | 'address'>>(server: T): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** What a client says of a call that failed. */
async function wasSent(transport: Transport, baseUrl: string, timeoutMs = 5000): Promise<unknown> {
  const client = new TrackClient({ siteId: 's', apiKey: 'k', baseUrl, transport, timeoutMs });
  const error = await client.track('ada', 'bought').catch((error: unknown) => error);
  return isRetryableError(error) ? error.requestSent : error;
}

const post = { method: 'POST', body: 'x' };

describe.each([false, true])('with allowH2: %s', (allowH2) => {
  test('nobody there, no such host, no connection in time: nothing was sent', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    for (const host of [`localhost:${port}`, 'no-such-host.invalid']) {
      for (const scheme of ['http', 'https']) {
        expect(await wasSent(made({ allowH2 }), `${scheme}://${host}`)).toBe(false);
      }
    }
    // Accepts connections, and does not speak TLS.
    const mute = await listenTcp(() => {});
    const slow = made({ allowH2, connectTimeout: 50 });
    expect(await wasSent(slow, `https://localhost:${mute.port}`)).toBe(false);
  });

  test('a call that is given up while the TLS handshake is under way was not sent', async () => {
    const mute = await listenTcp(() => {});
    expect(await wasSent(made({ allowH2 }), `https://localhost:${mute.port}`, 50)).toBe(false);
  });

  test('a certificate that nobody vouches for: nothing was sent', async () => {
    const server = await listenTcp(() => {}, true);
    expect(await wasSent(made({ allowH2 }), `https://localhost:${server.port}`)).toBe(false);
    expect(server.received).toBe('');
  });

  test('a server that reads the request and says nothing, or ends: it may have been processed', async () => {
    const ends = await listenTcp((socket) => socket.destroy());
    expect(await wasSent(made({ allowH2 }), `http://127.0.0.1:${ends.port}`)).toBe(true);
    const mute = await listenTcp(() => {});
    expect(await wasSent(made({ allowH2 }), `http://127.0.0.1:${mute.port}`, 50)).toBe(true);
  });
});

test('of several on one connection that ends, each may have been processed, and each but safe ones was sent once', async () => {
  const seen: string[] = [];
  const server = createServer((incoming) => {
    seen.push(incoming.url!);
    if (seen.length === 3) incoming.socket.destroy();
  });
  const port = await listen(server);
  const transport = made({ connections: 1, pipelining: 3 });
  const calls = ['/a', '/b', '/c'].map((path) =>
    transport(request(`http://127.0.0.1:${port}${path}`, post)).catch((error: unknown) => error),
  );
  for (const error of await Promise.all(calls)) expect(error).toMatchObject({ requestSent: true });
  expect(seen).toEqual(['/a', '/b', '/c']);
});

test('a safe request that is sent again, and then finds nobody there, may have been processed the first time', async () => {
  let requests = 0;
  const server = createServer((incoming) => {
    if (++requests < 2) return;
    server.close();
    incoming.socket.destroy();
  });
  const port = await listen(server);
  const transport = made({ connections: 1, pipelining: 2 });
  const calls = [1, 2].map(() =>
    transport(request(`http://127.0.0.1:${port}/`, { method: 'PUT', body: 'x' })).catch(
      (error: unknown) => error,
    ),
  );
  for (const error of await Promise.all(calls)) expect(error).toMatchObject({ requestSent: true });
});

test('many calls with one signal leave no listener on it, and no warning', async () => {
  const port = await listen(createServer((_, response) => void response.end('{}')));
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => void process.off('warning', onWarning));
  const client = new TrackClient({
    siteId: 's',
    apiKey: 'k',
    baseUrl: `http://127.0.0.1:${port}`,
    transport: made(),
  });
  const { signal } = new AbortController();
  let listeners = 0;
  for (const [name, change] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    const original = signal[name].bind(signal) as (...args: unknown[]) => void;
    signal[name] = (...args: unknown[]) => {
      listeners += change;
      expect(listeners).toBeLessThanOrEqual(1);
      original(...args);
    };
  }
  await Promise.all(Array.from({ length: 200 }, (_, n) => client.track(n, 'bought', {}, { signal })));
  await sleep(20);
  expect([listeners, warnings]).toEqual([0, []]);
});

/** Random numbers that are the same in each run. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

describe('what is told of a call agrees with what the server saw of it, whatever goes wrong', () => {
  const processed = new Map<string, number>();
  const record = (id: string) => processed.set(id, (processed.get(id) ?? 0) + 1);

  async function http1(random: (below: number) => number): Promise<string> {
    const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
      const fault = random(10);
      if (fault > 0) record(incoming.url!);
      if (fault < 2) return void incoming.socket.destroy();
      if (fault === 2) return void incoming.socket.resetAndDestroy();
      if (fault === 3) response.setHeader('connection', 'close');
      incoming.resume();
      setTimeout(() => {
        if (fault === 4) response.write('{', () => response.destroy());
        else response.end('{}');
      }, random(8));
    };
    const server = createServer(onRequest).on('connection', (socket) => {
      if (random(10) === 0) socket.destroy();
    });
    return `http://127.0.0.1:${await listen(server)}`;
  }

  async function http2(random: (below: number) => number): Promise<string> {
    /** The last stream of each connection that the server has said it processes. */
    const last = new WeakMap<object, number>();
    const { url } = await listenHttp2(
      () => {},
      ({ write }) => write(frames.settings(10)),
      ({ socket, write }, id, path) => {
        if (id > (last.get(socket) ?? Number.POSITIVE_INFINITY)) return;
        const goAway = (streamId: number, code: number) => {
          if (last.has(socket)) return;
          last.set(socket, streamId);
          write(frames.goaway(streamId, code));
        };
        const fault = random(40);
        if (fault < 6) return write(frames.reset(id, CODES.refused));
        if (fault === 6) return goAway(Math.max(id - 2, 0), CODES.internal);
        if (fault === 7) return goAway(Math.max(id - 2, 0), CODES.none);
        if (fault === 8) return goAway(Math.max(id - 2, 0), CODES.calm);
        if (fault === 9) return void socket.destroy();
        record(path);
        if (fault === 10) return goAway(id, CODES.internal);
        if (fault === 11) return void socket.destroy();
        if (fault === 12) return write(frames.reset(id, CODES.cancel));
        if (fault === 13) goAway(id, CODES.none);
        if (fault < 16) write(frames.settings(1 + random(20)));
        setTimeout(() => write(frames.headers(id), frames.data(id, '{}', true)), random(8));
      },
    );
    return url.slice(0, -1);
  }

  test.each([
    ['HTTP/1.1', http1, { connections: 4 }],
    ['HTTP/1.1, pipelined', http1, { connections: 2, pipelining: 4 }],
    ['HTTP/2', http2, { allowH2: true }],
  ] as const)('%s', async (_, serve, options) => {
    processed.clear();
    const random = randomFrom(20);
    const url = await serve(random);
    const transport = made({ ...options, connect: { ca: certificate.cert } });
    const counts = { done: 0, sent: 0, notSent: 0 };
    const wrong: string[] = [];
    for (let round = 0; round < 15; round++) {
      await Promise.all(
        Array.from({ length: 30 }, async (_, n) => {
          const path = `/${round}-${n}`;
          const controller = new AbortController();
          if (random(4) === 0) setTimeout(() => controller.abort(new Error('given up')), random(10));
          // A request that a server forgets must not hold up the test.
          else setTimeout(() => controller.abort(new Error('timed out')), 2000).unref();
          try {
            const response = await transport(
              request(`${url}${path}`, { method: 'POST', body: path, signal: controller.signal }),
            );
            await response.text(MAX_BYTES);
            counts.done++;
            if (processed.get(path) !== 1)
              wrong.push(`${path}: done, though processed ${processed.get(path)} times`);
          } catch (error) {
            const { requestSent } = error as { requestSent?: boolean };
            counts[requestSent === false ? 'notSent' : 'sent']++;
            // It may still be on its way to the server.
            await sleep(30);
            const times = processed.get(path) ?? 0;
            if (requestSent === false && times > 0) wrong.push(`${path}: told as not sent, and processed`);
            if (times > 1) wrong.push(`${path}: processed ${times} times`);
          }
        }),
      );
    }
    expect(wrong).toEqual([]);
    // The faults were there.
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(10);
  });
});
