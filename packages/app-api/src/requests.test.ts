// Requests that Customer.io takes, and those that it is known to refuse.
import type { RateLimiter } from '@cio/core';
import { describe, expect, test } from 'vitest';
import { type AppClient, filter } from './index.js';
import { clientThat } from './test-transport.js';

const setUp = () => clientThat(() => ({ body: {} }));
const bodyOf = (request: { body?: unknown } | undefined) => JSON.parse(String(request?.body));

test('an export of people can have more columns', async () => {
  const { client, requests } = setUp();
  await client.exports.createCustomers(filter.segment(1), { attributes: ['plan', 'city'] });
  await client.exports.createCustomers(filter.segment(1));
  expect(requests.map(bodyOf)).toEqual([
    { filters: { segment: { id: 1 } }, attributes: ['plan', 'city'] },
    { filters: { segment: { id: 1 } } },
  ]);
  const none = client.exports.createCustomers(filter.segment(1), { attributes: [] });
  await expect(none).rejects.toMatchObject({ field: 'attributes' });
});

test('an export of deliveries is of one thing', async () => {
  const { client, requests } = setUp();
  await client.exports.createDeliveries({ newsletter_id: 1, metric: 'created', drafts: true });
  expect(bodyOf(requests[0])).toEqual({ newsletter_id: 1, metric: 'created', drafts: true });
  // @ts-expect-error two things
  const two = client.exports.createDeliveries({ newsletter_id: 1, campaign_id: 2 });
  await expect(two).rejects.toMatchObject({ name: 'ValidationError', field: 'deliveries' });
});

test('a collection has rows or a file, not both', async () => {
  const { client, requests } = setUp();
  const both = { name: 'n', data: [{ a: 1 }], url: 'https://x.io/a.csv' };
  for (const call of [
    // @ts-expect-error both
    client.collections.create(both),
    // @ts-expect-error neither
    client.collections.create({ name: 'n' }),
    // @ts-expect-error both
    client.collections.update(1, both),
  ]) {
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'collection' });
  }
  await expect(client.collections.create({ name: 'n', data: {} as never })).rejects.toMatchObject({
    field: 'data',
  });
  await expect(client.collections.updateContent(1, {} as never)).rejects.toMatchObject({ field: 'rows' });
  expect(requests).toHaveLength(0);
  await client.collections.create({ name: 'n', url: 'https://x.io/a.csv' });
  await client.collections.update(1, { name: 'm' });
  await client.collections.update(1, { data: [] });
  expect(requests.map(bodyOf)).toEqual([
    { name: 'n', url: 'https://x.io/a.csv' },
    { name: 'm' },
    { data: [] },
  ]);
});

test('a reporting webhook is changed in part', async () => {
  const { client, requests } = setUp();
  await client.reportingWebhooks.update(1, { disabled: false });
  await client.reportingWebhooks.create({
    name: 'n',
    endpoint: 'https://x.io',
    events: ['slack_undeliverable'],
  });
  expect(requests.map(bodyOf)[0]).toEqual({ disabled: false });
  // @ts-expect-error `type` is Customer.io's to say
  await client.reportingWebhooks.update(1, { type: 'js' });
});

test('a push goes to all devices, the last used, or one by its token', async () => {
  const { client, requests } = setUp();
  const message = { identifiers: { id: 'a' }, transactional_message_id: 1 };
  for (const to of ['all', 'last_used', 'a-token-of-a-device']) await client.sendPush({ ...message, to });
  expect(requests.map((request) => bodyOf(request).to)).toEqual(['all', 'last_used', 'a-token-of-a-device']);
});

test('an interface or a class is data as good as a record', async () => {
  interface Order {
    total: number;
  }
  class Cart {
    items = 3;
  }
  const { client, requests } = setUp();
  const order: Order = { total: 5 };
  const message = { identifiers: { id: 'a' }, transactional_message_id: 1, to: '+49' };
  await client.sendSms({ ...message, message_data: order });
  await client.sendSms({ ...message, message_data: new Cart() });
  await client.broadcasts.trigger(1, { data: order });
  expect(requests.map(bodyOf)).toMatchObject([
    { message_data: order },
    { message_data: { items: 3 } },
    { data: order },
  ]);
});

describe('metrics of a campaign', () => {
  test('from a time to a time are of version 2', async () => {
    const { client, requests } = setUp();
    const time = { res: 'days', start: 1_700_000_000, end: new Date(1_700_086_400_000) } as const;
    await client.campaigns.getMetrics(1, { version: '2', ...time, tz: 'Europe/Berlin' });
    expect(new URL(requests[0]!.url).search).toBe(
      '?version=2&res=days&start=1700000000&end=1700086400&tz=Europe%2FBerlin',
    );
    for (const wrong of [
      { version: '2', res: 'days' },
      time,
      { version: '1', ...time },
      { tz: 'UTC' },
    ] as const) {
      await expect(client.campaigns.getMetrics(1, wrong)).rejects.toMatchObject({ field: 'version' });
      await expect(client.campaigns.getActionMetrics(1, 2, wrong)).rejects.toMatchObject({
        field: 'version',
      });
    }
    await client.campaigns.getMetrics(1);
    await client.campaigns.getMetrics(1, { period: 'days', steps: 3 });
    expect(requests).toHaveLength(3);
  });
});

