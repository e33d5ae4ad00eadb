// Every call of the official client, and what the migration makes of it: both send the same request.

import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiCalls, type Call, made, trackCalls } from './calls.js';

interface Received {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

type Program = Record<string, (clients: object) => Promise<unknown>>;

const require = createRequire(import.meta.url);
const cli = fileURLToPath(new URL('../node_modules/@cio/customerio-node/dist/cli.js', import.meta.url));

/** What has to be written by hand, because an argument or a result is another. */
const BY_HAND = ['entity', 'batch', 'createDeliveriesExport', 'createAsset'];
/** Ids for the calls that use what another call made. */
for (const name of ['message', 'trigger', 'export', 'newsletter', 'content', 'group', 'folder', 'email'])
  made[name] = name;
for (const name of ['segment', 'component', 'assetFolder', 'asset', 'collection', 'webhook', 'import'])
  made[name] = 7;

let server: Server;
let received: Received[] = [];
let folder: string;
let before: Program;
let after: Program;
let output: string;

/** An argument as it is written in a program. */
function written(argument: unknown): string {
  const request = argument as { message?: unknown };
  if (request?.message === undefined) return JSON.stringify(argument);
  return `new cio.${Object.getPrototypeOf(request).constructor.name}(${JSON.stringify(request.message)})`;
}

const calls: [string, Call][] = [
  ...trackCalls.map((call): [string, Call] => ['track', call]),
  ...apiCalls.map((call): [string, Call] => ['api', call]),
];
const nameOf = (index: number) => `${index} ${calls[index]![1][0]}`;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    const body: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
    received.push({ method: request.method!, path: pathname, query: Object.fromEntries(searchParams), body });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  folder = await mkdtemp(join(fileURLToPath(new URL('..', import.meta.url)), '.migrate-'));
  const lines = calls.map(([client, [method, args]], index) => {
    // A key of its own: the calls of one key are ten in a second.
    const receiver = client === 'track' ? client : `apiOf('key-${index}')`;
    const call = `${receiver}.${method}(${args().map(written).join(', ')})`;
    return `exports[${JSON.stringify(nameOf(index))}] = async () => { await ${call}; };`;
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = [
    "const cio = require('@cio/customerio-node');",
    `const track = new cio.TrackClient('site', 'key', { url: '${origin}/api/v1', retry: { maxRetries: 0 } });`,
    `const apiOf = (key) => new cio.APIClient(key, { url: '${origin}/v1', retry: { maxRetries: 0 } });`,
    ...lines,
  ].join('\n');
  await writeFile(join(folder, 'before.cjs'), program);
  await writeFile(join(folder, 'after.cjs'), program);
  output = execFileSync(process.execPath, [cli, 'migrate', join(folder, 'after.cjs')], { encoding: 'utf8' });
  before = require(join(folder, 'before.cjs')) as Program;
  after = require(join(folder, 'after.cjs')) as Program;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

/** The request of a call; the response has nothing that a result needs, which does not matter here. */
async function requestOf(program: Program, name: string): Promise<Received> {
  received = [];
  await program[name]!({}).catch(() => {});
  expect(received).toHaveLength(1);
  return received[0]!;
}

/** A request without the id that an event gets here, without empty objects, and without the default of `id_type`. */
function comparable({ method, path, query, body }: Received): object {
  if (query.id_type === 'id') delete query.id_type;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { method, path, query, body: body || {} };
  }
  const kept = Object.entries(body).filter(([name, value]) => {
    const isIdOfEvent = name === 'id' && path.endsWith('/events');
    return !isIdOfEvent && JSON.stringify(value) !== '{}';
  });
  return { method, path, query, body: Object.fromEntries(kept) };
}

test('what is left is what differs', async () => {
  const left = [...output.matchAll(/after\.cjs:\d+:\d+ {2}.*\.(\w+)$/gm)].map(([, method]) => method);
  expect(new Set(left)).toEqual(new Set(BY_HAND));
  expect(await readFile(join(folder, 'after.cjs'), 'utf8')).not.toBe(
    await readFile(join(folder, 'before.cjs'), 'utf8'),
  );
});

test.each(
  calls
    .map((call, index) => [call, index] as const)
    .filter(([[, [method]]]) => !BY_HAND.includes(method))
    .map(([, index]) => nameOf(index)),
)('%s', async (name) => {
  expect(comparable(await requestOf(after, name))).toEqual(comparable(await requestOf(before, name)));
});
