import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchTransport } from '@cio/core/fetch';
import { nodeTransport } from '@cio/core/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppClient } from '../index.js';

// Sources know of no import conditions: this is the file that Node, Bun and Deno get.
vi.mock('#write-file', () => import('./write-file-node.js'));

let server: Server;
let origin: string;
let folder: string;
let handler: RequestListener;
let seen: { url: string | undefined; headers: Record<string, unknown> }[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    if (request.url?.startsWith('/v1/')) {
      response.end(JSON.stringify({ url: `${origin}/file.csv?signature=top-secret` }));
    } else handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'cio-'));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const big = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));

describe.each([
  ['node', nodeTransport],
  ['fetch', fetchTransport],
])('over %s', (_, makeTransport) => {
  const client = () =>
    new AppClient({ apiKey: 'app-key', baseUrl: origin, transport: makeTransport(), rateLimiter: false });

  test('a stream holds the file, and the credentials stay at home', async () => {
    handler = (_request, response) => void response.setHeader('content-length', big.length).end(big);
    const progress: number[] = [];
    const stream = await client().exports.download(7, {
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
    expect(JSON.stringify(file?.headers)).not.toMatch(/app-key|authorization/i);
  });

  test('a file is there whole', async () => {
    handler = (_request, response) => void response.end(big);
    const path = join(folder, 'people.csv');
    expect(await client().exports.downloadTo(7, path)).toEqual({ bytes: big.length });
    expect((await readFile(path)).equals(big)).toBe(true);
    expect(await readdir(folder)).toEqual(['people.csv']);
  });

  test('or not at all: what was there stays', async () => {
    handler = (_request, response) => {
      response.setHeader('content-length', 1000);
      response.write('half', () => response.destroy());
    };
    const path = join(folder, 'people.csv');
    await writeFile(path, 'old');
    const error = await client()
      .exports.downloadTo(7, path)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'RetryableError', kind: 'network' });
    expect(String((error as Error).message)).not.toContain('top-secret');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['people.csv']);
  });

  test('a server that falls silent ends the download', async () => {
    handler = (_request, response) => void response.write('some');
    const stream = await client().exports.download(7, { timeoutMs: 50 });
    await expect(new Response(stream).text()).rejects.toMatchObject({
      name: 'RetryableError',
      kind: 'timeout',
      message: expect.stringMatching(
        /^GET http:\/\/127\.0\.0\.1:\d+\/file\.csv → nothing arrived for 50 ms$/,
      ),
    });
  });

  test('a reader that takes its time does not', async () => {
    handler = (_request, response) => void response.end(big);
    const stream = await client().exports.download(7, { timeoutMs: 60 });
    let bytes = 0;
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 150));
      bytes += chunk.length;
    }
    expect(bytes).toBe(big.length);
  });

  test('a server that does not answer ends it too', async () => {
    handler = () => {};
    await expect(client().exports.download(7, { timeoutMs: 50 })).rejects.toMatchObject({ kind: 'timeout' });
  });

  test('giving up rejects with the reason', async () => {
    handler = (_request, response) => void response.write('some');
    const controller = new AbortController();
    const stream = await client().exports.download(7, { signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 20);
    await expect(new Response(stream).text()).rejects.toBe('enough');
  });

  test('cancelling the stream closes the connection', async () => {
    const closed = new Promise((resolve) => {
      handler = (_request, response) => {
        response.on('close', resolve);
        response.write('some');
      };
    });
    const stream = await client().exports.download(7);
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    await closed;
  });

  test('an address that is no longer good is an ApiError without the address', async () => {
    handler = (_request, response) => void response.writeHead(403).end('<Error>expired</Error>');
    const error = await client()
      .exports.download(7)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'ApiError', status: 403, body: '<Error>expired</Error>' });
    expect((error as Error).message).toBe(`GET ${origin}/file.csv → 403`);
  });

  test('it goes where it is sent, without credentials, and not for ever', async () => {
    handler = (request, response) => {
      if (request.url?.startsWith('/file')) response.writeHead(302, { location: '/other?x=1' }).end();
      else response.end('moved');
    };
    expect(await new Response(await client().exports.download(7)).text()).toBe('moved');
    handler = (_request, response) => void response.writeHead(302, { location: '/file' }).end();
    await expect(client().exports.download(7)).rejects.toMatchObject({ name: 'ApiError', status: 302 });
    // The call itself, the file twice; then the call and six addresses.
    expect(seen).toHaveLength(3 + 7);
  });

  test.each(['file:///etc/passwd', 'data:text/plain,x', ''])('it is not sent to %j', async (location) => {
    handler = (_request, response) => void response.writeHead(302, { location }).end();
    const call = client().exports.download(7);
    // Nowhere is where it is: that goes round in a circle.
    await expect(call).rejects.toMatchObject({ name: location === '' ? 'ApiError' : 'ValidationError' });
  });
});

test('where there are no files, downloadTo says so', async () => {
  const { writeFile: none } = await import('./write-file-none.js');
  await expect(none('x', (async function* () {})())).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'path',
  });
});

test('a path is needed', async () => {
  const client = new AppClient({ apiKey: 'k', baseUrl: origin, rateLimiter: false });
  await expect(client.exports.downloadTo(7, '')).rejects.toMatchObject({ field: 'filePath' });
  await client.close();
});
