// What is too much, too slow, too deep or no HTTP at all: answered, bounded, and over when it is over.
import { spawn } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer } from './http/http-server.js';
import { type Emulator, type Fault, startEmulator } from './index.js';
import { appAuthorization, json, send, sendRaw, trackAuthorization } from './test-client.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0 });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

const MB = 1024 * 1024;
const track = () => trackAuthorization(emulator);
const app = () => appAuthorization(emulator);
const call = (method: string, path: string, body: unknown, credentials = track()) =>
  send(emulator, path, { method, ...json(body, credentials) });

/** The emulator still does what it is there for. */
async function expectAlive(): Promise<void> {
  expect((await call('PUT', '/api/v1/customers/alive', {})).status).toBe(200);
  expect((await send(emulator, '/_emulator/summary')).status).toBe(200);
}

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
    let answer = '';
    socket.on('data', (data) => (answer += data));
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
    expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true);
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
      const answer = await sendRaw(
        emulator,
        `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect([method, answer.slice(0, 12)]).toEqual([
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
      const answer = await send(emulator, path, { method, headers, body: deep(levels) });
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.json)).toContain('nested deeper than 500 levels');
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

  test('a million items that are wrong are told by the first', async () => {
    const headers = { 'content-type': 'application/json', ...app() };
    const body = `{"ids":[${'0,'.repeat(900_000)}0]}`;
    const answer = await send(emulator, '/v1/customers/attributes', { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(1000);
  });

  test('a trigger names 10,000 people at most', async () => {
    const trigger = (ids: unknown) =>
      call('POST', '/v1/campaigns/1/triggers', { ids, id_ignore_missing: true }, app());
    expect((await trigger(Array.from({ length: 10_001 }, () => 'x'))).status).toBe(422);
    expect((await trigger(Array.from({ length: 10_000 }, () => 'x'))).status).toBe(200);
  });
});

describe('names that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  /** An object with a key that literals cannot have. */
  const withName = (name: string, value: unknown) =>
    JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
  const own = (object: object | undefined, name: string) =>
    object && Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : 'not its own';

  test.each(NAMES)('%s as an attribute is an attribute', async (name) => {
    await call('PUT', '/api/v1/customers/ada', withName(name, 'gold'));
    await call('PUT', '/api/v1/customers/ada', withName(name, 'silver'));
    const identifiers = { object_type_id: '1', object_id: 'acme' };
    const identify = { type: 'object', action: 'identify', identifiers, attributes: withName(name, 'x') };
    expect((await call('POST', '/api/v2/entity', identify)).status).toBe(200);
    expect(own(emulator.workspace.find('ada')?.attributes, name)).toBe('silver');
    expect(own(emulator.workspace.findObject(identifiers)?.attributes, name)).toBe('x');
    expect((await send(emulator, '/_emulator/people')).text).toContain(`${JSON.stringify(name)}:"silver"`);
    const answer = await send(emulator, '/v1/customers/ada/attributes', { headers: app() });
    expect(answer.text).toContain(`${JSON.stringify(name)}:"silver"`);
    expect(Object.hasOwn(Object.prototype, 'gold')).toBe(false);
  });

  test.each(NAMES)('nobody has %s who was not given it', async (name) => {
    await call('PUT', '/api/v1/customers/ada', {});
    await call('POST', '/api/v1/customers/ada/events', { name: 'bought' });
    const condition = { attribute: { field: name, operator: 'exists' } };
    const search = await call('POST', '/v1/customers', { filter: condition }, app());
    expect(search.json).toMatchObject({ identifiers: null });
    const query = new URLSearchParams({ name });
    const activities = await send(emulator, `/v1/activities?${query}`, { headers: app() });
    expect(activities.json).toMatchObject({ activities: [] });
    // A parameter that nobody knows changes nothing.
    const unknown = await send(emulator, `/v1/activities?${name}=x`, { headers: app() });
    expect(unknown.status).toBe(200);
  });

  test.each(NAMES)('%s as an id, a type, an action, a device, a relationship, a preference', async (name) => {
    const entity = (operation: object) => call('POST', '/api/v2/entity', operation);
    const identifiers = { id: name };
    expect((await entity({ type: 'person', action: 'identify', identifiers })).status).toBe(200);
    expect((await entity({ type: name, action: name, identifiers })).status).toBe(400);
    expect((await entity({ type: 'person', action: name, identifiers })).status).toBe(400);
    const device = { token: name, platform: 'ios' };
    expect((await entity({ type: 'person', action: 'add_device', identifiers, device })).status).toBe(200);
    const about = { object_type_id: name, object_id: name };
    const related = [{ identifiers: { anonymous_id: name }, relationship_attributes: { role: 'x' } }];
    const anonymous = {
      type: 'object',
      action: 'identify_anonymous',
      identifiers: about,
      cio_relationships: related,
    };
    expect((await entity(anonymous)).status).toBe(200);
    const preference = withName(`cio_subscription_preferences.topics.${name}`, true);
    await call('PUT', `/api/v1/customers/${name}`, preference);

    const person = emulator.workspace.find(name);
    expect(person).toMatchObject({ id: name, devices: [{ id: name }] });
    const { topics } = person!.attributes.cio_subscription_preferences as { topics: object };
    expect(own(topics, name)).toBe(true);
    const object = emulator.workspace.findObject(about);
    expect(own(object?.anonymous, name)).toEqual({ role: 'x' });
    await expectAlive();
  });

  test('a report of a delivery changes the metric it names, and no other field of it', async () => {
    const sent = await call(
      'POST',
      '/v1/send/push',
      { transactional_message_id: 1, identifiers: { id: 'ada' } },
      app(),
    );
    const { delivery_id } = sent.json as { delivery_id: string };
    const attributes = { device_token: 't', metric: '__proto__', delivery_id: 'other' };
    const report = {
      type: 'delivery',
      action: 'event',
      identifiers: { id: delivery_id },
      name: 'opened',
      attributes,
    };
    expect((await call('POST', '/api/v2/entity', report)).status).toBe(200);
    const message = emulator.workspace.app.messages.get(delivery_id);
    expect(message?.metrics.opened).toBeTypeOf('number');
  });

  test('a file of an import or a collection may have such columns', async () => {
    const file = await serveFile('id,__proto__,constructor\nada,gold,x\n');
    const collection = await call('POST', '/v1/collections', { name: 'x', url: file.url }, app());
    expect(collection.json).toMatchObject({ collection: { rows: 1 } });
    const data = { name: 'x', type: 'people', identifier: 'id', data_file_url: file.url };
    await call('POST', '/v1/imports', { import: data }, app());
    await expect.poll(() => own(emulator.workspace.find('ada')?.attributes, '__proto__')).toBe('gold');
  });
});

describe('folders', () => {
  const kinds = [
    ['/v1/assets/folders', '/v1/assets', 999_999],
    ['/v1/design_studio/folders', '/v1/design_studio/emails', '123e4567-e89b-42d3-a456-426614174000'],
  ] as const;

  test.each(kinds)('%s: none is in itself, nor in one below it', async (path, files, nowhere) => {
    const create = async (name: string, parent?: unknown) => {
      const body = { name, ...(parent !== undefined && { parent_folder_id: parent }) };
      const answer = await call('POST', path, body, app());
      return (answer.json as { folder: { id: unknown } }).folder.id;
    };
    const move = async (id: unknown, parent: unknown) =>
      (await call('PUT', `${path}/${id}`, { parent_folder_id: parent }, app())).status;
    const outer = await create('outer');
    const middle = await create('middle', outer);
    const inner = await create('inner', middle);
    expect(await move(outer, outer)).toBe(400);
    expect(await move(outer, inner)).toBe(400);
    expect(await move(outer, nowhere)).toBe(404);
    expect((await call('POST', path, { name: 'lost', parent_folder_id: nowhere }, app())).status).toBe(404);
    expect(await move(inner, outer)).toBeLessThan(300);
    for (const list of [path, files]) {
      for (const [parent, status] of [
        [outer, 200],
        [nowhere, 404],
      ] as const) {
        const answer = await send(emulator, `${list}?parent_folder_id=${parent}`, { headers: app() });
        expect(answer.status).toBe(status);
      }
    }
  });

  test('a chain of 20,000 is listed', async () => {
    const { assetFolders } = emulator.workspace.app;
    let parent: number | null = null;
    for (let i = 0; i < 20_000; i++) parent = assetFolders.add({ name: `${i}`, parent_folder_id: parent }).id;
    const answer = await send(emulator, '/v1/assets/folders?limit=1', { headers: app() });
    expect(answer.json).toMatchObject({ meta: { pagination: { total: 20_000 } } });
  });

  test('what a thing is made of is not changed with it', async () => {
    const { assets, designStudio } = emulator.workspace.app;
    const asset = assets.add({
      name: 'a.png',
      parent_folder_id: null,
      content_type: 'image/png',
      bytes: Buffer.from('PNG'),
    });
    const put = (path: string, body: unknown) => call('PUT', path, body, app());
    await put(`/v1/assets/files/${asset.id}`, {
      name: 'b.png',
      content_type: 'text/html',
      bytes: 'x',
      id: 7,
    });
    expect(asset).toMatchObject({
      id: 1,
      name: 'b.png',
      content_type: 'image/png',
      bytes: Buffer.from('PNG'),
    });
    await call('POST', '/v1/design_studio/emails', { name: 'x', translations: 5 }, app());
    const [email] = designStudio.emails.values();
    await put(`/v1/design_studio/emails/${email?.id}`, { name: 'y', translations: 5, id: 'z' });
    expect(email).toMatchObject({ name: 'y', translations: new Map() });
    expect((await send(emulator, `/v1/design_studio/emails/${email?.id}`, { headers: app() })).status).toBe(
      200,
    );
  });
});

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server of one file, or of whatever the function answers. */
async function serveFile(content: string | RequestListener): Promise<{ url: string }> {
  const listener: RequestListener =
    typeof content === 'string' ? (_, response) => response.end(content) : content;
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('files that are fetched', () => {
  const collect = (url: string) => call('POST', '/v1/collections', { name: 'x', url }, app());
  const importFrom = async (url: string) => {
    const body = { import: { name: 'x', type: 'people', identifier: 'id', data_file_url: url } };
    await call('POST', '/v1/imports', body, app());
    const row = () => emulator.workspace.app.imports.all().at(-1);
    await expect.poll(() => row()?.state, { timeout: 20_000 }).toMatch(/imported|failed/);
    return row();
  };
  const endless: RequestListener = (_, response) => {
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', write);
    write();
  };

  test.each(['file:///etc/passwd', 'data:text/csv,id%0Aada', 'ftp://127.0.0.1/x', 'blob:null/x'])(
    '%s is none of the web',
    async (url) => {
      const answer = await collect(url);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.json)).toContain('expected http: or https:');
      expect(await importFrom(url)).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('http'),
      });
      expect(emulator.workspace.people.size).toBe(0);
    },
  );

  test.each(['file:///etc/passwd', 'data:text/csv,id%0Aada', '//'])(
    'nor is a redirect to %s',
    async (location) => {
      const { url } = await serveFile((_, response) => response.writeHead(302, { location }).end());
      expect((await collect(url)).status).toBe(400);
      expect(await importFrom(url)).toMatchObject({ state: 'failed' });
    },
  );

  test('redirects in a circle end', async () => {
    const { url } = await serveFile((_, response) => response.writeHead(302, { location: '/' }).end());
    expect((await collect(url)).status).toBe(400);
  });

  test('one that never ends is cut off', async () => {
    const { url } = await serveFile(endless);
    expect(JSON.stringify((await collect(url)).json)).toContain('over 10485760 bytes');
    expect(await importFrom(url)).toMatchObject({ error: 'the file is over 20971520 bytes' });
  });

  test('one that never comes is given up within the time that clients wait', async () => {
    const { url } = await serveFile(() => {});
    const begin = performance.now();
    expect((await collect(url)).status).toBe(400);
    expect(performance.now() - begin).toBeLessThan(10_000);
  }, 20_000);

  test.each(['[1,2]', '[null]', '[[]]', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`, '[{'])(
    'rows that are none, %#',
    async (text) => {
      expect((await collect((await serveFile(text)).url)).status).toBe(400);
    },
  );
});

