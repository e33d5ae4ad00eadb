// What is kept on disk is what was acknowledged: after a restart, after a kill in the middle of a line, and beside a snapshot.
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
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
