// What people make in Customer.io's pages and by the App API, as it is published, and what is kept of it besides.
import type {
  Asset,
  AssetFolder,
  Broadcast,
  BroadcastTrigger,
  CreateNewsletter,
  EventCampaign,
  Export,
  Import,
  LiveContentState,
  LiveNotification,
  Newsletter,
  NewsletterContent,
  Collection as PublishedCollection,
  Segment,
  SegmentCampaign,
  TestGroup,
  TransactionalContent,
} from '../generated/app-types.js';

export type {
  AttributeMetadata,
  EspSuppression,
  EventMetadata,
  ObjectType,
  ReportingWebhook,
  SenderIdentity,
  Snippet,
  SubscriptionChannel,
  SubscriptionTopic,
  TransactionalMessage,
} from '../generated/app-types.js';

/** A segment: a manual one, whose members are listed, or one with conditions that people meet or do not. */
export interface StoredSegment extends Segment {
  conditions?: Conditions;
}

/**
 * Who is in a segment, as the App API's filters of people have it: `segment` and `attribute` with `and`, `or` and `not`. Beyond
 * those of the API, an attribute is compared by `contains`, `gt` and `lt` too, and events count.
 */
export type Conditions =
  | { and: readonly Conditions[] }
  | { or: readonly Conditions[] }
  | { not: Conditions }
  | { segment: { id: number } }
  | { attribute: ValueCondition }
  | { event: EventCondition };

/** A comparison of one attribute, or of one field of an event's data. */
export interface ValueCondition {
  /** The name of the attribute, or of the field in the event's data. */
  field: string;
  /** `exists`: it is there and not empty. `contains` is about text, `gt` and `lt` about numbers. Default `eq`. */
  operator?: 'eq' | 'exists' | 'contains' | 'gt' | 'lt';
  /** What it is compared with. None with `exists`. */
  value?: string | number | boolean;
}

/** That a person did something. */
export interface EventCondition {
  /** The event's name. */
  name: string;
  /** How often at least. Default 1. */
  at_least?: number;
  /** Only what happened in so many days until now. */
  within_days?: number;
  /** What the event's data have to meet: all of it. */
  where?: readonly ValueCondition[];
}

export interface StoredSegmentCampaign extends SegmentCampaign {
  /** Whether a person who comes into the segments again starts it again. Default `once`. */
  frequency?: CampaignFrequency;
}

/** How often a person can go through a campaign that a segment triggers. */
export type CampaignFrequency = 'once' | 'every_time';

export type StoredCampaign = StoredSegmentCampaign | EventCampaign;

/** The journeys of a person through a campaign that a segment triggers. */
export interface CampaignJourneys {
  /** Whether they are in the campaign's segments. */
  inside: boolean;
  /** How many they began. */
  count: number;
  /** The number of the one that they are on; null where they are on none, or left the segments. */
  current: number | null;
  /** When time alone may change whether they are inside; unix seconds. */
  checkAt?: number;
}

export interface StoredBroadcast extends Broadcast {
  /** Who it is for, where a trigger names nobody. Default everyone. */
  recipients?: Conditions;
}

/** A message's content in one language: what can be rendered. */
export interface MessageContent {
  body?: string;
  subject?: string;
  recipient?: string;
  from?: string;
  reply_to?: string;
  cc?: string;
  bcc?: string;
  preheader_text?: string;
  /** The text of an email beside its HTML. */
  body_plain?: string;
}

/** A step of a campaign or of a broadcast. */
export interface StoredAction extends MessageContent {
  id: number;
  deduplicate_id?: string;
  name: string;
  type: 'email' | 'attribute_update';
  campaign_id?: number;
  broadcast_id?: number;
  language: string;
  body_amp?: string;
  from_id?: number;
  reply_to_id?: number | null;
  headers?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  created: number;
  updated: number;
  /** How long after the step before, or after the event that started the campaign, it comes; seconds. */
  delay_seconds?: number;
  /** What is different in another language. */
  translations: Map<string, ActionTranslation>;
}

export interface ActionTranslation extends MessageContent {
  language: string;
  body_amp?: string;
  from_id?: number;
  reply_to_id?: number | null;
  headers?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  updated?: number;
}

export interface StoredTrigger extends Omit<BroadcastTrigger, 'processed_at'> {
  broadcast_id: number;
  /** When it is done; milliseconds. */
  readyAt: number;
  errors: string[];
}

export interface StoredNewsletter extends Newsletter {
  recipients: CreateNewsletter['recipients'];
  /** When it is going to be sent; unix seconds. */
  scheduled_at?: number;
  test_groups: Required<TestGroup>[];
}

export interface StoredNewsletterContent extends NewsletterContent {
  newsletter_id: number;
  language: string;
  /** The number of the side of a test that it belongs to. */
  group?: number;
  /** The body of in-app and inbox messages, which is no text. */
  body_json?: unknown;
}

export interface StoredTransactionalContent extends Omit<TransactionalContent, 'type'> {
  transactional_id: number;
  language: string;
  /** The channel. */
  type: string;
}

export interface StoredCollection extends Omit<PublishedCollection, 'bytes' | 'rows' | 'schema'> {
  content: Record<string, unknown>[];
}

export interface StoredExport extends Omit<Export, 'status'> {
  csv: string;
  /** When it is done; milliseconds. */
  readyAt: number;
  /** When each link to its file ends, by signature; milliseconds. */
  links: Map<string, number>;
}

export interface StoredImport extends Omit<Import, 'identifier'> {
  type: 'people' | 'event' | 'object' | 'relationship';
  /** What the people of its rows are identified by. */
  identifier?: 'id' | 'email' | 'cio_id';
  rows_imported: number;
  data_file_url: string;
}

export interface StoredAsset extends Asset {
  parent_folder_id: number | null;
  content_type: string;
  bytes: Buffer;
}

export interface StoredAssetFolder extends AssetFolder {
  parent_folder_id: number | null;
}

export interface StoredLiveNotification extends LiveNotification {
  /** What is on the screen now. */
  contentState?: LiveContentState;
}

export interface OptOut {
  /** The number that messages come from. */
  from: string;
  channel: string;
}