describe('live notifications', () => {
  const start = {
    identifiers: { id: 'a' },
    notification_type: 't',
    attributes: { a: 1 },
    content_state: { b: 1 },
  };
  const instance_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

  test.each([
    [{ attributes: {} }, 'attributes'],
    [{ content_state: {} }, 'content_state'],
    [{ expiration: 1_700_000_000 }, 'expiration'],
    [{ expiration: Math.floor(Date.now() / 1000) + 7 * 3600 }, 'expiration'],
    [{ platform: 'ios' }, 'push_payload.alert.title'],
  ])('%j is refused by its field', async (wrong, field) => {
    const { client, requests } = setUp();
    const call = client.liveNotifications.start({ ...start, ...wrong } as never);
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
    expect(requests).toHaveLength(0);
  });

  test('an expiration of 0 means the longest, and a state to show is never empty', async () => {
    const { client, requests } = setUp();
    await client.liveNotifications.start({ ...start, expiration: 0 });
    expect(requests).toHaveLength(1);
    const empty = client.liveNotifications.update({ instance_id, content_state: {} });
    await expect(empty).rejects.toMatchObject({ field: 'content_state' });
    await client.liveNotifications.end({ instance_id });
  });
});

test('a page that is longer than the API gives is refused where it would end the list', async () => {
  const { client, requests } = setUp();
  await expect(client.espSuppressions.list('bounces', { limit: 5000 })).rejects.toMatchObject({
    field: 'limit',
  });
  await expect(client.espSuppressions.listByDomain('x.io', 'bounces', { limit: 0 })).rejects.toMatchObject({
    field: 'limit',
  });
  await client.espSuppressions.list('bounces', { limit: 1000 });
  await client.segments.getMembership(1, { limit: 30_000 });
  expect(requests.map(({ url }) => new URL(url).search)).toEqual(['?limit=1000', '?limit=30000']);
});

test('a broadcast names at most 10,000 people', async () => {
  const { client, requests } = setUp();
  const ids = Array.from({ length: 10_001 }, (_, i) => `${i}`);
  await expect(client.broadcasts.trigger(1, { ids })).rejects.toMatchObject({ field: 'ids' });
  await client.broadcasts.trigger(1, { ids: ids.slice(1), data: null });
  expect(requests).toHaveLength(1);
});

test('what of Design Studio is slow has a bucket of its own', async () => {
  const buckets: string[] = [];
  const rateLimiter: RateLimiter = { acquire: async (bucket) => void buckets.push(bucket) };
  const { client } = clientThat(() => ({ body: {} }), { rateLimiter });
  const { emails, inboxPreviews } = client.designStudio;
  await emails.link('e', { target: { type: 'newsletter', newsletter_id: 1 } });
  await emails.publish('e');
  await emails.render('e');
  await emails.preview('e');
  await emails.review('e');
  await inboxPreviews.submit('e', { client_ids: ['a'] });
  expect(buckets).toEqual(Array(6).fill('design'));
  await emails.getPublishStatus('e', 'p');
  await client.sendInApp({ identifiers: { id: 'a' }, transactional_message_id: 1 });
  expect(buckets.slice(6)).toEqual(['app', 'send']);
});

test('a quota of a day that is used up does not pass soon', async () => {
  const { client } = clientThat(() => ({
    status: 429,
    headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0' },
    body: { errors: [{ detail: 'rate limited to 100 request(s) per day', status: '429' }] },
  }));
  await expect(client.messages.getArchived('m')).rejects.toMatchObject({
    name: 'ApiError',
    status: 429,
    headers: { 'x-ratelimit-remaining': '0' },
  });
});

