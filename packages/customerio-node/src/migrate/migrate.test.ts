import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.js';
import { createProgram, sourceFiles } from './program.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(
    fileURLToPath(new URL('../..', import.meta.url)),
    join(folder, 'node_modules/customerio-node'),
  );
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }');
});
afterAll(() => rm(folder, { recursive: true }));

const HEAD = `import { APIClient, CustomerIORequestError, IdentifierType, PipelinesClient, SendEmailRequest, TrackClient } from 'customerio-node';
declare const cio: TrackClient;
declare const api: APIClient;
declare const cdp: PipelinesClient;
declare const anonymous: string;
declare const filter: object;
export {};
`;

/** What becomes of the statements, and what is left of them. */
async function migrated(statements: string, name = 'file.ts', head = HEAD) {
  const file = join(folder, name);
  await writeFile(file, head + statements);
  const { changed, leftovers } = migrate(ts, createProgram(ts, [file]), [file]);
  const text = changed.get(file) ?? head + statements;
  return { text: text.slice(head.length), left: leftovers.map(({ reason }) => reason), leftovers };
}

const CASES: [before: string, after: string | undefined][] = [
  ["cio.identify('5', { a: 1 });", "cio.modern.identify('5', { a: 1 });"],
  ['cio.destroy(5);', 'cio.modern.delete(5);'],
  ["cio.track(5, { name: 'order' });", "cio.modern.track(5, 'order');"],
  ['cio.track(5, { name: "order", data: { total: 1 } });', 'cio.modern.track(5, "order", { total: 1 });'],
  [
    "cio.track(5, { name: 'order', timestamp: 7, id: ulid, data });",
    "cio.modern.track(5, 'order', data, { timestamp: 7, id: ulid });",
  ],
  ["cio.track(5, { name: 'order', timestamp: 7 });", "cio.modern.track(5, 'order', {}, { timestamp: 7 });"],
  ["cio.trackAnonymous('', { name: 'invite' });", "cio.modern.trackAnonymous(null, 'invite');"],
  ["cio.trackAnonymous('a', { name: 'seen' });", "cio.modern.trackAnonymous('a', 'seen');"],
  [
    "cio.trackAnonymous(anonymous, { name: 'seen' });",
    "cio.modern.trackAnonymous(anonymous || null, 'seen');",
  ],
  ["cio.trackPageView(5, '/');", "cio.modern.pageview(5, '/');"],
  ["cio.addDevice(5, 't', 'ios');", "cio.modern.addDevice(5, { id: 't', platform: 'ios' });"],
  [
    "cio.addDevice(5, token, platform, { last_used: 1, model: 'x' });",
    "cio.modern.addDevice(5, { id: token, platform, last_used: 1, attributes: { model: 'x' } });",
  ],
  ["cio.mergeCustomers(IdentifierType.Id, 1, 'email' as IdentifierType, 'a');", undefined],
  [
    'cio.mergeCustomers(IdentifierType.Id, one, IdentifierType.CioId, two);',
    'cio.modern.mergeCustomers({ id: one }, { cio_id: two });',
  ],
  [
    'cio.addCustomersToSegment(7, [1], IdentifierType.Email);',
    "cio.modern.addToSegment(7, [1], { idType: 'email' });",
  ],
  ['cio.addCustomersToSegment(segment, [1]);', undefined],
  ["cio.unsubscribe('d');", "cio.modern.unsubscribe('d');"],
  ["cio.unsubscribe('d', false);", undefined],
  ['cio.batch([]);', undefined],
  [
    'async function f() { await cio.identify(1); return cio.suppress(1); }',
    'async function f() { await cio.modern.identify(1); return cio.modern.suppress(1); }',
  ],
  ['const answer = cio.identify(1);', undefined],
  ['cio.identify(1).then((answer) => answer);', undefined],
  ['cio.identify(1).then(() => cio.destroy(1));', 'cio.modern.identify(1).then(() => cio.modern.delete(1));'],
  ['const f = cio.identify;', undefined],
  ['cio.identify(...args);', undefined],
  ['cio.request.get(url);', undefined],
  ['cdp.track({ userId: 1, event: "e" });', 'cdp.modern.track({ userId: 1, event: "e" });'],
  ['api.getSegment(1).then((answer) => answer);', 'api.modern.segments.get(1).then((answer) => answer);'],
  [
    'async function f() { const { segments } = await api.listSegments(); }',
    'async function f() { const { segments } = (await api.modern.segments.list()).body; }',
  ],
  ['api.listSegments();', undefined],
  [
    'api.getAttributes(1, IdentifierType.Email);',
    "api.modern.customers.getAttributes(1, { id_type: 'email' });",
  ],
  [
    'async function f() { await api.listActivities({ idType: IdentifierType.Id, customerId: 1, limit: 5 }); }',
    "async function f() { (await api.modern.activities.list({ id_type: 'id', customer_id: 1, limit: 5 })).body; }",
  ],
  ['async function f(o: { idType: IdentifierType }) { await api.listActivities(o); }', undefined],
  [
    "api.sendEmail(new SendEmailRequest({ to: 'a', identifiers: { id: 1 }, transactional_message_id: 1 }));",
    "api.modern.sendEmail({ to: 'a', identifiers: { id: 1 }, transactional_message_id: 1 });",
  ],
  ['api.sendEmail(request);', undefined],
  ['api.triggerBroadcast(1, data, { ids: [1] });', 'api.modern.broadcasts.trigger(1, { data, ids: [1] });'],
  [
    'api.triggerBroadcast(1, { a: 1 }, { segment: { id: 7 } });',
    'api.modern.broadcasts.trigger(1, { data: { a: 1 }, recipients: { segment: { id: 7 } } });',
  ],
  ['api.triggerBroadcast(1, {}, recipients);', undefined],
];

