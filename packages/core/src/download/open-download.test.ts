import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fetchTransport } from '../transport/fetch.js';
import { nodeTransport } from '../transport/node.js';
import type { Transport, TransportRequest } from '../transport/types.js';
import { type OpenDownloadOptions, openDownload } from './open-download.js';

const SIGNATURE = 'AKIA-top-secret-signature';
const bytes = (text: string) => new TextEncoder().encode(text);

async function read(opening: ReturnType<typeof openDownload>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await opening).stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as Error & Record<string, unknown>,
  );

describe.each([
  ['node', nodeTransport],
  ['fetch', fetchTransport],
])('over %s', (_, makeTransport) => {
  let server: Server;
  let origin: string;
  let handler: RequestListener;
  let closed: () => number;

  beforeEach(async () => {
    const count = { closed: 0 };
    closed = () => count.closed;
    server = createServer((request, response) => {
      response.on('close', () => count.closed++);
      handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = (options: Partial<OpenDownloadOptions> = {}, path = `/people.csv?signature=${SIGNATURE}`) =>
    openDownload(makeTransport(), origin + path, { timeoutMs: 1000, ...options });

  /** A response written by hand. */
  const raw = (text: string | Uint8Array, end = true) => {
    handler = (_request, response) => {
      response.socket!.write(text, () => end && response.socket!.end());
    };
  };

  test('it asks for the file as it is, without credentials, and not for what is after a #', async () => {
    let seen: { url?: string; headers: Record<string, unknown> } | undefined;
    handler = (request, response) => {
      seen = { url: request.url!, headers: request.headers };
      response.end('a,b\n');
    };
    const opened = await open({}, '/people.csv?a=1#here');
    expect([opened.totalBytes, await read(Promise.resolve(opened))]).toEqual([4, 'a,b\n']);
    expect(seen?.url).toBe('/people.csv?a=1');
    expect(seen?.headers).toMatchObject({ 'accept-encoding': 'identity' });
    expect(Object.keys(seen!.headers)).not.toContain('authorization');
    expect(Object.keys(seen!.headers)).not.toContain('cookie');
  });

  describe('a file is whole, or there is an error', () => {
    test.each([
      ['with a length', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc'],
      ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'],
      [
        'in chunks, and the connection ends',
        'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
      ],
      [
        'with a length, and the connection ends',
        'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc',
      ],
    ])('%s', async (_, response) => {
      raw(response);
      expect(await read(open())).toBe('abc');
    });

    test.each([
      ['short of its length', 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nabc'],
      ['nothing of it', 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n'],
      ['in the middle of a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabc'],
      ['without the last chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'],
    ])('broken off: %s', async (_, response) => {
      raw(response);
      expect(await failureOf(read(open()))).toMatchObject({
        name: 'RetryableError',
        kind: 'network',
        requestSent: true,
        message: expect.stringMatching(/^download from http:\/\/127\.0\.0\.1:\d+ → ./),
      });
    });

    test('a response whose end is that of the connection is refused: it could have been cut', async () => {
      raw('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabc');
      expect(await failureOf(open())).toMatchObject({
        name: 'ApiError',
        status: 200,
        message: expect.stringContaining('complete'),
      });
    });

    test.each([201, 202, 203, 204, 205, 206, 304])('%d is no whole file', async (status) => {
      handler = (_request, response) => void response.writeHead(status).end();
      expect(await failureOf(open())).toMatchObject({ name: 'ApiError', status });
    });
  });

  describe('a server that compresses, though it was not asked to', () => {
    const content = 'a,b\n1,2\n'.repeat(10_000);

    test.each([
      ['gzip', {}],
      ['x-gzip', {}],
      ['GZIP', { 'content-length': String(gzipSync(content).length) }],
    ])('%s is decompressed', async (encoding, headers) => {
      handler = (_request, response) =>
        void response.writeHead(200, { 'content-encoding': encoding, ...headers }).end(gzipSync(content));
      const opened = await open();
      expect(opened.totalBytes).toBeUndefined();
      expect(await read(Promise.resolve(opened))).toBe(content);
    });

    test('cut off, it is not whole', async () => {
      const whole = gzipSync(content);
      handler = (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': whole.length });
        response.write(whole.subarray(0, 100), () => response.destroy());
      };
      expect(await failureOf(read(open()))).toMatchObject({ name: 'RetryableError', kind: 'network' });
    });

    test.each(['compress', 'gzip, gzip', 'unknown'])('%s is refused', async (encoding) => {
      handler = (_request, response) =>
        void response.writeHead(200, { 'content-encoding': encoding }).end('whatever');
      const failure = await failureOf(read(open()));
      expect(failure.name).toMatch(/^(ApiError|RetryableError)$/);
    });
  });

  describe('errors', () => {
    test.each([408, 425, 429, 500, 502, 503, 504, 520, 524])('%d may pass', async (status) => {
      handler = (_request, response) =>
        void response.writeHead(status, { 'retry-after': '7' }).end('<Error/>');
      expect(await failureOf(open())).toMatchObject({
        name: 'RetryableError',
        kind: 'http',
        status,
        retryAfterMs: 7000,
        requestSent: status !== 429,
        response: { status, body: '<Error/>' },
      });
    });

    test.each([400, 401, 403, 404, 410, 501])('%d does not', async (status) => {
      handler = (_request, response) => void response.writeHead(status).end('{"reason":"expired"}');
      expect(await failureOf(open())).toMatchObject({
        name: 'ApiError',
        status,
        body: { reason: 'expired' },
        message: `download from ${origin} → ${status}`,
      });
    });

    test('a body without an end is read up to a bound, and for no longer than the server may be silent', async () => {
      handler = (_request, response) => {
        response.writeHead(403);
        const timer = setInterval(() => response.write('x'.repeat(50_000)), 1);
        response.on('close', () => clearInterval(timer));
      };
      const failure = await failureOf(open());
      expect((failure.body as string).length).toBeLessThan(66_000);
      handler = (_request, response) => {
        response.writeHead(403).write('a');
        const timer = setInterval(() => response.write('a'), 30);
        response.on('close', () => clearInterval(timer));
      };
      expect(await failureOf(open({ timeoutMs: 200 }))).toMatchObject({ name: 'ApiError', status: 403 });
    });

    const writeSecrets = (response: ServerResponse, status: number) => {
      const url = `${origin}/people.csv?signature=${SIGNATURE}`;
      response
        .writeHead(status, { 'x-url': url, location: `${url}&again=1`, 'set-cookie': 'session=1' })
        .end(`<Key>people.csv</Key>\u001b[2J\u0000<Sent>${url}</Sent><Signature>${SIGNATURE}</Signature>`);
    };

    test.each([403, 503, 304, 302])('of a %d tell nothing of the URL, wherever one looks', async (status) => {
      handler = (_request, response) => writeSecrets(response, status);
      const failure = await failureOf(open());
      const shown = inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure);
      expect(shown).not.toMatch(/AKIA|people\.csv|session=1/);
      expect(JSON.stringify(failure)).not.toMatch(/\\u001b|\\u0000/);
    });

    test('nothing there to connect to', async () => {
      server.close();
      server.closeAllConnections();
      const failure = await failureOf(open());
      expect(failure).toMatchObject({ name: 'RetryableError', kind: 'network', requestSent: false });
      expect(inspect(failure, { depth: 10 })).not.toContain(SIGNATURE);
    });
  });

  describe('time', () => {
    test('a server that is silent before its response, or in the middle of it, has so much', async () => {
      handler = () => {};
      expect(await failureOf(open({ timeoutMs: 50 }))).toMatchObject({ kind: 'timeout' });
      handler = (_request, response) => void response.write('some');
      expect(await failureOf(read(open({ timeoutMs: 50 })))).toMatchObject({
        kind: 'timeout',
        message: `download from ${origin} → no data was received for 50 ms`,
      });
    });

    test('a reader may take its time, before the first chunk too', async () => {
      handler = (_request, response) => void response.end('whole');
      const { stream } = await open({ timeoutMs: 50 });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(await read(Promise.resolve({ stream } as never))).toBe('whole');
    });

    test.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY, '500', null])(
      '%j is no time',
      async (timeoutMs) => {
        expect(await failureOf(open({ timeoutMs: timeoutMs as number }))).toMatchObject({
          name: 'ValidationError',
          field: 'timeoutMs',
        });
      },
    );
  });

  describe('the connection is ended', () => {
    const untilClosed = () => vi.waitFor(() => expect(closed()).toBe(1), { timeout: 2000 });
    beforeEach(() => {
      handler = (_request, response) => void response.write('some');
    });

    test('when the reader leaves', async () => {
      const { stream } = await open();
      for await (const _ of stream) break;
      await untilClosed();
    });

    test('when it leaves before it has read', async () => {
      const { stream } = await open();
      await stream.return?.();
      await untilClosed();
      expect(await stream.next()).toMatchObject({ done: true });
    });

    test('when it leaves while it waits', async () => {
      const { stream } = await open();
      await stream.next();
      const waiting = stream.next();
      await stream.return?.();
      expect(await waiting).toMatchObject({ done: true });
      await untilClosed();
    });

    test('when the caller gives up, in the middle, while nobody reads, and before it begins', async () => {
      const controller = new AbortController();
      const { stream } = await open({ signal: controller.signal });
      await stream.next();
      const waiting = stream.next();
      controller.abort('enough');
      expect(await failureOf(waiting)).toBe('enough');
      await untilClosed();

      const second = new AbortController();
      const { stream: unread } = await open({ signal: second.signal });
      second.abort('enough');
      expect(await failureOf(unread.next())).toBe('enough');
      expect(await failureOf(open({ signal: AbortSignal.abort('no') }))).toBe('no');
    });

    test('when the file was not what was expected', async () => {
      handler = (_request, response) => void response.writeHead(206).write('ada@example.com');
      // What it holds is somebody's data, and does not belong in an error.
      expect(await failureOf(open())).toMatchObject({ status: 206, body: undefined });
      await untilClosed();
    });
  });
});

/** A transport that gives what it is told for each URL. */
function fake(
  responses: Record<string, { status?: number; headers?: Record<string, string>; body?: string }>,
) {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push({ ...request, url: request.url, headers: request.headers });
    const { status = 200, headers = {}, body = '' } = responses[request.url] ?? { status: 404 };
    return {
      status,
      headers,
      text: async () => body,
      async *stream() {
        if (body) yield bytes(body);
      },
    };
  };
  return { transport, urls: () => requests.map(({ url }) => url) };
}

const redirect = (location: string) => ({ status: 302, headers: { location } });
const options = { timeoutMs: 1000 };

describe('a body compared with its length, whatever the transport says', () => {
  test.each([
    ['shorter', '5'],
    ['longer', '3'],
  ])('%s', async (_, length) => {
    const { transport } = fake({
      'https://files.test/a': { headers: { 'content-length': length }, body: 'four' },
    });
    expect(await failureOf(read(openDownload(transport, 'https://files.test/a', options)))).toMatchObject({
      name: 'RetryableError',
      kind: 'network',
      message: `download from https://files.test → 4 of ${length} bytes were received`,
    });
  });

  test('of a gzipped one that arrives compressed, its compressed length', async () => {
    const compressed = gzipSync('a,b\n'.repeat(1000));
    const transport: Transport = async () => ({
      status: 200,
      headers: { 'content-encoding': 'gzip', 'content-length': String(compressed.length + 1) },
      text: async () => '',
      async *stream() {
        // A byte at a time: what it is, is known only after two.
        for (const byte of compressed) yield new Uint8Array([byte]);
      },
    });
    expect(await failureOf(read(openDownload(transport, 'https://files.test/a', options)))).toMatchObject({
      message: expect.stringContaining(
        `${compressed.length} of ${compressed.length + 1} bytes were received`,
      ),
    });
  });

  test('a gzipped one that is cut, though the response is whole, is not whole', async () => {
    const transport: Transport = async () => ({
      status: 200,
      headers: { 'content-encoding': 'gzip' },
      text: async () => '',
      async *stream() {
        yield gzipSync('a,b\n'.repeat(1000)).subarray(0, 30);
      },
    });
    expect(await failureOf(read(openDownload(transport, 'https://files.test/a', options)))).toMatchObject({
      name: 'RetryableError',
      kind: 'network',
    });
  });

  test.each(['', 'a', 'ab', 'a,b\n'])('%j that fetch has decompressed is passed on', async (body) => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '999' };
    const { transport } = fake({ 'https://files.test/a': { headers, body } });
    expect(await read(openDownload(transport, 'https://files.test/a', options))).toBe(body);
  });
});

describe('redirects', () => {
  test('lead anywhere over https, at most five times', async () => {
    const { transport, urls } = fake({
      'http://files.test/a': redirect('https://other.test/b?x=1#fragment'),
      'https://other.test/b?x=1': redirect('/c'),
      'https://other.test/c': { body: 'there' },
    });
    expect(await read(openDownload(transport, 'http://files.test/a', options))).toBe('there');
    expect(urls()).toEqual(['http://files.test/a', 'https://other.test/b?x=1', 'https://other.test/c']);
    const circle = fake({ 'https://files.test/a': redirect('/a') });
    expect(await failureOf(openDownload(circle.transport, 'https://files.test/a', options))).toMatchObject({
      name: 'ApiError',
      status: 302,
      message: expect.stringContaining('more than 5 redirects'),
    });
    expect(circle.urls()).toHaveLength(6);
  });

  test.each([
    ['http://files.test/b', 'from https to http'],
    ['//user:hunter2@files.test/b', 'user and password'],
    ['blob:https://files.test/hunter2', 'http or https'],
    ['file:///etc/hunter2', 'http or https'],
    ['data:text/csv,hunter2', 'http or https'],
    ['javascript:hunter2', 'http or https'],
    ['https://', 'http or https'],
    ['', 'without a Location header'],
  ])('to %j are refused', async (location, why) => {
    const { transport, urls } = fake({ 'https://files.test/a': redirect(location) });
    const failure = await failureOf(openDownload(transport, 'https://files.test/a', options));
    expect(failure).toMatchObject({ name: 'ApiError', status: 302, message: expect.stringContaining(why) });
    expect(inspect(failure, { depth: 10 })).not.toContain('hunter2');
    expect(urls()).toHaveLength(1);
  });

  test('what fails behind one was sent', async () => {
    const { transport } = fake({ 'https://files.test/a': redirect('/b') });
    const failing: Transport = (request) =>
      request.url.endsWith('/b')
        ? Promise.reject(Object.assign(new Error('no'), { requestSent: false }))
        : transport(request);
    expect(await failureOf(openDownload(failing, 'https://files.test/a', options))).toMatchObject({
      requestSent: true,
    });
  });
});

test.each([
  'file:///etc/passwd',
  'data:text/csv,x',
  'blob:https://files.test/x',
  '/relative',
  '//files.test/x',
  'https://',
  'https://user@files.test/x',
  'https://:hunter2@files.test/x',
  '',
  null,
  undefined,
  5,
  ['https://files.test/a'],
  new URL('https://files.test/a'),
])('%j is refused, and nothing is sent', async (url) => {
  const { transport, urls } = fake({});
  const failure = await failureOf(openDownload(transport, url as string, options));
  expect(failure).toMatchObject({ name: 'ValidationError', field: 'url' });
  expect(inspect(failure, { depth: 10 })).not.toContain('hunter2');
  expect(urls()).toEqual([]);
});

test.each([{}, 'x', null])('%j is no signal', async (signal) => {
  const { transport } = fake({});
  expect(
    await failureOf(openDownload(transport, 'https://files.test/a', { ...options, signal: signal as never })),
  ).toMatchObject({ name: 'ValidationError', field: 'signal' });
});

test("a transport's error that quotes the URL is told without it", async () => {
  const url = `https://files.test/people.csv?signature=${SIGNATURE}%2B%3D&host=x`;
  const transport: Transport = async () => {
    const cause = Object.assign(new Error(`cannot reach ${url} (${SIGNATURE}+=)\r\nat host`), {
      code: 'ECONNRESET',
      path: url,
      url,
    });
    throw new TypeError('fetch failed', { cause });
  };
  const failure = await failureOf(openDownload(transport, url, options));
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/AKIA|people/);
  expect(failure).toMatchObject({ kind: 'network', cause: { code: 'ECONNRESET' } });
  expect(failure.message).toBe('download from https://files.test → cannot reach … (…) at host');
});

test('errors that are the cause of each other are told of like any other', async () => {
  const first = new Error('first');
  const second = new Error('second', { cause: first });
  first.cause = second;
  const transport: Transport = () => Promise.reject(first);
  expect(await failureOf(openDownload(transport, 'https://files.test/a', options))).toMatchObject({
    name: 'RetryableError',
    kind: 'network',
  });
});

test('no timer stays behind', async () => {
  vi.useFakeTimers();
  try {
    const { transport } = fake({
      'https://files.test/a': { body: 'x' },
      'https://files.test/b': { status: 403 },
    });
    await read(openDownload(transport, 'https://files.test/a', options));
    await failureOf(openDownload(transport, 'https://files.test/b', options));
    const { stream } = await openDownload(transport, 'https://files.test/a', options);
    await stream.return?.();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
