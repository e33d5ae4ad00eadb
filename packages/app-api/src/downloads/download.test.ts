import { createServer, type RequestListener, type Server } from 'node:http';
import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Transport } from '@cio/core';
import { fetchTransport } from '@cio/core/fetch';
import { nodeTransport } from '@cio/core/node';
import { undiciTransport } from '@cio/transport-undici';
import { generate } from 'selfsigned';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppClient, type DownloadOptions } from '../index.js';

let server: Server;
let origin: string;
let handler: RequestListener;
let closed: number;
let seen: { url: string | undefined; headers: Record<string, unknown> }[];

beforeEach(async () => {
  seen = [];
  const count = { closed: 0 };
  server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    if (request.url?.startsWith('/v1/')) {
      response.end(JSON.stringify({ url: `${origin}/file.csv?signature=top-secret` }));
      return;
    }
    response.on('close', () => {
      closed = ++count.closed;
    });
    handler(request, response);
  });
  closed = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const big = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as Error & Record<string, unknown>,
  );
const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

describe.each([
  ['node', nodeTransport],
  ['fetch', fetchTransport],
  ['undici', undiciTransport],
])('over %s', (_, makeTransport) => {
  const client = () =>
    new AppClient({ apiKey: 'app-key', baseUrl: origin, transport: makeTransport(), rateLimiter: false });
  const download = (options?: DownloadOptions) => client().exports.download(7, options);

  test('a stream holds the file, and the credentials do not go there', async () => {
    handler = (_request, response) => void response.setHeader('content-length', big.length).end(big);
    const progress: number[] = [];
    const stream = await download({
      onProgress: ({ bytes, totalBytes }) => {
        expect(totalBytes).toBe(big.length);
        progress.push(bytes);
      },
    });
    expect(Buffer.from(await new Response(stream).arrayBuffer()).equals(big)).toBe(true);
    expect(progress.at(-1)).toBe(big.length);
    expect(progress.length).toBeGreaterThan(1);
    const [call, file] = seen;
    expect([call?.url, call?.headers.authorization]).toEqual(['/v1/exports/7/download', 'Bearer app-key']);
    expect(file?.url).toBe('/file.csv?signature=top-secret');
    expect(file?.headers['accept-encoding']).toBe('identity');
    expect(JSON.stringify(file?.headers)).not.toMatch(/app-key|authorization|cookie/i);
  });

  test.each([
    ['with a length', { 'content-length': 1000 }],
    ['in chunks', {}],
    ['compressed', { 'content-encoding': 'gzip', 'content-length': 1000 }],
  ])('a body that breaks off is an error: %s', async (_, headers) => {
    handler = (_request, response) => {
      response.writeHead(200, headers as Record<string, string>);
      response.write(gzipSync('some'), () => response.destroy());
    };
    expect(await failureOf(download().then(text))).toMatchObject({ name: 'RetryableError', kind: 'network' });
  });

  test('a body whose end nobody tells is an error', async () => {
    handler = (_request, response) => {
      response.socket!.end('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\na,b\n');
    };
    expect(await failureOf(download())).toMatchObject({ name: 'ApiError', status: 200 });
  });

  test.each([204, 206])('a %d is no file', async (status) => {
    handler = (_request, response) => void response.writeHead(status).end();
    expect(await failureOf(download())).toMatchObject({ name: 'ApiError', status });
  });

  test('a file that comes compressed is decompressed', async () => {
    handler = (_request, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a,b\n1,2\n'));
    expect(await download().then(text)).toBe('a,b\n1,2\n');
  });

  test('a server that is silent ends it, before its response and in the middle of it', async () => {
    handler = () => {};
    expect(await failureOf(download({ timeoutMs: 50 }))).toMatchObject({ kind: 'timeout' });
    handler = (_request, response) => void response.write('some');
    const stream = await download({ timeoutMs: 50 });
    expect(await failureOf(text(stream))).toMatchObject({
      name: 'RetryableError',
      kind: 'timeout',
      message: `download from ${origin} → no data was received for 50 ms`,
    });
  });

  test('a reader that takes its time does not', async () => {
    handler = (_request, response) => void response.end(big);
    const stream = await download({ timeoutMs: 400 });
    let bytes = 0;
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 900));
      bytes += chunk.length;
    }
    expect(bytes).toBe(big.length);
  });

  test('giving up rejects with the reason', async () => {
    handler = (_request, response) => void response.write('some');
    const controller = new AbortController();
    const stream = await download({ signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 20);
    expect(await failureOf(text(stream))).toBe('enough');
  });

  test.each(['between two chunks', 'while it waits for one'])(
    'a reader that leaves %s ends the connection at once',
    async (when) => {
      handler = (_request, response) => void response.write('some');
      const reader = (await download()).getReader();
      await reader.read();
      const waiting = when === 'between two chunks' ? undefined : reader.read();
      await reader.cancel();
      await vi.waitFor(() => expect(closed).toBe(1), { timeout: 2000 });
      if (waiting) expect(await waiting).toMatchObject({ done: true });
    },
  );

  test('an address that is no longer good is an ApiError, and tells nothing of it', async () => {
    handler = (request, response) =>
      void response
        .writeHead(403, { 'x-asked': request.url, location: request.url })
        .end(`<Error>${request.url}</Error>`);
    const failure = await failureOf(download());
    expect(failure).toMatchObject({
      name: 'ApiError',
      status: 403,
      message: `download from ${origin} → 403`,
    });
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/top-secret|file\.csv/);
  });

  test('a storage that is overloaded is a RetryableError', async () => {
    handler = (_request, response) => void response.writeHead(503, { 'retry-after': '3' }).end('<SlowDown/>');
    expect(await failureOf(download())).toMatchObject({
      name: 'RetryableError',
      status: 503,
      retryAfterMs: 3000,
      response: { body: '<SlowDown/>' },
    });
  });

  test('it goes where it is redirected, without credentials, and not for ever', async () => {
    handler = (request, response) => {
      if (request.url?.startsWith('/file')) response.writeHead(302, { location: '/other?x=1' }).end();
      else response.end('moved');
    };
    expect(await download().then(text)).toBe('moved');
    handler = (_request, response) => void response.writeHead(302, { location: '/file' }).end();
    expect(await failureOf(download())).toMatchObject({ name: 'ApiError', status: 302 });
    // The call itself, the file twice; then the call and six addresses.
    expect(seen).toHaveLength(3 + 7);
    expect(JSON.stringify(seen.slice(1, 3))).not.toContain('app-key');
  });

  test.each([
    'file:///etc/passwd',
    'data:text/plain,x',
    'blob:http://127.0.0.1/x',
    'http://a:b@127.0.0.1/',
    '',
  ])('it is not redirected to %j', async (location) => {
    handler = (_request, response) => void response.writeHead(302, { location }).end();
    expect(await failureOf(download())).toMatchObject({ name: 'ApiError', status: 302 });
  });
});

