// Customer.io's own client against the emulator: whoever has it can develop against the emulator too, and
// what the emulator says is what the client's documentation promises.

import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type Emulator, startEmulator } from '@cio/emulator';
import { appContract, trackContract } from '@cio-internal/contract';
import {
  APIClient,
  SendEmailRequest,
  SendInAppRequest,
  SendInboxMessageRequest,
  SendPushRequest,
  SendSMSRequest,
  SendWhatsAppRequest,
  TrackClient,
  verifyRequestSignature,
} from 'customerio-node';
import { afterAll, beforeAll, expect, test } from 'vitest';

type Answer = Record<string, unknown>;
type Call = [method: string, args: () => unknown[], keys: string[], after?: (answer: Answer) => void];

/** Where several of ours are the same operation: the one that means the same. */
const RENAMED: Record<string, string> = {
  'TrackClient.trackPageView': 'TrackClient.pageview',
  'TrackClient.entity': 'TrackV2Client.send',
  'TrackClient.batch': 'TrackV2Client.sendBatch',
};

let emulator: Emulator;
let api: APIClient;
let track: TrackClient;
/** The ids of what was made. */
const made: Record<string, string | number> = {};

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0 });
  api = new APIClient(emulator.appApiKey, { url: `${emulator.url}/v1`, retry: { maxRetries: 0 } });
  track = new TrackClient(emulator.siteId, emulator.apiKey, {
    url: `${emulator.url}/api/v1`,
    retry: { maxRetries: 0 },
  });
});
afterAll(() => emulator.close());

const ID = 'user/5 +%2Fü';
const keep =
  (name: string, ...path: string[]) =>
  (answer: Answer) => {
    made[name] = path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key],
      answer,
    ) as string;
  };
const person = { identifiers: { id: ID }, transactional_message_id: 'welcome' };
const segment = { segment: { id: 1 } };

const trackCalls: Call[] = [
  ['identify', () => [ID, { email: 'ada@example.com', plan: 'gold' }], []],
  ['identify', () => ['bob', {}], []],
  ['track', () => [ID, { name: 'order', data: { total: 5 } }], []],
  ['trackAnonymous', () => ['anon', { name: 'seen' }], []],
  ['trackPageView', () => [ID, '/pricing'], []],
  ['trackPush', () => [{ delivery_id: 'd', event: 'opened', device_id: 't', timestamp: 1_700_000_000 }], []],
  ['addDevice', () => [ID, 'token', 'ios', { last_used: 1_700_000_000 }], []],
  ['deleteDevice', () => [ID, 'other'], []],
  ['addCustomersToSegment', () => [made.segment, [ID]], []],
  ['removeCustomersFromSegment', () => [made.segment, ['bob']], []],
  ['submitForm', () => ['newsletter', { email: 'cyd@example.com' }], []],
  ['reportMetric', () => [{ delivery_id: 'd', metric: 'opened', timestamp: 1_700_000_000 }], []],
  ['unsubscribe', () => ['delivery/1', true], []],
  ['getAccountRegion', () => [], ['url', 'region', 'environment_id']],
  [
    'entity',
    () => [{ type: 'person', action: 'identify', identifiers: { id: 'dee' }, attributes: { a: 1 } }],
    [],
  ],
  [
    'batch',
    () => [
      [
        {
          type: 'object',
          action: 'identify',
          identifiers: { object_type_id: '1', object_id: 'acme' },
          attributes: {},
          cio_relationships: [{ identifiers: { id: ID } }],
        },
      ],
    ],
    [],
  ],
  ['mergeCustomers', () => ['id', ID, 'id', 'dee'], []],
  ['suppress', () => ['bob'], []],
  ['unsuppress', () => ['bob'], []],
  ['destroy', () => ['bob'], []],
];

