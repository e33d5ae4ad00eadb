import { inspect } from 'node:util';
import { nodeTransport } from '@cio/core/node';
import { startEmulator } from '@cio/emulator';
import { PipelinesClient } from '@cio/pipelines';
import { Analytics } from '@cio/pipelines/analytics';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient, type TrackClientOptions } from '@cio/track';
import { verifySignature } from '@cio/webhooks';
import { expect, test, vi } from 'vitest';

const SITE = 'site-7f3a9c';
const KEY = 'key-e41d08b6';
const BASIC = Buffer.from(`${SITE}:${KEY}`).toString('base64');
const SIGNING = 'signing-55aa01';
const SECRETS = [KEY, BASIC, SIGNING];

/** Everything that a log may make of a value. */
function traces(value: unknown): string {
  const logged: string[] = [];
  const log = vi
    .spyOn(console, 'log')
    .mockImplementation((...args: unknown[]) => void logged.push(inspect(args, { depth: 20 })));
  console.log(value);
  log.mockRestore();
  const deep = inspect(value, { depth: 20, showHidden: true, getters: true });
  const error = value as { stack?: string; message?: string; cause?: unknown };
  return [
    logged,
    deep,
    JSON.stringify(value),
    String(value),
    error?.stack,
    error?.message,
    inspect(error?.cause),
  ].join('\n');
}

function expectClean(value: unknown) {
  const text = traces(value);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

test('the search finds a secret where there is one', () => {
  expect(() => expectClean({ nested: { apiKey: KEY } })).toThrow();
  expect(() => expectClean(new Error(`key ${KEY}`))).toThrow();
});

test('no client shows its credentials, before or after a call', async () => {
  await using emulator = await startEmulator({ siteId: SITE, apiKey: KEY });
  const track = new TrackClient({
    siteId: SITE,
    apiKey: KEY,
    baseUrl: emulator.url,
    transport: nodeTransport(),
  });
  expectClean(track);
  await track.identify('5');
  expectClean(track);
  expectClean(track.http);
  expectClean(emulator.requests);
  await track.close();
});

test('neither do those of the Pipelines API, nor what its class emits', async () => {
  await using emulator = await startEmulator({ writeKey: KEY });
  const basic = Buffer.from(`${KEY}:`).toString('base64');
  const emitted: unknown[] = [];
  const analytics = new Analytics({ writeKey: KEY, host: emulator.url, flushInterval: 1, maxRetries: 0 });
  for (const name of ['track', 'error', 'http_request'] as const) {
    analytics.on(name, (...args: unknown[]) => emitted.push(args));
  }
  const client = new PipelinesClient({ writeKey: KEY, baseUrl: emulator.url, strictMode: true });
  const other = new PipelinesClient({ writeKey: `${KEY}-other`, baseUrl: emulator.url, strictMode: true });
  await client.track({ userId: '5', event: 'x' });
  const error = await other.track({ userId: '5', event: 'x' }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ status: 401 });
  emulator.faults.add({ kind: 'status', status: 503, times: 1 });
  analytics.track({ userId: '5', event: 'x' });
  await analytics.flush();
  analytics.track({ userId: '5', event: 'y' });
  await analytics.closeAndFlush();
  expect(emitted).toHaveLength(4);
  for (const value of [client, client.http, analytics, error, emitted, emulator.requests]) {
    expectClean(value);
    expect(traces(value)).not.toContain(basic);
  }
});

test('no error and no hook shows them', async () => {
  await using emulator = await startEmulator({ siteId: SITE, apiKey: `${KEY}-other` });
  const events: unknown[] = [];
  const hook = (event: unknown) => void events.push(event);
  const hooks = { onRequest: hook, onResponse: hook, onRetry: hook, onError: hook };
  const options: TrackClientOptions = {
    siteId: SITE,
    apiKey: KEY,
    timeoutMs: 100,
    hooks,
    retry: pRetryStrategy({ retries: 1, minTimeoutMs: 1 }),
    transport: nodeTransport(),
  };
  const here = new TrackClient({ ...options, baseUrl: emulator.url });
  const nowhere = new TrackClient({ ...options, baseUrl: 'http://127.0.0.1:1' });

  const failures: [string, () => Promise<unknown>, object?][] = [
    ['ApiError', () => here.identify('5')],
    ['RetryableError', () => nowhere.identify('5')],
    ['RetryableError', () => here.identify('5'), { kind: 'reset', when: 'before', times: 9 }],
    ['RetryableError', () => here.identify('5'), { kind: 'delay', delayMs: 500, times: 9 }],
    ['RetryableError', () => here.identify('5'), { kind: 'status', status: 503, times: 9 }],
    ['ApiError', () => here.identify('5'), { kind: 'redirect', location: 'https://evil.example' }],
    ['ApiError', () => here.identify('5'), { kind: 'html' }],
    ['ValidationError', () => here.identify('')],
  ];
  for (const [name, call, fault] of failures) {
    emulator.faults.clear();
    if (fault) emulator.faults.add(fault as Parameters<typeof emulator.faults.add>[0]);
    const error = (await call().catch((e: unknown) => e)) as Error;
    expect(error.name).toBe(name);
    expectClean(error);
  }
  expect(events.length).toBeGreaterThan(20);
  expectClean(events);
  await here.close();
  await nowhere.close();
});

test('a bad credential is refused without being quoted', () => {
  for (const bad of [
    { siteId: `${KEY}:x`, apiKey: KEY },
    { siteId: SITE, apiKey: `${KEY}\n` },
    { siteId: SITE, apiKey: KEY, baseUrl: `http://user:${KEY}@x.io` },
    { siteId: SITE, apiKey: KEY, baseUrl: `not a url ${KEY}` },
    { siteId: SITE, apiKey: KEY, baseUrl: `ftp://x.io/${KEY}` },
  ]) {
    let error: unknown;
    try {
      new TrackClient(bad);
    } catch (e) {
      error = e;
    }
    expect(error).toMatchObject({ name: 'ValidationError' });
    expectClean(error);
  }
});

test('a failed signature check says nothing of the key', async () => {
  const error = await verifySignature({
    signingKey: [SIGNING, ''],
    timestamp: '1',
    signature: 'x',
    body: '',
  }).catch((e) => e);
  expect(error).toMatchObject({ name: 'ValidationError', field: 'signingKey' });
  expectClean(error);
});
