/** Components that are written by hand in `@cio/app-api`, because their rules are more than a shape. */
export const BY_HAND: Record<string, string> = {
  Attachments: '../sends/attachments.js',
  AudienceFilter: '../filters/filters.js',
  ObjectFilter: '../filters/filters.js',
  NewsletterRecipients: '../filters/newsletter-recipients.js',
  TriggerBroadcast: '../broadcasts/trigger.js',
};

/** Unions of which a request is exactly one: the fields of one member do not go with those of another. */
export const EXCLUSIVE: readonly string[] = [
  'TransactionalRecipient',
  'CreateCollection',
  'UpdateCollection',
  'DeliveriesExport',
  'LiveRecipient',
  'DesignStudioLinkTarget',
];

/** Fields that only the answer's form of a request has: what was read cannot be sent by mistake. */
export const READ_ONLY: Record<string, readonly string[]> = {
  DesignStudioEnvelopeInput: ['from', 'reply_to'],
};

/** What the query parameters of an operation are called. Operations that share a name have the same. */
export const PARAMS: Record<string, string> = {
  getPeopleFilter: 'CustomerSearchParams',
  getPeopleById: 'CustomerIdParams',
  getPersonAttributes: 'CustomerIdParams',
  getPersonActivities: 'CustomerActivitiesParams',
  getPersonMessages: 'CustomerMessagesParams',
  getPersonRelationships: 'CustomerRelationshipsParams',
  getPersonSegments: 'CustomerIdParams',
  getPersonSubscriptionPreferences: 'SubscriptionPreferencesParams',
  getPersonOptouts: 'CustomerIdParams',
  updatePersonOptouts: 'CustomerIdParams',
  getOptouts: 'OptOutListParams',
  getSegmentMembership: 'SegmentMembershipParams',
  listCampaignActions: 'CampaignActionsParams',
  campaignActionMetrics: 'CampaignMetricsParams',
  campaignActionLinks: 'CampaignActionLinkMetricsParams',
  campaignMetrics: 'CampaignMetricsParams',
  campaignLinkMetrics: 'LinkMetricsParams',
  campaignJourneyMetrics: 'JourneyMetricsParams',
  getCampaignMessages: 'CampaignMessagesParams',
  broadcastErrors: 'CursorParams',
  broadcastActionMetrics: 'MetricsParams',
  broadcastActionLinks: 'MetricsParams',
  broadcastMetrics: 'MetricsParams',
  broadcastLinks: 'LinkMetricsParams',
  broadcastMessages: 'BroadcastMessagesParams',
  listNewsletters: 'NewsletterListParams',
  getNewsletterMsgMeta: 'NewsletterMessagesParams',
  getNewsletterMetrics: 'NewsletterMetricsParams',
  getNewsletterLinks: 'LinkMetricsParams',
  getVariantMetrics: 'NewsletterMetricsParams',
  getVariantLinks: 'NewsletterLinkMetricsParams',
  transactionalMetrics: 'TransactionalMetricsParams',
  transactionalLinks: 'LinkMetricsParams',
  transactionalMessages: 'TransactionalMessagesParams',
  listMessages: 'MessageListParams',
  getMessage: 'MessageParams',
  listActivities: 'ActivityListParams',
  getObjectsFilter: 'CursorParams',
  getObjectAttributes: 'ObjectIdParams',
  getObjectRelationships: 'ObjectRelationshipsParams',
  listFolders: 'DesignStudioListParams',
  listEmails: 'DesignStudioEmailListParams',
  listComponents: 'DesignStudioComponentListParams',
  listVersions: 'DesignStudioVersionListParams',
  listInboxPreviewJobs: 'InboxPreviewJobListParams',
  getInboxPreviewCapture: 'InboxPreviewCaptureParams',
  listAssets: 'AssetListParams',
  listAssetFolders: 'AssetListParams',
  listSenders: 'SenderIdentityListParams',
  getSuppressionByType: 'SuppressionListParams',
  getDomainSuppressionsByType: 'DomainSuppressionListParams',
};

/** Operations whose one query parameter is an argument of the method. */
export const PARAM_IS_ARGUMENT: readonly string[] = ['getPeopleEmail', 'getPublishStatus'];
