import type { Json } from '../json.js';
import type { IdentifierType } from '../types.js';

/** The kinds of identifiers that objects have. */
export type ObjectIdType = 'object_id' | 'cio_object_id';

/** Options of pagination. */
export type PaginationOptions = {
  /** Where the page begins: `next` of the page before. */
  start?: string;
  /** The number of items of a page. */
  limit?: number;
};

/** Options of customer activities. */
export type CustomerActivitiesOptions = PaginationOptions & {
  /** The kind of the id. Default `id`. */
  idType?: IdentifierType;
  /** The type of the activities. */
  type?: string;
  /** The name of the event or attribute. */
  name?: string;
};

/** Options of customer messages. */
export type CustomerMessagesOptions = PaginationOptions & {
  /** The kind of the id. Default `id`. */
  idType?: IdentifierType;
  /** The earliest time, in unix seconds. */
  start_ts?: number;
  /** The latest time, in unix seconds. */
  end_ts?: number;
};

/** Options of customer subscription preferences. */
export type CustomerSubscriptionPreferencesOptions = {
  /** The kind of the id. Default `id`. */
  idType?: IdentifierType;
  /** The language, such as `fr`. */
  language?: string;
};

/** Options of object relationships. */
export type ObjectRelationshipsOptions = PaginationOptions & {
  /** The kind of the id. Default `id`. */
  idType?: ObjectIdType;
};

/** Options of list activities. */
export type ListActivitiesOptions = PaginationOptions & {
  /** The type of the activities. */
  type?: string;
  /** The name of the event or attribute. */
  name?: string;
  /** Whether deleted people are included. */
  deleted?: boolean;
  /** The person. */
  customerId?: string | number;
  /** The kind of the id. Default `id`. */
  idType?: IdentifierType;
};

/** A segment to create. */
export type SegmentInput = {
  /** The name. */
  name: string;
  /** A description. */
  description?: string;
};

/** The units of a step of metrics. */
export type MetricsPeriod = 'hours' | 'days' | 'weeks' | 'months';

/** Options of transactional metrics. */
export type TransactionalMetricsOptions = {
  /** The unit of a step. Default `days`. */
  period?: MetricsPeriod;
  /** The number of steps. */
  steps?: number;
};

/** Options of transactional link metrics. */
export type TransactionalLinkMetricsOptions = TransactionalMetricsOptions & {
  /** Whether each person counts once. */
  unique?: boolean;
};

/** Options of transactional deliveries. */
export type TransactionalDeliveriesOptions = PaginationOptions & {
  /** The metric that the deliveries have. */
  metric?: string;
  /** The earliest time, in unix seconds. */
  start_ts?: number;
  /** The latest time, in unix seconds. */
  end_ts?: number;
  /** Whether responses that were tracked are included. */
  get_tracked_responses?: boolean;
};

/** The channels of metrics. */
export type MetricType = 'email' | 'webhook' | 'twilio' | 'whatsapp' | 'slack' | 'push' | 'in_app';

/** The lengths of a step of metrics. */
export type MetricResolution =
  | 'hours'
  | 'hourly'
  | 'days'
  | 'daily'
  | 'weeks'
  | 'weekly'
  | 'months'
  | 'monthly';

/** The versions of the metrics of campaigns. */
export type CampaignMetricsVersion = '1' | '2';

/** Options of metrics window. */
export type MetricsWindowOptions = {
  /** The unit of a step. Default `days`. */
  period?: MetricsPeriod;
  /** The number of steps. */
  steps?: number;
};

/** Options of metrics. */
export type MetricsOptions = MetricsWindowOptions & {
  /** The channel. */
  type?: MetricType;
};

/** Options of link metrics. */
export type LinkMetricsOptions = MetricsWindowOptions & {
  /** Whether each person counts once. */
  unique?: boolean;
};

/** Options of campaign metrics. */
export type CampaignMetricsOptions = MetricsWindowOptions & {
  /** The version of the metrics. */
  version?: CampaignMetricsVersion;
  /** The channel. */
  type?: MetricType;
  /** The length of a step. */
  res?: MetricResolution;
  /** The time zone of the steps, such as `Europe/Berlin`. */
  tz?: string;
  /** The start, in unix seconds. */
  start?: number;
  /** The end, in unix seconds. */
  end?: number;
};

/** Options of campaign action metrics. */
export type CampaignActionMetricsOptions = MetricsWindowOptions & {
  /** The version of the metrics. */
  version?: CampaignMetricsVersion;
  /** The length of a step. */
  res?: MetricResolution;
  /** The time zone of the steps, such as `Europe/Berlin`. */
  tz?: string;
  /** The start, in unix seconds. */
  start?: number;
  /** The end, in unix seconds. */
  end?: number;
};

