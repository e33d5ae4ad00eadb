import { AppClient } from '@cio/app-api';
import type { HttpClient, Transport } from '@cio/core';
import { PipelinesClient } from '@cio/pipelines';
import { TrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { expect, test } from 'vitest';

/** What a client is made with, whose credential is a function: its HTTP client. */
const clients: [name: string, create: (credential: () => string, transport: Transport) => HttpClient][] = [
  ['TrackClient', (apiKey, transport) => new TrackClient({ siteId: 'site', apiKey, transport }).http],
  ['TrackV2Client', (apiKey, transport) => new TrackV2Client({ siteId: 'site', apiKey, transport }).http],
  ['AppClient', (apiKey, transport) => new AppClient({ apiKey, transport }).http],
  ['PipelinesClient', (writeKey, transport) => new PipelinesClient({ writeKey, transport }).http],
];
const call = { operation: 'op', method: 'GET', path: '/x', replaySafe: true } as const;

test.each(clients)(
  '%s: a credential that is a function is read at the first request, once',
  async (_, create) => {
    const authorizations: (string | undefined)[] = [];
    const transport: Transport = async ({ headers }) => {
      authorizations.push(headers.authorization);
      return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
    };
    let reads = 0;
    const http = create(() => {
      reads++;
      return 'credential';
    }, transport);
    expect(reads).toBe(0);
    await http.request({ ...call, bucket: 'app' });
    await http.request(call);
    expect(reads).toBe(1);
    expect(authorizations[0]).toMatch(/^(Basic|Bearer) \S+$/);
    expect(authorizations[1]).toBe(authorizations[0]);

    const missing = create(() => process.env.CIO_NO_SUCH_VARIABLE as string, transport);
    await expect(missing.request(call)).rejects.toMatchObject({
      name: 'ValidationError',
      field: expect.stringMatching(/^(apiKey|writeKey)$/),
    });
    expect(authorizations).toHaveLength(2);
  },
);

test('what a function returns is held to the same rules as text', async () => {
  const app = new AppClient({ apiKey: () => 'sa_live_x' });
  await expect(app.segments.get(1)).rejects.toMatchObject({ field: 'workspaceId' });
  const track = new TrackClient({ siteId: () => 'a:b', apiKey: 'k' });
  await expect(track.identify('5')).rejects.toMatchObject({ field: 'siteId' });
  const pipelines = new PipelinesClient({ writeKey: () => 'a:b' });
  await expect(pipelines.identify({ userId: 5 })).rejects.toMatchObject({ field: 'writeKey' });
});

test('clients of one key share its rate limits, however the key comes', async () => {
  const transport: Transport = async () => ({
    status: 200,
    headers: {},
    text: async () => '{}',
    stream: async function* () {},
  });
  const apps = [() => 'shared-key', 'shared-key'].map((apiKey) => new AppClient({ apiKey, transport }));
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 12 }, (_, n) => apps[n % 2]!.segments.get(1)));
  expect(performance.now() - startedAt).toBeGreaterThan(100);
});