const apiCalls: Call[] = [
  [
    'sendEmail',
    () => [new SendEmailRequest({ ...person, to: 'ada@example.com' })],
    ['delivery_id', 'queued_at'],
    keep('message', 'delivery_id'),
  ],
  ['sendPush', () => [new SendPushRequest(person)], ['delivery_id', 'queued_at']],
  ['sendSMS', () => [new SendSMSRequest({ ...person, to: '+49' })], ['delivery_id', 'queued_at']],
  ['sendWhatsApp', () => [new SendWhatsAppRequest({ ...person, to: '+49' })], ['delivery_id', 'queued_at']],
  ['sendInboxMessage', () => [new SendInboxMessageRequest(person)], ['delivery_id', 'queued_at']],
  ['sendInApp', () => [new SendInAppRequest(person)], ['delivery_id', 'queued_at']],
  ['getCustomersByEmail', () => ['ada@example.com'], ['results']],
  ['triggerBroadcast', () => [1, { text: 'hi' }, { ids: [ID] }], ['id'], keep('trigger', 'id')],
  ['createCustomersExport', () => [segment], ['export'], keep('export', 'export', 'id')],
  ['listExports', () => [], ['exports']],
  ['getExport', () => [made.export], ['export']],
  ['downloadExport', () => [made.export], ['url']],
  [
    'createNewsletter',
    () => [
      { type: 'email', name: 'News', recipients: { and: [{ or: [segment] }] }, subject: 's', body: 'b' },
    ],
    ['newsletter'],
    (answer) => {
      keep('newsletter', 'newsletter', 'id')(answer);
      made.content = (answer as { newsletter: { content_ids: number[] } }).newsletter.content_ids[0]!;
    },
  ],
  ['createDeliveriesExport', () => [made.newsletter], ['export']],
  ['getAttributes', () => [ID, 'id'], ['customer']],
  ['getCustomerActivities', () => [ID, { limit: 5 }], ['activities', 'next']],
  ['getCustomerMessages', () => [ID, { limit: 5 }], ['messages', 'next']],
  ['getCustomerRelationships', () => [ID], ['cio_relationships', 'next']],
  ['getCustomerSegments', () => [ID], ['segments']],
  ['getCustomerSubscriptionPreferences', () => [ID], ['customer']],
  [
    'searchCustomers',
    () => [{ attribute: { field: 'plan', operator: 'eq', value: 'gold' } }, { limit: 5 }],
    ['identifiers', 'ids', 'next'],
  ],
  ['getCustomersAttributes', () => [[ID]], ['customers']],
  ['getObjectAttributes', () => ['1', 'acme'], ['object']],
  ['getObjectRelationships', () => ['1', 'acme'], ['cio_relationships', 'next']],
  [
    'findObjects',
    () => ['1', { object_attribute: { field: 'object_id', operator: 'exists', type_id: '1' } }],
    ['identifiers', 'ids', 'next'],
  ],
  ['listObjectTypes', () => [], ['types']],
  ['listActivities', () => [{ limit: 5 }], ['activities', 'next']],
  ['listSegments', () => [], ['segments']],
  ['getSegment', () => [made.segment], ['segment']],
  ['getSegmentCustomerCount', () => [made.segment], ['count']],
  ['getSegmentMembership', () => [made.segment], ['identifiers', 'ids', 'next']],
  ['getSegmentUsedBy', () => [made.segment], ['used_by']],
  ['deleteSegment', () => [made.segment], []],
  ['listSubscriptionTopics', () => [], ['topics']],
  ['listSubscriptionChannels', () => [], ['channels']],
  ['getSubscriptionCenterToken', () => ['ada@example.com'], ['token', 'url']],
  ['listTransactionalMessages', () => [], ['messages']],
  ['getTransactionalMessage', () => [1], ['message']],
  ['getTransactionalMessageContents', () => [1], ['contents']],
  ['updateTransactionalMessageLanguage', () => [1, 'fr', { body: 'b', subject: 's' }], ['content']],
  ['getTransactionalMessageLanguage', () => [1, 'fr'], ['content']],
  ['getTransactionalMessageDeliveries', () => [1, { limit: 5 }], ['messages', 'next']],
  ['getTransactionalMessageMetrics', () => [1, { period: 'days', steps: 3 }], ['metric']],
  ['getTransactionalMessageLinkMetrics', () => [1, { unique: true }], ['links']],
  ['updateTransactionalMessageContent', () => [1, 1, { body: 'b' }], ['content']],
  ['listCampaigns', () => [], ['campaigns']],
  ['getCampaign', () => [1], ['campaign']],
  ['getCampaignActions', () => [1], ['actions', 'next']],
  ['getCampaignAction', () => [1, 1], ['action']],
  ['updateCampaignAction', () => [1, 1, { subject: 's' }], ['action']],
  ['getCampaignActionLanguage', () => [1, 1, 'fr'], ['action']],
  ['updateCampaignActionLanguage', () => [1, 1, 'fr', { subject: 's' }], ['action']],
  ['getCampaignActionMetrics', () => [1, 1, { res: 'days' }], ['metric']],
  ['getCampaignActionMetricsLinks', () => [1, 1], ['links']],
  ['getCampaignMetrics', () => [1, { period: 'weeks' }], ['metric']],
  ['getCampaignMetricsLinks', () => [1], ['links']],
  ['getCampaignJourneyMetrics', () => [1, { start: 1, end: 2, res: 'days' }], ['journey_metric']],
  ['getCampaignMessages', () => [1], ['messages', 'next']],
  ['getBroadcastTriggerStatus', () => [1, made.trigger], ['id', 'processed_at']],
  ['getBroadcastTriggerErrors', () => [1, made.trigger], ['errors']],
  ['listBroadcasts', () => [], ['broadcasts']],
  ['getBroadcast', () => [1], ['broadcast']],
  ['getBroadcastActions', () => [1], ['actions']],
  ['getBroadcastAction', () => [1, 2], ['action']],
  ['updateBroadcastAction', () => [1, 2, { subject: 's' }], ['action']],
  ['getBroadcastActionLanguage', () => [1, 2, 'fr'], ['action']],
  ['updateBroadcastActionLanguage', () => [1, 2, 'fr', { subject: 's' }], ['action']],
  ['getBroadcastActionMetrics', () => [1, 2], ['metric']],
  ['getBroadcastActionMetricsLinks', () => [1, 2], ['links']],
  ['getBroadcastMetrics', () => [1], ['metric']],
  ['getBroadcastMetricsLinks', () => [1], ['links']],
  ['getBroadcastMessages', () => [1], ['messages', 'next']],
  ['getBroadcastTriggers', () => [1], ['triggers']],
  ['listNewsletters', () => [{ sort: 'asc' }], ['newsletters', 'next']],
  ['getNewsletter', () => [made.newsletter], ['newsletter']],
  ['getNewsletterContents', () => [made.newsletter], ['contents']],
  ['getNewsletterContent', () => [made.newsletter, made.content], ['content']],
  ['updateNewsletterContent', () => [made.newsletter, made.content, { subject: 's' }], ['content']],
  ['getNewsletterContentMetrics', () => [made.newsletter, made.content], ['metric']],
  ['getNewsletterContentMetricsLinks', () => [made.newsletter, made.content], ['links']],
  ['getNewsletterMetrics', () => [made.newsletter], ['metric']],
  ['getNewsletterMetricsLinks', () => [made.newsletter], ['links']],
  ['getNewsletterMessages', () => [made.newsletter], ['messages', 'next']],
  [
    'scheduleNewsletter',
    () => [made.newsletter, { scheduled_at: Math.floor(Date.now() / 1000) + 60, timezone: 'UTC' }],
    ['newsletter'],
  ],
  [
    'createNewsletterLanguage',
    () => [made.newsletter, { language: 'fr', subject: 's', body: 'b' }],
    ['newsletter'],
  ],
  ['getNewsletterLanguage', () => [made.newsletter, 'fr'], ['content']],
  ['updateNewsletterLanguage', () => [made.newsletter, 'fr', { subject: 's2' }], ['content']],
  ['deleteNewsletterLanguage', () => [made.newsletter, 'fr'], []],
  ['createNewsletterTestGroup', () => [made.newsletter], ['newsletter']],
  [
    'getNewsletterTestGroups',
    () => [made.newsletter],
    ['test_groups'],
    (answer) => {
      made.group = (answer as { test_groups: { id: string }[] }).test_groups[0]!.id;
    },
  ],
  [
    'createNewsletterTestGroupLanguage',
    () => [made.newsletter, made.group, { language: 'fr', subject: 's', body: 'b' }],
    ['newsletter'],
  ],
  ['getNewsletterTestGroupLanguage', () => [made.newsletter, made.group, 'fr'], ['content']],
  [
    'updateNewsletterTestGroupLanguage',
    () => [made.newsletter, made.group, 'fr', { subject: 's2' }],
    ['content'],
  ],
  ['deleteNewsletterTestGroupLanguage', () => [made.newsletter, made.group, 'fr'], []],
  ['sendNewsletter', () => [made.newsletter], ['newsletter']],
  ['deleteNewsletter', () => [made.newsletter], []],
  ['createDesignStudioFolder', () => [{ name: 'Folder' }], ['folder'], keep('folder', 'folder', 'id')],
  ['listDesignStudioFolders', () => [{ limit: 5 }], ['folders', 'meta']],
  ['getDesignStudioFolder', () => [made.folder], ['folder']],
  ['updateDesignStudioFolder', () => [made.folder, { name: 'New' }], []],
  [
    'createDesignStudioEmail',
    () => [{ name: 'Email', parent_folder_id: made.folder }],
    ['email'],
    keep('email', 'email', 'id'),
  ],
  ['listDesignStudioEmails', () => [{ isTemplate: 'any' }], ['emails', 'meta']],
  ['getDesignStudioEmail', () => [made.email], ['email']],
  ['updateDesignStudioEmail', () => [made.email, { name: 'New' }], []],
  ['createDesignStudioEmailLanguage', () => [made.email, { language: 'fr' }], ['email_translation']],
  ['listDesignStudioEmailLanguages', () => [made.email], ['email_translations']],
  ['getDesignStudioEmailLanguage', () => [made.email, 'fr'], ['email_translation']],
  ['updateDesignStudioEmailLanguage', () => [made.email, 'fr', { content: { subject: 's' } }], []],
  ['deleteDesignStudioEmailLanguage', () => [made.email, 'fr'], []],
  ['deleteDesignStudioEmail', () => [made.email], []],
  ['deleteDesignStudioFolder', () => [made.folder], []],
  [
    'createDesignStudioComponent',
    () => [{ name: 'Part', tag: 'x-part', content: '<p></p>' }],
    ['component'],
    keep('component', 'component', 'id'),
  ],
  ['listDesignStudioComponents', () => [{ tag: 'x-part' }], ['components', 'meta']],
  ['getDesignStudioComponent', () => [made.component], ['component']],
  ['updateDesignStudioComponent', () => [made.component, { name: 'New' }], []],
  ['deleteDesignStudioComponent', () => [made.component], []],
  ['createAssetFolder', () => [{ name: 'Logos' }], ['folder'], keep('assetFolder', 'folder', 'id')],
  [
    'createAsset',
    () => [{ data: new Uint8Array([1, 2]), filename: 'a.png', parentFolderId: made.assetFolder }],
    ['asset'],
    keep('asset', 'asset', 'id'),
  ],
  ['listAssets', () => [{ parentFolderId: made.assetFolder }], ['assets', 'meta']],
  ['getAsset', () => [made.asset], ['asset']],
  ['updateAsset', () => [made.asset, { name: 'b.png' }], []],
  ['deleteAsset', () => [made.asset], []],
  ['listAssetFolders', () => [{}], ['folders', 'meta']],
  ['getAssetFolder', () => [made.assetFolder], ['folder']],
  ['updateAssetFolder', () => [made.assetFolder, { name: 'New' }], []],
  ['deleteAssetFolder', () => [made.assetFolder], []],
  [
    'createCollection',
    () => [{ name: 'Rows', data: [{ a: 1 }] }],
    ['collection'],
    keep('collection', 'collection', 'id'),
  ],
  ['listCollections', () => [], ['collections']],
  ['getCollection', () => [made.collection], ['collection']],
  ['updateCollection', () => [made.collection, { name: 'New' }], ['collection']],
  ['updateCollectionContent', () => [made.collection, [{ b: 2 }]], ['collection']],
  ['getCollectionContent', () => [made.collection], ['0']],
  ['deleteCollection', () => [made.collection], []],
  ['createSuppression', () => ['bounces', 'ada@example.com'], []],
  ['searchSuppression', () => ['ada@example.com'], ['category', 'suppressions']],
  ['getSuppressions', () => ['bounces', { limit: 5, offset: 0 }], ['category', 'suppressions']],
  [
    'getDomainSuppressions',
    () => ['example.com', 'bounces', { limit: 5 }],
    ['category', 'suppressions', 'next'],
  ],
  ['deleteSuppression', () => ['bounces', 'ada@example.com'], []],
  [
    'createReportingWebhook',
    () => [{ name: 'Hook', endpoint: 'http://127.0.0.1:9', events: ['email_sent'] }],
    ['id', 'endpoint', 'events'],
    keep('webhook', 'id'),
  ],
  ['listReportingWebhooks', () => [], ['reporting_webhooks']],
  ['getReportingWebhook', () => [made.webhook], ['id', 'endpoint']],
  [
    'updateReportingWebhook',
    () => [made.webhook, { name: 'Hook', endpoint: 'http://127.0.0.1:9', events: ['email_opened'] }],
    ['id'],
  ],
  ['deleteReportingWebhook', () => [made.webhook], []],
  ['createSnippet', () => [{ name: 'a/b', value: 'v' }], ['snippet']],
  ['updateSnippet', () => [{ name: 'a/b', value: 'w' }], ['snippet']],
  ['getSnippets', () => [], ['snippets']],
  ['deleteSnippet', () => ['a/b'], []],
  ['getSenderIdentities', () => [{ sort: 'asc' }], ['sender_identities', 'next']],
  ['getSenderIdentity', () => [1], ['sender_identity']],
  ['getSenderIdentityUsedBy', () => [1], ['campaigns', 'sent_newsletters', 'draft_newsletters']],
  ['getMessages', () => [{ limit: 5 }], ['messages', 'next']],
  ['getMessage', () => [made.message], ['message']],
  ['getArchivedMessage', () => [made.message], ['archived_message']],
  [
    'createImport',
    () => [{ type: 'people', name: 'F', identifier: 'id', data_file_url: 'http://127.0.0.1:9/x.csv' }],
    ['import'],
    keep('import', 'import', 'id'),
  ],
  ['getImport', () => [made.import], ['import']],
  ['batchUpdateAttributes', () => [[{ name: 'plan', description: 'd' }]], []],
  ['batchUpdateEvents', () => [[{ name: 'order', description: 'd' }]], []],
  ['listWorkspaces', () => [], ['workspaces']],
  ['getIpAddresses', () => [], ['ip_addresses']],
];

