import { gzipSync } from 'node:zlib';
import { isRetryableError } from '@cio/core';
import { TrackClient } from '@cio/track';
import { afterEach, describe, expect, test } from 'vitest';
import { undiciTransport } from './index.js';
import { listenTcp, MAX_BYTES, outcome, readers, request, sleep } from './test-servers.js';

const transport = undiciTransport({ connections: 1 });
afterEach(() => transport.close?.());

/** A server that answers with these bytes, and then does what `then` says. */
async function answerWith(bytes: string | Buffer, then: 'nothing' | 'end' | 'reset' = 'nothing') {
  const server = await listenTcp((socket) => {
    socket.write(bytes);
    if (then === 'end') setTimeout(() => socket.end(), 50);
    if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 50);
  });
  return { ...server, url: `http://127.0.0.1:${server.port}/` };
}

const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

describe.each(['text', 'stream'] as const)('a body read as %s', (how) => {
  const read = async (url: string) => readers[how](await transport(request(url)));

  test.each([
    ['fewer bytes than announced', `${head('content-length: 10')}four`, 'end'],
    ['fewer bytes than announced, reset', `${head('content-length: 10')}four`, 'reset'],
    [
      'fewer bytes than announced, connection: close',
      `${head('content-length: 10', 'connection: close')}four`,
      'end',
    ],
    [
      'fewer bytes, connection: close, reset',
      `${head('content-length: 10', 'connection: close')}four`,
      'reset',
    ],
    ['no last chunk', `${head('transfer-encoding: chunked')}4\r\nfour\r\n`, 'end'],
    ['no last chunk, reset', `${head('transfer-encoding: chunked')}4\r\nfour\r\n`, 'reset'],
    [
      'no last chunk, connection: close',
      `${head('transfer-encoding: chunked', 'connection: close')}4\r\nfour\r\n`,
      'end',
    ],
    [
      'no last chunk, connection: close, reset',
      `${head('transfer-encoding: chunked', 'connection: close')}4\r\nfour\r\n`,
      'reset',
    ],
    [
      'a chunk cut in two, connection: close',
      `${head('transfer-encoding: chunked', 'connection: close')}8\r\nfour`,
      'end',
    ],
    ['without a length, reset', `${head('connection: close')}four`, 'reset'],
    ['without a length nor connection: close, reset', `${head()}four`, 'reset'],
    ['HTTP/1.0, reset', 'HTTP/1.0 200 OK\r\n\r\nfour', 'reset'],
    ['nothing of it but its length', head('content-length: 1', 'connection: close'), 'end'],
  ] as const)('is broken: %s', async (_, bytes, then) => {
    const { url } = await answerWith(bytes, then);
    expect(await outcome(read(url))).toMatch(/^failed: /);
  });

  test.each([
    ['as many bytes as announced', `${head('content-length: 4')}four`, 'nothing'],
    [
      'as many bytes as announced, connection: close',
      `${head('content-length: 4', 'connection: close')}four`,
      'end',
    ],
    ['its last chunk', `${head('transfer-encoding: chunked')}4\r\nfour\r\n0\r\n\r\n`, 'nothing'],
    [
      'its last chunk, connection: close',
      `${head('transfer-encoding: chunked', 'connection: close')}4\r\nfour\r\n0\r\n\r\n`,
      'end',
    ],
    ['the regular end of its connection', `${head('connection: close')}four`, 'end'],
    ['HTTP/1.0, the regular end of its connection', 'HTTP/1.0 200 OK\r\n\r\nfour', 'end'],
    [
      'early hints before it',
      `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head('content-length: 4')}four`,
      'nothing',
    ],
  ] as const)('is whole: %s', async (_, bytes, then) => {
    const { url } = await answerWith(bytes, then);
    expect(await read(url)).toBe('four');
  });

  test('ends with its length: what follows is of no request, and its connection is not used again', async () => {
    const forged = `${head('content-length: 6')}forged`;
    const server = await listenTcp((socket, _, connection) => {
      socket.write(head('content-length: 4') + (connection === 1 ? `four${forged}` : 'next'));
    });
    const url = `http://127.0.0.1:${server.port}/`;
    expect(await read(url)).toBe('four');
    await sleep(20);
    expect(await read(url)).toBe('next');
    expect(server.sockets.length).toBe(2);
  });
});

