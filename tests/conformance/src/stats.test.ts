import { AppClient } from '@cio/app-api';
import { nodeTransport } from '@cio/core/node';
import { startEmulator } from '@cio/emulator';
import { PipelinesClient } from '@cio/pipelines';
import { memoryRateLimiter, TrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { undiciTransport } from '@cio/transport-undici';
import { expect, test } from 'vitest';

test('every client tells what it does', async () => {
  await using emulator = await startEmulator();
  const { url: baseUrl, siteId, apiKey, appApiKey, writeKey } = emulator;
  const transport = nodeTransport({ maxConnections: 2 });
  const track = new TrackClient({ siteId, apiKey, baseUrl, transport });
  const v2 = new TrackV2Client({ siteId, apiKey, baseUrl, transport: nodeTransport() });
  const pipelines = new PipelinesClient({ writeKey, baseUrl, transport: nodeTransport() });
  const app = new AppClient({ apiKey: appApiKey, baseUrl, transport: nodeTransport() });
  const idle = { calls: 0, inFlight: 0, waiting: 0, connections: { inUse: 0, idle: 0 }, rateLimits: {} };
  for (const client of [track, v2, pipelines, app]) expect(client.stats()).toEqual(idle);

  emulator.faults.add({ kind: 'delay', delayMs: 300, times: 3 });
  const calls = ['1', '2', '3'].map((id) => track.identify(id));
  const busy = { calls: 3, inFlight: 2, waiting: 1, connections: { inUse: 2, idle: 0 }, rateLimits: {} };
  await expect.poll(() => track.stats(), { interval: 5 }).toEqual(busy);
  await Promise.all(calls);
  expect(track.stats()).toEqual({ ...idle, connections: { inUse: 0, idle: 2 } });

  await Promise.all([
    v2.identifyPerson({ id: '1' }),
    pipelines.identify({ userId: '1' }),
    app.workspaces.list(),
  ]);
  const one = { ...idle, connections: { inUse: 0, idle: 1 } };
  const waitedMs = expect.any(Number);
  expect(v2.stats()).toEqual(one);
  expect(pipelines.stats()).toEqual({
    ...one,
    rateLimits: { pipelines: { waiting: 0, allowed: 1, waitedMs } },
  });
  expect(app.stats().rateLimits).toEqual({ app: { waiting: 0, allowed: 1, waitedMs } });
  for (const client of [track, v2, pipelines, app]) await client.close();
  expect(track.stats()).toEqual(idle);
});

test('the wait for a rate limit is counted', async () => {
  await using emulator = await startEmulator();
  const { url: baseUrl, siteId, apiKey } = emulator;
  const rateLimiter = memoryRateLimiter({ track: { requests: 1, perMs: 300 } });
  const track = new TrackClient({ siteId, apiKey, baseUrl, rateLimiter });
  const calls = ['1', '2'].map((id) => track.identify(id));
  await expect
    .poll(() => track.stats().rateLimits, { interval: 1 })
    .toMatchObject({ track: { waiting: 1, allowed: 1 } });
  await Promise.all(calls);
  const { waiting, allowed, waitedMs } = track.stats().rateLimits.track!;
  expect([waiting, allowed]).toEqual([0, 2]);
  expect(waitedMs).toBeGreaterThan(250);
  await track.close();
});

test('over undici, too; over HTTP/2 connections are not counted', async () => {
  await using emulator = await startEmulator();
  const { url: baseUrl, siteId, apiKey } = emulator;
  const track = new TrackClient({ siteId, apiKey, baseUrl, transport: undiciTransport() });
  emulator.faults.add({ kind: 'delay', delayMs: 300 });
  const call = track.identify('1');
  await expect
    .poll(() => track.stats(), { interval: 5 })
    .toMatchObject({ inFlight: 1, connections: { inUse: 1, idle: 0 } });
  await call;
  // undici notices a moment later that a connection is idle.
  await expect.poll(() => track.stats()).toMatchObject({ inFlight: 0, connections: { inUse: 0, idle: 1 } });
  await track.close();
  const http2 = new TrackClient({ siteId, apiKey, baseUrl, transport: undiciTransport({ allowH2: true }) });
  expect(http2.stats().connections).toBeUndefined();
});
