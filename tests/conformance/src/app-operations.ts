import { AppClient, type AppOptions } from '@cio/app-api';
import { appContract } from '@cio-internal/contract';

type Operation = (typeof appContract.operations)[number];

/** Which method of the client is which operation of the contract. */
export const appMethods: Record<string, string> = {
  sendEmail: 'sendEmail',
  sendPush: 'sendPush',
  sendSMS: 'sendSms',
  sendWhatsApp: 'sendWhatsapp',
  sendInApp: 'sendInApp',
  sendInboxMessage: 'sendInboxMessage',
  getPeopleEmail: 'customers.getByEmail',
  getPeopleFilter: 'customers.search',
  getPeopleById: 'customers.getByIds',
  getPersonAttributes: 'customers.getAttributes',
  getPersonActivities: 'customers.getActivities',
  getPersonMessages: 'customers.getMessages',
  getPersonRelationships: 'customers.getRelationships',
  getPersonSegments: 'customers.getSegments',
  getPersonSubscriptionPreferences: 'customers.getSubscriptionPreferences',
  getPersonOptouts: 'customers.getOptOuts',
  updatePersonOptouts: 'customers.updateOptOuts',
  getOptouts: 'optOuts.list',
  listSegments: 'segments.list',
  createManSegment: 'segments.create',
  getSegment: 'segments.get',
  deleteManSegment: 'segments.delete',
  getSegmentCount: 'segments.getCustomerCount',
  getSegmentMembership: 'segments.getMembership',
  getSegmentDependencies: 'segments.getUsedBy',
  listCampaigns: 'campaigns.list',
  getCampaigns: 'campaigns.get',
  listCampaignActions: 'campaigns.getActions',
  getCampaignAction: 'campaigns.getAction',
  updateCampaignAction: 'campaigns.updateAction',
  getCampaignActionTranslation: 'campaigns.getActionTranslation',
  updateCampaignActionTranslation: 'campaigns.updateActionTranslation',
  campaignActionMetrics: 'campaigns.getActionMetrics',
  campaignActionLinks: 'campaigns.getActionLinkMetrics',
  campaignMetrics: 'campaigns.getMetrics',
  campaignLinkMetrics: 'campaigns.getLinkMetrics',
  campaignJourneyMetrics: 'campaigns.getJourneyMetrics',
  getCampaignMessages: 'campaigns.getMessages',
  triggerBroadcast: 'broadcasts.trigger',
  broadcastStatus: 'broadcasts.getTrigger',
  broadcastErrors: 'broadcasts.getTriggerErrors',
  listBroadcasts: 'broadcasts.list',
  getBroadcast: 'broadcasts.get',
  broadcastActions: 'broadcasts.getActions',
  getBroadcastAction: 'broadcasts.getAction',
  updateBroadcastAction: 'broadcasts.updateAction',
  getBroadcastActionLanguage: 'broadcasts.getActionTranslation',
  updateBroadcastActionLanguage: 'broadcasts.updateActionTranslation',
  broadcastActionMetrics: 'broadcasts.getActionMetrics',
  broadcastActionLinks: 'broadcasts.getActionLinkMetrics',
  broadcastMetrics: 'broadcasts.getMetrics',
  broadcastLinks: 'broadcasts.getLinkMetrics',
  broadcastMessages: 'broadcasts.getMessages',
  listBroadcastTriggers: 'broadcasts.getTriggers',
  listNewsletters: 'newsletters.list',
  createNewsletter: 'newsletters.create',
  getNewsletters: 'newsletters.get',
  deleteNewsletters: 'newsletters.delete',
  sendNewsletter: 'newsletters.send',
  scheduleNewsletter: 'newsletters.schedule',
  getNewsletterMsgMeta: 'newsletters.getMessages',
  listNewsletterVariants: 'newsletters.variants.list',
  getNewsletterVariant: 'newsletters.variants.get',
  updateNewsletterVariant: 'newsletters.variants.update',
  createNewsletterLanguageVariant: 'newsletters.languages.create',
  getNewsletterVariantTranslation: 'newsletters.languages.get',
  updateNewsletterVariantTranslation: 'newsletters.languages.update',
  deleteNewsletterLanguageVariant: 'newsletters.languages.delete',
  getNewsletterTestGroups: 'newsletters.testGroups.list',
  createNewsletterTestGroup: 'newsletters.testGroups.create',
  createNewsletterTestLanguageVariant: 'newsletters.testGroups.createTranslation',
  getNewsletterVariantTranslationTest: 'newsletters.testGroups.getTranslation',
  updateNewsletterTestTranslation: 'newsletters.testGroups.updateTranslation',
  deleteNewsletterTestLanguageVariant: 'newsletters.testGroups.deleteTranslation',
  getNewsletterMetrics: 'newsletters.getMetrics',
  getNewsletterLinks: 'newsletters.getLinkMetrics',
  getVariantMetrics: 'newsletters.variants.getMetrics',
  getVariantLinks: 'newsletters.variants.getLinkMetrics',
  listTransactional: 'transactional.list',
  getTransactional: 'transactional.get',
  listTransactionalVariants: 'transactional.listVariants',
  getTransactionalTranslationById: 'transactional.getContent',
  updateTransactional: 'transactional.updateContent',
  getTransactionalVariant: 'transactional.getVariant',
  updateTransactionalVariant: 'transactional.updateVariant',
  transactionalMetrics: 'transactional.getMetrics',
  transactionalLinks: 'transactional.getLinkMetrics',
  transactionalMessages: 'transactional.getDeliveries',
  listMessages: 'messages.list',
  getMessage: 'messages.get',
  getArchivedMessage: 'messages.getArchived',
  listActivities: 'activities.list',
  getObjectTypes: 'objects.listTypes',
  getObjectsFilter: 'objects.search',
  getObjectAttributes: 'objects.getAttributes',
  getObjectRelationships: 'objects.getRelationships',
  getCollections: 'collections.list',
  addCollection: 'collections.create',
  getCollection: 'collections.get',
  updateCollection: 'collections.update',
  deleteCollection: 'collections.delete',
  getCollectionContents: 'collections.getContent',
  updateCollectionContents: 'collections.updateContent',
  listExports: 'exports.list',
  getExport: 'exports.get',
  downloadExport: 'exports.getDownloadUrl',
  exportPeopleData: 'exports.createCustomers',
  exportDeliveriesData: 'exports.createDeliveries',
  import: 'imports.create',
  getImport: 'imports.get',
  listSnippets: 'snippets.list',
  createSnippet: 'snippets.create',
  updateSnippets: 'snippets.update',
  deleteSnippet: 'snippets.delete',
  listFolders: 'designStudio.folders.list',
  createFolder: 'designStudio.folders.create',
  getFolder: 'designStudio.folders.get',
  updateFolder: 'designStudio.folders.update',
  deleteFolder: 'designStudio.folders.delete',
  listEmails: 'designStudio.emails.list',
  createEmail: 'designStudio.emails.create',
  getEmail: 'designStudio.emails.get',
  updateEmail: 'designStudio.emails.update',
  deleteEmail: 'designStudio.emails.delete',
  listEmailTranslations: 'designStudio.emails.languages.list',
  createEmailTranslation: 'designStudio.emails.languages.create',
  getEmailTranslation: 'designStudio.emails.languages.get',
  updateEmailTranslation: 'designStudio.emails.languages.update',
  deleteEmailTranslation: 'designStudio.emails.languages.delete',
  linkEmail: 'designStudio.emails.link',
  publishEmail: 'designStudio.emails.publish',
  getPublishStatus: 'designStudio.emails.getPublishStatus',
  checkUnpublishedChanges: 'designStudio.emails.getUnpublishedChanges',
  renderEmail: 'designStudio.emails.render',
  previewEmail: 'designStudio.emails.preview',
  reviewEmail: 'designStudio.emails.review',
  listVersions: 'designStudio.emails.versions.list',
  saveVersion: 'designStudio.emails.versions.create',
  getVersion: 'designStudio.emails.versions.get',
  deleteVersion: 'designStudio.emails.versions.delete',
  restoreVersion: 'designStudio.emails.versions.restore',
  submitInboxPreview: 'designStudio.inboxPreviews.submit',
  getInboxPreviewJob: 'designStudio.inboxPreviews.get',
  getInboxPreviewCapture: 'designStudio.inboxPreviews.getCapture',
  listInboxPreviewJobs: 'designStudio.inboxPreviews.listJobs',
  listInboxPreviewClients: 'designStudio.inboxPreviews.listClients',
  getInboxPreviewCredits: 'designStudio.inboxPreviews.getCredits',
  listComponents: 'designStudio.components.list',
  createComponent: 'designStudio.components.create',
  getComponent: 'designStudio.components.get',
  updateComponent: 'designStudio.components.update',
  deleteComponent: 'designStudio.components.delete',
  listAssets: 'assets.files.list',
  createAsset: 'assets.files.create',
  getAsset: 'assets.files.get',
  updateAsset: 'assets.files.update',
  deleteAsset: 'assets.files.delete',
  listAssetFolders: 'assets.folders.list',
  createAssetFolder: 'assets.folders.create',
  getAssetFolder: 'assets.folders.get',
  updateAssetFolder: 'assets.folders.update',
  deleteAssetFolder: 'assets.folders.delete',
  listSenders: 'senderIdentities.list',
  getSender: 'senderIdentities.get',
  getSenderUsage: 'senderIdentities.getUsedBy',
  listWebhooks: 'reportingWebhooks.list',
  createWebhook: 'reportingWebhooks.create',
  getWebhook: 'reportingWebhooks.get',
  updateWebhook: 'reportingWebhooks.update',
  deleteWebhook: 'reportingWebhooks.delete',
  getSuppression: 'espSuppressions.search',
  getSuppressionByType: 'espSuppressions.list',
  getDomainSuppressionsByType: 'espSuppressions.listByDomain',
  postSuppression: 'espSuppressions.create',
  deleteSuppression: 'espSuppressions.delete',
  getTopics: 'subscriptionCenter.listTopics',
  getChannels: 'subscriptionCenter.listChannels',
  getSubscriptionCenterToken: 'subscriptionCenter.getToken',
  updateAttributeMetadata: 'dataIndex.updateAttributes',
  updateEventMetadata: 'dataIndex.updateEvents',
  listWorkspaces: 'workspaces.list',
  getCioAllowlist: 'info.getIpAddresses',
  startLiveNotification: 'liveNotifications.start',
  updateLiveNotification: 'liveNotifications.update',
  endLiveNotification: 'liveNotifications.end',
  getLiveNotification: 'liveNotifications.get',
};

