// What is kept on disk is what was acknowledged: after a restart, after a kill in the middle of a line, and beside a snapshot.
import { createHmac, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../index.js';
import { appAuthorization, json, pipelinesAuthorization, send, trackAuthorization } from '../test-client.js';
import { serveFile } from '../test-emulator.js';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cio-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(data: string, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ jobMs: 0, ...options, data });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Starts an emulator again, with the files of a folder as they are: as if the one before had been killed. */
async function restart(folder: string, emulator: Emulator): Promise<Emulator> {
  await emulator.close();
  return start(folder);
}

/** A folder as a process leaves it that is killed now. */
function killedNow(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'lock'), { recursive: true, force: true });
  return copy;
}

const files = (folder: string) => readdirSync(folder).filter((name) => name !== 'lock');
const journalOf = (folder: string) => {
  const names = files(folder).filter((name) => name.startsWith('journal.'));
  return join(folder, names.sort().at(-1)!);
};

async function write(emulator: Emulator, method: string, path: string, body: unknown = {}): Promise<void> {
  const credentials = path.startsWith('/api/') ? trackAuthorization(emulator) : appAuthorization(emulator);
  const { status, text } = await send(emulator, path, { method, ...json(body, credentials) });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
}

const entity = (emulator: Emulator, body: unknown) => write(emulator, 'POST', '/api/v2/entity', body);

/** What a workspace has, in the order in which it is read. */
function stateOf({ workspace }: Emulator): unknown {
  const { people, objects, events, activities, suppressed, submissions, metrics, dropped, app } = workspace;
  const state = {
    people: [...people],
    objects: [...objects],
    events: [...events.values()],
    activities: [...activities],
    suppressed: [...suppressed],
    submissions,
    metrics,
    unsubscribes: workspace.unsubscribes,
    dropped,
    duplicates: workspace.duplicates,
    messages: [...app.messages],
    time: Math.abs(workspace.clock.now() - Date.now()) > 1000,
  };
  return JSON.parse(JSON.stringify(state));
}

test('everything that the Track API and the Pipelines API change is there after a restart', async () => {
  const folder = newFolder();
  const emulator = await start(folder);
  const person = { type: 'person', identifiers: { id: 'ada' } };
  await write(emulator, 'PUT', '/api/v1/customers/ada', { email: 'ada@example.com', phone: '+491' });
  await write(emulator, 'PUT', '/api/v1/customers/bob', { email: 'bob@example.com', __proto__x: 1 });
  await send(emulator, '/api/v1/customers/bob', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...trackAuthorization(emulator) },
    body: '{"__proto__":"own","unsubscribed":true}',
  });
  await write(emulator, 'POST', '/api/v1/events', { name: 'seen', anonymous_id: 'anon' });
  await write(emulator, 'PUT', '/api/v1/customers/ada', { anonymous_id: 'anon' });
  await write(emulator, 'POST', '/api/v1/customers/ada/events', { name: 'order', data: { total: 5 } });
  await write(emulator, 'PUT', '/api/v1/customers/ada/devices', { device: { id: 't', platform: 'ios' } });
  await write(emulator, 'POST', '/api/v1/segments/7/add_customers', { ids: ['ada', 'bob', 'nobody'] });
  await write(emulator, 'POST', '/api/v1/segments/7/remove_customers', { ids: ['bob'] });
  await write(emulator, 'POST', '/api/v1/customers/bob/suppress');
  await write(emulator, 'POST', '/api/v1/forms/f1/submit', { data: { email: 'form@example.com' } });
  await write(emulator, 'POST', '/api/v1/metrics', { delivery_id: 'd', metric: 'opened' });
  await send(emulator, '/unsubscribe/d', { method: 'POST' });
  const object = { type: 'object', identifiers: { object_type_id: '1', object_id: 'acme' } };
  await entity(emulator, { ...object, action: 'identify', attributes: { name: 'Acme' } });
  await entity(emulator, { ...object, action: 'event', name: 'renewed' });
  const cio_relationships = [{ identifiers: { object_type_id: '1', object_id: 'acme' } }];
  await entity(emulator, { ...person, action: 'add_relationships', cio_relationships });
  await entity(emulator, {
    ...object,
    action: 'identify_anonymous',
    cio_relationships: [{ identifiers: { anonymous_id: 'x' }, relationship_attributes: { role: 'a' } }],
  });
  await write(emulator, 'PUT', '/api/v1/customers/eve', { email: 'eve@example.com', city: 'Bonn' });
  await write(emulator, 'POST', '/api/v1/customers/eve/events', { name: 'visit' });
  await write(emulator, 'POST', '/api/v1/merge_customers', {
    primary: { id: 'ada' },
    secondary: { id: 'eve' },
  });
  const message = { userId: 'pipe', event: 'x', messageId: randomUUID() };
  for (let i = 0; i < 2; i++) {
    await send(emulator, '/v1/track', { method: 'POST', ...json(message, pipelinesAuthorization(emulator)) });
  }
  await write(emulator, 'POST', '/v1/send/email', {
    to: 'ada@example.com',
    transactional_message_id: 1,
    identifiers: { id: 'ada' },
  });

  const before = stateOf(emulator);
  expect(before).toMatchObject({ duplicates: 1, people: [{ id: 'ada' }, {}, {}], time: false });
  const restarted = await restart(folder, emulator);
  expect(stateOf(restarted)).toEqual(before);

  // It goes on where it was: indexes, ids and what is known.
  const { workspace } = restarted;
  expect(workspace.find('ada@example.com')).toBe(workspace.find('ada'));
  expect(workspace.people.deviceOwner('t')?.id).toBe('ada');
  expect([...workspace.people.inSegment(7)].map(({ id }) => id)).toEqual(['ada']);
  await send(restarted, '/v1/track', { method: 'POST', ...json(message, pipelinesAuthorization(restarted)) });
  expect(workspace.duplicates).toBe(2);
  await write(restarted, 'POST', '/v1/snippets', { name: 'a', value: 'b' });
  await write(restarted, 'DELETE', '/v1/snippets/a');
  const twice = await restart(folder, restarted);
  expect(twice.workspace.duplicates).toBe(2);
  expect(twice.workspace.app.snippets.size).toBe(0);
});

