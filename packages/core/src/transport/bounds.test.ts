import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient } from '../client/http-client.js';
import { fetchTransport } from './fetch.js';
import { nodeTransport } from './node.js';
import type { Transport } from './types.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(handler: RequestListener): Promise<string> {
  server = createServer(handler);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A transport whose bodies are longer than a small bound, so that the real one need not be sent. */
const bounded =
  (transport: Transport, maxBytes: number): Transport =>
  async (request) => {
    const response = await transport(request);
    return { ...response, stream: () => response.stream(), text: () => response.text(maxBytes) };
  };

describe.each<[string, () => Transport]>([
  ['node', () => nodeTransport({ maxConnections: 1 })],
  ['fetch', fetchTransport],
])('%s', (_, create) => {
  const request = (baseUrl: string, transport: Transport) =>
    new HttpClient({ baseUrl, authorization: 'x', transport }).request({
      operation: 'op',
      method: 'GET',
      path: '/',
      replaySafe: true,
    });

  test('a body of as many bytes as allowed is read, in UTF-8 that is cut anywhere', async () => {
    const body = Buffer.from(JSON.stringify('ä😀'.repeat(500)));
    const url = await listen((_request, response) => {
      response.write(body.subarray(0, 2));
      setTimeout(() => response.end(body.subarray(2)), 5);
    });
    await expect(request(url, bounded(create(), body.length))).resolves.toBe('ä😀'.repeat(500));
    await expect(request(url, bounded(create(), body.length - 1))).rejects.toMatchObject({
      name: 'ApiError',
      status: 200,
      message: expect.stringContaining('longer than'),
    });
  });

  test('a body without an end is ended here, and its connection with it', async () => {
    let closed = 0;
    const url = await listen((_request, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(65_536, ' ')), 1);
      response.on('close', () => {
        clearInterval(timer);
        closed++;
      });
    });
    const transport = bounded(create(), 1_000_000);
    for (let n = 1; n <= 3; n++) {
      await expect(request(url, transport)).rejects.toMatchObject({ name: 'ApiError' });
      await expect.poll(() => closed).toBe(n);
    }
  });

  test('a length that is announced is enough', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': 2_000_000 });
      response.write('{');
    });
    await expect(request(url, bounded(create(), 1_000_000))).rejects.toMatchObject({ name: 'ApiError' });
  });
});

test('what a compressed body grows to is what counts', async () => {
  const url = await listen((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(2_000_000, ' ')));
  });
  const transport = bounded(fetchTransport(), 1_000_000);
  const http = new HttpClient({ baseUrl: url, authorization: 'x', transport });
  const pending = http.request({ operation: 'op', method: 'GET', path: '/', replaySafe: true });
  await expect(pending).rejects.toMatchObject({ name: 'ApiError' });
});