describe('over HTTP/2', () => {
  let certificate: { key: string; cert: string };
  let http2: Http2SecureServer;
  let onStream: (stream: ServerHttp2Stream) => void;
  let transport: Transport;

  beforeAll(async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    certificate = { key, cert };
  });
  beforeEach(async () => {
    http2 = createSecureServer(certificate);
    http2.on('sessionError', () => {});
    http2.on('stream', (stream, { ':path': path }) => {
      stream.on('error', () => {});
      if (path?.startsWith('/v1/')) {
        stream.respond({ ':status': 200 });
        stream.end(JSON.stringify({ url: `${origin}/file.csv` }));
      } else onStream(stream);
    });
    await new Promise<void>((resolve) => http2.listen(0, '127.0.0.1', resolve));
    origin = `https://127.0.0.1:${(http2.address() as AddressInfo).port}`;
    transport = undiciTransport({ allowH2: true, connect: { rejectUnauthorized: false } });
  });
  afterEach(() => {
    transport.close?.();
    http2.close();
  });
  const download = () =>
    new AppClient({ apiKey: 'k', baseUrl: origin, transport, rateLimiter: false }).exports.download(7);

  test('a file is whole with its length, and without one', async () => {
    onStream = (stream) => {
      stream.respond({ ':status': 200, 'content-length': 4 });
      stream.end('a,b\n');
    };
    expect(await download().then(text)).toBe('a,b\n');
    onStream = (stream) => {
      stream.respond({ ':status': 200 });
      stream.end('a,b\n');
    };
    expect(await download().then(text)).toBe('a,b\n');
  });

  test.each([
    ['NO_ERROR', constants.NGHTTP2_NO_ERROR],
    ['CANCEL', constants.NGHTTP2_CANCEL],
    ['INTERNAL_ERROR', constants.NGHTTP2_INTERNAL_ERROR],
  ])('cut off by RST_STREAM %s, it is not', async (_, code) => {
    onStream = (stream) => {
      stream.respond({ ':status': 200, 'content-length': 1000 });
      stream.write('half', () => stream.close(code));
    };
    expect(await failureOf(download().then(text))).toMatchObject({ name: 'RetryableError', kind: 'network' });
  });
});