test('the id of what was deleted last is not used again', async () => {
  const folder = newFolder();
  const emulator = await start(folder);
  await write(emulator, 'POST', '/v1/segments', { segment: { name: 'One' } });
  await write(emulator, 'DELETE', '/v1/segments/2');
  const restarted = await restart(folder, emulator);
  await write(restarted, 'POST', '/v1/segments', { segment: { name: 'Two' } });
  expect(restarted.workspace.app.segments.all().map(({ id }) => id)).toEqual([1, 3]);
});

test('a reset is kept', async () => {
  const folder = newFolder();
  const emulator = await start(folder);
  emulator.workspace.identify(['id', 'ada']);
  emulator.reset();
  emulator.workspace.identify(['id', 'bob']);
  const restarted = await restart(folder, emulator);
  expect([...restarted.workspace.people].map(({ id }) => id)).toEqual(['bob']);
  expect(restarted.workspace.app.segments.size).toBe(1);
  expect(files(folder)).toHaveLength(2);
});

test('an import that was interrupted is done after the restart', async () => {
  const folder = newFolder();
  const { url } = await serveFile('id,plan\nada,gold\n');
  const emulator = await start(folder, { jobMs: 3_600_000 });
  const body = { name: 'i', data_file_url: url, type: 'people', identifier: 'id', data_to_process: 'all' };
  await write(emulator, 'POST', '/v1/imports', { import: body });
  const restarted = await restart(folder, emulator);
  expect(restarted.workspace.find('ada')).toBeUndefined();
  await restarted.workspace.clock.advance(3_600_000);
  expect(restarted.workspace.find('ada')?.attributes).toEqual({ plan: 'gold' });
  expect(restarted.workspace.app.imports.get(1)).toMatchObject({ state: 'imported', rows_imported: 1 });
  const later = await restart(folder, restarted);
  expect(later.workspace.scheduled.size).toBe(0);
  // The time goes on from where it was advanced to.
  expect(later.workspace.clock.now() - Date.now()).toBeGreaterThan(3_500_000);
});

