// Who gets in: a website that the developer visits does not, whichever way it asks.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../index.js';
import {
  appAuthorization,
  json,
  send,
  sendRaw,
  trackAuthorization,
  type WireRequest,
} from '../test-client.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  emulator.reset();
  emulator.workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
});
afterAll(() => emulator.close());

const port = () => new URL(emulator.url).port;
const own = () => `http://127.0.0.1:${port()}`;

/** Requests that would do something, or tell something, each as its own client sends it. */
const requests = (): [path: string, request: WireRequest][] => [
  ['/_emulator', {}],
  ['/_emulator/people', {}],
  ['/_emulator/requests', {}],
  ['/_emulator/live', {}],
  ['/_emulator/messages', {}],
  ['/_emulator/messages/wait?timeout_ms=60000', {}],
  ['/_emulator/messages/x/html', {}],
  ['/_emulator/messages', { method: 'DELETE' }],
  ['/_emulator/messages/x/metrics', { method: 'POST', ...json({ metric: 'opened' }) }],
  [
    '/_emulator/webhooks/simulate',
    { method: 'POST', ...json({ type: 'email.opened', url: 'http://127.0.0.1:1' }) },
  ],
  ['/_emulator/limits', { method: 'PUT', ...json({ enforced: true }) }],
  ['/_emulator/reset', { method: 'POST' }],
  ['/_emulator/faults', { method: 'POST', ...json({ kind: 'html', path: '/x' }) }],
  ['/_emulator/faults', { method: 'DELETE' }],
  ['/_emulator/webhooks', { method: 'POST', ...json({}) }],
  ['/_emulator/nowhere', {}],
  ['/api/v1/customers/eve', { method: 'PUT', ...json({}, trackAuthorization(emulator)) }],
  ['/api/v1/customers/eve/events', { method: 'POST', ...json({ name: 'x' }, trackAuthorization(emulator)) }],
  ['/api/v2/batch', { method: 'POST', ...json({ batch: [] }, trackAuthorization(emulator)) }],
  ['/unsubscribe/delivery', { method: 'POST', ...json({ unsubscribe: true }) }],
  ['/api/v1/metrics', { method: 'POST', ...json({ delivery_id: 'd', metric: 'opened', timestamp: 1 }) }],
  ['/api/v1/push/events', { method: 'POST', ...json({ delivery_id: 'd', event: 'opened' }) }],
  ['/v1/customers?email=ada@example.com', { headers: appAuthorization(emulator) }],
  ['/v1/snippets', { method: 'POST', ...json({ name: 'x', value: 'y' }, appAuthorization(emulator)) }],
  ['/_downloads/exports/1.csv', {}],
  ['/waits', {}],
  ['/', {}],
];

const state = () => {
  const { workspace, requests: kept } = emulator;
  const { people, events, unsubscribes, metrics, app, activities } = workspace;
  return {
    people: people.size,
    events: events.size,
    unsubscribes: unsubscribes.length,
    metrics: metrics.length,
    snippets: app.snippets.size,
    activities: activities.size,
    requests: kept.length,
  };
};

/** Each of the requests with further headers: rejected, without any effect. */
async function expectRefused(headers: Record<string, string>, reason: string): Promise<void> {
  const before = state();
  emulator.faults.add({ kind: 'status', status: 418, path: '/waits' });
  for (const [path, request] of requests()) {
    const result = await send(emulator, path, { ...request, headers: { ...request.headers, ...headers } });
    expect([path, result.status]).toEqual([path, 403]);
    expect(result.headers['content-type']).toBe('application/json');
    expect(JSON.stringify(result.json)).toContain(reason);
    expect(result.headers).not.toHaveProperty('access-control-allow-origin');
  }
  expect(state()).toEqual(before);
  // Nobody has used it up.
  expect(emulator.faults.take('GET', '/waits')).toMatchObject({ status: 418 });
}

