// Customer.io's own libraries for the Pipelines API against the emulator.

import { type Emulator, startEmulator } from '@cio/emulator';
import { Analytics } from '@customerio/cdp-analytics-node';
import { PipelinesClient } from 'customerio-node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

test('cdp-analytics-node: all that its methods send is understood', async () => {
  const analytics = new Analytics({ writeKey: emulator.writeKey, host: emulator.url, flushInterval: 20 });
  const errors: unknown[] = [];
  analytics.on('error', (error) => errors.push(error));
  const timestamp = new Date('2026-05-01T12:00:00Z');
  const traits = { email: 'ada@example.com', createdAt: timestamp, plan: 'gold' };
  analytics.identify({ userId: 'u', anonymousId: 'a', traits });
  analytics.track({ anonymousId: 'a', event: 'looked', timestamp });
  analytics.track({ userId: 'u', event: 'bought', properties: { total: 5 }, integrations: { All: false } });
  analytics.page({ userId: 'u', category: 'Docs', name: 'Home' });
  analytics.screen({ userId: 'u', name: 'Cart' });
  analytics.group({ userId: 'u', groupId: 'acme', traits: { name: 'Acme' } });
  analytics.alias({ previousId: 'b', userId: 'u' });
  analytics.track({
    userId: 'u',
    event: 'Device Created or Updated',
    context: { device: { token: 't', type: 'ios' } },
  });
  await analytics.closeAndFlush({ timeout: 5000 });

  expect(errors).toEqual([]);
  const person = emulator.workspace.find('u');
  expect(person).toMatchObject({
    email: 'ada@example.com',
    attributes: { plan: 'gold', created_at: timestamp.getTime() / 1000 },
    devices: [{ id: 't', platform: 'ios' }],
    relationships: [{ identifiers: { object_type_id: '1', object_id: 'acme' } }],
  });
  expect(person?.events.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
    'event bought',
    'event looked',
    'page Home',
    'screen Cart',
  ]);
  expect(emulator.workspace.dropped).toEqual([]);
});

test('cdp-analytics-node: of a message over 32 KB it says that it was delivered, and the emulator that it was dropped', async () => {
  const analytics = new Analytics({ writeKey: emulator.writeKey, host: emulator.url, flushInterval: 20 });
  const delivered: string[] = [];
  analytics.on('track', ({ event }) => delivered.push(event.event!));
  analytics.track({ userId: 'u', event: 'large', properties: { text: 'x'.repeat(40_000) } });
  await analytics.closeAndFlush({ timeout: 5000 });
  expect(delivered).toEqual(['large']);
  expect(emulator.workspace.dropped).toEqual([
    { operation: 'track', reason: expect.stringMatching(/^40\d{3} bytes, at most 32768/) },
  ]);
});

test("customerio-node's PipelinesClient, in strict mode", async () => {
  const options = { url: `${emulator.url}/v1`, strictMode: true, retry: { maxRetries: 0 } };
  const client = new PipelinesClient(emulator.writeKey, options);
  await client.identify({ userId: 'u', traits: { email: 'ada@example.com' } });
  await client.track({ userId: 'u', event: 'bought' });
  await client.page({ userId: 'u', name: 'Home' });
  await client.screen({ userId: 'u', name: 'Cart' });
  await client.group({ userId: 'u', groupId: 'acme' });
  await client.alias({ userId: 'u', previousId: 'a' });
  await client.batch([{ type: 'track', userId: 'u', event: 'again' }]);
  expect(emulator.workspace.find('u')?.events.map(({ name }) => name)).toEqual([
    'bought',
    'Home',
    'Cart',
    'again',
  ]);
  expect(emulator.workspace.dropped).toEqual([]);
  const wrong = new PipelinesClient('wrong', options);
  await expect(wrong.identify({ userId: 'u' })).rejects.toMatchObject({ statusCode: 401 });
});
