import type { AppClient } from '@cio/app-api';
import type { Page } from '@cio/core';

/** What a call answers with: of a page of a list, the response that it was read from. */
type Answer<T> = T extends Page<unknown, infer Body> ? Body : T;

export interface RecordedAnswer {
  what: string;
  /** The contract's name of the operation. */
  operation: string;
  call: (app: AppClient) => PromiseLike<unknown>;
  /** As it comes over the wire. */
  wire: unknown;
  /** What the client makes of it; left out where it is what came. */
  read?: unknown;
}

/** An answer that the client hands out as it came. The compiler holds it against the type of the method. */
function asIs<T>(
  what: string,
  operation: string,
  call: (app: AppClient) => PromiseLike<T>,
  wire: NoInfer<Answer<T>>,
): RecordedAnswer {
  return { what, operation, call, wire };
}

/** An answer of another form than the one that the client hands out. */
function readAs<T>(
  what: string,
  operation: string,
  call: (app: AppClient) => PromiseLike<T>,
  wire: unknown,
  read: NoInfer<Answer<T>>,
): RecordedAnswer {
  return { what, operation, call, wire, read };
}

const times = { created: 1_700_000_000, updated: 1_700_000_000 };
const filter = { segment: { id: 1 } };
const counts = { sent: [1, 2], delivered: [0, 2], machine_clicked: [0, 1], untracked: [0, 0] };

