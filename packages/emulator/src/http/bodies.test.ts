// Bodies that are too large, too slow or too deep, and requests that are no HTTP.
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createHttpServer } from '../http/http-server.js';
import { send, sendRaw } from '../test-client.js';
import { app, call, emulator, expectAlive, track, useEmulator } from '../test-emulator.js';

useEmulator();

const MB = 1024 * 1024;

describe('bodies over the largest legal one', () => {
  const padded = (bytes: number) => `{${' '.repeat(bytes - 2)}}`;
  const cases: [method: string, path: string, maxBytes: number, json: unknown][] = [
    ['PUT', '/api/v1/customers/ada', MB, { meta: { errors: [expect.stringContaining('over')] } }],
    ['POST', '/unsubscribe/x', MB, { meta: { errors: [expect.stringContaining('over')] } }],
    [
      'POST',
      '/api/v2/batch',
      500_000,
      { errors: [{ reason: 'too_large', field: '', message: expect.any(String) }] },
    ],
    ['POST', '/api/v2/entity', 500_000, { errors: [{ reason: 'too_large' }] }],
    ['POST', '/v1/send/email', 4 * MB, { meta: { error: expect.stringContaining('over') } }],
    ['POST', '/v1/assets/files', 3 * MB, { errors: [{ status: '413' }] }],
    ['POST', '/v1/collections', 12 * MB, { errors: [{ status: '413' }] }],
    ['POST', '/v1/campaigns/1/triggers', 25 * MB, { errors: [{ status: '413' }] }],
    [
      'POST',
      '/v1/snippets',
      2 * MB,
      { errors: [{ detail: expect.stringContaining('over'), status: '413' }] },
    ],
    ['POST', '/_emulator/faults', MB, { error: expect.stringContaining('over') }],
    ['POST', '/nowhere', MB, { meta: { errors: [expect.any(String)] } }],
  ];

  test.each(cases)('%s %s', async (method, path, maxBytes, shape) => {
    const headers = { 'content-type': 'application/json' };
    // Without credentials: nobody has been asked for any yet.
    const over = await send(emulator, path, { method, headers, body: padded(maxBytes + 1) });
    expect([over.status, over.json]).toMatchObject([413, shape]);
    const under = await send(emulator, path, { method, headers, body: padded(maxBytes) });
    expect(under.status).not.toBe(413);
    // The body is not kept either.
    const kept = emulator.requests.find(({ status }) => status === 413);
    if (path !== '/_emulator/faults') expect(kept?.body).toBe('(too large)');
  });

  test('one that never ends is cut off, and takes no memory', async () => {
    const { hostname, port } = new URL(emulator.url);
    const socket = connect(Number(port), hostname);
    let result = '';
    socket.on('data', (data) => (result += data));
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write('PUT /api/v1/customers/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = Buffer.from(`${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`);
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    let sent = 0;
    const write = () => {
      while (!socket.destroyed && socket.write(chunk)) sent += chunk.length;
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    };
    socket.on('drain', write);
    write();
    await closed;
    expect(result === '' || result.startsWith('HTTP/1.1 413')).toBe(true);
    expect(sent).toBeLessThan(80 * MB);
    expect(peak).toBeLessThan(32 * MB);
    await expectAlive();
  });

  test('attachments of a send over 2 MB together', async () => {
    const attach = (bytes: number) =>
      call(
        'POST',
        '/v1/send/email',
        {
          to: 'a@x.io',
          transactional_message_id: 1,
          identifiers: { id: 'ada' },
          attachments: { 'a.bin': Buffer.alloc(bytes).toString('base64') },
        },
        app(),
      );
    expect((await attach(2 * MB)).status).toBe(200);
    const over = await attach(2 * MB + 1);
    expect([over.status, over.json]).toEqual([413, { meta: { error: 'attachments are over 2 MB' } }]);
  });
});

describe('slow senders', () => {
  test.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-'],
    ['a body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345'],
  ])('of %s get 408', async (_, text) => {
    const serve = async (request: AsyncIterable<unknown>, response: { end(): void }) => {
      for await (const _chunk of request);
      response.end();
    };
    const server = createHttpServer(serve, {
      headersTimeoutMs: 50,
      requestTimeoutMs: 50,
      checkIntervalMs: 10,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await sendRaw({ url }, text)).toMatch(/^HTTP\/1\.1 408 /);
    server.close();
  });

  test('and by default they have 10 and 30 seconds', () => {
    const server = createHttpServer(async () => {});
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 30_000]);
  });
});