describe('the files', () => {
  test('a torn last line is cut off, and what comes after it is kept', async () => {
    const folder = newFolder();
    const emulator = await start(folder);
    await write(emulator, 'PUT', '/api/v1/customers/ada');
    await emulator.close();
    appendFileSync(journalOf(folder), '[["people","torn",{"cio_id":"to');
    const second = await start(folder);
    expect(second.workspace.people.size).toBe(1);
    await write(second, 'PUT', '/api/v1/customers/bob');
    const third = await restart(folder, second);
    expect([...third.workspace.people].map(({ id }) => id)).toEqual(['ada', 'bob']);
  });

  test.each([
    ['no JSON', (lines: string[]) => [lines[0]!, '{{{', ...lines.slice(2)]],
    ['no changes', (lines: string[]) => [lines[0]!, '{"a":1}', ...lines.slice(2)]],
    ['half a line', (lines: string[]) => [lines[0]!, lines[1]!.slice(0, 20), ...lines.slice(2)]],
  ])('a line in the middle that is %s is an error with file and line', async (_, corrupt) => {
    const folder = newFolder();
    const emulator = await start(folder);
    for (const id of ['ada', 'bob', 'eve']) await write(emulator, 'PUT', `/api/v1/customers/${id}`);
    await emulator.close();
    const path = journalOf(folder);
    writeFileSync(path, corrupt(readFileSync(path, 'utf8').split('\n')).join('\n'));
    const message = new RegExp(`^${path.replaceAll('.', '\\.')}, line 2 is corrupt: .*Restore the file`);
    await expect(startEmulator({ data: folder })).rejects.toThrow(message);
    // The folder is free, to be repaired.
    expect(readdirSync(folder)).not.toContain('lock');
  });

  test('stay bounded by the state, whatever is written, and are whole beside a snapshot', async () => {
    const folder = newFolder();
    const emulator = await start(folder);
    const text = 'x'.repeat(900);
    for (let round = 0; round < 3000; round++) {
      const attributes = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`a${index}`, text]));
      emulator.workspace.identify(['id', `p${round % 50}`], { ...attributes, round });
      // Every change is a line of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const last = [...emulator.workspace.people].map(({ attributes }) => attributes.round);
    expect(last).toHaveLength(50);
    const restarted = await restart(folder, emulator);
    expect([...restarted.workspace.people].map(({ attributes }) => attributes.round)).toEqual(last);
    const bytes = files(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    // 27 MB were written; the state are the people and what was recorded of them.
    const state = JSON.stringify(stateOf(restarted)).length;
    expect(bytes).toBeLessThan(3 * state + 4 * 1024 * 1024);
    expect(files(folder).some((name) => /^snapshot\.([2-9]|\d\d)/.test(name))).toBe(true);
  });
});

test('what a snapshot that was interrupted has left is used, and then removed', async () => {
  const folder = newFolder();
  const emulator = await start(folder);
  emulator.workspace.identify(['id', 'ada'], { n: 1 });
  await emulator.close();
  // As it is when the process is killed while snapshot 2 is written.
  writeFileSync(join(folder, 'snapshot.2.jsonl.part'), '[["people","x",');
  writeFileSync(
    join(folder, 'journal.2.jsonl'),
    '[["submissions",0,{"form_id":"f","cio_id":"c","data":{}}]]\n',
  );
  const second = await start(folder);
  second.workspace.identify(['id', 'bob']);
  await vi.waitFor(() => expect(files(folder)).toEqual(['journal.3.jsonl', 'snapshot.3.jsonl']));
  const third = await restart(folder, second);
  expect(third.workspace.find('ada')?.attributes.n).toBe(1);
  expect(third.workspace.find('bob')).toBeDefined();
  expect(third.workspace.submissions).toHaveLength(1);
});

test('what is changed at once may be large: it is several lines', async () => {
  const folder = newFolder();
  const emulator = await start(folder);
  const text = 'x'.repeat(900);
  for (let i = 0; i < 3000; i++) emulator.workspace.identify(['id', `p${i}`], { text });
  await emulator.close();
  // The snapshot that it led to is not done: the journal is there.
  const journal = join(folder, 'journal.1.jsonl');
  expect(readFileSync(journal, 'utf8').split('\n').length).toBeGreaterThan(3);
  expect((await start(folder)).workspace.people.size).toBe(3000);
});