describe('a response that names no file', () => {
  test.each([
    'file:///etc/passwd',
    'blob:http://127.0.0.1/x',
    '/relative',
    '',
    'http://user:top-secret@127.0.0.1/x',
    null,
    5,
    {},
    ['http://127.0.0.1/x'],
    undefined,
  ])('but %j is an ApiError, and nothing is asked for', async (url) => {
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      seen.push({ url: request.url, headers: request.headers });
      response.end(JSON.stringify({ url }));
    });
    const client = new AppClient({ apiKey: 'k', baseUrl: origin, rateLimiter: false });
    const failure = await failureOf(client.exports.download(7));
    expect(failure.name).toBe('ApiError');
    expect(inspect(failure, { depth: 10 })).not.toContain('top-secret');
    expect(seen).toHaveLength(1);
  });
});

describe('options', () => {
  test.each([
    [null, 'options'],
    ['x', 'options'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs'],
    [{ timeoutMs: '500' }, 'timeoutMs'],
    [{ timeoutMs: null }, 'timeoutMs'],
    [{ signal: {} }, 'signal'],
    [{ signal: null }, 'signal'],
    [{ onProgress: 'x' }, 'onProgress'],
    [{ onprogress: () => {} }, 'onprogress'],
    [{ timeout: 500 }, 'timeout'],
  ])('%j is refused by %s, before anything is sent', async (options, field) => {
    const client = new AppClient({ apiKey: 'k', baseUrl: origin, rateLimiter: false });
    expect(await failureOf(client.exports.download(7, options as never))).toMatchObject({
      name: 'ValidationError',
      field,
    });
    expect(seen).toHaveLength(0);
  });

  test('a getter that throws is refused too', async () => {
    const options = {
      get signal(): AbortSignal {
        throw new Error('mine');
      },
    };
    const client = new AppClient({ apiKey: 'k', baseUrl: origin, rateLimiter: false });
    expect(await failureOf(client.exports.download(7, options))).toMatchObject({
      name: 'ValidationError',
      field: 'options',
    });
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['rejects', () => Promise.reject(new Error('mine'))],
    [
      'gives a thenable that throws',
      () => ({
        then: () => {
          throw new Error('mine');
        },
      }),
    ],
  ])('an onProgress that %s changes nothing, and is reported', async (_, onProgress) => {
    const report = vi.spyOn(console, 'error').mockImplementation(() => {});
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    try {
      handler = (_request, response) => void response.end('whole');
      const client = new AppClient({ apiKey: 'k', baseUrl: origin, rateLimiter: false });
      expect(await text(await client.exports.download(7, { onProgress: onProgress as () => void }))).toBe(
        'whole',
      );
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(report).toHaveBeenCalled();
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off('unhandledRejection', unhandled);
      report.mockRestore();
    }
  });
});