/** Answers as Customer.io gives them, also where it publishes others: nulls, missing fields, new fields, other types. */
export const answers: RecordedAnswer[] = [
  readAs(
    'people by id come without the published wrapper',
    'getPeopleById',
    (app) => app.customers.getByIds(['ada', 'bob']),
    {
      customers: [
        {
          id: 'ada',
          identifiers: { id: 'ada', email: null, cio_id: 'a3000001' },
          attributes: { plan: 'gold', seats: 3, nothing: null },
          timestamps: { plan: 1_700_000_000 },
          unsubscribed: false,
          devices: [],
        },
        {
          id: '',
          identifiers: { cio_id: 'a3000002' },
          attributes: {},
          timestamps: {},
          unsubscribed: true,
          devices: [],
          suppressed: true,
        },
      ],
    },
    {
      customers: [
        {
          customer: {
            id: 'ada',
            identifiers: { id: 'ada', email: null, cio_id: 'a3000001' },
            attributes: { plan: 'gold', seats: 3, nothing: null },
            timestamps: { plan: 1_700_000_000 },
            unsubscribed: false,
            devices: [],
          },
        },
        {
          customer: {
            id: '',
            identifiers: { cio_id: 'a3000002' },
            attributes: {},
            timestamps: {},
            unsubscribed: true,
            devices: [],
            suppressed: true,
          },
        },
      ],
    },
  ),
  asIs(
    'and with it',
    'getPeopleById',
    (app) => app.customers.getByIds(['ada@example.com'], { id_type: 'email' }),
    {
      customers: [
        {
          customer: {
            id: 'ada',
            identifiers: { id: 'ada', email: 'ada@example.com', cio_id: 'a3000001' },
            attributes: {},
            timestamps: {},
            unsubscribed: false,
            devices: [],
          },
        },
      ],
    },
  ),
  readAs(
    'nobody was found, and the list is null',
    'getPeopleById',
    (app) => app.customers.getByIds(['nobody']),
    { customers: null },
    { customers: [] },
  ),
  readAs(
    'a search finds nobody',
    'getPeopleFilter',
    (app) => app.customers.search(filter),
    { identifiers: null, ids: null, next: '' },
    { identifiers: [], ids: [], next: '' },
  ),
  asIs(
    'people without an id have an empty text in ids, so that both lists go together',
    'getPeopleFilter',
    (app) => app.customers.search(filter),
    {
      identifiers: [{ cio_id: 'a3000001' }, { id: 'bob', email: null, cio_id: 'a3000002' }],
      ids: ['', 'bob'],
      next: 'MDox',
    },
  ),
  asIs(
    'a member of a workspace that knows people by id alone has no email',
    'getSegmentMembership',
    (app) => app.segments.getMembership(1),
    { segment_id: 1, identifiers: [{ id: 'ada', cio_id: 'a3000001' }], ids: ['ada'], next: '' },
  ),
  readAs(
    'a segment without members',
    'getSegmentMembership',
    (app) => app.segments.getMembership(1),
    { segment_id: 1, identifiers: null, ids: null, next: null },
    { segment_id: 1, identifiers: [], ids: [] },
  ),
  asIs('a count says of which segment', 'getSegmentCount', (app) => app.segments.getCustomerCount(1), {
    segment_id: 1,
    count: 0,
  }),
  readAs('no exports at all', 'listExports', (app) => app.exports.list(), { exports: null }, { exports: [] }),
  readAs(
    'no suppressions',
    'getSuppressionByType',
    (app) => app.espSuppressions.list('bounces'),
    { category: 'bounces', suppressions: null },
    { category: 'bounces', suppressions: [] },
  ),
  readAs(
    'an address that is not suppressed',
    'getSuppression',
    (app) => app.espSuppressions.search('ada@example.com'),
    { suppressions: null },
    { suppressions: [] },
  ),
  readAs(
    'no reporting webhooks',
    'listWebhooks',
    (app) => app.reportingWebhooks.list(),
    { reporting_webhooks: null },
    { reporting_webhooks: [] },
  ),
  readAs(
    'steps of a campaign have ids of text, and one type more than is published',
    'listCampaignActions',
    (app) => app.campaigns.getActions(1),
    {
      actions: [
        { id: '12', campaign_id: 1, type: 'attribute_update', name: 'Set the plan', ...times },
        {
          id: 13,
          type: 'email',
          name: 'Welcome',
          ...times,
          headers: '[]',
          reply_to_id: null,
          new_field: true,
        },
      ],
      next: '',
    },
    {
      actions: [
        { id: 12, campaign_id: 1, type: 'attribute_update', name: 'Set the plan', ...times },
        {
          id: 13,
          type: 'email',
          name: 'Welcome',
          ...times,
          headers: '[]',
          reply_to_id: null,
          new_field: true,
        },
      ],
      next: '',
    },
  ),
  asIs(
    'metrics of the second version, with variants by language',
    'campaignActionMetrics',
    (app) => app.campaigns.getActionMetrics(1, 2),
    {
      metric: { series: counts },
      res: 'days',
      start: '2026-09-01 00:00:00 +0000 UTC',
      end: '2026-09-03 00:00:00 +0000 UTC',
      language_variants: { '77': { default: true, language: '', series: counts } },
    },
  ),
  asIs(
    'metrics of the first version, with counts of webhooks',
    'campaignMetrics',
    (app) => app.campaigns.getMetrics(1, { type: 'webhook' }),
    { metric: { series: { ...counts, '2xx': [1, 0], '5xx': [0, 0] } } },
  ),
  asIs(
    'metrics of a newsletter name its channel',
    'getNewsletterMetrics',
    (app) => app.newsletters.getMetrics(1),
    { metric: { type: 'email', series: counts } },
  ),
  asIs(
    'a journey counts whom it messaged',
    'campaignJourneyMetrics',
    (app) =>
      app.campaigns.getJourneyMetrics(1, { start: 1_700_000_000, end: 1_700_100_000, resolution: 'days' }),
    { journey_metric: { started: [3], activated: [2], messaged: [2], converted: [1], finished: [0] } },
  ),
  readAs(
    'a broadcast without tags, made by somebody',
    'listBroadcasts',
    (app) => app.broadcasts.list(),
    { broadcasts: [{ id: 3, name: 'News', type: 'triggered_broadcast', tags: null, created_by: 'Ada' }] },
    { broadcasts: [{ id: 3, name: 'News', type: 'triggered_broadcast', tags: [], created_by: 'Ada' }] },
  ),
  asIs('a trigger that is not done yet', 'broadcastStatus', (app) => app.broadcasts.getTrigger(3, 4), {
    id: 4,
    broadcast_id: 3,
    created_at: 1_700_000_000,
  }),
  asIs(
    'errors of a trigger end with a zero',
    'broadcastErrors',
    (app) => app.broadcasts.getTriggerErrors(3, 4),
    { errors: ['line 1: no such person'], next: 0 },
  ),
  asIs('a newsletter that was not sent yet', 'listNewsletters', (app) => app.newsletters.list(), {
    newsletters: [
      {
        id: 7,
        content_ids: [25],
        name: 'News',
        sent_at: null,
        created: 1_700_000_000,
        updated: 1_700_000_000,
        type: 'email',
        send_rate: null,
      },
    ],
    next: '',
  }),
  asIs(
    'a new language answers with the newsletter',
    'createNewsletterLanguageVariant',
    (app) => app.newsletters.languages.create(7, { language: 'fr', subject: 'Salut', body: 'Bonjour' }),
    {
      newsletter: {
        id: 7,
        content_ids: [25, 26],
        name: 'News',
        sent_at: null,
        created: 1_700_000_000,
        updated: 1_700_000_100,
        type: 'email',
      },
    },
  ),
  asIs('test groups count from 0', 'getNewsletterTestGroups', (app) => app.newsletters.testGroups.list(7), {
    test_groups: [
      { id: 0, name: 'A', label: 'test 1', winner: false, content_ids: [25] },
      { id: 2, name: 'B', label: 'test 2', winner: true, content_ids: [26] },
    ],
  }),
  readAs(
    'content of a transactional message is a list',
    'getTransactionalVariant',
    (app) => app.transactional.getVariant(1, 'fr'),
    { content: { id: 5, subject: 'Bonjour', language: 'fr' } },
    { content: [{ id: 5, subject: 'Bonjour', language: 'fr' }] },
  ),
  asIs('and comes as one', 'getTransactionalVariant', (app) => app.transactional.getVariant(1, 'fr'), {
    content: [{ id: 5, subject: 'Bonjour', language: 'fr', reply_to_id: null }],
  }),
  asIs(
    'messages without subject and person, with another name of the template, and a time of a second delivery',
    'listMessages',
    (app) => app.messages.list(),
    {
      messages: [
        {
          id: 'RILg',
          deduplicate_id: 'RILg:1700000000',
          msg_template_id: 9,
          customer_id: null,
          customer_identifiers: null,
          recipient: 'ada@example.com',
          subject: null,
          metrics: { sent: 1_700_000_000, 'secondary:delivered': 1_700_000_004 },
          created: 1_700_000_000,
          failure_message: null,
          campaign_id: null,
          action_id: null,
          parent_action_id: null,
          newsletter_id: null,
          content_id: null,
          broadcast_id: null,
          transactional_message_id: 1,
          trigger_event_id: null,
          forgotten: false,
          type: 'in_app',
        },
      ],
      next: 'RILh',
    },
  ),
  asIs(
    'an activity has the time of an opening, and who it was by cio_id alone',
    'listActivities',
    (app) => app.activities.list(),
    {
      activities: [
        {
          id: '01J',
          type: 'opened_email',
          timestamp: 1_700_000_000,
          customer_id: null,
          customer_identifiers: { cio_id: 'a3000001' },
          delivery_id: 'RILg',
          delivery_type: 'email',
          data: { opened: 1_700_000_000, delivered: null, delivery_id: 'RILg', link: { href: 'x' } },
        },
        {
          id: '01K',
          type: 'attribute_change',
          timestamp: 1_700_000_001,
          data: { plan: { from: 'free', to: 'gold' } },
        },
      ],
      next: '',
    },
  ),
  readAs(
    'a page of a list may be empty in the middle',
    'getPersonMessages',
    (app) => app.customers.getMessages('ada'),
    { messages: null, next: 'MTAw' },
    { messages: [], next: 'MTAw' },
  ),
  readAs(
    'topics have numbers for ids, and a person no id',
    'getPersonSubscriptionPreferences',
    (app) => app.customers.getSubscriptionPreferences('a3000001', { id_type: 'cio_id' }),
    {
      customer: {
        id: null,
        identifiers: { cio_id: 'a3000001' },
        topics: [{ id: 1, subscribed: true, name: 'News', description: 'What is new' }],
        unsubscribed: false,
        header: { title: 'Stay in touch', subtitle: '' },
      },
    },
    {
      customer: {
        id: null,
        identifiers: { cio_id: 'a3000001' },
        topics: [{ id: '1', subscribed: true, name: 'News', description: 'What is new' }],
        unsubscribed: false,
        header: { title: 'Stay in touch', subtitle: '' },
      },
    },
  ),
  asIs(
    'relationships of a person, with two lists that only the vendor’s client names',
    'getPersonRelationships',
    (app) => app.customers.getRelationships('ada@example.com', { id_type: 'email' }),
    {
      cio_relationships: [
        {
          object_type_id: 1,
          identifiers: { object_id: 'acme', cio_object_id: 'ob100001' },
          attributes: { role: 'admin' },
          timestamps: { role: 1_700_000_000 },
        },
      ],
      relationships: [],
      identifiers: [],
      next: '',
    },
  ),
  asIs('people of an object', 'getObjectRelationships', (app) => app.objects.getRelationships(1, 'acme'), {
    cio_relationships: [
      {
        identifiers: { cio_id: 'a3000001', id: null, email: null },
        object_type_id: '1',
        object_type_disabled: false,
      },
    ],
    next: '',
  }),
  asIs(
    'an import with rows that were refused and rows that were doubtful',
    'getImport',
    (app) => app.imports.get(9),
    {
      import: {
        id: 9,
        state: 'imported',
        name: 'People',
        type: 'people',
        identifier: 'id',
        rows_to_import: 10,
        rows_imported: 7,
        error_export_id: 11,
        error_download_url: 'https://example.com/errors.csv',
        warning_export_id: 12,
        warning_download_url: 'https://example.com/warnings.csv',
      },
    },
  ),
  asIs(
    'a send that is for later says when it was taken and when it goes',
    'sendEmail',
    (app) =>
      app.sendEmail({
        transactional_message_id: 1,
        to: 'ada@example.com',
        identifiers: { id: 'ada' },
        send_at: 1_900_000_000,
      }),
    { delivery_id: 'RILg', queued_at: 1_700_000_000, send_at: 1_900_000_000, instance: null },
  ),
  asIs(
    'an email of Design Studio without a sender',
    'getEmail',
    (app) => app.designStudio.emails.get('123e4567-e89b-42d3-a456-426614174000'),
    {
      email: {
        id: '123e4567-e89b-42d3-a456-426614174000',
        name: 'Welcome',
        parent_folder_id: null,
        envelope: { from_id: null, reply_to_id: null, from: '', reply_to: '', headers: [] },
        is_linked: false,
        is_template: false,
        created: 1_700_000_000,
        updated: 1_700_000_000,
        available_languages: [],
        template_version: 2,
      },
    },
  ),
  asIs(
    'a pending publish has an id to ask with',
    'publishEmail',
    (app) => app.designStudio.emails.publish('123e4567-e89b-42d3-a456-426614174000'),
    { status: 'pending', publish_id: 'p1' },
  ),
  asIs('rows of a collection are a list', 'getCollectionContents', (app) => app.collections.getContent(1), [
    { name: 'Berlin', people: 3_700_000 },
    { name: null },
  ]),
  readAs(
    'a collection of one row comes as that row',
    'getCollectionContents',
    (app) => app.collections.getContent(1),
    { name: 'Berlin', tags: null },
    [{ name: 'Berlin', tags: null }],
  ),
  readAs(
    'a collection without rows',
    'getCollectionContents',
    (app) => app.collections.getContent(1),
    null,
    [],
  ),
  readAs(
    'relationships of a person under the name that the vendor’s client has, their type as text',
    'getPersonRelationships',
    (app) => app.customers.getRelationships('ada'),
    {
      identifiers: [],
      relationships: [{ object_type_id: '1', identifiers: { object_id: 'acme', cio_object_id: 'ob1' } }],
      next: '',
    },
    {
      cio_relationships: [{ object_type_id: 1, identifiers: { object_id: 'acme', cio_object_id: 'ob1' } }],
      identifiers: [],
      relationships: [{ object_type_id: 1, identifiers: { object_id: 'acme', cio_object_id: 'ob1' } }],
      next: '',
    },
  ),
  readAs(
    'a person without relationships',
    'getPersonRelationships',
    (app) => app.customers.getRelationships('ada'),
    { cio_relationships: null, next: null },
    { cio_relationships: [] },
  ),
  readAs(
    'a sender that nothing uses',
    'getSenderUsage',
    (app) => app.senderIdentities.getUsedBy(1),
    { campaigns: null, sent_newsletters: null, draft_newsletters: null },
    { campaigns: [], sent_newsletters: [], draft_newsletters: [] },
  ),
  readAs(
    'a segment that nothing uses',
    'getSegmentDependencies',
    (app) => app.segments.getUsedBy(1),
    { segment_id: 1, used_by: null },
    { segment_id: 1, used_by: {} },
  ),
  readAs(
    'a link as text of a number',
    'getNewsletterLinks',
    (app) => app.newsletters.getLinkMetrics(1),
    { links: [{ link: { id: '7', href: 'https://example.com' }, metric: { series: { clicked: [1] } } }] },
    { links: [{ link: { id: 7, href: 'https://example.com' }, metric: { series: { clicked: [1] } } }] },
  ),
  readAs(
    'ids of contents as text of numbers, as they are published and not shown',
    'getNewsletterTestGroups',
    (app) => app.newsletters.testGroups.list(7),
    { test_groups: [{ id: 0, content_ids: ['25', 26] }] },
    { test_groups: [{ id: 0, content_ids: [25, 26] }] },
  ),
  readAs(
    'headers as an object, which Customer.io’s Go client reads',
    'getNewsletterVariant',
    (app) => app.newsletters.variants.get(1, 2),
    { content: { id: 2, headers: { 'X-Team': 'a' } } },
    { content: { id: 2, headers: '[{"name":"X-Team","value":"a"}]' } },
  ),
  readAs(
    'ids of people as numbers, as in a published example',
    'getPeopleFilter',
    (app) => app.customers.search(filter),
    { identifiers: [{ id: 1, email: null, cio_id: 2 }], ids: [1], next: '' },
    { identifiers: [{ id: '1', email: null, cio_id: '2' }], ids: ['1'], next: '' },
  ),
  readAs(
    'a person has attributes of any name, and null in them is null',
    'getPersonAttributes',
    (app) => app.customers.getAttributes('ada'),
    {
      customer: {
        id: 'ada',
        identifiers: { id: 'ada', email: null, cio_id: 'a3000001' },
        attributes: { tags: null, headers: { a: 'b' }, links: null },
        timestamps: {},
        unsubscribed: false,
        devices: null,
      },
    },
    {
      customer: {
        id: 'ada',
        identifiers: { id: 'ada', email: null, cio_id: 'a3000001' },
        attributes: { tags: null, headers: { a: 'b' }, links: null },
        timestamps: {},
        unsubscribed: false,
        devices: [],
      },
    },
  ),
  asIs(
    'a person’s message with what is recorded as null',
    'getPersonMessages',
    (app) => app.customers.getMessages('ada'),
    {
      messages: [
        { id: 'RILg', customer_id: null, campaign_id: null, action_id: null, subject: null, type: 'in_app' },
      ],
      next: '',
    },
  ),
];
