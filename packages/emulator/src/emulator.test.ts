import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeTransport } from '@cio/core/node';
import { TrackClient } from '@cio/track';
import { verifySignature } from '@cio/webhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, type Fault, startEmulator } from './index.js';

let emulator: Emulator;
let track: TrackClient;

beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  emulator.reset();
  const { siteId, apiKey, url } = emulator;
  track = new TrackClient({ siteId, apiKey, baseUrl: url, timeoutMs: 500, transport: nodeTransport() });
});
afterEach(() => track.close());
afterAll(() => emulator.close());

const authorization = () =>
  `Basic ${Buffer.from(`${emulator.siteId}:${emulator.apiKey}`).toString('base64')}`;
const call = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(emulator.url + path, {
    method,
    headers: {
      authorization: authorization(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });

describe('responses', () => {
  test('success is {} with 200', async () => {
    const response = await call('PUT', '/api/v1/customers/5', '{}');
    expect([response.status, await response.text()]).toEqual([200, '{}']);
  });

  test.each([undefined, 'Basic x', 'Bearer emulator-key', `Basic ${btoa('emulator-site:wrong')}`])(
    'credentials %j get 401, the same for all',
    async (value) => {
      const response = await call('PUT', '/api/v1/customers/5', '{}', { authorization: value ?? '' });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ meta: { error: 'Unauthorized request' } });
      expect(response.headers.get('www-authenticate')).toBe(
        'Basic realm="Customer.io edge event collection"',
      );
    },
  );

  test.each([
    ['PATCH', '/api/v1/customers/5'],
    ['PUT', '/api/v1/customers/'],
    ['GET', '/nope'],
    ['GET', '/'],
  ])('%s %s is a web page with 404', async (method, path) => {
    const response = await call(method, path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(Buffer.byteLength(await response.text())).toBe(3817);
  });

  test.each([
    ['POST', '/api/v1/customers/5/events', '{', 'the body is not JSON'],
    ['POST', '/api/v1/customers/5/events', '{}', "body must have required property 'name'"],
    ['POST', '/api/v1/customers/5/events', `{"name":"${'x'.repeat(101)}"}`, 'name is 101 bytes, at most 100'],
    [
      'POST',
      '/api/v1/customers/5/events',
      `{"name":"x","data":{"y":"${'x'.repeat(100_000)}"}}`,
      'data is 100008 bytes, at most 100000',
    ],
    ['POST', '/api/v1/segments/1/add_customers', '{"ids":[]}', 'ids must NOT have fewer than 1 items'],
    ['POST', '/api/v1/segments/x/add_customers', '{"ids":["1"]}', 'segment_id must be integer'],
    [
      'POST',
      '/api/v1/segments/1/add_customers?id_type=phone',
      '{"ids":["1"]}',
      'id_type must be equal to one of the allowed values: id, email, cio_id',
    ],
    ['POST', '/api/v1/forms/f/submit', '{"data":{"name":"x"}}', "data must have required property 'email'"],
  ])('%s %s with %s is 400', async (method, path, body, error) => {
    const response = await call(method, path, body);
    expect(response.status).toBe(400);
    expect((await response.json()) as object).toMatchObject({
      meta: { errors: expect.arrayContaining([error]) },
    });
    expect(emulator.workspace.people.size).toBe(0);
  });

  test('a submitted form is 204', async () => {
    expect((await call('POST', '/api/v1/forms/f/submit', '{"data":{"email":"a@x.io"}}')).status).toBe(204);
  });
});

describe('faults', () => {
  const network = { name: 'RetryableError', kind: 'network', requestSent: true };
  const timeout = { name: 'RetryableError', kind: 'timeout' };
  const cases: [Fault, Record<string, unknown> | undefined, people: number][] = [
    [
      { kind: 'status', status: 503, headers: { 'retry-after': '2' } },
      { status: 503, retryAfterMs: 2000 },
      0,
    ],
    [
      { kind: 'status', status: 400, body: { meta: { errors: ['no'] } } },
      { status: 400, details: [{ message: 'no' }] },
      0,
    ],
    [{ kind: 'delay', delayMs: 50 }, undefined, 1],
    [{ kind: 'delay', delayMs: 5000 }, timeout, 0],
    [{ kind: 'reset', when: 'before' }, network, 0],
    [{ kind: 'reset', when: 'after' }, network, 1],
    [{ kind: 'cut-body' }, network, 1],
    [{ kind: 'slow-body', delayMs: 1 }, undefined, 1],
    [{ kind: 'slow-body', delayMs: 400 }, timeout, 1],
    [{ kind: 'wrong-length', difference: 5 }, network, 1],
    [{ kind: 'redirect', location: '/api/v1/customers/other' }, undefined, 1],
    [{ kind: 'redirect', status: 301 }, { status: 301 }, 0],
    [{ kind: 'redirect', location: 'https://evil.example' }, { status: 307 }, 0],
    [{ kind: 'html' }, { name: 'ApiError', status: 200 }, 0],
  ];

  test.each(cases)('%j', async (fault, error, people) => {
    emulator.faults.add(fault);
    const outcome = await track.identify('5').catch((e: unknown) => e);
    if (error) expect(outcome).toMatchObject(error);
    else expect(outcome).toBeUndefined();
    expect(emulator.workspace.people.size).toBe(people);
    // Used up.
    await track.identify('6');
  });

  test('a fewer bytes announced than sent leave JSON cut', async () => {
    emulator.faults.add({ kind: 'wrong-length', difference: -1 });
    await expect(track.identify('5')).rejects.toMatchObject({ name: 'ApiError', status: 200, body: '{' });
  });

  test('choose their requests by method and path, let some through, and end', async () => {
    emulator.faults.add({ kind: 'status', status: 503, method: 'POST', path: '/events', after: 1, times: 2 });
    const outcomes: string[] = [];
    const note = (call: Promise<void>) =>
      call.then(
        () => outcomes.push('ok'),
        () => outcomes.push('503'),
      );
    await note(track.identify('5'));
    for (let i = 0; i < 4; i++) await note(track.track('5', 'x'));
    expect(outcomes).toEqual(['ok', 'ok', '503', '503', 'ok']);
    emulator.faults.add({ kind: 'status', status: 503, times: 9 });
    emulator.faults.clear();
    await track.identify('5');
  });
});

describe('its own routes', () => {
  test('tell what it knows, to another process', async () => {
    await track.identify('a/b%', { email: 'a@x.io', plan: 'gold' });
    await track.track('a/b%', 'bought');
    const get = async (path: string) => (await fetch(`${emulator.url}/_emulator${path}`)).json();
    expect(await get('/people')).toMatchObject({ items: [{ id: 'a/b%', events: 1 }], total: 1 });
    expect(await get(`/person?identifier=${encodeURIComponent('a/b%')}`)).toMatchObject({ email: 'a@x.io' });
    expect((await fetch(`${emulator.url}/_emulator/person?identifier=x`)).status).toBe(404);
    expect(await get('/summary')).toMatchObject({ people: 1, events: 1, duplicates: 0, requests: 2 });
    const { items } = (await get('/requests')) as { items: { id: string }[] };
    expect(items).toMatchObject([
      { method: 'POST', status: 200 },
      { method: 'PUT', status: 200 },
    ]);
    const requests = await Promise.all(items.map(({ id }) => get(`/requests/${id}`)));
    expect(JSON.stringify(requests)).not.toContain('authorization');
  });

  test('take faults, and forget', async () => {
    const fault = JSON.stringify({ kind: 'status', status: 418, times: 2 });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${emulator.url}/_emulator/faults`, { method: 'POST', headers, body: fault });
    await expect(track.identify('5')).rejects.toMatchObject({ status: 418 });
    await fetch(`${emulator.url}/_emulator/faults`, { method: 'DELETE' });
    await track.identify('5');
    await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' });
    expect(emulator.workspace.people.size).toBe(0);
  });

  test('the page has nothing of what it shows: it asks for that', async () => {
    await track.identify('5', { name: '<script>alert(1)</script>' });
    const page = await (await fetch(`${emulator.url}/_emulator`)).text();
    expect(page).toContain('Customer.io emulator');
    expect(page).not.toContain('alert(1)');
  });
});

describe('webhooks', () => {
  const signingKey = 'signing';
  const received: { valid: boolean; event: { metric?: string; data?: object } }[] = [];
  let status = 200;
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = request.headers;
    const valid = await verifySignature({ signingKey, timestamp, signature, body, toleranceSeconds: 10 });
    received.push({ valid, event: JSON.parse(body) });
    response.writeHead(status).end();
  });

  beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void receiver.close());
  beforeEach(() => {
    received.length = 0;
    status = 200;
  });
  const url = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

  test('a person who unsubscribes, and comes back, is reported, signed and in order', async () => {
    await using own = await startEmulator({ webhook: { url: url(), signingKey } });
    const client = new TrackClient({ siteId: own.siteId, apiKey: own.apiKey, baseUrl: own.url });
    await client.identify('5', { email: 'a@x.io' });
    await client.identify('5', { unsubscribed: true });
    await client.identify('5', { unsubscribed: true });
    await client.identify('5', { unsubscribed: false });
    await own.webhooksSettled();
    await client.close();
    expect(received.map(({ valid, event }) => [valid, event.metric])).toEqual([
      [true, 'unsubscribed'],
      [true, 'subscribed'],
    ]);
    expect(received[0]!.event.data).toMatchObject({
      customer_id: '5',
      identifiers: { id: '5', email: 'a@x.io' },
    });
    expect(own.webhookStatuses).toEqual([200, 200]);
  });

  test('any event is sent to any URL', async () => {
    status = 500;
    expect(await emulator.sendWebhook({ metric: 'opened' }, { url: url(), signingKey })).toBe(500);
    expect(received).toMatchObject([{ valid: true, event: { metric: 'opened' } }]);
    expect(await emulator.sendWebhook({}, { url: 'http://127.0.0.1:1/', signingKey })).toBe(0);
    expect(() => emulator.sendWebhook({})).toThrow('start the emulator with `webhook`');
  });
});
