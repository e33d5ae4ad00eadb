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
  const { changed, leftovers, checks } = migrate(ts, createProgram(ts, [file]), [file]);
  const text = changed.get(file) ?? head + statements;
  return { text: text.slice(head.length), left: leftovers.map(({ reason }) => reason), leftovers, checks };
}

/** What is left of each of several programs: one run for all of them, which takes a while to start. */
async function leftOfEach(
  programs: readonly string[],
): Promise<{ text: string; left: string[]; checks: string[] }[]> {
  const files = programs.map((_, index) => join(folder, `each-${index}.ts`));
  await Promise.all(files.map((file, index) => writeFile(file, HEAD + programs[index]!)));
  const { changed, leftovers, checks } = migrate(ts, createProgram(ts, files), files);
  return files.map((file, index) => ({
    text: (changed.get(file) ?? HEAD + programs[index]!).slice(HEAD.length),
    left: leftovers.filter((place) => place.file === file).map(({ reason }) => reason),
    checks: checks.filter((place) => place.file === file).map(({ reason }) => reason),
  }));
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
  const field =
    "class Mail { constructor() { this.client = new TrackClient('a', 'b'); } f() { this.client.destroy(1); } }";
  expect(await migrated(field, 'field.js', head)).toMatchObject({
    text: field.replace('client.destroy', 'client.modern.delete'),
    left: [],
  });
  const untyped =
    "let late;\nexports.f = () => { late = new TrackClient('a', 'b'); };\nexports.g = () => late.destroy(1);";
  expect((await migrated(untyped, 'late.js', head)).leftovers).toMatchObject([{ line: 3, column: 28 }]);
});

/** Handlers that decide by an error of the official client, each around `cio.suppress(1)`. */
const DECIDING = [
  'cio.suppress(1).catch((e) => { if (e.statusCode === 404) return; throw e; });',
  "cio.suppress(1).then(() => {}, (e: { name: string }) => { if (e.name === 'TimeoutError') return; throw e; });",
  'async function f() { try { await cio.suppress(1); } catch (e: any) { if (e.statusCode === 401) throw e; } }',
  'async function f() { try { await cio.suppress(1); } catch (e) { log((e as { response: object }).response); } }',
  'async function f() { try { await cio.suppress(1); } catch ({ statusCode }) { log(statusCode); } }',
  'async function f() { try { await cio.suppress(1); } catch (e) { const { body } = e as any; log(body); } }',
  "async function f() { try { await cio.suppress(1); } catch (e: any) { if (e.message === 'x') throw e; } }",
  'async function f() { try { await cio.suppress(1); } catch (e) { if (e instanceof TypeError) throw e; } }',
  "async function f() { try { await cio.suppress(1); } catch (e: any) { if ('statusCode' in e) throw e; } }",
  "async function f() { try { await cio.suppress(1); } catch (e: any) { if (e['statusCode']) throw e; } }",
  'async function f() { try { await cio.suppress(1); } catch (e) { const error: any = e; log(error.statusCode); } }',
  'const isGone = (e: any) => e.statusCode === 404; cio.suppress(1).catch((e) => { if (!isGone(e)) throw e; });',
  'function onError(e: any) { log(e.statusCode); } cio.suppress(1).catch(onError);',
  'Promise.all([1].map((id) => cio.suppress(id))).catch((e) => log(e.statusCode));',
  'const save = async () => { await cio.suppress(1); }; save().catch((e) => log(e.statusCode));',
  'class Mail { off() { return cio.suppress(1); } } new Mail().off().catch((e: any) => log(e.statusCode));',
  'interface Off { stop(): Promise<unknown> } class Mail implements Off { stop() { return cio.suppress(1); } }\ndeclare const o: Off; o.stop().catch((e) => log(e.statusCode));',
];

test('a call is not rewritten where a handler of its errors decides by what those of @cio do not have', async () => {
  const outcomes = await leftOfEach(DECIDING);
  expect(outcomes.map(({ text }) => text)).toEqual(DECIDING);
  for (const { left } of outcomes) {
    expect(left).toEqual([expect.stringMatching(/^a handler decides by its errors \((.+), line \d+\)/)]);
  }
}, 60_000);

test('and is, where a handler does not', async () => {
  const outcomes = await leftOfEach([
    'cio.suppress(1).catch((e) => console.error(e, e.message));',
    'async function f() { try { await cio.suppress(1); } catch { } }',
    'class Own extends Error { override name = "Own"; }\nasync function f() { try { await cio.suppress(1); } catch (e) { if (e instanceof Own) log(e.name); } }',
    'try { } catch (e: any) { log(e.code); cio.suppress(1); } finally { cio.suppress(1); }',
  ]);
  for (const { text, left } of outcomes) {
    expect(text).toContain('cio.modern.suppress(1)');
    expect(left).toEqual([]);
  }
}, 60_000);