/** Methods that put several operations together, or wait for one: no operation's own. */
export const composed: Record<string, string[]> = {
  'broadcasts.waitForTrigger': ['broadcastStatus'],
  'designStudio.emails.waitForPublish': ['getPublishStatus'],
  'designStudio.inboxPreviews.wait': ['getInboxPreviewJob'],
  'exports.wait': ['getExport'],
  'exports.download': ['downloadExport'],
  'exports.downloadTo': ['downloadExport'],
  'imports.wait': ['getImport'],
};

type Method = (...args: unknown[]) => Promise<unknown>;

/** A client's method by its dotted name, bound to where it is. */
export function methodOf(client: AppClient, name: string): Method {
  const keys = name.split('.');
  const method = keys.pop()!;
  const holder = keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], client);
  return ((holder as Record<string, Method>)[method] as Method).bind(holder);
}

/** Every method that a client has, found by looking. */
export function allMethods(options: AppOptions): string[] {
  const own = (holder: object) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(holder)).filter((name) => name !== 'constructor');
  const walk = (holder: object, prefix: string): string[] => [
    ...own(holder).map((name) => prefix + name),
    ...Object.entries(holder).flatMap(([key, value]) =>
      key !== 'http' && typeof value === 'object' ? walk(value as object, `${prefix}${key}.`) : [],
    ),
  ];
  return walk(new AppClient(options), '').filter((name) => !/^(close|stats)$/.test(name));
}

