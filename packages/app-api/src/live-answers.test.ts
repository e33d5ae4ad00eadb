// Answers as they were recorded, where they differ from what is published: one form comes out.
import type { TransportRequest } from '@cio/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type {
  AppClient,
  Broadcast,
  BroadcastActionMetrics,
  CampaignAction,
  CampaignActionMetrics,
  CampaignMetrics,
  CreatedImport,
  CustomerEnvelope,
  CustomerMessage,
  Import,
  LinkMetrics,
  MetricSeries,
  NewsletterMessage,
  SeriesMetrics,
  TransactionalContent,
} from './index.js';
import { clientThat } from './test-transport.js';

const answering = (body: unknown) => clientThat(() => ({ body })).client;

describe('people by their ids', () => {
  const person = { id: '1', identifiers: { cio_id: 'c', id: '1' }, attributes: { n: 5 }, devices: [] };

  test.each([
    ['as published', { customers: [{ customer: person }] }],
    ['as seen', { customers: [person] }],
  ])('%s', async (_, body) => {
    const { customers } = await answering(body).customers.getByIds(['1']);
    expectTypeOf(customers).toEqualTypeOf<CustomerEnvelope[]>();
    expect(customers).toEqual([{ customer: person }]);
  });

  test.each([{ customers: null }, {}, { customers: [] }])('nobody: %j', async (body) => {
    expect(await answering(body).customers.getByIds(['1'])).toMatchObject({ customers: [] });
  });

  test('by identifiers of another kind', async () => {
    const { client, requests } = clientThat(() => ({ body: { customers: [] } }));
    await client.customers.getByIds(['+49', 5], { id_type: 'phone' });
    expect(requests[0]!.url).toContain('/v1/customers/attributes?id_type=phone');
    expect(JSON.parse(String(requests[0]!.body))).toEqual({ ids: ['+49', '5'] });
    await expect(client.customers.getByIds(['a', ''])).rejects.toMatchObject({ field: 'ids[1]' });
    await expect(client.customers.getByIds([])).rejects.toMatchObject({ field: 'ids' });
    await expect(client.customers.getByIds(Array(101).fill('a'))).rejects.toMatchObject({ field: 'ids' });
  });
});

describe('an empty list that comes as null', () => {
  const filter = { segment: { id: 1 } };
  test.each<[string, (client: AppClient) => PromiseLike<{ items: unknown[]; body: object }>]>([
    ['exports', (client) => client.exports.list()],
    ['reporting_webhooks', (client) => client.reportingWebhooks.list()],
    ['suppressions', (client) => client.espSuppressions.list('bounces')],
    ['suppressions', (client) => client.espSuppressions.listByDomain('x.io', 'bounces')],
    ['identifiers', (client) => client.customers.search(filter)],
    ['identifiers', (client) => client.segments.getMembership(1)],
    ['messages', (client) => client.messages.list()],
    ['test_groups', (client) => client.newsletters.testGroups.list(1)],
  ])('%s: is an empty list, of the page and in its body', async (key, list) => {
    for (const body of [{ [key]: null, ids: null, next: '' }, { next: null }, null]) {
      const page = await list(answering(body === null ? 'null' : body));
      expect(page.items).toEqual([]);
      expect(page.body).toMatchObject({ [key]: [] });
    }
  });

  test('ids beside identifiers too', async () => {
    const body = { segment_id: 3, ids: null, identifiers: null, next: '' };
    const page = await answering(body).segments.getMembership(3);
    expect(page.body).toEqual({ segment_id: 3, ids: [], identifiers: [], next: '' });
    expect((await answering(body).customers.search(filter)).body.ids).toEqual([]);
  });

  test('where no pages are', async () => {
    const client = answering({ results: null, segments: null, optouts: null, suppressions: null });
    expect(await client.customers.getByEmail('a@x.io')).toMatchObject({ results: [] });
    expect(await client.customers.getSegments('a')).toMatchObject({ segments: [] });
    expect(await client.customers.getOptOuts('a')).toMatchObject({ optouts: [] });
    expect(await client.espSuppressions.search('a@x.io')).toMatchObject({ suppressions: [] });
  });
});

describe('a step of a campaign', () => {
  const action = {
    id: '25',
    campaign_id: 4,
    name: 'Count',
    type: 'attribute_update',
    created: 1,
    updated: 1,
  };

  test('has a number for its id, wherever it comes from', async () => {
    const client = answering({ actions: [action], action });
    const [listed] = (await client.campaigns.getActions(4)).items;
    expectTypeOf(listed!).toEqualTypeOf<CampaignAction>();
    const answers = [
      listed,
      (await client.campaigns.getAction(4, 25)).action,
      (await client.campaigns.updateAction(4, 25, { body: 'b' })).action,
      (await client.campaigns.getActionTranslation(4, 25, 'fr')).action,
      (await client.campaigns.updateActionTranslation(4, 25, 'fr', { body: 'b' })).action,
    ];
    for (const one of answers) expect(one).toEqual({ ...action, id: 25 });
  });

  test('can set attributes, besides sending a message', () => {
    const read = (one: CampaignAction) => {
      if (one.type === 'attribute_update') return one.name;
      if (one.type === 'webhook') return one.url;
      return one.type === 'email' ? one.subject : undefined;
    };
    expect(read({ id: 1, type: 'webhook', url: 'u', name: 'n', created: 1, updated: 1 })).toBe('u');
  });
});