test('calls that mean the same are rewritten, and the others told', async () => {
  // One program for all of them: each takes a while to make.
  const files = CASES.map((_, index) => join(folder, `case-${index}.ts`));
  await Promise.all(files.map((file, index) => writeFile(file, HEAD + CASES[index]![0])));
  const { changed, leftovers } = migrate(ts, createProgram(ts, files), files);
  const outcomes = files.map((file) => ({
    text: changed.get(file)?.slice(HEAD.length),
    left: leftovers.filter((leftover) => leftover.file === file).length,
  }));
  expect(outcomes).toEqual(CASES.map(([, after]) => ({ text: after, left: after === undefined ? 1 : 0 })));
}, 60_000);

test('clients are found by their types: in fields, parameters, and JavaScript', async () => {
  const classes =
    'class Mail { constructor(private readonly client: TrackClient) {} f() { this.client.destroy(1); } }';
  expect((await migrated(classes)).text).toContain('this.client.modern.delete(1)');
  const script = "const x = new TrackClient('a', 'b');\nx.destroy(1);\nother.destroy(1);";
  const head = "const { TrackClient } = require('customerio-node');\n";
  expect((await migrated(script, 'file.js', head)).text).toBe(script.replace('x.destroy', 'x.modern.delete'));
});

test('errors by class are told, with their places', async () => {
  const { leftovers } = await migrated(
    'try {} catch (e) {\n  if (e instanceof CustomerIORequestError) throw e;\n}',
  );
  expect(leftovers).toMatchObject([{ line: 9, column: 20, text: 'CustomerIORequestError' }]);
});

test('a program migrated twice is as it was after the first time', async () => {
  const once = await migrated("cio.track(5, { name: 'order' });\ncio.batch([]);");
  const twice = await migrated(once.text);
  expect(twice).toMatchObject({ text: once.text, left: once.left });
});

test('the command rewrites files, and says what is left', async () => {
  const run = promisify(execFile);
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const file = join(folder, 'src', 'app.ts');
  await mkdir(join(folder, 'src'));
  await writeFile(file, `${HEAD}cio.destroy(1);\ncio.batch([]);\n`);
  const dry = await run(process.execPath, [cli, 'migrate', '--dry-run', 'src'], { cwd: folder });
  expect(await readFile(file, 'utf8')).toContain('cio.destroy(1)');
  const { stdout } = await run(process.execPath, [cli, 'migrate', 'src'], { cwd: folder });
  expect(stdout).toBe(dry.stdout);
  expect(stdout).toBe(
    '1 calls rewritten in 1 of 1 files.\n\n1 places are left:\nsrc/app.ts:9:1  cio.batch\n' +
      '    modernV2.sendBatch(operations) takes what the builders of @cio/track-v2 make\n',
  );
  expect(await readFile(file, 'utf8')).toContain('cio.modern.delete(1)');
  await expect(run(process.execPath, [cli])).rejects.toMatchObject({ code: 2, stderr: /^usage: / });
  await expect(run(process.execPath, [cli, 'migrate', '--x', 'src'])).rejects.toMatchObject({ code: 2 });
  expect(sourceFiles(ts, [join(folder, 'src')])).toEqual([file]);
}, 60_000);