test('a status that is read from what may be an error of another file is told', async () => {
  const { leftovers } = await migrated(
    'app.use((err: any, res: any) => { res.statusCode = err.statusCode; });',
  );
  expect(leftovers).toMatchObject([{ text: 'err.statusCode', reason: expect.stringContaining('`status`') }]);
});

test('a Date that would be sent as another value is told, and what may be one is to be checked', async () => {
  const head = 'declare const date: Date, typed: { a: { at: Date | null }[] }, map: Record<string, Date>;\n';
  const some = [
    'cio.identify(1, { created_at: date });',
    'cio.identify(1, { created_at: new Date() });',
    'cio.identify(1, typed);',
    'cio.identify(1, { ...typed });',
    'cio.identify(1, map);',
    "cio.track(1, { name: 'x', data: { at: [date] } });",
    "cio.track(1, { name: 'x', timestamp: date as any as Date | number });",
    'cio.addDevice(1, "t", "ios", { last_used: date });',
    "api.sendEmail(new SendEmailRequest({ to: 'a', identifiers: { id: 1 }, transactional_message_id: 1, message_data: { date } }));",
    'api.triggerBroadcast(1, { date });',
  ];
  const unknown = [
    'function f(data: any) { cio.identify(1, data); }',
    'function f(data: Record<string, unknown>) { cio.identify(1, { a: 1, ...data }); }',
    'function f(data: Record<string, unknown>) { const all = { a: 1, ...data }; cio.identify(1, all); }',
    'function f<T extends object>(data: T) { cio.identify(1, data); }',
    "function f(data: any) { cio.track(1, { name: 'x', data }); }",
  ];
  const none = [
    'function f(id: any) { cio.suppress(id); cio.identify(id, { a: 1, b: [null], c: { d: undefined } }); }',
    'interface Tree { name: string; sub: Tree[] } function f(data: Tree) { cio.identify(1, data); }',
    "cio.track(1, { name: 'x', timestamp: Math.floor(Date.now() / 1000), data: { at: date.toISOString() } });",
    'function f(id: any) { api.getSegment(id); }',
    'cdp.identify({ userId: 1, traits: { date } });',
  ];
  const outcomes = await leftOfEach([...some, ...unknown, ...none].map((program) => head + program));
  const told = outcomes.map(({ text, left, checks }) => [
    text.includes('.modern.'),
    left.length,
    checks.length,
  ]);
  expect(told).toEqual([
    ...some.map(() => [false, 1, 0]),
    ...unknown.map(() => [true, 0, 1]),
    ...none.map(() => [true, 0, 0]),
  ]);
}, 60_000);

test('a result that is passed on is to be checked, and one that is used is left', async () => {
  const used = [
    'async function f() { if (await cio.suppress(1)) log(1); }',
    'async function f() { log((await cio.suppress(1)).ok); }',
    'async function f() { return { result: await cio.suppress(1) }; }',
    'cio.suppress(1).then(log);',
  ];
  const passedOn = [
    'const f = (id: string) => cio.suppress(id);',
    'async function f() { return cio.suppress(1); }',
    'list.push(cio.suppress(1));',
    'const all = [1].map((id) => cio.suppress(id)).length;',
  ];
  const unused = [
    'async function f(): Promise<void> { return cio.suppress(1) as any; }',
    'async function f() { await Promise.all([1].map((id) => cio.suppress(id))); }',
    'async function f() { await Promise.allSettled([cio.suppress(1)]); }',
    '[1].forEach((id) => cio.suppress(id));',
    'flag && cio.suppress(1);',
    'void cio.suppress(1).catch(() => null).finally(log);',
  ];
  const outcomes = await leftOfEach([...used, ...passedOn, ...unused]);
  const told = outcomes.map(({ text, left, checks }) => [
    text.includes('.modern.'),
    left.length,
    checks.length,
  ]);
  expect(told).toEqual([
    ...used.map(() => [false, 1, 0]),
    [true, 0, 1],
    [true, 0, 1],
    [true, 0, 1],
    [false, 1, 0],
    ...unused.map(() => [true, 0, 0]),
  ]);
}, 60_000);