describe.each(['end', 'reset'] as const)('a slow reader when the connection ends (%s)', (then) => {
  // More than is held for the reader: a little, so that the pause comes with the last bytes, and much. A reset behind bytes
  // that were not read from the socket yet is no reset on every system: not much, then.
  const sizes = [262_145, 270_000, 300_000, ...(then === 'end' ? [400_000, 1_000_000] : [])];
  const cases = sizes.flatMap(
    (size) =>
      [
        [size, 'without a length', head('connection: close'), then === 'end' ? 'whole' : 'broken'],
        [size, 'with a length', head('connection: close', 'content-length: 2000000'), 'broken'],
        [size, 'in chunks', `${head('connection: close', 'transfer-encoding: chunked')}1E8480\r\n`, 'broken'],
      ] as const,
  );

  test.each(cases)('%i bytes %s', async (size, _, start, expected) => {
    const server = await listenTcp((socket) => {
      socket.write(start);
      socket.write('x'.repeat(size), () => {
        setTimeout(() => (then === 'end' ? socket.end() : socket.resetAndDestroy()), 30);
      });
    });
    const response = await transport(request(`http://127.0.0.1:${server.port}/`));
    await sleep(60);
    let bytes = 0;
    const reading = (async () => {
      for await (const chunk of response.stream()) {
        bytes += chunk.length;
        await sleep(5);
      }
      return 'whole';
    })();
    expect(await reading.catch(() => 'broken')).toBe(expected);
    if (expected === 'whole') expect(bytes).toBe(size);
  });
});

describe('text(maxBytes)', () => {
  const body = 'x'.repeat(1000);

  test.each([
    ['announced', head('content-length: 1000') + body],
    ['in chunks', `${head('transfer-encoding: chunked')}3e8\r\n${body}\r\n0\r\n\r\n`],
    ['up to the end of the connection', head('connection: close') + body],
  ] as const)('takes a body of as many bytes, and no longer one: %s', async (_, bytes) => {
    const { url } = await answerWith(bytes, bytes.includes('close') ? 'end' : 'nothing');
    expect(await (await transport(request(url))).text(1000)).toBe(body);
    expect(await (await transport(request(url))).text(999)).toBeUndefined();
    expect(await (await transport(request(url))).text(1000)).toBe(body);
  });

  test('does not wait for a body that is announced as longer', async () => {
    const { url, sockets } = await answerWith(head('content-length: 5000000000'));
    expect(await (await transport(request(url))).text(1000)).toBeUndefined();
    await expect.poll(() => sockets[0]?.readableEnded || sockets[0]?.destroyed).toBe(true);
  });

  test('counts the bytes that come, whatever they are compressed with', async () => {
    const zipped = gzipSync(Buffer.alloc(1_000_000));
    const start = head(`content-length: ${zipped.length}`, 'content-encoding: gzip');
    const { url } = await answerWith(Buffer.concat([Buffer.from(start), zipped]));
    const response = await transport(request(url));
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(await response.text(zipped.length)).toBe(zipped.toString());
    expect(await (await transport(request(url))).text(zipped.length - 1)).toBeUndefined();
  });

  test('holds little of a body that has no end, and the place of its connection is free again', async () => {
    let written = 0;
    const server = await listenTcp((socket, _, connection) => {
      if (connection > 1) return void socket.write(`${head('content-length: 2')}{}`);
      socket.write(head('transfer-encoding: chunked'));
      const piece = Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`);
      const write = () => {
        while (!socket.destroyed) {
          written += 65_536;
          if (!socket.write(piece)) return;
        }
      };
      socket.on('drain', write);
      write();
    });
    const url = `http://127.0.0.1:${server.port}/`;
    // The one connection there is.
    const next = sleep(10).then(async () => (await transport(request(url))).text(MAX_BYTES));
    expect(await (await transport(request(url))).text(1_000_000)).toBeUndefined();
    expect(await next).toBe('{}');
    expect(written).toBeLessThan(20_000_000);
  });

  test('a client says so of a result that is too long, and its next call goes out', async () => {
    const server = await listenTcp((socket, data) => {
      const isLong = data.includes('/long ');
      socket.write(`${head(`content-length: ${isLong ? 70_000_000 : 2}`)}{}`);
    });
    const track = new TrackClient({
      siteId: 's',
      apiKey: 'k',
      baseUrl: `http://127.0.0.1:${server.port}`,
      transport,
    });
    const error = await track.identify('long/..').catch((error: unknown) => error);
    expect(error).toBeUndefined();
    const long = track.http.request({ operation: 'x', method: 'GET', path: '/long', replaySafe: true });
    expect(isRetryableError(await long.catch((error: unknown) => error))).toBe(false);
    expect(await outcome(long)).toMatch(/67108864|64 MiB/);
    await track.identify('ada');
    await track.close();
  });
});
