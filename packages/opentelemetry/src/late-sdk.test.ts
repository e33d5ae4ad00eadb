import { TrackClient, type Transport } from '@cio/track';
import { createWebhookHandler } from '@cio/webhooks';
import { afterAll, expect, test } from 'vitest';
import { instrument, observeOutbox, openTelemetryHooks, storeContext, webhookHooks } from './index.js';
import { startSdk } from './testing/sdk.js';

const transport: Transport = async () => ({
  status: 200,
  headers: {},
  text: async () => '{}',
  stream: async function* () {},
});
const client = instrument(new TrackClient({ siteId: 'site', apiKey: 'key', transport }));
const hooks = openTelemetryHooks();
const ofWebhooks = webhookHooks();
let sdk: ReturnType<typeof startSdk> | undefined;
afterAll(() => sdk?.shutdown());

test('while no SDK is registered there is no hook, and calls and webhooks go on', async () => {
  expect({ ...hooks }).toEqual({
    runCall: undefined,
    runAttempt: undefined,
    onCall: undefined,
    onRetry: undefined,
    captureContext: undefined,
  });
  expect({ ...ofWebhooks }).toEqual({ runWebhook: undefined });
  await client.identify('5');
  const handler = createWebhookHandler({ signingKey: 'key', onEvent() {}, onError() {}, hooks: ofWebhooks });
  expect((await handler(new Request('http://localhost/', { method: 'POST', body: '{}' }))).status).toBe(415);
  expect(storeContext()).toEqual({});
  observeOutbox('orders', () => ({ depth: 1, ageSeconds: 1 }))();
});

test('when one is registered later, what was instrumented before is recorded from then on', async () => {
  sdk = startSdk();
  await client.identify('5');
  expect(sdk.spans().map(({ name }) => name)).toEqual(['customerio.identify.attempt', 'customerio.identify']);
  const points = await sdk.points();
  const names = new Set(points.map(({ name }) => name));
  // The pool, too, from the first call on.
  expect([...names].sort()).toEqual([
    'customerio.client.attempt.duration',
    'customerio.client.call.duration',
    'customerio.client.calls',
    'customerio.client.connection.wait',
  ]);
  expect(hooks.runCall).toBeInstanceOf(Function);
  expect(ofWebhooks.runWebhook).toBeInstanceOf(Function);
});