describe('no HTTP, or none that means anything', () => {
  test.each([
    'NONSENSE\r\n\r\n',
    'GET /\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n',
  ])('%j', async (text) => {
    expect(await sendRaw(emulator, text)).toMatch(/^HTTP\/1\.1 4(00|03|05|31) /);
    await expectAlive();
  });

  test.each([
    '/api/v1/customers/%',
    '/api/v1/customers/%ff',
    '/api/v1/customers/%E0%A4%A',
    '/_emulator/person?identifier=%',
    '/_emulator/%ff',
    '/_emulator/../v1/customers',
    '/_downloads/exports/%ff.csv?signature=%',
    '/_downloads//',
    '/v1/customers?email=%ff%',
    '//evil.example/_emulator',
    '/?%5B=%00',
    'http://evil.example/_emulator/people',
    '*',
    '/\\..\\_emulator',
  ])('%s', async (target) => {
    for (const method of ['GET', 'PUT', 'OPTIONS', 'TRACE', 'HEAD']) {
      const result = await sendRaw(
        emulator,
        `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect([method, result.slice(0, 12)]).toEqual([
        method,
        expect.stringMatching(/^HTTP\/1\.1 (400|401|404)$/),
      ]);
    }
    await expectAlive();
  });

  test('WebSocket and CONNECT get no connection', async () => {
    const upgrade =
      'GET /_emulator HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n';
    expect(await sendRaw(emulator, upgrade)).toMatch(/^HTTP\/1\.1 403 /);
    expect(
      await sendRaw(emulator, 'CONNECT example.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    ).not.toContain('200');
    await expectAlive();
  });
});

describe('deep JSON', () => {
  const deep = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

  test.each([
    ['PUT', '/api/v1/customers/ada', track],
    ['POST', '/api/v2/entity', track],
    ['POST', '/v1/customers', app],
    ['POST', '/_emulator/webhooks', () => ({})],
  ])('%s %s', async (method, path, credentials) => {
    const headers = { 'content-type': 'application/json', ...credentials() };
    for (const levels of [500, 100_000]) {
      const result = await send(emulator, path, { method, headers, body: deep(levels) });
      expect(result.status).toBe(400);
      expect(JSON.stringify(result.json)).toContain('nested deeper than 500 levels');
    }
    await expectAlive();
  });

  test('as deep as it may be it is kept, and read by everything', async () => {
    const body = { name: 'x', data: JSON.parse(deep(490)) };
    expect((await call('POST', '/api/v1/customers/ada/events', body)).status).toBe(200);
    for (const path of ['', '/people', '/requests']) {
      expect((await send(emulator, `/_emulator${path}`)).status).toBe(200);
    }
    expect((await send(emulator, '/v1/activities', { headers: app() })).status).toBe(200);
  });

  test('brackets in strings are no levels', async () => {
    const text = '["\\"[[{{'.repeat(100);
    expect((await call('PUT', '/api/v1/customers/ada', { text })).status).toBe(200);
    expect(emulator.workspace.find('ada')?.attributes.text).toBe(text);
  });

  test('a million invalid items are one error', async () => {
    const headers = { 'content-type': 'application/json', ...app() };
    const body = `{"ids":[${'0,'.repeat(900_000)}0]}`;
    const result = await send(emulator, '/v1/customers/attributes', { method: 'POST', headers, body });
    expect(result.status).toBe(400);
    expect(result.text.length).toBeLessThan(1000);
  });

  test('a trigger names 10,000 people at most', async () => {
    const trigger = (ids: unknown) =>
      call('POST', '/v1/campaigns/1/triggers', { ids, id_ignore_missing: true }, app());
    expect((await trigger(Array.from({ length: 10_001 }, () => 'x'))).status).toBe(422);
    expect((await trigger(Array.from({ length: 10_000 }, () => 'x'))).status).toBe(200);
  });
});