describe('a folder is used by one emulator at a time', () => {
  const lockFile = (folder: string, holder: object) => {
    writeFileSync(
      join(folder, 'lock'),
      JSON.stringify({ id: 'x', pid: 1, host: hostname(), started: '0', ...holder }),
    );
  };

  test('a second one says who has it, and another may come after the first', async () => {
    const folder = newFolder();
    const emulator = await start(folder);
    await expect(startEmulator({ data: folder })).rejects.toThrow(
      `${folder} is in use by process ${process.pid} on ${hostname()}`,
    );
    await (await restart(folder, emulator)).close();
    expect(readdirSync(folder)).not.toContain('lock');
  });

  test.each([
    ['a process that is gone', { pid: 4_000_000 }],
    ['a pid that is another process by now', { pid: process.ppid, started: 'long ago' }],
    ['the same pid of an earlier container', { pid: process.pid, started: 'long ago' }],
  ])('the lock of %s is stale', async (_, holder) => {
    const folder = newFolder();
    lockFile(folder, holder);
    await start(folder);
    expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual(['lock']);
  });

  test('the lock of another machine holds as long as that one shows that it lives', async () => {
    const folder = newFolder();
    lockFile(folder, { host: 'elsewhere' });
    await expect(startEmulator({ data: folder })).rejects.toThrow('in use by process 1 on elsewhere');
    const longAgo = new Date(Date.now() - 11_000);
    utimesSync(join(folder, 'lock'), longAgo, longAgo);
    await start(folder);
  });

  test('with consistencyMs it is rejected: an accepted write is kept at once', async () => {
    await expect(startEmulator({ data: newFolder(), consistencyMs: 1 })).rejects.toThrow(/^consistencyMs: /);
  });
});

