// What happens to people and messages in the emulator, as a receiver of reporting webhooks sees it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppClient } from '@cio/app-api';
import { type Emulator, eventTypes, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import type { ReceivedEvent } from '@cio/webhooks';
import { createNodeHandler } from '@cio/webhooks/node';
import { reportingEvents } from '@cio-internal/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let emulator: Emulator;
let app: AppClient;
let track: TrackClient;
let server: Server;
let url: string;
let events: ReceivedEvent[];
let statuses: number[];
let fail: (event: ReceivedEvent) => boolean;

beforeEach(async () => {
  // An hour, which Customer.io waits after a 500, is 18 ms.
  emulator = await startEmulator({ webhookRetryDelayScale: 0.000005 });
  const { siteId, apiKey, appApiKey, signingKey } = emulator;
  app = new AppClient({ apiKey: appApiKey, baseUrl: emulator.url, rateLimiter: false });
  track = new TrackClient({ siteId, apiKey, baseUrl: emulator.url });
  events = [];
  statuses = [];
  fail = () => false;
  const handle = createNodeHandler({
    signingKey,
    toleranceSeconds: 60,
    onError: () => {},
    onEvent: (event) => {
      if (fail(event)) throw new Error('not now');
      events.push(event);
    },
  });
  server = createServer((request, response) => {
    response.on('finish', () => statuses.push(response.statusCode));
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  await app.close();
  await track.close();
  await emulator.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const types = () => events.map(({ object_type, metric }) => `${object_type}.${metric}`);
const subscribe = (...names: string[]) =>
  app.reportingWebhooks.create({ name: 'W', endpoint: url, events: names as never });

test('what was subscribed is sent, signed, in order, and keeps to the contract', async () => {
  await subscribe(
    'email_sent',
    'email_delivered',
    'email_clicked',
    'email_bounced',
    'email_unsubscribed',
    'push_sent',
    'sms_sent',
    'customer_unsubscribed',
    'customer_subscribed',
    'customer_subscription_preferences_changed',
  );
  await track.identify('ada', { email: 'ada@x.io' });
  const to = { identifiers: { id: 'ada' }, transactional_message_id: 'welcome' };
  const { delivery_id } = await app.sendEmail({ ...to, to: 'ada@x.io' });
  await app.sendPush(to);
  await app.sendSms({ ...to, to: '+49' });
  await track.reportMetric({ delivery_id, metric: 'opened', timestamp: 1_700_000_000 });
  await track.reportMetric({
    delivery_id,
    metric: 'clicked',
    href: 'https://x.io/a',
    timestamp: 1_700_000_000,
  });
  await track.reportMetric({ delivery_id, metric: 'bounced', reason: 'full', timestamp: 1_700_000_000 });
  await track.unsubscribe(delivery_id);
  await track.identify('ada', { unsubscribed: false });
  await track.identify('ada', { cio_subscription_preferences: { topics: { topic_1: false } } });
  await emulator.webhooksSettled();
  expect(types()).toEqual([
    'email.sent',
    'email.delivered',
    'push.sent',
    'sms.sent',
    // Opened was not asked for.
    'email.clicked',
    'email.bounced',
    'email.unsubscribed',
    'email.unsubscribed',
    'customer.subscribed',
    'customer.cio_subscription_preferences_changed',
  ]);
  for (const event of events) {
    expect(reportingEvents.errors(`${event.object_type}.${event.metric}`, event)).toEqual([]);
  }
  const clicked = events.find((event) => event.object_type === 'email' && event.metric === 'clicked');
  expect(clicked?.data).toMatchObject({ delivery_id, href: 'https://x.io/a', identifiers: { id: 'ada' } });
  expect((await app.messages.get(delivery_id)).message.metrics).toMatchObject({
    clicked: expect.any(Number),
  });
});

test('an event that is refused comes again, the same one, and those behind it wait', async () => {
  await subscribe('customer_unsubscribed', 'customer_subscribed');
  let refusals = 3;
  fail = ({ metric }) => metric === 'unsubscribed' && refusals-- > 0;
  await track.identify('ada', {});
  await track.identify('ada', { unsubscribed: true });
  await track.identify('ada', { unsubscribed: false });
  await emulator.webhooksSettled();
  expect(statuses).toEqual([503, 503, 503, 200, 200]);
  expect(types()).toEqual(['customer.unsubscribed', 'customer.subscribed']);
  expect(emulator.webhookStatuses).toEqual(statuses);
});

test('a receiver that is down holds up nobody else', async () => {
  await app.reportingWebhooks.create({
    name: 'Down',
    endpoint: 'http://127.0.0.1:1/',
    events: ['customer_unsubscribed'],
  });
  await subscribe('customer_unsubscribed');
  await track.identify('ada', {});
  await track.identify('ada', { unsubscribed: true });
  await expect.poll(types).toEqual(['customer.unsubscribed']);
});

test('one that is disabled or deleted gets nothing', async () => {
  const hook = await subscribe('customer_unsubscribed');
  await app.reportingWebhooks.update(hook.id!, { ...hook, disabled: true });
  await track.identify('ada', { unsubscribed: true });
  await app.reportingWebhooks.update(hook.id!, { ...hook, disabled: false });
  await app.reportingWebhooks.delete(hook.id!);
  await track.identify('bob', { unsubscribed: true });
  await emulator.webhooksSettled();
  expect(events).toEqual([]);
});

test('every metric of every channel that is sent keeps to the contract, and failures have a reason', async () => {
  const expected = eventTypes.filter((type) => {
    const [channel = '', metric = ''] = type.split('.');
    return (
      ['email', 'push', 'sms', 'in_app'].includes(channel) &&
      !/^(?:cio_|subscribed|unsubscribed)/.test(metric)
    );
  });
  const nameOf = (type: string) => type.replace('.', '_');
  await subscribe(...expected.map(nameOf));
  const channels = {
    email: app.sendEmail({ identifiers: { id: 'ada' }, to: 'ada@x.io', transactional_message_id: 1 }),
    push: app.sendPush({ identifiers: { id: 'ada' }, transactional_message_id: 1 }),
    sms: app.sendSms({ identifiers: { id: 'ada' }, to: '+15555550100', transactional_message_id: 1 }),
    in_app: app.sendInApp({ identifiers: { id: 'ada' }, transactional_message_id: 1 }),
  };
  for (const type of expected) {
    const [channel = '', metric = ''] = type.split('.');
    const { delivery_id } = await channels[channel as keyof typeof channels];
    if (metric === 'sent' || (metric === 'delivered' && channel !== 'in_app')) continue;
    await fetch(`${emulator.url}/api/v1/metrics`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${emulator.siteId}:${emulator.apiKey}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ delivery_id, metric }),
    });
  }
  await emulator.webhooksSettled();
  for (const event of events) {
    expect(reportingEvents.errors(`${event.object_type}.${event.metric}`, event)).toEqual([]);
  }
  const seen = new Set(types());
  expect(expected.filter((type) => !seen.has(type) && !isUnreportable(type))).toEqual([]);
});

/** Metrics that the Track API does not take a report of. */
function isUnreportable(type: string): boolean {
  return /\.(?:drafted|attempted|failed|undeliverable|replied)$/.test(type);
}

describe('simulated', () => {
  test.each(eventTypes)('%s is taken', async (type) => {
    expect(await emulator.simulateWebhook({ type, url })).toEqual([200]);
    expect(types()).toEqual([type]);
  });

  test('redelivered, twice at once, badly signed, late', async () => {
    const type = 'email.clicked';
    expect(await emulator.simulateWebhook({ type, url, deliveries: 3 })).toEqual([200, 200, 200]);
    expect(await emulator.simulateWebhook({ type, url, deliveries: 4, concurrent: true })).toEqual([
      200, 200, 200, 200,
    ]);
    expect(events).toHaveLength(2);
    expect(await emulator.simulateWebhook({ type, url, badSignature: true })).toEqual([401]);
    expect(await emulator.simulateWebhook({ type, url, ageSeconds: 120 })).toEqual([401]);
    expect(await emulator.simulateWebhook({ type, url, event: { data: { href: 'mine' } } })).toEqual([200]);
    expect(events.at(-1)?.data).toMatchObject({
      href: 'mine',
      subject: 'Your order is on its way',
    });
    await expect(emulator.simulateWebhook({ type, url, source: 'slack' as never })).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'source',
    });
    await expect(emulator.simulateWebhook({ type: 'email.click', url })).rejects.toThrow(
      'there is no event email.click',
    );
    expect(() => emulator.simulateWebhook({ type })).toThrow('start the emulator with `webhook`');
  });

  test('it is about a person whom the emulator knows', async () => {
    const type = 'email.sent';
    await emulator.simulateWebhook({ type, url });
    await track.identify('ada', { email: 'ada@x.io', phone: '+15555550111' });
    await track.identify('bob', { email: 'bob@x.io' });
    await emulator.simulateWebhook({ type, url });
    await emulator.simulateWebhook({ type, url, person: 'ada@x.io', source: 'newsletter' });
    const { cio_id } = emulator.workspace.find('ada')!;
    expect(events.map(({ data }) => data)).toMatchObject([
      { customer_id: '1042', broadcast_id: 1 },
      { customer_id: 'bob', identifiers: { id: 'bob', email: 'bob@x.io' }, recipient: 'bob@x.io' },
      {
        customer_id: 'ada',
        identifiers: { id: 'ada', email: 'ada@x.io', cio_id, phone: '+15555550111' },
        newsletter_id: 4,
      },
    ]);
    expect(() => emulator.simulateWebhook({ type, url, person: 'cyd' })).toThrow('knows nobody');
  });
});