test('clients are found behind ?., in brackets, in a pattern, and where their type is a part or a subclass', async () => {
  const outcomes = await leftOfEach([
    'function f(o: TrackClient | undefined) { o?.suppress(1); }',
    'async function f(o?: APIClient) { const page = await o?.listSegments(); }',
    "cio['suppress'](1);",
    "declare const key: 'suppress' | 'unsuppress'; cio[key](1);",
    'cio.suppress?.(1);',
    "function f(o: Pick<TrackClient, 'suppress'>) { o.suppress(1); }",
    'function f(o: TrackClient | { suppress(id: number): void }) { o.suppress(1); }',
    'class Sub extends TrackClient { f() { this.suppress(1); } }',
    'const { suppress } = cio;',
    'function f({ suppress: off }: TrackClient) {}',
    'declare function f(o: { suppress(id: number): unknown }): void; f(cio);',
    'const { modern, siteid } = cio; declare function f(o: TrackClient | null, p: object): void; f(cio, {});',
  ]);
  expect(outcomes.map(({ text, left }) => (left.length === 0 ? text : left.length))).toEqual([
    'function f(o: TrackClient | undefined) { o?.modern.suppress(1); }',
    'async function f(o?: APIClient) { const page = (await o?.modern.segments.list())?.body; }',
    'cio.modern.suppress(1);',
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    'const { modern, siteid } = cio; declare function f(o: TrackClient | null, p: object): void; f(cio, {});',
  ]);
}, 60_000);

test('a client that is passed on under another type is told', async () => {
  const lost = [
    'declare function f(o: { suppress(id: number): unknown }): void; f(cio);',
    'declare const f: any; f(cio);',
    'declare const f: any; f({ cio });',
    'const o: { off: { suppress(id: number): unknown } } = { off: cio };',
    'let later: any; function f() { later ??= cio; }',
    "let later; function f() { later = new TrackClient('a', 'b'); } function g() { later.suppress(1); }",
    'const f = (): object => cio;',
    '(cio as any).suppress(1);',
  ];
  const kept = [
    'declare function f(o: TrackClient | undefined, p: object): void; f(cio, {});',
    'declare function f<T>(o: T): T; f(cio).modern.suppress(1);',
    "declare function once<T>(f: () => T): T; once(() => new TrackClient('a', 'b')).modern.suppress(1);",
    'const { modern, siteid } = cio; (cio as TrackClient).modern.suppress(1);',
    'class Mail { client = cio; other: TrackClient | null = null; f() { this.other = cio; } }',
    'const f = () => cio; const all = { cio, other: cio }; export { all };',
  ];
  const outcomes = await leftOfEach([...lost, ...kept]);
  expect(outcomes.map(({ left }) => left.length)).toEqual([...lost.map(() => 1), ...kept.map(() => 0)]);
}, 60_000);

test('comments within a call are kept', async () => {
  const [kept, left] = await leftOfEach([
    "cio.track(1 /* who */, {\n  // what\n  name: 'a // b',\n  data: { a: 1 /* why */ },\n});",
    "cio.track(1, { // a */ b\n  name: 'x' });",
  ]);
  expect(kept!.text).toBe("cio.modern.track(/* who */ /* what */ 1, 'a // b', { a: 1 /* why */ });");
  expect(left!.left).toEqual(['a comment in it has no place in the call that it would become']);
}, 60_000);

test('an anonymous id that is computed keeps its meaning', async () => {
  const { text } = await migrated("cio.trackAnonymous(anonymous ?? 'x', { name: 'seen' });");
  expect(text).toBe("cio.modern.trackAnonymous((anonymous ?? 'x') || null, 'seen');");
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

test('what returns the same as before is not to be checked', async () => {
  expect(await migrated('export const region = async () => cio.getAccountRegion();')).toMatchObject({
    text: 'export const region = async () => cio.modern.getRegion();',
    checks: [],
  });
});

test('where the project has TypeScript 7, which has no API, another one beside the package is used; paths are checked', async () => {
  const run = promisify(execFile);
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const seven = fileURLToPath(new URL('../../../../node_modules/typescript-7', import.meta.url));
  await symlink(seven, join(folder, 'node_modules/typescript'));
  try {
    await mkdir(join(folder, 'seven'));
    await writeFile(join(folder, 'seven', 'app.ts'), `${HEAD}cio.destroy(1);\n`);
    const { stdout } = await run(process.execPath, [cli, 'migrate', 'seven'], { cwd: folder });
    expect(stdout).toBe('1 calls rewritten in 1 of 1 files.\n');
  } finally {
    await rm(join(folder, 'node_modules/typescript'));
  }
  await expect(run(process.execPath, [cli, 'migrate', 'nosuch'], { cwd: folder })).rejects.toMatchObject({
    code: 2,
    stderr: 'no such file or folder: nosuch\n',
  });
}, 60_000);