/** What is special about the arguments of a few: a body that the method wraps, or other names for it. */
const UNWRAP: Record<string, (body: Record<string, unknown>) => unknown[]> = {
  getPeopleFilter: ({ filter }) => [filter],
  getPeopleById: ({ ids }) => [ids],
  updatePersonOptouts: ({ optouts }) => [optouts],
  createManSegment: ({ segment }) => [segment],
  getObjectsFilter: ({ object_type_id, filter }) => [object_type_id, filter],
  exportPeopleData: ({ filters, attributes }) => [filters, attributes && { attributes }],
  import: ({ import: request }) => [request],
  updateAttributeMetadata: ({ attributes }) => [attributes],
  updateEventMetadata: ({ events }) => [events],
};

/** What the client checks beyond the contract, in the contract's own samples. */
const AMEND: Record<string, (body: Record<string, unknown>) => object> = {
  getPeopleById: () => ({ ids: ['ada'] }),
  exportPeopleData: (body) => ({ ...body, ...('attributes' in body && { attributes: ['plan'] }) }),
  updatePersonOptouts: () => ({ optouts: [{ from: '+491', optout: true }] }),
  updateAttributeMetadata: () => ({ attributes: [{ name: 'plan' }] }),
  updateEventMetadata: () => ({ events: [{ name: 'order' }] }),
  triggerBroadcast: (body) => ({
    ...body,
    ...('ids' in body && { ids: ['ada'] }),
    ...('emails' in body && { emails: ['ada@example.com'] }),
    ...('per_user_data' in body && { per_user_data: [{ id: 'ada', data: { n: 1 } }] }),
  }),
  sendEmail: (body) => ({
    ...body,
    ...(!body.transactional_message_id && { body: 'b', subject: 's', from: 'f@x.io' }),
  }),
  startLiveNotification: (body) => ({
    ...body,
    identifiers: { id: 'ada' },
    expiration: Math.floor(Date.now() / 1000) + 60,
    ...(body.platform === 'ios' && { push_payload: { alert: { title: 't', body: 'b' } } }),
  }),
  createNewsletter: ({ from_id, from, scheduled_at, send_now, ...body }) => ({
    ...body,
    // Of what excludes one another, one.
    ...(from !== undefined && { from }),
    ...(send_now !== undefined && { send_now }),
    ...(body.type === 'push' && { subject: 's' }),
  }),
  scheduleNewsletter: (body) => ({ ...body, scheduled_at: 4_000_000_000, timezone: 'Europe/Berlin' }),
  linkEmail: (body) => ({
    ...body,
    target: { type: 'transactional_message', transactional_message_id: 1 },
  }),
  submitInboxPreview: (body) => ({ ...body, client_ids: ['gmail'] }),
  // A change changes something.
  ...Object.fromEntries(
    ['updateFolder', 'updateEmail', 'updateComponent', 'updateAsset', 'updateAssetFolder'].map((id) => [
      id,
      (body: object) => ({ name: 'n', ...body }),
    ]),
  ),
  updateEmailTranslation: (body) => ({ content: { subject: 's' }, ...body }),
  updateWebhook: (body) => ({ disabled: true, ...body }),
  updateLiveNotification: (body) => ({ ...body, instance_id: ULID }),
  endLiveNotification: (body) => ({ ...body, instance_id: ULID }),
};