test('the content of a transactional message is a list, whether a list or an object comes', async () => {
  const content = { id: 3, name: 'n' };
  for (const form of [content, [content]]) {
    const { transactional } = answering({ content: form });
    const variant = await transactional.getVariant(1, '');
    expectTypeOf(variant.content).toEqualTypeOf<TransactionalContent[]>();
    expect(variant).toEqual({ content: [content] });
    expect(await transactional.updateContent(1, 3, { body: 'b' })).toEqual({ content: [content] });
    expect(await transactional.updateVariant(1, 'fr', { body: 'b' })).toEqual({ content: [content] });
    // This one is published as one object.
    expect(await transactional.getContent(1, 3)).toEqual({ content });
  }
});

test('a message has what is recorded of it', async () => {
  const recorded = {
    id: 'm1',
    created: 1,
    type: 'email' as const,
    customer_id: null,
    customer_identifiers: null,
    subject: null,
    metrics: { sent: 1, 'secondary:delivered': 2 },
    forgotten: false,
    transactional_message_id: 1,
    msg_template_id: 1,
    something_new: { a: 1 },
  };
  const [message] = (await answering({ messages: [recorded], next: '' }).messages.list()).items;
  expect(message).toEqual(recorded);
  expectTypeOf(message!.id).toEqualTypeOf<string>();
  expectTypeOf(message!.subject).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(message!.metrics['secondary:delivered']).toEqualTypeOf<number | undefined>();
  expectTypeOf(message!.transactional_message_id).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(message!.something_new).toEqualTypeOf<unknown>();
});

test('counts are one object, those of webhooks with them', async () => {
  const body = { metric: { series: { delivered: [1], '2xx': [2] } } };
  const { metric } = await answering(body).broadcasts.getMetrics(1);
  expectTypeOf(metric.series.delivered).toEqualTypeOf<number[] | undefined>();
  expectTypeOf(metric.series['2xx']).toEqualTypeOf<number[] | undefined>();
  expect(metric.series).toEqual({ delivered: [1], '2xx': [2] });
});

test('what can be null in the messages of a person, and what is always there elsewhere, is in the types', () => {
  expectTypeOf<CustomerMessage['subject']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<CustomerMessage['campaign_id']>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<CustomerMessage['action_id']>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<CustomerMessage['customer_id']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<CampaignMetrics['metric']['series']>().toEqualTypeOf<MetricSeries>();
  expectTypeOf<CampaignActionMetrics['metric']['series']>().toEqualTypeOf<MetricSeries>();
  expectTypeOf<BroadcastActionMetrics['metric']['series']>().toEqualTypeOf<MetricSeries>();
  expectTypeOf<SeriesMetrics['metric']['series']>().toEqualTypeOf<MetricSeries>();
  expectTypeOf<LinkMetrics['link']['id']>().toEqualTypeOf<number>();
  expectTypeOf<NewsletterMessage['msg_template_id']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Import['identifier']>().toEqualTypeOf<'id' | 'email' | 'cio_id' | undefined>();
  expectTypeOf<CreatedImport['identifier']>().toEqualTypeOf<'id' | 'email' | 'cio_id' | undefined>();
  type StepType = NonNullable<Broadcast['actions']>[number]['type'];
  expectTypeOf<'in_app' | 'whatsapp' | 'twilio'>().toExtend<StepType>();
});

test('of any answer, what has no type yet can be read', async () => {
  const { newer, newsletter } = await answering({
    newsletter: { id: 1, newer: 2 },
    newer: 3,
  }).newsletters.get(1);
  expectTypeOf(newer).toEqualTypeOf<unknown>();
  expectTypeOf(newsletter.newer).toEqualTypeOf<unknown>();
  expect([newer, newsletter.newer]).toEqual([3, 2]);
});

test('a changed step does not name its broadcast', async () => {
  const client = answering({ action: { id: 2, type: 'email' } });
  // @ts-expect-error `broadcast_id` is Customer.io's to say, in a text message too
  await client.broadcasts.updateAction(1, 2, { broadcast_id: 3, body: 'b', image_url: 'https://x.io/a.png' });
});

test('the id of a person is answered in whatever form the workspace knows it', async () => {
  const requests: TransportRequest[] = [];
  const { client } = clientThat((request) => {
    requests.push(request);
    return {
      body: {
        customer: {
          id: null,
          identifiers: { cio_id: 'c' },
          topics: [{ id: 1, subscribed: true }],
          header: {},
        },
      },
    };
  });
  const params = { id_type: 'phone', start: 'x', limit: 3 } as const;
  await client.customers.getRelationships('+49', params);
  expect(requests[0]!.url).toContain('/v1/customers/%2B49/relationships?id_type=phone&start=x&limit=3');
  const { customer } = await client.customers.getSubscriptionPreferences('a');
  expectTypeOf(customer.topics![0]!.subscribed).toEqualTypeOf<boolean>();
  expectTypeOf(customer.header!.title).toEqualTypeOf<string | undefined>();
});