const methodsOf = (prototype: object) =>
  Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
/** Helpers of the class that are private to it. */
const PRIVATE = ['resourceBase'];

/** Which operation each method has called, as `METHOD /path`. */
const operationOf = new Map<string, string>();

async function check(client: object, [method, args, keys, after]: Call) {
  const answer = await (client as Record<string, (...args: unknown[]) => Promise<Answer>>)[method]!(
    ...args(),
  );
  const { method: verb, path, status } = emulator.requests.at(-1)!;
  expect([200, 204]).toContain(status);
  const contract = path.startsWith('/v1/') ? appContract : trackContract;
  const { operation } = contract.match(verb, path.split('?')[0]!)!;
  operationOf.set(`${client.constructor.name}.${method}`, `${operation.method} ${operation.path}`);
  if (status === 200) expect(contract.responseErrors(operation, 200, answer)).toEqual([]);
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(keys));
  after?.(answer);
}

test('a segment for the calls to come', async () => {
  await check(api, ['createSegment', () => [{ name: 'VIP' }], ['segment'], keep('segment', 'segment', 'id')]);
});

test.each(trackCalls.map((call) => [call[0], call] as const))('TrackClient.%s', (_, call) =>
  check(track, call),
);

test('what it told is there', () => {
  const found = emulator.workspace.find('ada@example.com');
  expect(found).toMatchObject({ id: ID, attributes: { plan: 'gold', a: 1 }, segments: [made.segment] });
  expect(found?.events.map(({ name }) => name)).toEqual(['order', '/pricing']);
});