/** Options of journey metrics. */
export type JourneyMetricsOptions = {
  /** The start, in unix seconds. */
  start: number;
  /** The end, in unix seconds. */
  end: number;
  /** The length of a step. */
  res: MetricResolution;
};

/** Options of campaign messages. */
export type CampaignMessagesOptions = PaginationOptions & {
  /** The channel. */
  type?: MetricType;
  /** The metric that the deliveries have. */
  metric?: string;
  /** Whether drafts are included. */
  drafts?: boolean;
  /** The earliest time, in unix seconds. */
  start_ts?: number;
  /** The latest time, in unix seconds. */
  end_ts?: number;
  /** Whether responses that were tracked are included. */
  get_tracked_responses?: boolean;
};

/** Options of broadcast messages. */
export type BroadcastMessagesOptions = PaginationOptions & {
  /** The metric that the deliveries have. */
  metric?: string;
  /** The channel. */
  type?: MetricType;
  /** The earliest time, in unix seconds. */
  start_ts?: number;
  /** The latest time, in unix seconds. */
  end_ts?: number;
  /** Whether responses that were tracked are included. */
  get_tracked_responses?: boolean;
};

/** The orders of a list. */
export type SortDirection = 'asc' | 'desc';

/** Options of list newsletters. */
export type ListNewslettersOptions = PaginationOptions & {
  /** The order, by id. */
  sort?: SortDirection;
};

/** The channels of newsletters. */
export type NewsletterChannelType = 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox';

/** Options of newsletter metrics. */
export type NewsletterMetricsOptions = {
  /** The unit of a step. Default `days`. */
  period?: MetricsPeriod;
  /** The number of steps. */
  steps?: number;
};

/** Options of newsletter messages. */
export type NewsletterMessagesOptions = PaginationOptions & {
  /** The metric that the deliveries have. */
  metric?: string;
  /** The channel. */
  type?: NewsletterChannelType;
  /** The earliest time, in unix seconds. */
  start_ts?: number;
  /** The latest time, in unix seconds. */
  end_ts?: number;
  /** Whether responses that were tracked are included. */
  get_tracked_responses?: boolean;
};

/** What lists of Design Studio are sorted by. */
export type DesignStudioSortBy = 'created' | 'updated' | 'name';

/** Options of Design Studio list. */
export type DesignStudioListOptions = {
  /** The folder. */
  parentFolderId?: string;
  /** Whether what is in folders of the folder is left out. */
  directDescendantsOnly?: boolean;
  /** What is sorted by. */
  sortBy?: DesignStudioSortBy;
  /** The order. */
  sortOrder?: SortDirection;
  /** Created before this time, in unix seconds. */
  createdBefore?: number;
  /** Created after this time, in unix seconds. */
  createdAfter?: number;
  /** Changed before this time, in unix seconds. */
  updatedBefore?: number;
  /** Changed after this time, in unix seconds. */
  updatedAfter?: number;
  /** The number of the page, from 1. */
  page?: number;
  /** The number of items of a page. */
  limit?: number;
};

/** A filter of emails of Design Studio. */
export type DesignStudioEmailFilter = 'true' | 'false' | 'any';

/** Options of list Design Studio emails. */
export type ListDesignStudioEmailsOptions = DesignStudioListOptions & {
  /** Whether emails are templates. */
  isTemplate?: DesignStudioEmailFilter;
  /** Whether emails have translations. */
  hasTranslations?: DesignStudioEmailFilter;
  /** Whether emails are in use. */
  isLinked?: DesignStudioEmailFilter;
};

/** A Design Studio email content. */
export type DesignStudioEmailContent = {
  /** The subject. */
  subject?: string;
  /** The text beside the subject in an inbox. */
  preheader_text?: string;
  /** The HTML body. */
  html?: string;
  /** The AMP body. */
  amp?: string;
  /** The plain text body. */
  text?: string;
};

/** A Design Studio email envelope. */
export type DesignStudioEmailEnvelope = {
  /** The id of the sender identity. */
  from_id?: number;
  /** The id of the sender identity for replies. */
  reply_to_id?: number;
  /** The recipient, in Liquid. */
  recipient?: string;
  /** The address of a blind copy. */
  bcc?: string;
  /** Whether the copy is a message of its own. */
  fake_bcc?: boolean;
  /** The address of a copy. */
  cc?: string;
  /** Headers of the email. */
  headers?: Array<Json>;
};