describe('a request of a website is refused', () => {
  test.each([
    'https://evil.example',
    'http://localhost:3000',
    'http://127.0.0.1',
    'null',
    'http://localhost.evil.example',
    'chrome-extension://abc',
    '',
  ])('Origin: %s', (origin) => expectRefused({ origin }, 'Origin is'));

  test('Origin of the same host with another port, or over TLS', async () => {
    await expectRefused({ origin: 'http://127.0.0.1:1' }, 'Origin is');
    await expectRefused({ origin: `https://127.0.0.1:${port()}` }, 'Origin is');
    await expectRefused({ origin: `http://localhost:${port()}` }, 'Origin is');
  });

  test.each(['cross-site', 'same-site', 'CROSS-SITE', 'x, none'])('Sec-Fetch-Site: %s', (site) =>
    expectRefused({ 'sec-fetch-site': site }, 'Sec-Fetch-Site is'),
  );

  test.each([
    'evil.example',
    'evil.example:3900',
    'localhost.evil.example',
    'localhost@evil.example',
    '127.0.0.1.evil.example',
    '127.evil.example',
    '169.254.169.254',
    '0.0.0.0',
    '10.0.0.1',
    '[::2]',
    '[fe80::1]:80',
    'localhost:80:80',
    'local host',
    '[::1',
  ])('Host: %s', (host) => expectRefused({ host }, 'Host is'));

  test('no Host at all, in an old version of HTTP, and an empty one', async () => {
    expect(await sendRaw(emulator, 'GET /_emulator/people HTTP/1.0\r\n\r\n')).toContain('HTTP/1.1 403');
    const empty = 'GET /_emulator/people HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n';
    expect(await sendRaw(emulator, empty)).toContain('HTTP/1.1 403');
  });

  test('a preflight is refused, so that what it asks for never comes', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
    const result = await send(emulator, '/_emulator/faults', { method: 'OPTIONS', headers });
    expect(result.status).toBe(403);
    expect(Object.keys(result.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('everybody else is let in', () => {
  const get = (headers: Record<string, string>) => send(emulator, '/_emulator/people', { headers });

  test.each([
    'localhost',
    'LOCALHOST:1',
    'a.localhost:80',
    '127.0.0.1',
    '127.8.9.1:5',
    '[::1]',
    '[::1]:3900',
  ])('Host: %s', async (host) => {
    expect((await get({ host })).status).toBe(200);
  });

  test.each([
    {},
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
    { 'sec-fetch-site': 'same-origin' },
    // Node's fetch sends this one alone.
    { 'sec-fetch-mode': 'cors' },
  ])('%j', async (headers) => {
    expect((await get(headers)).status).toBe(200);
  });

  test("the emulator's own page", async () => {
    expect((await get({ origin: own() })).status).toBe(200);
    const headers = { origin: `http://localhost:${port()}`, host: `localhost:${port()}` };
    expect((await get(headers)).status).toBe(200);
  });
});

describe('what is not JSON is refused', () => {
  const bodies: [type: string | undefined, body: string][] = [
    ['text/plain', '{}'],
    ['text/plain;charset=UTF-8', '{}'],
    ['text/plain; application/json', '{}'],
    ['application/x-www-form-urlencoded', '{"name":"x"}='],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/jsonp', '{}'],
    ['text/json', '{}'],
    ['', '{}'],
    // A Blob without a type has none.
    [undefined, '{}'],
    ['text/plain', ''],
  ];
  const routes = (): [path: string, method: string, headers: Record<string, string>][] => [
    ['/_emulator/reset', 'POST', {}],
    ['/_emulator/faults', 'POST', {}],
    ['/_emulator/webhooks', 'POST', {}],
    ['/_emulator/faults', 'DELETE', {}],
    ['/api/v1/customers/eve', 'PUT', trackAuthorization(emulator)],
    ['/api/v1/customers/eve', 'PUT', {}],
    ['/api/v1/customers/ada', 'DELETE', trackAuthorization(emulator)],
    ['/api/v1/customers/ada/suppress', 'POST', trackAuthorization(emulator)],
    ['/api/v2/entity', 'POST', trackAuthorization(emulator)],
    ['/unsubscribe/delivery', 'POST', {}],
    ['/api/v1/metrics', 'POST', {}],
    ['/v1/snippets', 'POST', appAuthorization(emulator)],
    ['/v1/send/email', 'POST', appAuthorization(emulator)],
  ];

  test.each(bodies)('Content-Type: %s, body %j', async (type, body) => {
    const before = state();
    emulator.faults.add({ kind: 'status', status: 418, path: '/' });
    for (const [path, method, credentials] of routes()) {
      const headers = { ...credentials, ...(type !== undefined && { 'content-type': type }) };
      const result = await send(emulator, path, { method, headers, body });
      expect([path, result.status]).toEqual([path, 415]);
      expect(JSON.stringify(result.json)).toContain('expected application/json');
    }
    // Nobody was served by the fault.
    expect(emulator.faults.take('GET', '/')).toMatchObject({ status: 418 });
    expect({ ...state(), requests: 0 }).toEqual({ ...before, requests: 0 });
  });

  test('each API tells it in its own shape', async () => {
    const shape = async (path: string, credentials: Record<string, string>) =>
      (
        await send(emulator, path, {
          method: 'POST',
          headers: { ...credentials, 'content-type': 'text/plain' },
          body: 'x',
        })
      ).json;
    const message = 'Content-Type is "text/plain": expected application/json';
    expect(await shape('/api/v1/events', trackAuthorization(emulator))).toEqual({
      meta: { errors: [message] },
    });
    expect(await shape('/api/v2/entity', trackAuthorization(emulator))).toEqual({
      errors: [{ reason: 'invalid', field: '', message }],
    });
    expect(await shape('/v1/send/push', appAuthorization(emulator))).toEqual({ meta: { error: message } });
    expect(await shape('/v1/snippets', appAuthorization(emulator))).toEqual({
      errors: [{ detail: message, status: '415' }],
    });
    expect(await shape('/_emulator/reset', {})).toEqual({ error: message });
  });

  test('an upload is a form, and nothing else', async () => {
    const upload = (type: string, body: string) =>
      send(emulator, '/v1/assets/files', {
        method: 'POST',
        headers: { ...appAuthorization(emulator), 'content-type': type },
        body,
      });
    expect((await upload('application/json', '{}')).status).toBe(415);
    const form =
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\nPNG\r\n--x--\r\n';
    expect((await upload('multipart/form-data; boundary=x', form)).status).toBe(200);
  });

  test('an unknown route is a web page still, and nothing waits for it', async () => {
    emulator.faults.add({ kind: 'status', status: 418, path: '/pwn' });
    const headers = { 'content-type': 'text/plain' };
    expect((await send(emulator, '/pwn', { method: 'POST', headers, body: 'x' })).status).toBe(404);
    expect((await send(emulator, '/pwn')).status).toBe(418);
  });
});

describe('further hosts and origins, where they are allowed', () => {
  const withOptions = async (options: EmulatorOptions, check: (other: Emulator) => Promise<void>) => {
    await using other = await startEmulator(options);
    await check(other);
  };

  test('allowedHosts: the names that other containers call it by', () =>
    withOptions({ allowedHosts: ['Emulator', '[fd00::1]'] }, async (other) => {
      const status = async (host: string) =>
        (await send(other, '/_emulator/people', { headers: { host } })).status;
      expect(await status('emulator:3900')).toBe(200);
      expect(await status('EMULATOR')).toBe(200);
      expect(await status('[fd00::1]:3900')).toBe(200);
      expect(await status('localhost')).toBe(200);
      expect(await status('emulator.evil.example')).toBe(403);
      const foreign = { host: 'emulator', origin: 'http://evil.example' };
      expect((await send(other, '/_emulator/people', { headers: foreign })).status).toBe(403);
    }));

  test('a host that stands for all addresses is reached by the loopback address, and by no other name', () =>
    withOptions({ host: '0.0.0.0' }, async (other) => {
      expect(other.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await send(other, '/_emulator/people')).status).toBe(200);
      const headers = { host: '0.0.0.0' };
      expect((await send(other, '/_emulator/people', { headers })).status).toBe(403);
    }));

  test('an address of IPv6 stands in brackets', () =>
    withOptions({ host: '::1' }, async (other) => {
      expect(other.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
      expect((await fetch(`${other.url}/_emulator/people`)).status).toBe(200);
    }));

  test('allowedOrigins: a page of these reads and writes, with CORS; no other does', () =>
    withOptions({ allowedOrigins: ['http://localhost:3000'] }, async (other) => {
      const headers = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' };
      const asked = { 'access-control-request-method': 'PUT' };
      const preflight = await send(other, '/api/v1/customers/ada', {
        method: 'OPTIONS',
        headers: { ...headers, ...asked },
      });
      expect([preflight.status, preflight.headers]).toMatchObject([
        204,
        {
          'access-control-allow-origin': 'http://localhost:3000',
          'access-control-allow-methods': expect.stringContaining('PUT'),
          'access-control-allow-headers': expect.stringContaining('authorization'),
        },
      ]);
      const put = json({}, { ...headers, ...trackAuthorization(other) });
      const result = await send(other, '/api/v1/customers/ada', { method: 'PUT', ...put });
      expect(result.status).toBe(200);
      expect(result.headers['access-control-allow-origin']).toBe('http://localhost:3000');
      expect(result.headers).not.toHaveProperty('access-control-allow-credentials');

      const foreign = await send(other, '/_emulator/people', {
        headers: { origin: 'http://localhost:3001' },
      });
      expect([foreign.status, foreign.headers['access-control-allow-origin']]).toEqual([403, undefined]);
      const plain = await send(other, '/_emulator/people');
      expect([plain.status, plain.headers.vary, plain.headers['access-control-allow-origin']]).toEqual([
        200,
        'origin',
        undefined,
      ]);
      // The name must be right nevertheless.
      const rebound = { ...headers, host: 'evil.example' };
      expect((await send(other, '/_emulator/people', { headers: rebound })).status).toBe(403);
    }));

  test.each([
    [{ allowedHosts: ['http://emulator'] }, 'allowedHosts[0]'],
    [{ allowedHosts: ['emulator:3900'] }, 'allowedHosts[0]'],
    [{ allowedOrigins: ['*'] }, 'allowedOrigins[0]'],
    [{ allowedOrigins: ['null'] }, 'allowedOrigins[0]'],
    [{ allowedOrigins: ['http://localhost:3000/'] }, 'allowedOrigins[0]'],
    [{ allowedOrigins: ['http://ok', 'localhost:3000'] }, 'allowedOrigins[1]'],
    [{ port: 70_000 }, 'port'],
    [{ jobMs: -1 }, 'jobMs'],
    [{ jobMs: 2 ** 31 }, 'jobMs'],
    [{ webhookRetryDelayScale: 2 ** 31 / 3_600_000 }, 'webhookRetryDelayScale'],
    [{ webhookRetryDelayScale: -1 }, 'webhookRetryDelayScale'],
    [{ webhookRetryDelayScale: Number.NaN }, 'webhookRetryDelayScale'],
    [{ maxKeptRequests: 0 }, 'maxKeptRequests'],
    [{ maxKeptRequestBytes: 1.5 }, 'maxKeptRequestBytes'],
    [{ webhook: { url: 'file:///x', signingKey: 'k' } }, 'webhook.url'],
    [{ webhook: { url: 'http://x', signingKey: '' } }, 'webhook.signingKey'],
    [{ signingKey: '' }, 'signingKey'],
    [{ host: '' }, 'host'],
  ])('%j is refused with its name', async (options, field) => {
    await expect(startEmulator(options)).rejects.toMatchObject({ name: 'ValidationError', field });
  });
});

describe('no result runs a script, is guessed at, or is shown in a frame', () => {
  const LOCKED = {
    'content-security-policy': expect.stringMatching(/^default-src 'none'; .*; sandbox$/),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'same-origin',
  };
  const script = '<script>fetch("/_emulator/people")</script>';

  test('responses of the APIs and of the emulator', async () => {
    for (const [path, request] of [
      ...requests(),
      ['/v1/snippets', { method: 'POST', headers: { 'content-type': 'text/html' }, body: script }] as const,
      ['/_emulator/people', { headers: { origin: 'https://evil.example' } }] as const,
    ]) {
      // The page and the stream are looked at below; a wait takes its time.
      if (path === '/_emulator' || /live|wait/.test(path)) continue;
      expect([path, (await send(emulator, path, request)).headers]).toMatchObject([path, LOCKED]);
    }
  });

  test('the page has its own script and style, and nothing else', async () => {
    const { headers, text } = await send(emulator, '/_emulator');
    const policy = headers['content-security-policy'];
    expect(headers).toMatchObject({ ...LOCKED, 'content-security-policy': expect.any(String) });
    expect(headers['cache-control']).toBe('no-store');
    for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy).toContain(directive);
    }
    expect(policy).toMatch(/script-src 'sha256-[^']*';/);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(text).toContain('<style>');
  });

  test('responses of faults, whatever headers and body they have', async () => {
    const html = { 'content-type': 'text/html', 'X-Content-Type-Options': 'off' };
    emulator.faults.add({ kind: 'status', status: 200, path: '/1', headers: html, body: script });
    const policy = { 'Content-Security-Policy': 'script-src *', 'x-own': 'kept' };
    emulator.faults.add({ kind: 'status', status: 200, path: '/2', headers: policy, body: script });
    emulator.faults.add({ kind: 'html', path: '/3' });
    emulator.faults.add({ kind: 'redirect', path: '/4', location: 'javascript:alert(1)' });
    emulator.faults.add({ kind: 'wrong-length', difference: 0, path: '/5' });
    emulator.faults.add({ kind: 'slow-body', delayMs: 0, path: '/6' });

    const first = await send(emulator, '/1');
    expect(first.text).toBe(script);
    expect(first.headers).toMatchObject({ ...LOCKED, 'content-type': 'text/html' });
    const second = await send(emulator, '/2');
    // A browser keeps to both.
    expect(second.headers).toMatchObject({
      ...LOCKED,
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*; sandbox, script-src \*$/),
      'x-own': 'kept',
    });
    for (const path of ['/3', '/4', '/5', '/6']) {
      expect([path, (await send(emulator, path)).headers]).toMatchObject([path, LOCKED]);
    }
  });

  test('downloads and assets', async () => {
    const { assets, exports } = emulator.workspace.app;
    const asset = assets.add({
      name: 'a.png',
      parent_folder_id: null,
      content_type: 'image/png',
      bytes: Buffer.from(script),
    });
    const picture = await send(emulator, `/_downloads/assets/${asset.id}`);
    expect([picture.status, picture.headers]).toMatchObject([
      200,
      { ...LOCKED, 'content-type': 'image/png' },
    ]);
    const row = exports.add({ csv: script, readyAt: 0, links: new Map([['s', Date.now() + 60_000]]) });
    const file = await send(emulator, `/_downloads/exports/${row.id}.csv?signature=s`);
    expect([file.status, file.headers]).toMatchObject([
      200,
      { ...LOCKED, 'content-disposition': 'attachment; filename="export-1.csv"' },
    ]);
  });
});

test('credentials and cookies of other programs on this machine are not kept', async () => {
  const headers = {
    cookie: 'session=hunter2',
    'proxy-authorization': 'Basic eA==',
    ...trackAuthorization(emulator),
  };
  await send(emulator, '/api/v1/accounts/region', { headers });
  const kept = JSON.stringify(emulator.requests.at(-1));
  expect(kept).toContain('/accounts/region');
  expect(kept).not.toMatch(/hunter2|authorization|Basic/);
});