describe('what is kept', () => {
  test('the newest requests, so many', async () => {
    await using own = await startEmulator({ maxKeptRequests: 3 });
    for (let i = 0; i < 5; i++) await send(own, `/${i}`);
    expect(own.requests.map(({ path }) => path)).toEqual(['/2', '/3', '/4']);
    own.reset();
    expect(own.requests).toEqual([]);
    await send(own, '/5');
    expect(own.requests.map(({ path }) => path)).toEqual(['/5']);
  });

  test('and so large, of which the very newest is always one', async () => {
    await using own = await startEmulator({ maxKeptRequestBytes: 6500 });
    const body = 'x'.repeat(1500);
    for (let i = 0; i < 5; i++) await send(own, `/${i}`, { method: 'PUT', ...json(body) });
    expect(own.requests.map(({ path }) => path)).toEqual(['/2', '/3', '/4']);
    await send(own, '/large', { method: 'PUT', ...json('x'.repeat(10_000)) });
    expect(own.requests.map(({ path }) => path)).toEqual(['/large']);
    await send(own, '/small');
    expect(own.requests.map(({ path }) => path)).toEqual(['/small']);
  });

  test('the newest statuses of webhooks, and the newest of what was dropped', async () => {
    const { url } = await serveFile((request, response) => {
      request.resume();
      response.end();
    });
    await using own = await startEmulator({ maxKeptRequests: 3, webhook: { url, signingKey: 'k' } });
    for (let i = 0; i < 6; i++) own.workspace.identify(['id', 'ada'], { unsubscribed: i % 2 === 0 });
    await own.webhooksSettled();
    expect(own.webhookStatuses).toEqual([200, 200, 200]);
    for (let i = 0; i < 10_001; i++) own.workspace.identify(['id', `${i}`], { _update: true });
    expect(own.workspace.dropped).toHaveLength(10_000);
    expect(own.workspace.dropped[0]?.reason).toContain('id 1');
  });
});