/** A Design Studio email to create. */
export type DesignStudioEmailInput = {
  /** The name. */
  name: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: string | null;
  /** Whether it is a template. */
  is_template?: boolean;
  /** The content. */
  content?: DesignStudioEmailContent;
  /** Sender, recipient and headers. */
  envelope?: DesignStudioEmailEnvelope;
  /** How the HTML is changed before it is sent. */
  transformers?: Json;
};

/** Changes of Design Studio email. */
export type DesignStudioEmailUpdate = {
  /** The name. */
  name?: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: string | null;
  /** Whether it is a template. */
  is_template?: boolean;
  /** The content. */
  content?: DesignStudioEmailContent;
  /** Sender, recipient and headers. */
  envelope?: DesignStudioEmailEnvelope;
  /** How the HTML is changed before it is sent. */
  transformers?: Json;
};

/** A Design Studio folder to create. */
export type DesignStudioFolderInput = {
  /** The name. */
  name: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: string | null;
};

/** Changes of Design Studio folder. */
export type DesignStudioFolderUpdate = {
  /** The name. */
  name?: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: string | null;
};

/** A Design Studio email translation to create. */
export type DesignStudioEmailTranslationInput = {
  /** The language, such as `fr`. */
  language: string;
  /** The content. */
  content?: DesignStudioEmailContent;
  /** Sender, recipient and headers. */
  envelope?: DesignStudioEmailEnvelope;
  /** How the HTML is changed before it is sent. */
  transformers?: Json;
};

/** Changes of Design Studio email translation. */
export type DesignStudioEmailTranslationUpdate = {
  /** The content. */
  content?: DesignStudioEmailContent;
  /** Sender, recipient and headers. */
  envelope?: DesignStudioEmailEnvelope;
  /** How the HTML is changed before it is sent. */
  transformers?: Json;
};

/** Options of list Design Studio components. */
export type ListDesignStudioComponentsOptions = DesignStudioListOptions & {
  /** The tag of the component. */
  tag?: string;
};

/** A Design Studio component to create. */
export type DesignStudioComponentInput = {
  /** The name. */
  name: string;
  /** The tag of the component. */
  tag: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: string | null;
  /** The HTML. */
  content?: string;
};

/** Changes of Design Studio component. */
export type DesignStudioComponentUpdate = {
  /** The name. */
  name?: string;
  /** The tag of the component. */
  tag?: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: string | null;
  /** The HTML. */
  content?: string;
};

/** Options of asset list. */
export type AssetListOptions = {
  /** The folder. */
  parentFolderId?: number;
  /** Whether what is in folders of the folder is left out. */
  directDescendantsOnly?: boolean;
  /** The number of the page, from 1. */
  page?: number;
  /** The number of items of a page. */
  limit?: number;
};

/** A create asset to create. */
export type CreateAssetInput = {
  /** The content of the file. */
  data: Uint8Array | ArrayBuffer | Blob | string;
  /** The name of the file; its extension tells the media type. */
  filename: string;
  /** The media type, in place of that of the extension. */
  contentType?: string;
  /** The name. */
  name?: string;
  /** The folder. */
  parentFolderId?: number;
};

/** Changes of asset. */
export type AssetUpdate = {
  /** The name. */
  name?: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: number | null;
};

/** An asset folder to create. */
export type AssetFolderInput = {
  /** The name. */
  name: string;
  /** The id of the folder. */
  parent_folder_id?: number;
};

/** Changes of asset folder. */
export type AssetFolderUpdate = {
  /** The name. */
  name?: string;
  /** The id of the folder; null for none. */
  parent_folder_id?: number | null;
};

/** A row of a collection. */
export type CollectionRow = Json;

/** A collection to create. */
export type CollectionInput = {
  /** The name. */
  name: string;
  /** The rows. */
  data?: CollectionRow[];
  /** The address of the rows, in place of `data`. */
  url?: string;
};

/** Changes of collection. */
export type CollectionUpdate = {
  /** The name. */
  name?: string;
  /** The rows. */
  data?: CollectionRow[];
  /** The address of the rows, in place of `data`. */
  url?: string;
};

/** Why an address is suppressed. */
export type SuppressionType = 'blocks' | 'bounces' | 'spam_reports' | 'invalid_emails';

/** Options of suppressions. */
export type SuppressionsOptions = {
  /** The number of items of a page. */
  limit?: number;
  /** The number of items that are skipped. */
  offset?: number;
  /** The email address. */
  email?: string;
  /** The domain of the addresses. */
  domain?: string;
};

/** Options of domain suppressions. */
export type DomainSuppressionsOptions = {
  /** The number of items of a page. */
  limit?: number;
  /** The email address. */
  email?: string;
  /** Where the page begins: `next` of the page before. */
  start?: string;
};

