// Customer.io's own client against the emulator: whoever has it can develop against the emulator too, and
// what the emulator says is what the client's documentation promises.

import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type Emulator, startEmulator } from '@cio/emulator';
import { appContract, pipelinesContract, trackContract } from '@cio-internal/contract';
import { APIClient, PipelinesClient, TrackClient, verifyRequestSignature } from 'customerio-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, apiCalls, type Call, ID, keep, made, pipelinesCalls, trackCalls } from './calls.js';

/** Where several of ours are the same operation: the one that means the same. */
const RENAMED: Record<string, string> = {
  'TrackClient.trackPageView': 'TrackClient.pageview',
  'TrackClient.entity': 'TrackV2Client.send',
  'TrackClient.batch': 'TrackV2Client.sendBatch',
};

let emulator: Emulator;
let api: APIClient;
let track: TrackClient;
let pipelines: PipelinesClient;
beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0 });
  api = new APIClient(emulator.appApiKey, { url: `${emulator.url}/v1`, retry: { maxRetries: 0 } });
  track = new TrackClient(emulator.siteId, emulator.apiKey, {
    url: `${emulator.url}/api/v1`,
    retry: { maxRetries: 0 },
  });
  pipelines = new PipelinesClient(emulator.writeKey, { url: `${emulator.url}/v1`, retry: { maxRetries: 0 } });
});
afterAll(() => emulator.close());

const methodsOf = (prototype: object) =>
  Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
/** Helpers of the class that are private to it. */
const PRIVATE = ['resourceBase', 'envelope'];

/** Which operation each method has called, as `METHOD /path`. */
const operationOf = new Map<string, string>();

async function check(client: object, [method, args, keys, after]: Call) {
  const answer = await (client as Record<string, (...args: unknown[]) => Promise<Answer>>)[method]!(
    ...args(),
  );
  const { method: verb, path, status } = emulator.requests.at(-1)!;
  expect([200, 204]).toContain(status);
  const contract =
    client === pipelines ? pipelinesContract : path.startsWith('/v1/') ? appContract : trackContract;
  const { operation } = contract.match(verb, path.split('?')[0]!)!;
  operationOf.set(`${client.constructor.name}.${method}`, `${operation.method} ${operation.path}`);
  if (status === 200) expect(contract.responseErrors(operation, 200, answer)).toEqual([]);
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(keys));
  after?.(answer);
}

test('a segment for the calls to come', async () => {
  await check(api, ['createSegment', () => [{ name: 'VIP' }], ['segment'], keep('segment', 'segment', 'id')]);
});

test.each(trackCalls.map((call) => [call[0], call] as const))('TrackClient.%s', (_, call) =>
  check(track, call),
);

test('what it told is there', () => {
  const found = emulator.workspace.find('ada@example.com');
  expect(found).toMatchObject({ id: ID, attributes: { plan: 'gold', a: 1 }, segments: [made.segment] });
  expect(found?.events.map(({ name }) => name)).toEqual(['order', '/pricing']);
});

test.each(apiCalls.map((call) => [call[0], call] as const))('APIClient.%s', (_, call) => check(api, call));

test.each(pipelinesCalls.map((call) => [call[0], call] as const))('PipelinesClient.%s', (_, call) =>
  check(pipelines, call),
);

test('every method of all was called', () => {
  const called = [...trackCalls, ...apiCalls, ...pipelinesCalls].map(([method]) => method);
  const all = [TrackClient, APIClient, PipelinesClient].flatMap(({ prototype }) => methodsOf(prototype));
  expect(all.filter((name) => !called.includes(name) && !PRIVATE.includes(name))).toEqual(['createSegment']);
});

test('the guide has each of them beside ours', async () => {
  const guide = new URL('../../../docs/from-customerio-node.md', import.meta.url);
  const coverage = await readFile(new URL('../../../docs/coverage.md', import.meta.url), 'utf8');
  const ours = new Map(
    [...coverage.matchAll(/^\| `([A-Z]+ [^`]+)` \| `(\w+)` \| ([^|]+) \|/gm)].map(
      ([, operation, client, methods]) => [
        operation!,
        methods!.split(', ').map((method) => `${client}.${method.replaceAll('`', '')}`),
      ],
    ),
  );
  const rows = [...operationOf].map(([theirs, operation]) => {
    const methods = ours.get(operation) ?? [];
    const wanted = RENAMED[theirs] ?? theirs;
    const method = methods.find((name) => name === wanted) ?? methods[0];
    return `| \`${theirs}\` | \`${method}\` | \`${operation}\` |`;
  });
  expect(rows.join()).not.toContain('undefined');
  const table = ['| customerio-node | here | operation |', '| --- | --- | --- |', ...rows].join('\n');
  const text = await readFile(guide, 'utf8');
  const written = text.replace(/(<!-- methods -->\n)[\s\S]*(\n<!-- end -->)/, `$1${table}$2`);
  if (process.env.UPDATE) await writeFile(guide, written);
  else expect(text).toBe(written);
});

test('its errors are those of Customer.io', async () => {
  await expect(new APIClient('wrong', { url: `${emulator.url}/v1` }).listSegments()).rejects.toMatchObject({
    statusCode: 401,
  });
  await expect(api.getCampaign(99)).rejects.toMatchObject({ statusCode: 404 });
});

test('the emulator signs webhooks so that it believes them', async () => {
  const signingSecret = 'secret';
  const body = JSON.stringify({ event_id: 'e' });
  const signature = createHmac('sha256', signingSecret).update(`v0:5:${body}`).digest('hex');
  expect(verifyRequestSignature({ signingSecret, timestamp: 5, body, signature })).toBe(true);
});
