// Several workspaces in one emulator, by their credentials; and one workspace's templates pulled into another.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, type EmulatorOptions, type EmulatorWorkspace, startEmulator } from './index.js';
import { EXAMPLE_SEED } from './seed/example-seed.js';
import { pulledFile, pullSeed } from './seed/pull.js';
import { json, send } from './test-client.js';
import { readJson, serveFile } from './test-emulator.js';

async function start(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; second: EmulatorWorkspace }> {
  const emulator = await startEmulator({ jobMs: 0, workspaces: [{ siteId: 'second' }], ...options });
  onTestFinished(() => emulator.close());
  return { emulator, second: emulator.workspaces.get('second')! };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cio-workspaces-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const bearer = (key: string, more = {}) => ({ authorization: `Bearer ${key}`, ...more });

describe('several workspaces', () => {
  test('each API finds the one whose credentials a request has', async () => {
    const { emulator, second } = await start();
    const { url } = emulator;
    const post = (path: string, body: unknown, credentials: Record<string, string>) =>
      send({ url }, path, { method: 'POST', ...json(body, credentials) });
    await send({ url }, '/api/v1/customers/ada', {
      method: 'PUT',
      ...json({}, basic('second', 'second-key')),
    });
    await post(
      '/api/v2/entity',
      { type: 'person', action: 'identify', identifiers: { id: 'bob' } },
      basic('second', 'second-key'),
    );
    await post('/v1/identify', { userId: 'eve' }, basic('second-write-key', ''));
    const message = { to: 'a@example.com', identifiers: { id: 'ada' }, transactional_message_id: 1 };
    await post('/v1/send/email', message, bearer('second-app-key'));
    await post('/v1/send/email', message, bearer('sa_live_emulator', { 'x-workspace-id': '2' }));
    expect(second.people.all().map(({ id }) => id)).toEqual(['ada', 'bob', 'eve']);
    expect(second.messages.all()).toHaveLength(2);
    expect(emulator.people.all()).toEqual([]);
    expect(emulator.messages.all()).toEqual([]);

    // A key of one is none of the other.
    expect((await send({ url }, '/v1/segments', { headers: bearer('second-key') })).status).toBe(401);
    const mixed = basic('second', emulator.apiKey);
    expect((await send({ url }, '/api/v1/customers/x', { method: 'PUT', ...json({}, mixed) })).status).toBe(
      401,
    );

    // The link to unsubscribe has no credentials: the delivery tells the workspace.
    await send({ url }, `/unsubscribe/${second.messages.all()[0]!.id}`, { method: 'POST' });
    expect(second.people.get('ada')?.attributes.unsubscribed).toBe(true);
  });

  test('their files are their own', async () => {
    const { emulator, second } = await start();
    for (const { workspace, siteId } of [emulator, second]) workspace.identify(['id', `of-${siteId}`]);
    for (const { siteId, appApiKey } of [emulator, second]) {
      await send(emulator, '/v1/exports/customers', {
        method: 'POST',
        ...json({ filters: { segment: { id: 1 } } }, bearer(appApiKey)),
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      const { json: link } = await send(emulator, '/v1/exports/1/download', { headers: bearer(appApiKey) });
      const { pathname, search } = new URL((link as { url: string }).url);
      expect((await send(emulator, pathname + search)).text).toContain(`of-${siteId}`);
    }
  });

  test('each has its own requests; one whose workspace cannot be told is in the lists of all', async () => {
    const { emulator, second } = await start();
    const put = (id: string, credentials: Record<string, string> = {}) =>
      send(emulator, `/api/v1/customers/${id}`, { method: 'PUT', ...json({}, credentials) });
    await put('of-first', basic('emulator-site', 'emulator-key'));
    await put('of-second', basic('second', 'second-key'));
    // The site id tells the workspace, whatever the key; a key does, whatever the route.
    await put('wrong-key', basic('second', 'wrong'));
    await send(emulator, '/v1/nothing-here', { headers: bearer('second-app-key') });
    await send(emulator, '/v1/segments', { headers: bearer('sa_live_emulator', { 'x-workspace-id': '2' }) });
    await put('nobody');
    await send(emulator, '/v1/segments', { headers: bearer('unknown') });
    const listed = async (query: string) => {
      const { items } = (await send(emulator, `/_emulator/requests${query}`)).json as {
        items: { path: string; workspace: string | null; status: number; id: string }[];
      };
      return items.reverse();
    };
    const views = [await listed(''), await listed('?workspace=second')] as const;
    const told = views.map((view) =>
      view.map(({ path, workspace, status }) => [path.split('/').at(-1), workspace, status]),
    );
    const unknown = [
      ['nobody', null, 401],
      ['segments', null, 401],
    ];
    expect(told).toEqual([
      [['of-first', 'emulator-site', 200], ...unknown],
      [
        ['of-second', 'second', 200],
        ['wrong-key', 'second', 401],
        ['nothing-here', 'second', 404],
        ['segments', 'second', 401],
        ...unknown,
      ],
    ]);
    expect(emulator.requests.map(({ id }) => id)).toEqual(views[0].map(({ id }) => id));
    expect(second.requests.map(({ id }) => id)).toEqual(views[1].map(({ id }) => id));
    const [ofFirst] = views[0];
    expect((await send(emulator, `/_emulator/requests/${ofFirst!.id}`)).json).toMatchObject({
      workspace: 'emulator-site',
      effects: [{ topic: 'people', action: 'profile_create' }],
    });
    expect((await send(emulator, `/_emulator/requests/${ofFirst!.id}?workspace=second`)).status).toBe(404);
    expect((await send(emulator, '/_emulator/counts?workspace=second')).json).toMatchObject({ requests: 6 });
  });

  test('each has its own faults; those of the first are for requests that belong to none, too', async () => {
    const { emulator, second } = await start();
    const get = async (key: string) =>
      (await send(emulator, '/v1/segments', { headers: bearer(key) })).status;
    second.faults.add({ kind: 'status', status: 503 });
    const added = { method: 'POST', ...json({ kind: 'status', status: 502, times: 2 }) };
    await send(emulator, '/_emulator/faults', added);
    const faults = async (query = '') =>
      ((await send(emulator, `/_emulator/faults${query}`)).json as { items: { fault: unknown }[] }).items;
    expect(await faults('?workspace=second')).toMatchObject([{ fault: { status: 503 } }]);
    expect(await faults()).toMatchObject([{ fault: { status: 502 } }]);
    expect(await get('emulator-app-key')).toBe(502);
    expect(await get('unknown')).toBe(502);
    expect(await get('unknown')).toBe(401);
    expect(await get('second-app-key')).toBe(503);
    expect(await get('second-app-key')).toBe(200);
  });

  test('each has its own webhooks, and its own receiver', async () => {
    const received: string[] = [];
    const receiver = await serveFile(async (request, response) => {
      received.push(`${request.url} ${((await readJson(request)) as { metric: string }).metric}`);
      response.end();
    });
    const target = (path: string) => ({ url: `${receiver.url}${path}`, signingKey: 'k' });
    const { emulator, second } = await start({
      webhook: target('first'),
      workspaces: [{ siteId: 'second', webhook: target('second') }, { siteId: 'third' }],
    });
    const third = emulator.workspaces.get('third')!;
    for (const one of [emulator, second, third]) {
      one.workspace.identify(['id', 'ada'], { unsubscribed: true });
      await one.webhooksSettled();
    }
    expect(received).toEqual(['/first unsubscribed', '/second unsubscribed']);
    const urls = async (query: string) =>
      (
        (await send(emulator, `/_emulator/webhooks${query}`)).json as { items: { url: string; id: string }[] }
      ).items.map(({ url }) => new URL(url).pathname);
    expect([await urls(''), await urls('?workspace=second'), await urls('?workspace=third')]).toEqual([
      ['/first'],
      ['/second'],
      [],
    ]);
    expect(emulator.webhooks.all()).toHaveLength(1);
    expect(second).toMatchObject({ webhookStatuses: [200] });
    expect(third.webhookStatuses).toEqual([]);

    // By hand they go to the workspace's own receiver, about its own people.
    const simulate = (query: string, body: object) =>
      send(emulator, `/_emulator/webhooks/simulate${query}`, { method: 'POST', ...json(body) });
    expect((await simulate('?workspace=second', { type: 'email.opened', person: 'ada' })).json).toEqual({
      statuses: [200],
    });
    expect(received.at(-1)).toBe('/second opened');
    expect(second.webhooks.all({ type: 'email.opened' })).toHaveLength(1);
    const [opened] = second.webhooks.all({ type: 'email.opened' });
    expect(opened!.event.data).toMatchObject({ identifiers: { cio_id: second.people.get('ada')!.cio_id } });
    expect(await simulate('?workspace=third', { type: 'email.opened' })).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining('start the emulator with `webhook` for this workspace') },
    });
  });

  test('one is reset alone, all are reset together', async () => {
    const { emulator, second } = await start();
    const fill = async () => {
      for (const { siteId, faults, apiKey } of [emulator, second]) {
        const person = { method: 'PUT', ...json({}, basic(siteId, apiKey)) };
        await send(emulator, '/api/v1/customers/ada', person);
        faults.add({ kind: 'html' });
      }
    };
    const state = () =>
      [emulator, second].map(({ people, requests, faults }) => [
        people.all().length,
        requests.length,
        faults.list().length,
      ]);
    const reset = (query = '') => send(emulator, `/_emulator/reset${query}`, { method: 'POST' });
    await fill();
    second.reset();
    expect(state()).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
    await reset('?workspace=emulator-site');
    expect(state()[0]).toEqual([0, 0, 0]);
    await fill();
    await reset('?workspace=second');
    expect(state()).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
    await fill();
    await reset();
    expect(state()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    await fill();
    emulator.reset();
    expect(state()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('a stream tells of its own workspace', async () => {
    const { emulator, second } = await start();
    const controller = new AbortController();
    const response = await fetch(`${emulator.url}/_emulator/live?workspace=second`, {
      signal: controller.signal,
    });
    onTestFinished(() => controller.abort());
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    emulator.workspace.identify(['id', 'of-first']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    second.workspace.identify(['id', 'of-second']);
    const update = (await reader.read()).value!;
    expect(update).toContain(second.people.get('of-second')!.cio_id);
    expect(update).not.toContain(emulator.people.get('of-first')!.cio_id);
  });

  test('are looked at by their site ids, are reset together and are kept apart', async () => {
    const data = newFolder();
    const seed = { people: [{ id: 'seeded' }] };
    const options = { data, workspaces: [{ siteId: 'second', seed }, { siteId: '../third' }] };
    const { emulator, second } = await start(options);
    second.workspace.identify(['id', 'ada']);
    const people = async (query: string) =>
      (await send(emulator, `/_emulator/summary${query}`)).json as { people: number };
    expect((await people('')).people).toBe(0);
    expect((await people('?workspace=second')).people).toBe(2);
    expect((await send(emulator, '/_emulator/summary?workspace=nowhere')).status).toBe(404);
    await emulator.close();

    const again = await start(options);
    expect(again.second.people.all().map(({ id }) => id)).toEqual(['seeded', 'ada']);
    again.emulator.reset();
    expect(again.second.people.all().map(({ id }) => id)).toEqual(['seeded']);
  });

  test.each([
    ['siteId', { siteId: 'emulator-site' }],
    ['siteId', { siteId: '' }],
    ['appApiKey', { siteId: 'a', appApiKey: 'emulator-app-key' }],
    ['writeKey', { siteId: 'a', writeKey: 'emulator-write-key' }],
    ['webhook.url', { siteId: 'a', webhook: { url: 'ftp://x', signingKey: 'k' } }],
    ['webhook.signingKey', { siteId: 'a', webhook: { url: 'http://x', signingKey: '' } }],
  ])('with the %s of another are rejected: %o', async (name, workspace) => {
    await expect(startEmulator({ workspaces: [workspace] })).rejects.toThrow(`workspaces[0].${name}: `);
  });
});

describe('pull', () => {
  test('reads the templates of a workspace, with GET alone, as a seed', async () => {
    const file = join(newFolder(), 'seed.yaml');
    writeFileSync(file, EXAMPLE_SEED);
    const { emulator } = await start({ seed: file, rateLimits: true });
    const seed = await pullSeed({ baseUrl: emulator.url, apiKey: emulator.appApiKey });
    expect(emulator.requests.length).toBeGreaterThan(6);
    expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(seed).toMatchObject({
      topics: [{ name: 'News' }, { name: 'Offers', subscribed_by_default: false }],
      snippets: { signature: 'The people of the shop' },
      templates: [
        {
          id: 1,
          name: 'receipt',
          channel: 'email',
          subject: 'Your order of {{trigger.item}}',
          translations: { fr: { subject: 'Votre commande de {{trigger.item}}' } },
        },
      ],
      campaigns: [{ event: 'order_placed', steps: [{ name: 'Thanks' }, { name: 'How is it?' }] }],
      broadcasts: [{ name: 'Announcement', subject: '{{trigger.title}}' }],
    });

    // It starts, and is the same when it is pulled again.
    const pulled = join(newFolder(), 'pulled.yaml');
    writeFileSync(pulled, await pulledFile(seed));
    const other = await start({ seed: pulled });
    expect(
      await pullSeed({ baseUrl: other.emulator.url, apiKey: other.emulator.appApiKey, pauseMs: 0 }),
    ).toEqual(seed);
  });

  test('waits as a 429 asks, and says what failed', async () => {
    const { emulator } = await start();
    emulator.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '0' },
      path: '/snippets',
      times: 2,
    });
    expect(
      (await pullSeed({ baseUrl: emulator.url, apiKey: emulator.appApiKey, pauseMs: 0 })).templates,
    ).toHaveLength(1);
    await expect(pullSeed({ baseUrl: emulator.url, apiKey: 'wrong' })).rejects.toThrow(
      'GET /v1/subscription_topics responded with 401: the App API key is not accepted',
    );
  });

  test('from the command line', async () => {
    const { emulator } = await start();
    const folder = newFolder();
    const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
    const pull = async (env: Record<string, string>) => {
      const child = spawn(process.execPath, [cli, 'pull', '--from', emulator.url], {
        cwd: folder,
        env: { ...process.env, ...env },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      return [await new Promise((resolve) => child.on('close', resolve)), output.split('\n')[0]];
    };
    const key = { CIO_APP_KEY: emulator.appApiKey };
    expect(await pull(key)).toEqual([
      0,
      expect.stringContaining('is written: 1 templates, 0 campaigns, 1 broadcasts'),
    ]);
    expect(readFileSync(join(folder, 'cio-seed.yaml'), 'utf8')).toContain('name: welcome');
    expect(await pull(key)).toEqual([1, 'pull: cio-seed.yaml is there already']);
    expect(await pull({ CIO_APP_KEY: '' })).toEqual([2, expect.stringContaining('expected --app-api-key')]);
  });
});
