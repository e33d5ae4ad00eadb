// Customer.io's own library for the Pipelines API, and the class that stands for it: one program, run with each against the
// same server, and compiled with each.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Analytics } from '@cio/pipelines/analytics';
import { Analytics as OfficialAnalytics } from '@customerio/cdp-analytics-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Log } from './analytics-program.js';
import { typeErrors } from './type-errors.js';

type Json = Record<string, unknown>;

let server: Server;
let host: string;
let received: { url: string; authorization: string; batch: Json[] }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { url, headers } = request;
    received.push({ url: url!, authorization: headers.authorization!, batch: JSON.parse(body).batch });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Runs the program, and returns what arrived besides what it logged. */
async function run(): Promise<{ log: Log; received: typeof received }> {
  received = [];
  const program = await import('./analytics-program.js');
  const log = await program.run({ writeKey: 'write-key', host });
  return { log, received };
}

/** A message without what is made anew each time, and without what a library says of itself. */
function comparable({ _metadata, ...message }: Json): Json {
  const { library, ...context } = message.context as Json;
  expect(library).toEqual({ name: expect.any(String), version: expect.any(String) });
  expect(message.messageId).toEqual(expect.any(String));
  const timestamp = String(message.timestamp);
  const isNow = Math.abs(Date.now() - Date.parse(timestamp)) < 60_000;
  return {
    ...message,
    context,
    messageId: message.messageId === 'order-1' ? 'order-1' : 'made',
    timestamp: isNow ? 'now' : timestamp,
  };
}

const sorted = (messages: Json[]) =>
  messages.map((message) => JSON.stringify(sortKeys(comparable(message)))).sort();

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

test('the same messages arrive, and the program sees the same of them', async () => {
  const official = await run();
  vi.resetModules();
  vi.doMock('@customerio/cdp-analytics-node', () => import('@cio/pipelines/analytics'));
  const ours = await run();
  vi.doUnmock('@customerio/cdp-analytics-node');

  expect(official.received.flatMap(({ batch }) => batch)).toHaveLength(13);
  expect(sorted(ours.received.flatMap(({ batch }) => batch))).toEqual(
    sorted(official.received.flatMap(({ batch }) => batch)),
  );
  expect(new Set(ours.received.map(({ url, authorization }) => `${url} ${authorization}`))).toEqual(
    new Set(official.received.map(({ url, authorization }) => `${url} ${authorization}`)),
  );
  // They really were two libraries.
  const library = ({ received }: typeof ours) =>
    (received[0]!.batch[0]!.context as { library: Json }).library.name;
  expect([library(official), library(ours)]).toEqual(['@customerio/cdp-analytics-node', '@cio/pipelines']);
  expect([...ours.log].sort()).toEqual([...official.log].sort());
  expect(ours.log).toHaveLength(22);
});

test('of a message over 32 KB, which Customer.io drops, theirs says that it was delivered; ours says that it was not', async () => {
  const outcome = (Library: typeof OfficialAnalytics | typeof Analytics) =>
    new Promise<boolean>((resolve) => {
      const analytics = new Library({ writeKey: 'write-key', host });
      const properties = { text: 'x'.repeat(40_000) };
      analytics.track({ userId: 'u', event: 'large', properties }, (error) => resolve(error === undefined));
      void analytics.closeAndFlush();
    });
  expect(await outcome(OfficialAnalytics)).toBe(true);
  expect(await outcome(Analytics)).toBe(false);
});

test('a program written against its types compiles against ours, with nothing changed but the import', () => {
  const file = fileURLToPath(new URL('./analytics-program.ts', import.meta.url));
  const changed = readFileSync(file, 'utf8').replace(
    '@customerio/cdp-analytics-node',
    '@cio/pipelines/analytics',
  );
  expect(changed).not.toContain('@customerio');
  expect(typeErrors(file, changed)).toEqual([]);
  // It is compiled: what is wrong is found.
  expect(
    typeErrors(file, changed.replace("previousId: 'a-1', timestamp", 'previousId: 5, timestamp')),
  ).not.toEqual([]);
}, 60_000);