describe('faults', () => {
  const bad: [fault: unknown, field: string][] = [
    [null, 'fault'],
    [[], 'fault'],
    ['html', 'fault'],
    [{}, 'kind'],
    [{ kind: 'constructor' }, 'kind'],
    [{ kind: '__proto__' }, 'kind'],
    [{ kind: 'status' }, 'status'],
    [{ kind: 'status', status: 'x' }, 'status'],
    [{ kind: 'status', status: 99 }, 'status'],
    [{ kind: 'status', status: 101 }, 'status'],
    [{ kind: 'status', status: 200.5 }, 'status'],
    [{ kind: 'status', status: 200, headers: { 'x\r\ny': 'a' } }, 'headers'],
    [{ kind: 'status', status: 200, headers: { x: 'a\r\nb' } }, 'headers'],
    [{ kind: 'status', status: 200, headers: { x: 5 } }, 'headers.x'],
    [{ kind: 'status', status: 200, headers: ['x'] }, 'headers'],
    [{ kind: 'delay' }, 'delayMs'],
    [{ kind: 'delay', delayMs: 'x' }, 'delayMs'],
    [{ kind: 'delay', delayMs: 2 ** 31 }, 'delayMs'],
    [{ kind: 'slow-body', delayMs: -1 }, 'delayMs'],
    [{ kind: 'reset' }, 'when'],
    [{ kind: 'reset', when: 'later' }, 'when'],
    [{ kind: 'wrong-length', difference: 'x' }, 'difference'],
    [{ kind: 'redirect', location: 'x\r\nset-cookie: a' }, 'location'],
    [{ kind: 'redirect', status: 600 }, 'status'],
    [{ kind: 'html', method: 5 }, 'method'],
    [{ kind: 'html', path: 5 }, 'path'],
    [{ kind: 'html', times: -1 }, 'times'],
    [{ kind: 'html', times: 'x' }, 'times'],
    [{ kind: 'html', after: 0.5 }, 'after'],
    [{ kind: 'html', tmes: 2 }, 'tmes'],
  ];

  test.each(bad)('%j is refused with its field, and waits for nobody', async (fault, field) => {
    const answer = await send(emulator, '/_emulator/faults', { method: 'POST', ...json(fault) });
    expect([answer.status, answer.json]).toEqual([400, { error: expect.stringContaining(field) }]);
    expect(() => emulator.faults.add(fault as Fault)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: expect.stringContaining(field) }),
    );
    await expectAlive();
  });

  test('an answer that has no body by definition has none, and the connection goes on', async () => {
    emulator.faults.add({ kind: 'status', status: 204, body: { a: 1 } });
    emulator.faults.add({ kind: 'status', status: 304, body: 'text' });
    const text = await sendRaw(
      emulator,
      ['/1', '/2', '/3']
        .map(
          (path, i) =>
            `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${i === 2 ? 'Connection: close\r\n' : ''}\r\n`,
        )
        .join(''),
    );
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 204', 'HTTP/1.1 304', 'HTTP/1.1 404']);
  });

  test('for ever, or never', async () => {
    emulator.faults.add({ kind: 'html', times: 0 });
    expect((await send(emulator, '/')).status).toBe(404);
    emulator.faults.add({ kind: 'html', times: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 3; i++) expect((await send(emulator, '/')).status).toBe(200);
  });

  test.each([
    { kind: 'delay', delayMs: 1e9 },
    { kind: 'slow-body', delayMs: 1e9 },
  ] satisfies Fault[])('%j ends with the emulator: the process does not live on for it', async (fault) => {
    const program = `
      import { get } from 'node:http';
      import { startEmulator } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
      const emulator = await startEmulator();
      emulator.faults.add(${JSON.stringify(fault)});
      const broken = new Promise((resolve) => get(emulator.url + '/').on('error', resolve).on('response', (response) => {
        response.on('error', resolve).resume();
      }));
      while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await emulator.close();
      await broken;`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
    const killed = setTimeout(() => child.kill(), 20_000);
    expect(await ended).toBe(0);
    clearTimeout(killed);
  });

  test('/_emulator/webhooks takes an object, and needs to know where it goes', async () => {
    const post = (body: unknown) => send(emulator, '/_emulator/webhooks', { method: 'POST', ...json(body) });
    for (const body of [null, [], 'x', 5]) expect((await post(body)).status).toBe(400);
    const answer = await post({});
    expect([answer.status, answer.json]).toEqual([400, { error: expect.stringContaining('was not told') }]);
  });
});