/** The same of queries. */
const QUERY: Record<string, (query: Record<string, unknown>) => object> = {
  // Version 2 counts from a time to a time, version 1 by periods.
  campaignMetrics: (query) => ('version' in query ? { version: '2' } : {}),
  campaignActionMetrics: (query) => ('version' in query ? { version: '2' } : {}),
};

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** The parts of filters that the contract leaves optional and that say nothing when they are missing. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => {
      const isFilter = /^(filters?|recipients)$/.test(key);
      return [key, isFilter ? filterSample(inside as object) : filled(inside)];
    }),
  );
}

const filterSample = (given: object) =>
  JSON.stringify(given).includes('object_attribute')
    ? { and: [{ object_attribute: { field: 'plan', operator: 'exists', type_id: '1' } }] }
    : {
        and: [
          { segment: { id: 1 } },
          { not: { attribute: { field: 'plan', operator: 'eq', value: 'gold' } } },
        ],
      };

export interface CallSample {
  /** The path's parameters, in their order. */
  path: unknown[];
  body: unknown;
  query: Record<string, unknown>;
  args: unknown[];
}

/** Arguments for an operation's method, from the contract: the path's parameters, the body, the query's parameters. */
export function sampleCall(
  operation: Operation,
  options: { full: boolean; variant?: number; parameter?: (name: string) => unknown },
): CallSample {
  const { operationId } = operation;
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const path = names.map(
    (name) => options.parameter?.(name) ?? appContract.sampleParameter(operation.pathParameters[name]!),
  );
  const sample = appContract.sampleRequest(operation, options);
  // The audience of a newsletter has a form of its own, which the contract says whole.
  const isWhole = sample === undefined || operationId === 'createNewsletter';
  const given = isWhole ? sample : filled(sample);
  const body = given === undefined ? undefined : (AMEND[operationId]?.(given as never) ?? given);
  const sampled = Object.fromEntries(
    Object.entries(operation.query)
      .filter(([name]) => options.full || operation.requiredQuery.includes(name))
      // A list's position is the server's to give.
      .filter(([name]) => !(/^(start|cursor)$/.test(name) && operation.pagination === 'cursor'))
      .map(([name, schema]) => [name, appContract.sampleParameter(schema)]),
  );
  const query = { ...sampled, ...QUERY[operationId]?.(sampled) };
  const args = [...path];
  if (operationId === 'createAsset')
    args.push({ file: new Uint8Array([1, 2, 3]), name: 'a.png', parent_folder_id: 1 });
  else if (body !== undefined) args.push(...(UNWRAP[operationId]?.(body as never) ?? [body]));
  if (operationId === 'getPeopleEmail') args.push(query.email);
  else if (operationId === 'getPublishStatus') args.push(query.publish_id);
  else if (Object.keys(operation.query).length > 0) args.push(query);
  return { path, body, query, args };
}