describe('webhooks outlive a kill', () => {
  /** A receiver with these statuses for the first webhooks, and 200 for the others. It notes whose signature is right. */
  async function receiver(...statuses: number[]) {
    const received: { metric: string; isSigned: boolean }[] = [];
    const { url } = await serveFile(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { 'x-cio-timestamp': time, 'x-cio-signature': signature } = request.headers;
      const expected = createHmac('sha256', 'very-secret').update(`v0:${time}:${body}`).digest('hex');
      received.push({
        metric: (JSON.parse(body) as { metric: string }).metric,
        isSigned: signature === expected,
      });
      response.writeHead(statuses.shift() ?? 200).end();
    });
    return { url, received };
  }

  test('what waits for its next attempt, and what waits behind it, is delivered in order at its time', async () => {
    const { url, received } = await receiver(503, 503);
    const webhook = { url, signingKey: 'very-secret' };
    const folder = newFolder();
    const emulator = await start(folder, { webhook });
    await write(emulator, 'PUT', '/api/v1/customers/ada', { unsubscribed: true });
    await write(emulator, 'PUT', '/api/v1/customers/ada', { unsubscribed: false });
    const first = await emulator.webhooks.waitFor({ state: 'waiting' });
    const killed = killedNow(folder);
    const kept = files(killed).map((name) => readFileSync(join(killed, name), 'utf8'));
    expect(kept.join()).not.toContain('very-secret');
    await emulator.close();

    const again = await start(killed, { webhook });
    expect(again.webhooks.all()).toEqual([first, expect.objectContaining({ state: 'queued', attempts: [] })]);
    // The time that was left is waited for; the next pause is twice as long, as it would have been.
    expect(received).toHaveLength(1);
    await again.clock.advance(first.next_attempt_at! - again.clock.now());
    await expect
      .poll(() => again.webhooks.all()[0])
      .toMatchObject({
        state: 'waiting',
        attempts: [{ status: 503 }, { status: 503 }],
      });
    const pauseMs = again.webhooks.all()[0]!.next_attempt_at! - again.clock.now();
    expect(pauseMs).toBeGreaterThan(1000);
    expect(pauseMs).toBeLessThanOrEqual(2000);
    await again.clock.advance(2000);
    await again.webhooksSettled();
    expect(received).toEqual(
      ['unsubscribed', 'unsubscribed', 'unsubscribed', 'subscribed'].map((metric) => ({
        metric,
        isSigned: true,
      })),
    );

    // What was delivered stays in the list, and is not sent again.
    const third = await restart(killed, again);
    expect(third.webhooks.all().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    await third.webhooksSettled();
    expect(received).toHaveLength(4);
  });

  test('what was on its way is sent again, also to a reporting webhook that was removed meanwhile', async () => {
    let isSlow = true;
    const received: string[] = [];
    const { url } = await serveFile(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push((JSON.parse(body) as { event_id: string }).event_id);
      if (!isSlow) response.end();
    });
    const folder = newFolder();
    const emulator = await start(folder);
    await write(emulator, 'POST', '/v1/reporting_webhooks', {
      name: 'hook',
      endpoint: url,
      events: ['customer_unsubscribed'],
    });
    await write(emulator, 'PUT', '/api/v1/customers/ada', { unsubscribed: true });
    const { id } = emulator.workspace.app.reportingWebhooks.all()[0]!;
    await write(emulator, 'DELETE', `/v1/reporting_webhooks/${id}`);
    // By hand: nobody waits for it after a kill.
    void emulator.sendWebhook({ event_id: 'by-hand' }, { url, signingKey: 'k' });
    await expect.poll(() => received.length).toBe(2);
    const killed = killedNow(folder);
    isSlow = false;
    const again = await start(killed);
    await again.webhooksSettled();
    expect(received).toEqual([received[0], 'by-hand', received[0]]);
    expect(again.webhooks.all().map(({ state }) => state)).toEqual(['delivered', 'failed']);
  });

  test('those on their way are kept, however many came after them; of the others the newest', async () => {
    const { url } = await receiver(...Array(50).fill(503));
    const folder = newFolder();
    const options = { webhook: { url, signingKey: 'k' }, maxKeptRequests: 2 };
    const emulator = await start(folder, options);
    for (let i = 0; i < 4; i++) {
      await write(emulator, 'PUT', '/api/v1/customers/ada', { unsubscribed: i % 2 === 0 });
    }
    await emulator.webhooks.waitFor({ state: 'waiting' });
    const again = await start(killedNow(folder), options);
    expect(again.webhooks.all().map(({ event }) => event.metric)).toEqual([
      'unsubscribed',
      'subscribed',
      'unsubscribed',
      'subscribed',
    ]);
    again.reset();
    for (let i = 0; i < 4; i++) {
      const { url: to } = await receiver();
      await again.sendWebhook({ event_id: String(i) }, { url: to, signingKey: 'k' });
    }
    expect(again.webhooks.all().map(({ event }) => event.event_id)).toEqual(['2', '3']);
  });
});

test('faults outlive a kill, with how many requests they are left for', async () => {
  const folder = newFolder();
  const emulator = await start(folder);
  emulator.faults.add({ kind: 'status', status: 503, path: '/segments', times: 3, after: 1 });
  emulator.faults.add({ kind: 'status', status: 404, path: '/nowhere', times: Number.POSITIVE_INFINITY });
  emulator.faults.add({ kind: 'rate-limit', limit: '1/10s', path: '/campaigns' });
  emulator.faults.add({ kind: 'html', path: '/removed' });
  const get = async (from: Emulator, path: string) =>
    (await send(from, path, { headers: appAuthorization(from) })).status;
  expect(await get(emulator, '/v1/segments')).toBe(200);
  expect(await get(emulator, '/v1/segments')).toBe(503);
  await send(emulator, '/_emulator/faults/4', { method: 'DELETE' });
  const before = emulator.faults.list();

  const killed = killedNow(folder);
  const again = await start(killed);
  expect(again.faults.list()).toEqual(before);
  expect(before.map(({ id, left }) => [id, left])).toEqual([
    [1, 2],
    [2, null],
    [3, null],
  ]);
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push(await get(again, '/v1/segments'));
  expect(statuses).toEqual([503, 503, 200]);
  expect([await get(again, '/v1/campaigns'), await get(again, '/v1/campaigns')]).toEqual([200, 429]);
  expect(await get(again, '/nowhere')).toBe(404);
  again.reset();
  expect((await start(killedNow(killed))).faults.list()).toEqual([]);
});