describe('what Customer.io is known to refuse is refused by its field, before anything is sent', () => {
  const id = '123e4567-e89b-42d3-a456-426614174000';
  const recipients = { and: [{ or: [{ segment: { id: 1 } }] }] };
  const push = { type: 'push', name: 'n', subject: 's', recipients } as const;
  const later = Math.floor(Date.now() / 1000) + 86_400;
  const slow = {
    scheduled_at: later,
    timezone: 'UTC',
    tz_match_enabled: true,
    rate_limit_email_rate: 1,
    rate_limit_time_period: 86_400,
  } as const;
  const file = { name: 'n', identifier: 'id', data_file_url: 'https://x.io/a.csv' } as const;

  test.each<[string, (client: AppClient) => PromiseLike<unknown>, string]>([
    ['a folder of 171 characters', (c) => c.designStudio.folders.create({ name: 'x'.repeat(171) }), 'name'],
    ['a folder with a slash', (c) => c.designStudio.folders.create({ name: 'a/b' }), 'name'],
    ['a folder with a dot', (c) => c.designStudio.folders.update(id, { name: 'a.b' }), 'name'],
    ['an email without a name', (c) => c.designStudio.emails.create({ name: '' }), 'name'],
    ['an email renamed to 256', (c) => c.designStudio.emails.update(id, { name: 'x'.repeat(256) }), 'name'],
    [
      'a component of 256',
      (c) => c.designStudio.components.create({ name: 'x'.repeat(256), tag: 'x-a', content: 'c' }),
      'name',
    ],
    ['a version of 101', (c) => c.designStudio.emails.versions.create(id, { name: 'x'.repeat(101) }), 'name'],
    [
      'versions up to a time from none',
      (c) => c.designStudio.emails.versions.list(id, { end_date: 3 }),
      'start_date',
    ],
    ['a blank folder of assets', (c) => c.assets.folders.create({ name: '  ' }), 'name'],
    ['a file renamed to nothing', (c) => c.assets.files.update(1, { name: '' }), 'name'],
    ['a snippet of 151', (c) => c.snippets.create({ name: 'x'.repeat(151), value: 'v' }), 'name'],
    ['a newsletter of 191', (c) => c.newsletters.create({ ...push, name: 'x'.repeat(191) }), 'name'],
    [
      'a newsletter for yesterday',
      (c) => c.newsletters.create({ ...push, scheduled_at: 1_500_000_000 }),
      'scheduled_at',
    ],
    [
      'a schedule for yesterday',
      (c) => c.newsletters.schedule(1, { scheduled_at: new Date(5000), timezone: 'UTC' }),
      'scheduled_at',
    ],
    ['a day by time zones', (c) => c.newsletters.schedule(1, slow), 'rate_limit_time_period'],
    [
      'new events alone',
      // @ts-expect-error no event is there before
      (c) => c.imports.create({ ...file, type: 'event', data_to_process: 'only_new' }),
      'data_to_process',
    ],
    [
      'a description of 256',
      (c) => c.dataIndex.updateEvents([{ name: 'x', description: 'd'.repeat(256) }]),
      'events[0].description',
    ],
    ['101 activities a page', (c) => c.activities.list({ limit: 101 }), 'limit'],
    ['101 of a person', (c) => c.customers.getActivities('a', { limit: 101 }), 'limit'],
    ['a trigger of no campaign', (c) => c.messages.list({ trigger_id: 1 }), 'campaign_id'],
    ['data of 60,000 bytes', (c) => c.broadcasts.trigger(1, { data: { a: 'x'.repeat(60_000) } }), 'data'],
  ])('%s', async (_, call, field) => {
    const { client, requests } = setUp();
    await expect(call(client)).rejects.toMatchObject({ name: 'ValidationError', field });
    expect(requests).toHaveLength(0);
  });

  test('and what is just within the limits is sent', async () => {
    const { client, requests } = clientThat(() => ({ body: { messages: [], versions: [] } }));
    await client.designStudio.folders.create({ name: 'x'.repeat(170) });
    await client.designStudio.emails.update(id, { parent_folder_id: null });
    await client.snippets.create({ name: 'x'.repeat(150), value: 'v' });
    await client.newsletters.create({ ...push, name: 'x'.repeat(190), scheduled_at: later });
    await client.newsletters.schedule(1, { ...slow, rate_limit_time_period: 3600 });
    await client.newsletters.schedule(1, { scheduled_at: 0 });
    await client.imports.create({ ...file, type: 'people', data_to_process: 'only_new' });
    await client.messages.list({ trigger_id: 1, campaign_id: 2 });
    await client.broadcasts.trigger(1, { data: { a: 'x'.repeat(49_000) } });
    expect(requests).toHaveLength(9);
  });
});

test('one of several is one of several to the compiler too', async () => {
  const { client, requests } = setUp();
  const start = { notification_type: 't', attributes: { a: 1 }, content_state: { b: 1 } };
  const id = '123e4567-e89b-42d3-a456-426614174000';
  for (const call of [
    // @ts-expect-error two identifiers
    client.liveNotifications.start({ ...start, identifiers: { id: 'a', email: 'a@x.io' } }),
    // @ts-expect-error none
    client.liveNotifications.start({ ...start, identifiers: {} }),
    // @ts-expect-error an id that does not go with the type
    client.designStudio.emails.link(id, { target: { type: 'newsletter', action_id: 2 } }),
    // @ts-expect-error two ids
    client.designStudio.emails.link(id, { target: { type: 'newsletter', newsletter_id: 1, action_id: 2 } }),
  ]) {
    await expect(call).rejects.toMatchObject({ name: 'ValidationError' });
  }
  expect(requests).toHaveLength(0);
});