test.each(apiCalls.map((call) => [call[0], call] as const))('APIClient.%s', (_, call) => check(api, call));

test('every method of both was called', () => {
  const called = [...trackCalls, ...apiCalls].map(([method]) => method);
  const all = [...methodsOf(TrackClient.prototype), ...methodsOf(APIClient.prototype)];
  expect(all.filter((name) => !called.includes(name) && !PRIVATE.includes(name))).toEqual(['createSegment']);
});

test('the guide has each of them beside ours', async () => {
  const guide = new URL('../../../docs/from-customerio-node.md', import.meta.url);
  const coverage = await readFile(new URL('../../../docs/coverage.md', import.meta.url), 'utf8');
  const ours = new Map(
    [...coverage.matchAll(/^\| `([A-Z]+ [^`]+)` \| `(\w+)` \| (.+) \|$/gm)].map(
      ([, operation, client, methods]) => [
        operation!,
        methods!.split(', ').map((method) => `${client}.${method.replaceAll('`', '')}`),
      ],
    ),
  );
  const rows = [...operationOf].map(([theirs, operation]) => {
    const methods = ours.get(operation) ?? [];
    const wanted = RENAMED[theirs] ?? theirs;
    const method = methods.find((name) => name === wanted) ?? methods[0];
    return `| \`${theirs}\` | \`${method}\` | \`${operation}\` |`;
  });
  expect(rows.join()).not.toContain('undefined');
  const table = ['| customerio-node | here | operation |', '| --- | --- | --- |', ...rows].join('\n');
  const text = await readFile(guide, 'utf8');
  const written = text.replace(/(<!-- methods -->\n)[\s\S]*(\n<!-- end -->)/, `$1${table}$2`);
  if (process.env.UPDATE) await writeFile(guide, written);
  else expect(text).toBe(written);
});

test('its errors are those of Customer.io', async () => {
  await expect(new APIClient('wrong', { url: `${emulator.url}/v1` }).listSegments()).rejects.toMatchObject({
    statusCode: 401,
  });
  await expect(api.getCampaign(99)).rejects.toMatchObject({ statusCode: 404 });
});

test('the emulator signs webhooks so that it believes them', async () => {
  const signingSecret = 'secret';
  const body = JSON.stringify({ event_id: 'e' });
  const signature = createHmac('sha256', signingSecret).update(`v0:5:${body}`).digest('hex');
  expect(verifyRequestSignature({ signingSecret, timestamp: 5, body, signature })).toBe(true);
});
