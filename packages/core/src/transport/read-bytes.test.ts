import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { BytesResult } from '../client/call.js';
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

const getBytes = (baseUrl: string, transport: Transport) =>
  new HttpClient({ baseUrl, authorization: 'x', transport }).request<BytesResult>({
    operation: 'op',
    method: 'GET',
    path: '/',
    replaySafe: true,
    expects: 'bytes',
  });

describe.each<[string, () => Transport]>([
  ['node', () => nodeTransport()],
  ['fetch', fetchTransport],
])('%s', (_, create) => {
  test('bytes that are no text come as they are, with the headers', async () => {
    const image = Uint8Array.from({ length: 1000 }, (__, i) => i % 256);
    const url = await listen((request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'x-accept': request.headers.accept });
      response.write(image.subarray(0, 500));
      setTimeout(() => response.end(image.subarray(500)), 5);
    });
    const { bytes, headers } = await getBytes(url, create());
    expect(bytes).toEqual(image);
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-accept': '*/*' });
  });

  test('none are none, and a JSON body is bytes too', async () => {
    let body = '';
    const url = await listen((_request, response) => response.end(body));
    expect((await getBytes(url, create())).bytes).toEqual(new Uint8Array());
    body = '{"a":1}';
    expect((await getBytes(url, create())).bytes).toEqual(new TextEncoder().encode(body));
  });

  test('an error is read as text, and says what the server says', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"errors":[{"detail":"not ready","status":"404"}]}');
    });
    await expect(getBytes(url, create())).rejects.toMatchObject({
      name: 'ApiError',
      status: 404,
      details: [{ message: 'not ready' }],
    });
  });

  test('a body that breaks off is no result', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 5);
    });
    await expect(getBytes(url, create())).rejects.toMatchObject({ name: 'RetryableError', kind: 'network' });
  });
});

test('more than 64 MiB are refused, and the connection is ended', async () => {
  let read = 0;
  let ended = false;
  const chunk = new Uint8Array(1024 * 1024);
  const transport: Transport = async () => ({
    status: 200,
    headers: {},
    text: async () => '',
    async *stream() {
      try {
        for (; read < 1000; read++) yield chunk;
      } finally {
        ended = true;
      }
    },
  });
  await expect(getBytes('http://x.test', transport)).rejects.toMatchObject({
    name: 'ApiError',
    message: expect.stringContaining('longer than'),
  });
  expect([read, ended]).toEqual([64, true]);
});
