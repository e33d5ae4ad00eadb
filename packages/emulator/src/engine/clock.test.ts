// What goes by the emulator's clock: sends, newsletters, campaigns, retries and expiry, when it is set and advanced.
import { ulid } from '@cio/core';
import { describe, expect, test, vi } from 'vitest';
import { send } from '../test-client.js';
import { app, call, emulator, readJson, serveFile, useEmulator } from '../test-emulator.js';

useEmulator({ jobMs: 0 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const messages = () => [...emulator.workspace.app.messages];

describe('the time', () => {
  test('is advanced and set, and goes on from there', async () => {
    await emulator.clock.advance(DAY_MS);
    expect(emulator.clock.now() - Date.now()).toBeGreaterThan(DAY_MS - 1000);
    await emulator.clock.set(new Date('2030-01-01T00:00:00Z'));
    expect(emulator.clock.unixSeconds()).toBe(1_893_456_000);
    await emulator.clock.set(0);
    expect(emulator.clock.unixSeconds()).toBe(0);
    emulator.reset();
    expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(1000);
  });

  test.each([-1, Number.NaN, '5', Number.POSITIVE_INFINITY, 1e16])('is not advanced by %s', async (ms) => {
    await expect(emulator.clock.advance(ms as number)).rejects.toThrow(/^ms: /);
  });

  test.each([Number.NaN, new Date('x'), '2030', null, 1e16])('is not set to %s', async (time) => {
    await expect(emulator.clock.set(time as number)).rejects.toThrow(/^time: /);
  });

  test('is read and moved over HTTP', async () => {
    const move = (body: unknown) => call('POST', '/_emulator/clock', body, {});
    expect((await move({ time: '2030-01-01T00:00:00Z' })).json).toMatchObject({
      time: expect.stringMatching(/^2030-01-01T00:00:0/),
    });
    expect((await move({ advance_ms: DAY_MS })).status).toBe(200);
    expect((await send(emulator, '/_emulator/clock')).json).toMatchObject({
      now: expect.closeTo(Date.UTC(2030, 0, 2), -4),
    });
    for (const body of [{}, { time: 'x' }, { time: 1, advance_ms: 1 }, { advance: 1 }, { advance_ms: -1 }]) {
      expect((await move(body)).status, JSON.stringify(body)).toBe(400);
    }
  });
});

test('a send with send_at is sent at its time, which its message and webhook have', async () => {
  const send_at = emulator.clock.unixSeconds() + 3600;
  const body = { to: 'a@example.com', transactional_message_id: 1, identifiers: { id: 'ada' }, send_at };
  await call('POST', '/v1/send/email', body, app());
  await emulator.clock.advance(HOUR_MS - 60_000);
  expect(messages()[0]?.metrics.sent).toBeUndefined();
  await emulator.clock.advance(60_000);
  expect(messages()[0]?.metrics).toMatchObject({ sent: send_at, delivered: send_at });
  expect([...emulator.workspace.activities].at(-1)).toMatchObject({ type: 'sent_email', timestamp: send_at });
});

test('a newsletter goes to its segment at its time, and not where it was called off', async () => {
  const { workspace } = emulator;
  const { id } = workspace.addSegment({
    name: 'Gold',
    conditions: { attribute: { field: 'plan', value: 'gold' } },
  });
  workspace.identify(['id', 'ada'], { email: 'ada@example.com', plan: 'gold' });
  workspace.identify(['id', 'bob'], { email: 'bob@example.com', plan: 'free' });
  const scheduled_at = emulator.clock.unixSeconds() + 3600;
  const newsletter = {
    type: 'email',
    subject: 's',
    body: 'b',
    recipients: { and: [{ or: [{ segment: { id } }] }] },
  };
  for (const name of ['One', 'Two']) {
    const { status } = await call('POST', '/v1/newsletters', { ...newsletter, name, scheduled_at }, app());
    expect(status).toBe(200);
  }
  await call('POST', '/v1/newsletters/2/schedule', { scheduled_at: 0 }, app());
  // Who is in the segment is told when it is sent.
  workspace.identify(['id', 'eve'], { email: 'eve@example.com', plan: 'gold' });
  expect(messages()).toEqual([]);
  await emulator.clock.advance(2 * HOUR_MS);
  expect(messages().map(({ email, source }) => [email, source.newsletter_id])).toEqual([
    ['ada@example.com', 1],
    ['eve@example.com', 1],
  ]);
});

test('a campaign of an event sends its emails after their delays, each at its own time', async () => {
  const { workspace } = emulator;
  workspace.addCampaign({
    name: 'Order',
    event_name: 'order_placed',
    steps: [
      { subject: 'Thanks for {{event.item}}', body: 'Hi {{customer.name}}' },
      { subject: 'How is it?', delay_seconds: 86_400 },
      { subject: 'Again?', delay_seconds: 86_400 },
    ],
  });
  await call('PUT', '/api/v1/customers/ada', { email: 'ada@example.com', name: 'Ada' });
  const startedAt = emulator.clock.unixSeconds();
  await call('POST', '/api/v1/customers/ada/events', { name: 'order_placed', data: { item: 'Tea' } });
  await call('POST', '/api/v1/customers/ada/events', { name: 'other' });
  expect(messages()).toMatchObject([
    { subject: 'Thanks for Tea', recipient: 'ada@example.com', archived: { body: 'Hi Ada' } },
  ]);
  // One step schedules the next: both are due in the two days.
  await emulator.clock.advance(2 * DAY_MS + 5000);
  expect(
    messages().map(({ subject, created }) => [subject, Math.round((created - startedAt) / 86_400)]),
  ).toEqual([
    ['Thanks for Tea', 0],
    ['How is it?', 1],
    ['Again?', 2],
  ]);
  const { json } = await send(emulator, '/v1/campaigns/2', { headers: app() });
  expect(json).toMatchObject({
    campaign: { type: 'event', event_name: 'order_placed', actions: [{}, {}, {}] },
  });
});

test('a campaign ends for a person who is deleted, leaves its segment, or unsubscribes', async () => {
  const { workspace } = emulator;
  const gold = workspace.addSegment({
    name: 'Gold',
    conditions: { attribute: { field: 'plan', value: 'gold' } },
  });
  workspace.addCampaign({
    name: 'Order',
    event_name: 'order',
    filter_segment_ids: [gold.id],
    steps: [{ subject: 'Later', delay_seconds: 60 }],
  });
  for (const id of ['stays', 'deleted', 'leaves', 'unsubscribes', 'other']) {
    workspace.identify(['id', id], { email: `${id}@example.com`, plan: id === 'other' ? 'free' : 'gold' });
    workspace.track(['id', id], { id: ulid(), name: 'order', type: 'event', timestamp: 1, data: {} });
  }
  await call('DELETE', '/api/v1/customers/deleted', undefined);
  workspace.identify(['id', 'leaves'], { plan: 'free' });
  workspace.identify(['id', 'unsubscribes'], { unsubscribed: true });
  await emulator.clock.advance(60_000);
  expect(messages().map(({ customer_id, metrics }) => [customer_id, Object.keys(metrics)])).toEqual([
    ['stays', ['created', 'sent', 'delivered']],
    ['unsubscribes', ['created', 'undeliverable']],
  ]);
});

test('a webhook that failed comes again when its hour has come', async () => {
  const bodies: unknown[] = [];
  const { url } = await serveFile(async (request, response) => {
    bodies.push(await readJson(request));
    response.writeHead(bodies.length === 1 ? 500 : 200).end();
  });
  await call(
    'POST',
    '/v1/reporting_webhooks',
    { name: 'w', endpoint: url, events: ['customer_unsubscribed'] },
    app(),
  );
  emulator.workspace.identify(['id', 'ada'], { unsubscribed: true });
  await vi.waitFor(() => expect(emulator.webhookStatuses).toEqual([500]));
  await emulator.clock.advance(HOUR_MS);
  await vi.waitFor(() => expect(emulator.webhookStatuses).toEqual([500, 200]));
});

test('a live notification and the link of an export expire', async () => {
  emulator.workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
  const start = {
    identifiers: { id: 'ada' },
    notification_type: 'order',
    attributes: { order: 1 },
    content_state: { step: 1 },
    platform: 'android',
  };
  const { json } = await call('POST', '/v1/live_notifications/start', start, app());
  const { instance_id } = json as { instance_id: string };
  await call('POST', '/v1/exports/customers', { filters: { segment: { id: 1 } } }, app());
  await emulator.clock.advance(1000);
  const { json: link } = await send(emulator, '/v1/exports/1/download', { headers: app() });
  const { pathname, search } = new URL((link as { url: string }).url);
  expect((await send(emulator, pathname + search)).text).toMatch(/^id,email,cio_id\nada,ada@example.com,/);
  await emulator.clock.advance(7 * HOUR_MS);
  expect((await send(emulator, pathname + search)).status).toBe(403);
  const path = `/v1/live_notifications/${instance_id}`;
  expect((await send(emulator, path, { headers: app() })).json).toMatchObject({ state: 'expired' });
});