describe('what fails inside', () => {
  test.each([
    ['PUT', '/api/v1/customers/ada', {}, { meta: { errors: [expect.stringContaining('out of order')] } }],
    [
      'POST',
      '/api/v2/entity',
      { type: 'person', action: 'identify', identifiers: { id: 'ada' } },
      { errors: [{ reason: 'internal', field: '', message: expect.stringContaining('out of order') }] },
    ],
  ])('%s %s is 500 with its reason, and the emulator goes on', async (method, path, body, shape) => {
    const { workspace } = emulator;
    workspace.people.create = () => {
      throw new TypeError('out of order');
    };
    const answer = await call(method, path, body);
    expect([answer.status, answer.json]).toEqual([500, shape]);
    expect(emulator.requests.at(-1)?.status).toBe(500);
    emulator.reset();
    await expectAlive();
  });

  test('an answer that cannot be written is one too', async () => {
    const { workspace } = emulator;
    workspace.identify(['id', 'ada'], {});
    const attributes = workspace.find('ada')!.attributes;
    attributes.self = attributes;
    for (const path of ['/_emulator/people', '/_emulator']) {
      const answer = await send(emulator, path);
      expect([answer.status, answer.json]).toEqual([500, { error: expect.stringContaining('circular') }]);
    }
    const attributesAnswer = await send(emulator, '/v1/customers/ada/attributes', { headers: app() });
    expect([attributesAnswer.status, attributesAnswer.json]).toMatchObject([
      500,
      { errors: [{ status: '500' }] },
    ]);
    expect(emulator.requests.at(-1)?.status).toBe(500);
    emulator.reset();
    await expectAlive();
  });

  test('a caller that hangs up in the middle ends nothing', async () => {
    for (const text of [
      'PUT /api/v1/customers/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"a"',
      'GET /x',
    ]) {
      const { hostname, port } = new URL(emulator.url);
      const socket = connect(Number(port), hostname);
      await new Promise<void>((resolve) => socket.write(text, () => resolve()));
      socket.resetAndDestroy();
    }
    await expectAlive();
  });
});