/** A reporting webhook to create. */
export type ReportingWebhookInput = {
  /** The address that receives the events. */
  endpoint: string;
  /** The names of the events. */
  events: string[];
  /** The name. */
  name?: string;
  /** Whether every open and click is sent, not only the first. */
  full_resolution?: boolean;
  /** Whether `sent` has the content of the message. */
  with_content?: boolean;
  /** Whether nothing is sent. */
  disabled?: boolean;
};

/** Changes of reporting webhook. */
export type ReportingWebhookUpdate = {
  /** The address that receives the events. */
  endpoint?: string;
  /** The names of the events. */
  events?: string[];
  /** The name. */
  name?: string;
  /** Whether every open and click is sent, not only the first. */
  full_resolution?: boolean;
  /** Whether `sent` has the content of the message. */
  with_content?: boolean;
  /** Whether nothing is sent. */
  disabled?: boolean;
};

/** A snippet to create. */
export type SnippetInput = {
  /** The name. */
  name: string;
  /** The content, in Liquid. */
  value: string;
};

/** Options of sender identities. */
export type SenderIdentitiesOptions = PaginationOptions & {
  /** The order, by id. */
  sort?: SortDirection;
  /** Whether hidden ones are included. */
  hidden?: boolean;
};

/** Options of messages. */
export type MessagesOptions = PaginationOptions & {
  /** Whether drafts are included. */
  drafts?: boolean;
  /** The metric that the deliveries have. */
  metric?: string;
  /** The channel. */
  type?: MetricType;
  /** The id of the campaign. */
  campaign_id?: string | number;
  /** The id of the action. */
  action_id?: string | number;
  /** The id of the newsletter. */
  newsletter_id?: string | number;
  /** The id of the transactional message. */
  transactional_id?: string | number;
  /** The id of the trigger. */
  trigger_id?: string | number;
  /** The id of the template. */
  template_id?: string | number;
  /** The id of the content. */
  content_id?: string | number;
  /** The earliest time, in unix seconds. */
  start_ts?: number;
  /** The latest time, in unix seconds. */
  end_ts?: number;
  /** Whether what the message belongs to is included. */
  associations?: boolean;
  /** Whether responses that were tracked are included. */
  get_tracked_responses?: boolean;
};

/** Options of message. */
export type MessageOptions = {
  /** Whether the content of the message is included. */
  archived_message?: boolean;
  /** Whether what the message belongs to is included. */
  associations?: boolean;
  /** Whether responses that were tracked are included. */
  get_tracked_responses?: boolean;
};

/** What can be imported. */
export type ImportType = 'people' | 'event' | 'object' | 'relationship';

/** Which part of a file is imported. */
export type ImportProcessScope = 'all' | 'only_existing' | 'only_new';

/** An import to create. */
export type ImportInput = {
  /** The address of the CSV file. */
  data_file_url: string;
  /** What is imported. */
  type: ImportType;
  /** The kind of the identifiers of people. */
  identifier?: 'id' | 'email' | 'cio_id';
  /** The id of the type of objects. */
  object_type_id?: string | number;
  /** The name. */
  name?: string;
  /** A description. */
  description?: string;
  /** Which people are imported. */
  people_to_process?: ImportProcessScope;
  /** Which rows are imported. */
  data_to_process?: ImportProcessScope;
};

/** A data index attribute. */
export type DataIndexAttribute = {
  /** The name. */
  name: string;
  /** A description. */
  description?: string;
  /** The id of the type of objects. */
  object_type_id?: number;
  /** Whether it belongs to relationships. */
  is_relationship?: boolean;
  /** The name of the event it belongs to. */
  event_name?: string;
  /** How sensitive it is. */
  privacy_level?: number;
};

/** A data index event. */
export type DataIndexEvent = {
  /** The name. */
  name: string;
  /** A description. */
  description?: string;
};

/** Options of delivery export request. */
export type DeliveryExportRequestOptions = {
  /** The start, in unix seconds. */
  start?: number;
  /** The end, in unix seconds. */
  end?: number;
  /** The attributes that are exported. */
  attributes?: string[];
  /** The metric that the deliveries have. */
  metric?: DeliveryExportMetric;
  /** Whether drafts are included. */
  drafts?: boolean;
};

/** The metrics that an export of deliveries can be limited to. */
export enum DeliveryExportMetric {
  Created = 'created',
  Attempted = 'attempted',
  Sent = 'sent',
  Delivered = 'delivered',
  Opened = 'opened',
  Clicked = 'clicked',
  Converted = 'converted',
  Bounced = 'bounced',
  Spammed = 'spammed',
  Unsubscribed = 'unsubscribed',
  Dropped = 'dropped',
  Failed = 'failed',
  Undeliverable = 'undeliverable',
}
