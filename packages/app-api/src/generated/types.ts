// Made by `pnpm generate` from packages/contract. Change it there: names and comments are in src/generate.
import type { Attachments } from '../sends/attachments.js';
import type { AudienceFilter, ObjectFilter } from '../filters/filters.js';

export interface ActionLinkMetricsParams {
  period?: 'hours' | 'days' | 'weeks' | 'months';
  steps?: number;
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification';
  unique?: boolean;
}

/** One thing that happened to a person. */
export interface Activity {
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers;
  data?: {
    delivered?: number | null;
    delivery_id?: string;
    opened?: boolean | null;
    [key: string]: unknown;
  };
  delivery_id?: string;
  delivery_type?: 'ios' | 'android' | 'email' | 'phone';
  id?: string;
  /** Unix seconds. */
  timestamp?: number;
  /** What kind of thing. */
  type?: ActivityType;
  name?: string;
  url?: string;
}

export interface ActivityListParams {
  start?: string;
  type?: ActivityType;
  name?: string;
  deleted?: boolean;
  customer_id?: string;
  id_type?: 'id' | 'email' | 'phone' | 'cio_id';
  limit?: number;
}

export type ActivityType =
  | 'add_relationship'
  | 'anon_merge'
  | 'attempted_action'
  | 'attempted_email'
  | 'attempted_in_app'
  | 'attempted_push'
  | 'attempted_slack'
  | 'attempted_twilio'
  | 'attempted_webhook'
  | 'attempted_whatsapp'
  | 'attribute_change'
  | 'bounced_action'
  | 'bounced_email'
  | 'bounced_push'
  | 'bounced_twilio'
  | 'bounced_whatsapp'
  | 'clicked_action'
  | 'clicked_content'
  | 'clicked_email'
  | 'clicked_in_app'
  | 'clicked_push'
  | 'clicked_twilio'
  | 'clicked_webhook'
  | 'converted_action'
  | 'converted_content'
  | 'converted_email'
  | 'converted_in_app'
  | 'converted_slack'
  | 'converted_twilio'
  | 'converted_webhook'
  | 'converted_whatsapp'
  | 'deferred_action'
  | 'deferred_email'
  | 'deferred_in_app'
  | 'deferred_push'
  | 'deferred_slack'
  | 'deferred_twilio'
  | 'deferred_webhook'
  | 'deferred_whatsapp'
  | 'delete_relationship'
  | 'delivered_action'
  | 'delivered_email'
  | 'delivered_push'
  | 'delivered_twilio'
  | 'delivered_whatsapp'
  | 'device_change'
  | 'drafted_action'
  | 'drafted_email'
  | 'drafted_in_app'
  | 'drafted_push'
  | 'drafted_slack'
  | 'drafted_twilio'
  | 'drafted_webhook'
  | 'dropped_action'
  | 'dropped_email'
  | 'dropped_push'
  | 'dropped_twilio'
  | 'dropped_webhook'
  | 'dropped_whatasapp'
  | 'event'
  | 'failed_action'
  | 'failed_attribute_change'
  | 'failed_batch_update'
  | 'failed_email'
  | 'failed_event'
  | 'failed_in_app'
  | 'failed_object_journeys'
  | 'failed_push'
  | 'failed_query_collection'
  | 'failed_slack'
  | 'failed_twilio'
  | 'failed_webhook'
  | 'failed_whatsapp'
  | 'opened_action'
  | 'opened_email'
  | 'opened_in_app'
  | 'opened_push'
  | 'page'
  | 'profile_create'
  | 'profile_delete'
  | 'profile_merge'
  | 'relationship_attribute_change'
  | 'relationship_failed_attribute_change'
  | 'screen'
  | 'sent_action'
  | 'sent_email'
  | 'sent_in_app'
  | 'sent_push'
  | 'sent_slack'
  | 'sent_twilio'
  | 'sent_webhook'
  | 'sent_whatsapp'
  | 'skipped_update'
  | 'spammed_email'
  | 'suppressed_twilio'
  | 'suppressed_whatsapp'
  | 'topic_unsubscribed_email'
  | 'undeliverable_action'
  | 'undeliverable_email'
  | 'undeliverable_in_app'
  | 'undeliverable_push'
  | 'undeliverable_slack'
  | 'undeliverable_twilio'
  | 'undeliverable_webhook'
  | 'undeliverable_whatsapp'
  | 'unsubscribed_action'
  | 'unsubscribed_email'
  | 'viewed_content'
  | 'webhook_event'
  | `_o:${string}:add_relationship`
  | `_o:${string}:attribute_change`
  | `_o:${string}:create`
  | `_o:${string}:delete`
  | `_o:${string}:delete_relationship`
  | `_o:${string}:failed_attribute_change`
  | `_r:${string}:attribute_change`
  | `_r:${string}:failed_attribute_change`;

/** The content of a delivery, as it was sent. */
export interface ArchivedMessage {
  id?: string;
  body?: string;
  from?: string;
  reply_to?: string;
  recipient?: string;
  subject?: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  preheader_text?: string;
  url?: string;
  request_method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  headers?: string;
  forgotten?: boolean;
}

/** A file for messages: an image or a PDF. */
export interface Asset {
  id?: number;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  parent_folder_id?: number | null;
  /** Where it can be fetched. */
  path?: string;
  /** Bytes. */
  size?: number;
  [key: string]: unknown;
}

export interface AssetFolder {
  id?: number;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  parent_folder_id?: number | null;
  [key: string]: unknown;
}

export interface AssetListParams {
  parent_folder_id?: number;
  direct_descendants_only?: boolean;
  page?: number;
  limit?: number;
}

export interface AttributeMetadata {
  name: string;
  /** At most 255 characters. */
  description?: string;
  /** 1 marks it as sensitive. */
  privacy_level?: 0 | 1;
  [key: string]: unknown;
}

/** A message that is sent to many when the API triggers it. */
export interface Broadcast {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  type?: 'triggered_broadcast';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft';
  actions?: {
    id?: number;
    type?: 'email' | 'webhook' | 'push' | 'sms' | 'slack';
  }[];
  msg_template_ids?: {
    id?: number;
    type?: 'email' | 'webhook' | 'push' | 'sms' | 'slack';
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[] | null;
}

/** One step of a broadcast. `type` tells the channel. */
export type BroadcastAction =
  | BroadcastEmailAction
  | BroadcastSmsAction
  | BroadcastWhatsappAction
  | BroadcastWebhookAction;

export interface BroadcastEmailAction {
  id?: number;
  broadcast_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  type: 'email' | 'in_app' | 'push' | 'slack';
  sending_state?: 'automatic' | 'draft' | 'off';
  language?: string;
  from?: string;
  from_id?: number;
  reply_to?: string;
  reply_to_id?: number | null;
  preprocessor?: 'premailer';
  recipient?: string;
  subject?: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  preheader_text?: string;
  body_amp?: string;
  headers?: string;
}

export interface BroadcastMessagesParams {
  start?: string;
  limit?: number;
  metric?:
    | 'attempted'
    | 'sent'
    | 'delivered'
    | 'opened'
    | 'clicked'
    | 'converted'
    | 'bounced'
    | 'spammed'
    | 'unsubscribed'
    | 'dropped'
    | 'failed'
    | 'undeliverable';
  state?: 'failed' | 'sent' | 'drafted' | 'attempted';
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification';
  /** Unix seconds. */
  start_ts?: number | Date;
  /** Unix seconds. */
  end_ts?: number | Date;
  get_tracked_responses?: boolean;
}

export interface BroadcastSmsAction {
  id?: number;
  broadcast_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  language?: string;
  type: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

/** One sending of a broadcast. */
export interface BroadcastTrigger {
  id?: number;
  broadcast_id?: number;
  /** Unix seconds. */
  created_at?: number;
  /** When the audience had been worked through; missing until then. Unix seconds. */
  processed_at?: number;
}

/** How far one sending of a broadcast is. */
export interface BroadcastTriggerStatus {
  id?: string | number;
  campaign_id?: number;
  /** Unix seconds. */
  created_at?: number;
  /** When the audience had been worked through; missing until then. Unix seconds. */
  processed_at?: number;
  recipients_count?: number;
  workflow_actions?: unknown[];
}

export interface BroadcastWebhookAction {
  id?: number;
  broadcast_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  type: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface BroadcastWhatsappAction {
  id?: number;
  broadcast_id?: number;
  deduplicate_id?: string;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  body_json?: string;
  language?: string;
  type: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  tracked?: boolean;
}

/** A workflow that people enter by themselves. `type` tells what lets them in. */
export type Campaign =
  | SegmentCampaign
  | EventCampaign
  | FormCampaign
  | DateCampaign
  | RelationshipCampaign
  | ObjectCampaign
  | WebhookCampaign;

/** One step of a campaign. `type` tells the channel. */
export type CampaignAction =
  | CampaignEmailAction
  | CampaignSmsAction
  | CampaignWhatsappAction
  | CampaignWebhookAction;

export interface CampaignActionsParams {
  start?: string;
}

export interface CampaignEmailAction {
  id?: number;
  broadcast_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  type: 'email' | 'in_app' | 'push' | 'slack';
  sending_state?: 'automatic' | 'draft' | 'off';
  language?: string;
  from?: string;
  from_id?: number;
  reply_to?: string;
  reply_to_id?: number | null;
  preprocessor?: 'premailer';
  recipient?: string;
  subject?: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  preheader_text?: string;
  body_amp?: string;
  campaign_id?: number;
  parent_action_id?: number;
  headers?: string;
}

export interface CampaignMessagesParams {
  start?: string;
  limit?: number;
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification';
  metric?:
    | 'attempted'
    | 'sent'
    | 'delivered'
    | 'opened'
    | 'clicked'
    | 'converted'
    | 'bounced'
    | 'spammed'
    | 'unsubscribed'
    | 'dropped'
    | 'failed'
    | 'undeliverable';
  drafts?: boolean;
  /** Unix seconds. */
  start_ts?: number | Date;
  /** Unix seconds. */
  end_ts?: number | Date;
  get_tracked_responses?: boolean;
}

export interface CampaignMetricsParams {
  version?: '1' | '2';
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification';
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  tz?: string;
  /** Unix seconds. */
  start?: number | Date;
  /** Unix seconds. */
  end?: number | Date;
  period?: 'hours' | 'days' | 'weeks' | 'months';
  steps?: number;
}

export interface CampaignSmsAction {
  id?: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  language?: string;
  type: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

export interface CampaignWebhookAction {
  id?: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  type: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface CampaignWhatsappAction {
  id?: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  body_json?: string;
  language?: string;
  type: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  tracked?: boolean;
}

/** A table that messages can look things up in. */
export interface Collection {
  /** Its size. */
  bytes?: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
  id?: number;
  name?: string;
  rows?: number;
  schema?: string[];
}

export interface CreateCollection {
  name: string;
  data?: Record<string, unknown>[];
  url?: string;
}

export interface CreateEmailNewsletter {
  /** At most 190 characters. */
  name: string;
  recipients: AudienceFilter;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number | Date;
  subscription_topic_id?: number;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'email';
  subject: string;
  preheader_text?: string;
  body: string;
  body_plain?: string;
  layout_id?: number;
  from?: string;
  from_id?: number;
}

export interface CreateEmailTranslation {
  language: string;
  subject: string;
  preheader_text?: string;
  body: string;
  body_plain?: string;
  body_amp?: string;
}

/** Which file to read in, and as what. */
export type CreateImport =
  | ImportPeople
  | ImportEvents
  | ImportRelationships
  | ImportObjects;

export interface CreateInAppNewsletter {
  name: string;
  recipients: AudienceFilter;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number | Date;
  subscription_topic_id?: number;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'in_app';
  body_json: string;
}

export interface CreateInboxNewsletter {
  name: string;
  recipients: AudienceFilter;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number | Date;
  subscription_topic_id?: number;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'inbox';
  body_json: string;
}

export interface CreateInboxTranslation {
  language: string;
  body_json: string;
}

export type CreateNewsletter =
  | CreateEmailNewsletter
  | CreateSmsNewsletter
  | CreatePushNewsletter
  | CreateInAppNewsletter
  | CreateWebhookNewsletter
  | CreateInboxNewsletter;

export interface CreatePushNewsletter {
  name: string;
  recipients: AudienceFilter;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number | Date;
  subscription_topic_id?: number;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'push';
  subject?: string;
  body?: string;
}

export interface CreatePushTranslation {
  language: string;
  subject?: string;
  body?: string;
}

export interface CreateSmsNewsletter {
  name: string;
  recipients: AudienceFilter;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number | Date;
  subscription_topic_id?: number;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'twilio';
  body: string;
}

export interface CreateSmsTranslation {
  language: string;
  body: string;
}

export type CreateTranslation =
  | CreateEmailTranslation
  | CreateSmsTranslation
  | CreatePushTranslation
  | CreateWebhookTranslation
  | CreateInboxTranslation;

export interface CreateWebhookNewsletter {
  name: string;
  recipients: AudienceFilter;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number | Date;
  subscription_topic_id?: number;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'webhook';
  body: string;
  request_method: 'DELETE' | 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
}

export interface CreateWebhookTranslation {
  language: string;
  body: string;
}

/** Where to begin, and how many a page. */
export interface CursorParams {
  /** The `next` of another page. */
  start?: string;
  limit?: number;
}

/** A person: identifiers, attributes and devices. */
export interface Customer {
  id?: string;
  identifiers?: CustomerIdentifiers;
  /** Values of any JSON type. Customer.io answers most of them as strings. */
  attributes?: {
    id?: string | null;
    email?: string | null;
    cio_id?: string;
    cio_subscription_preferences?: string;
    _cio_subscription_preferences_computed?: string;
    [key: string]: unknown;
  };
  timestamps?: {
    /** Unix seconds. */
    cio_id?: number;
    /** Unix seconds. */
    _last_emailed?: number;
    /** Unix seconds. */
    email?: number;
    /** Unix seconds. */
    id?: number;
    /** Unix seconds. */
    unsubscribed?: number;
    _cio_subscription_preferences_computed?: number;
    /** Unix seconds. */
    cio_subscription_preferences?: number;
    [key: string]: unknown;
  };
  unsubscribed?: boolean;
  devices?: Device[];
}

export interface CustomerActivitiesParams {
  id_type?: 'id' | 'email' | 'phone' | 'cio_id';
  start?: string;
  limit?: number;
  type?: ActivityType;
  name?: string;
}

export interface CustomerEnvelope {
  customer?: Customer;
}

export interface CustomerIdParams {
  /** What the customer's id is. Default `id`. */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id';
}

/** The three names of one person. */
export interface CustomerIdentifiers {
  email: string | null;
  id: string | null;
  /** Customer.io's own id, which never changes. */
  cio_id: string;
}

export interface CustomerMessagesParams {
  id_type?: 'id' | 'email' | 'phone' | 'cio_id';
  start?: string;
  limit?: number;
  /** Unix seconds. */
  start_ts?: number | Date;
  /** Unix seconds. */
  end_ts?: number | Date;
}

export interface CustomerSubscriptionPreferences {
  id?: string;
  identifiers?: CustomerIdentifiers;
  unsubscribed?: boolean;
  header?: unknown;
  topics?: SubscriptionTopic[];
  [key: string]: unknown;
}

export interface DateCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'date';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  frequency?: 'once' | 'monthly' | 'yearly';
  date_attribute?: string;
  timezone?: string;
  use_customer_timezone?: boolean;
  start_hour?: number;
  start_minutes?: number;
}

export interface DeliveriesExportOptions {
  /** Unix seconds. */
  start?: number | Date;
  /** Unix seconds. */
  end?: number | Date;
  attributes?: string[];
  metric?: DeliveryMetric;
  drafts?: boolean;
  template_id?: number;
}

export type DeliveryMetric =
  | 'created'
  | 'attempted'
  | 'sent'
  | 'delivered'
  | 'opened'
  | 'clicked'
  | 'converted'
  | 'bounced'
  | 'spammed'
  | 'unsubscribed'
  | 'dropped'
  | 'failed'
  | 'undeliverable';

/** The delivery that a send has become. */
export interface DeliveryReceipt {
  /** Names the message from now on: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** Unix seconds. */
  queued_at?: number;
  /** Unix seconds. */
  send_at?: number;
}

/** A part that Design Studio emails share. */
export interface DesignStudioComponent {
  id?: string;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  parent_folder_id?: string | null;
  tag?: string;
  content?: string;
  [key: string]: unknown;
}

export interface DesignStudioComponentListParams {
  parent_folder_id?: string;
  direct_descendants_only?: boolean;
  sort_by?: 'created' | 'updated' | 'name';
  sort_order?: 'asc' | 'desc';
  /** Unix seconds. */
  created_before?: number | Date;
  /** Unix seconds. */
  created_after?: number | Date;
  /** Unix seconds. */
  updated_before?: number | Date;
  /** Unix seconds. */
  updated_after?: number | Date;
  page?: number;
  limit?: number;
  tag?: string;
}

export interface DesignStudioContent {
  subject?: string;
  preheader_text?: string;
  html?: string;
  amp?: string;
  text?: string;
}

/** An email of Design Studio. */
export interface DesignStudioEmail {
  id?: string;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  parent_folder_id?: string | null;
  is_template?: boolean;
  is_linked?: boolean;
  available_languages?: string[];
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers;
  [key: string]: unknown;
}

export interface DesignStudioEmailListParams {
  parent_folder_id?: string;
  direct_descendants_only?: boolean;
  sort_by?: 'created' | 'updated' | 'name';
  sort_order?: 'asc' | 'desc';
  /** Unix seconds. */
  created_before?: number | Date;
  /** Unix seconds. */
  created_after?: number | Date;
  /** Unix seconds. */
  updated_before?: number | Date;
  /** Unix seconds. */
  updated_after?: number | Date;
  page?: number;
  limit?: number;
  is_template?: 'true' | 'false' | 'any';
  has_translations?: 'true' | 'false' | 'any';
  is_linked?: 'true' | 'false' | 'any';
}

export interface DesignStudioEnvelope {
  from_id?: number;
  reply_to_id?: number;
  recipient?: string;
  bcc?: string;
  fake_bcc?: boolean;
  cc?: string;
  headers?: Record<string, unknown>[];
}

export interface DesignStudioFolder {
  id?: string;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  parent_folder_id?: string | null;
  [key: string]: unknown;
}

export interface DesignStudioListParams {
  parent_folder_id?: string;
  direct_descendants_only?: boolean;
  sort_by?: 'created' | 'updated' | 'name';
  sort_order?: 'asc' | 'desc';
  /** Unix seconds. */
  created_before?: number | Date;
  /** Unix seconds. */
  created_after?: number | Date;
  /** Unix seconds. */
  updated_before?: number | Date;
  /** Unix seconds. */
  updated_after?: number | Date;
  page?: number;
  limit?: number;
}

export type DesignStudioTransformers = Record<string, unknown>;

/** A Design Studio email in another language. */
export interface DesignStudioTranslation {
  language?: string;
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  [key: string]: unknown;
}

/** A device that gets push messages. */
export interface Device {
  /** The push token. */
  id: string;
  /** Unix seconds. */
  last_used?: number;
  platform: 'ios' | 'android';
  attributes?: {
    device_os?: string;
    device_model?: string;
    app_version?: string;
    cio_sdk_version?: string;
    _last_status?: '' | 'bounced' | 'sent' | 'suppressed';
    device_locale?: string;
    push_enabled?: 'true' | 'false';
    [key: string]: unknown;
  };
}

export interface DomainSuppressionListParams {
  limit?: number;
  start?: string;
  email?: string;
}

export interface EndLiveNotification {
  instance_id: string;
  /** The last state; left out, the one shown stays. */
  content_state?: LiveContentState;
  attributes?: Record<string, unknown>;
  push_payload?: LivePushPayload;
  deep_link?: string;
}

/** An address that the email provider does not deliver to. */
export interface EspSuppression {
  /** Unix seconds. */
  created?: number;
  email?: string;
  reason?: string;
  status?: string;
}

export interface EspSuppressions {
  category?: 'bounces' | 'spam';
  suppressions?: EspSuppression[];
}

export interface EventCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'event';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  /** The event that lets a person in. */
  event_name?: string;
}

export interface EventMetadata {
  name: string;
  description?: string;
  [key: string]: unknown;
}

/** A file of people or deliveries, made in the background. */
export interface Export {
  id?: number;
  user_id?: number;
  user_email?: string;
  total?: number;
  deduplicate_id?: string;
  type?: 'customers' | 'deliveries';
  failed?: boolean;
  description?: string;
  downloads?: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
  /** `done` once it can be downloaded. */
  status?: 'done' | 'pending' | 'failed';
}

export interface FormCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'form';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
}

/** A CSV file that is being read in, or has been. */
export interface Import {
  id?: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
  name?: string;
  description?: string;
  rows_to_import?: number;
  rows_imported?: number;
  /** `imported` at the end, or `failed`, or `canceled`. */
  state?:
    | 'preprocessing'
    | 'preprocessed'
    | 'validating'
    | 'validated'
    | 'importing'
    | 'imported'
    | 'failed'
    | 'canceled';
  type?: 'people' | 'event' | 'object' | 'relationship';
  identifier?: 'id' | 'email';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  people_to_process?: 'all' | 'only_new' | 'only_existing';
  object_type_id?: string | number;
  /** Why it failed. */
  error?: string;
}

export interface ImportEvents {
  name: string;
  data_file_url: string;
  type: 'event';
  identifier: 'id' | 'email';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  description?: string;
}

export interface ImportObjects {
  name: string;
  data_file_url: string;
  object_type_id: string | number;
  type: 'object';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  description?: string;
}

export interface ImportPeople {
  name: string;
  data_file_url: string;
  type: 'people';
  identifier: 'id' | 'email';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  description?: string;
}

export interface ImportRelationships {
  name: string;
  data_file_url: string;
  type: 'relationship';
  identifier: 'id' | 'email' | 'cio_id';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  description?: string;
}

/** Journeys by period: those that started, and how they ended. */
export interface JourneyMetrics {
  journey_metric: {
    started?: number[];
    activated?: number[];
    exited_early?: number[];
    finished?: number[];
    converted?: number[];
    never_activated?: number[];
    messages?: number[];
  };
}

export interface JourneyMetricsParams {
  /** Unix seconds. */
  start: number | Date;
  /** Unix seconds. */
  end: number | Date;
  resolution: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
}

/** Clicks on one link by period, from the oldest to the newest. */
export interface LinkMetrics {
  link?: {
    id?: number;
    href?: string;
  };
  metric?: {
    series?: {
      clicked?: number[];
      human_clicked?: number[];
      machine_clicked?: number[];
    };
  };
}

export interface LinkMetricsParams {
  period?: 'hours' | 'days' | 'weeks' | 'months';
  steps?: number;
  /** Counts each person once a link. */
  unique?: boolean;
}

export interface LinkMetricsReport {
  links: LinkMetrics[];
}

export type LiveContentState =
  | Record<string, unknown>
  | {
    status: string;
    substatus?: string;
    segmentsTotal: number;
    segmentsComplete: number;
    trailingText?: string;
  }
  | {
    title: string;
    statusMessage?: string;
    /** Unix seconds. */
    endTime?: number | Date;
  };

/** The state of a live notification. */
export interface LiveNotification {
  instance_id?: string;
  notification_type?: string;
  platform?: string;
  state?: 'active' | 'ended' | 'expired' | 'failed';
  failure_reason?: string | null;
  /** Unix seconds. */
  started_at?: number;
  /** Unix seconds. */
  ended_at?: number | null;
  /** Unix seconds. */
  expires_at?: number | null;
  last_delivery?: {
    id?: string;
    operation?: 'start' | 'update' | 'end';
    status?: 'queued' | 'sent' | 'failed' | 'undeliverable';
    source?: string;
    /** Unix seconds. */
    created_at?: number;
  } | null;
}

export interface LivePushPayload {
  alert?: {
    title: string;
    body: string;
    sound?: string;
  };
}

/** One delivery: one message to one person. */
export interface Message {
  /** The delivery id, which webhooks and `reportMetric` name too. */
  id?: string;
  deduplicate_id?: string;
  message_template_id?: number;
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers;
  recipient?: string;
  subject?: string;
  /** What happened to it, and when. */
  metrics?: MessageMetrics;
  /** Unix seconds. */
  created?: number;
  /** Why it failed, where it did. */
  failure_message?: string | null;
  campaign_id?: number | null;
  action_id?: number | null;
  parent_action_id?: number | null;
  newsletter_id?: number | null;
  content_id?: number | null;
  broadcast_id?: number | null;
  trigger_event_id?: string | null;
  /** Whether its content was not kept. */
  forgotten?: boolean;
  tracked_responses?: Record<string, {
      id?: number;
      ts?: number;
    }>;
  type?: MessageChannel;
}

export type MessageChannel =
  | 'email'
  | 'webhook'
  | 'twilio'
  | 'push'
  | 'in_app'
  | 'slack'
  | 'whatsapp'
  | 'live_notification';

export interface MessageListParams {
  start?: string;
  limit?: number;
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification';
  metric?:
    | 'attempted'
    | 'sent'
    | 'delivered'
    | 'opened'
    | 'clicked'
    | 'converted'
    | 'bounced'
    | 'spammed'
    | 'unsubscribed'
    | 'dropped'
    | 'failed'
    | 'undeliverable';
  /** Drafts, in place of what was sent. */
  drafts?: boolean;
  campaign_id?: number;
  newsletter_id?: number;
  action_id?: number;
  transactional_id?: number;
  trigger_id?: number;
  template_id?: number;
  content_id?: number;
  associations?: boolean;
  /** The beginning of the time looked at. Unix seconds. */
  start_ts?: number | Date;
  /** Its end. Unix seconds. */
  end_ts?: number | Date;
  get_tracked_responses?: boolean;
}

/** When each thing happened to a message, in unix seconds. */
export interface MessageMetrics {
  bounced?: number;
  clicked?: number;
  human_clicked?: number;
  prefetch_clicked?: number;
  converted?: number;
  /** Unix seconds. */
  created?: number;
  delivered?: number;
  drafted?: number;
  dropped?: number;
  failed?: number;
  opened?: number;
  human_opened?: number;
  prefetch_opened?: number;
  sent?: number;
  spammed?: number;
  undeliverable?: number;
  unsubscribed?: number;
}

export interface MessageParams {
  archived_message?: boolean;
  associations?: boolean;
  get_tracked_responses?: boolean;
}

export interface MetricsParams {
  /** The length of a period. */
  period?: 'hours' | 'days' | 'weeks' | 'months';
  /** How many periods: at most 24 hours, 45 days, 12 weeks or 121 months. */
  steps?: number;
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification';
}

/** A message to many, sent once. */
export interface Newsletter {
  id?: number;
  deduplicate_id?: string;
  content_ids?: number[];
  name?: string;
  /** Missing until it is sent. Unix seconds. */
  sent_at?: number;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  type?: NewsletterChannel;
  tags?: string[];
  recipient_segment_ids?: number[];
  subscription_topic_id?: number;
}

export type NewsletterChannel = 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox';

/** The content of a newsletter in one language, or of one side of a test. */
export interface NewsletterContent {
  id?: number;
  newsletter_id?: number;
  deduplicate_id?: string;
  name?: string;
  layout?: string;
  body?: string;
  body_amp?: string;
  language?: string;
  type?: NewsletterChannel;
  from?: string;
  from_id?: number;
  reply_to?: string;
  reply_to_id?: number | null;
  preprocessor?: 'premailer';
  recipient?: string;
  subject?: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  preheader_text?: string;
  headers?: string;
}

export interface NewsletterLinkMetricsParams {
  period?: 'hours' | 'days' | 'weeks' | 'months';
  steps?: number;
  type?: 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox';
  unique?: boolean;
}

export interface NewsletterListParams {
  start?: string;
  limit?: number;
  sort?: 'asc' | 'desc';
}

export interface NewsletterMessage {
  id?: string;
  deduplicate_id?: string;
  message_template_id?: number;
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers;
  recipient?: string;
  subject?: string;
  metrics?: MessageMetrics;
  /** Unix seconds. */
  created?: number;
  failure_message?: string | null;
  campaign_id?: number | null;
  action_id?: number | null;
  parent_action_id?: number | null;
  newsletter_id?: number | null;
  content_id?: number | null;
  broadcast_id?: number | null;
  trigger_event_id?: string | null;
  forgotten?: boolean;
  tracked_responses?: Record<string, {
      id?: number;
      ts?: number;
    }>;
  type?: NewsletterChannel;
}

export interface NewsletterMessagesParams {
  start?: string;
  limit?: number;
  metric?:
    | 'attempted'
    | 'sent'
    | 'delivered'
    | 'opened'
    | 'clicked'
    | 'converted'
    | 'bounced'
    | 'spammed'
    | 'unsubscribed'
    | 'dropped'
    | 'failed'
    | 'undeliverable';
  /** Unix seconds. */
  start_ts?: number | Date;
  /** Unix seconds. */
  end_ts?: number | Date;
  get_tracked_responses?: boolean;
}

export interface NewsletterMetricsParams {
  period?: 'hours' | 'days' | 'weeks' | 'months';
  steps?: number;
  type?: 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox';
}

/** Spreads a sending over time. */
export interface NewsletterRateLimit {
  /** How many messages a period. */
  rate_limit_email_rate?: number;
  /** The period, in seconds: a minute, an hour or a day. */
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
}

export interface ObjectCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'object';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  object_type_id?: number;
  filter_object_attributes?: string;
  filter_relationship_attributes?: string;
  audience?: {
    type?: number;
    person_filters?: Record<string, unknown>;
    relationship_filters?: Record<string, unknown>;
  };
  object_attribute_triggers?: Record<string, unknown>;
}

export interface ObjectDetails {
  attributes?: Record<string, unknown>;
  timestamps?: Record<string, unknown>;
  identifiers?: ObjectIdentifiers;
  [key: string]: unknown;
}

export interface ObjectIdParams {
  /** What the object's id is. Default `object_id`. */
  id_type?: 'object_id' | 'cio_object_id';
}

export interface ObjectIdentifiers {
  object_type_id?: string;
  object_id?: string;
  cio_object_id?: string;
}

export interface ObjectRelationship {
  identifiers?: CustomerIdentifiers;
  relationship_attributes?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface ObjectRelationshipsParams {
  start?: string;
  limit?: number;
  id_type?: 'object_id' | 'cio_object_id';
}

export interface ObjectType {
  id?: string;
  name?: string;
  singular_name?: string;
  slug?: string;
  singular_slug?: string;
  enabled?: boolean;
  icon?: string;
  [key: string]: unknown;
}

export interface OptOut {
  channel?: 'sms' | 'whatsapp';
  from?: string;
}

export interface OptOutListParams {
  from?: string;
  start?: string;
  limit?: number;
}

export interface PageMeta {
  /** The page this is, its size, and how many there are of everything. */
  pagination?: {
    page?: number;
    limit?: number;
    total?: number;
  };
  filters?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface PeriodMessageMetrics {
  attempted?: number[];
  bounced?: number[];
  clicked?: number[];
  human_clicked?: number[];
  prefetch_clicked?: number[];
  converted?: number[];
  created?: number[];
  deferred?: number[];
  delivered?: number[];
  drafted?: number[];
  failed?: number[];
  opened?: number[];
  human_opened?: number[];
  prefetch_opened?: number[];
  sent?: number[];
  spammed?: number[];
  suppressed?: number[];
  undeliverable?: number[];
  topic_unsubscribed?: number[];
  unsubscribed?: number[];
}

export interface PeriodWebhookMetrics {
  '2xx'?: number[];
  '3xx'?: number[];
  '4xx'?: number[];
  '5xx'?: number[];
}

/** The channels a person has opted out of. */
export interface PersonOptOuts {
  customer_id?: string;
  cio_id?: string;
  optouts?: OptOut[];
}

export interface PushOptionsIos {
  alert?: string | {
    body?: string;
    title?: string;
    subtitle?: string;
    'launch-image'?: string;
    'title-loc-key'?: string;
    'title-loc-args'?: string[];
    'subtitle-loc-key'?: string;
    'subtitle-loc-args'?: string[];
    'loc-key'?: string;
    'loc-args'?: string[];
  };
  badge?: number;
  sound?: string | {
    critical?: number;
    name?: string;
    volume?: number;
  };
  'thread-id'?: string;
  category?: string;
  'content-available'?: number;
  'mutable-content'?: number;
  'target-content-id'?: string;
  'interruption-level'?: 'passive' | 'active' | 'time-sensitive' | 'critical';
  'relevance-score'?: number;
}

export interface PushPayloadAndroid {
  message: {
    notification?: {
      title?: string;
      body?: string;
    };
    data?: Record<string, string>;
    android?: {
      notification?: {
        icon?: string;
        sound?: string;
        tag?: string;
        color?: string;
        click_action?: string;
        body_loc_key?: string;
        body_loc_arg?: string;
        title_loc_key?: string;
        title_loc_arg?: string;
      };
    };
  };
}

export type PushPayloadIos =
  | {
    message: {
      apns: {
        headers?: Record<string, unknown>;
        payload: {
          CIO?: {
            push: {
              title?: string;
              body?: string;
              link?: string;
              image?: string;
            };
          };
          aps?: PushOptionsIos;
          [key: string]: unknown;
        };
      };
    };
  }
  | {
    CIO?: {
      push: {
        link?: string;
        image?: string;
      };
    };
    aps?: PushOptionsIos;
  };

export interface Relationship {
  object_type_id?: string;
  identifiers?: ObjectIdentifiers;
  [key: string]: unknown;
}

export interface RelationshipCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'relationship';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  object_type_id?: number;
  filter_object_attributes?: string;
  filter_relationship_attributes?: string;
  audience?: {
    type?: number;
    person_filters?: Record<string, unknown>;
    relationship_filters?: Record<string, unknown>;
  };
  relationship_attribute_triggers?: Record<string, unknown>;
}

/** Where Customer.io sends what happens, and which events. */
export interface ReportingWebhook {
  name: string;
  id?: number;
  type?: 'webhook' | 'js';
  /** An http or https URL. */
  endpoint: string;
  disabled?: boolean;
  /** Whether every open and click is reported, not only the first. */
  full_resolution?: boolean;
  /** Whether the message's content comes along. */
  with_content?: boolean;
  events: ReportingWebhookEvent[];
}

export type ReportingWebhookEvent =
  | 'customer_subscribed'
  | 'customer_unsubscribed'
  | 'customer_subscription_preferences_changed'
  | 'email_drafted'
  | 'email_attempted'
  | 'email_sent'
  | 'email_delivered'
  | 'email_opened'
  | 'email_clicked'
  | 'email_converted'
  | 'email_bounced'
  | 'email_dropped'
  | 'email_deferred'
  | 'email_spammed'
  | 'email_failed'
  | 'email_unsubscribed'
  | 'email_undeliverable'
  | 'in_app_drafted'
  | 'in_app_attempted'
  | 'in_app_sent'
  | 'in_app_opened'
  | 'in_app_clicked'
  | 'in_app_converted'
  | 'in_app_failed'
  | 'in_app_undeliverable'
  | 'push_drafted'
  | 'push_attempted'
  | 'push_sent'
  | 'push_delivered'
  | 'push_opened'
  | 'push_clicked'
  | 'push_converted'
  | 'push_bounced'
  | 'push_dropped'
  | 'push_failed'
  | 'push_undeliverable'
  | 'slack_drafted'
  | 'slack_attempted'
  | 'slack_sent'
  | 'slack_clicked'
  | 'slack_converted'
  | 'slack_failed'
  | 'sms_drafted'
  | 'sms_attempted'
  | 'sms_sent'
  | 'sms_delivered'
  | 'sms_clicked'
  | 'sms_converted'
  | 'sms_bounced'
  | 'sms_dropped'
  | 'sms_failed'
  | 'sms_undeliverable'
  | 'sms_replied'
  | 'whatsapp_drafted'
  | 'whatsapp_attempted'
  | 'whatsapp_sent'
  | 'whatsapp_delivered'
  | 'whatsapp_opened'
  | 'whatsapp_clicked'
  | 'whatsapp_converted'
  | 'whatsapp_bounced'
  | 'whatsapp_dropped'
  | 'whatsapp_failed'
  | 'whatsapp_undeliverable'
  | 'whatsapp_replied'
  | 'webhook_drafted'
  | 'webhook_attempted'
  | 'webhook_sent'
  | 'webhook_clicked'
  | 'webhook_converted'
  | 'webhook_failed'
  | 'webhook_undeliverable';

export interface ScheduleNewsletter {
  /** Unix seconds. */
  scheduled_at: number | Date;
  timezone?: string;
  tz_match_enabled?: boolean;
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
}

/** A set of people: `dynamic` by conditions, `manual` by adding them. */
export interface Segment {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  /** `finished` once it has been built. */
  state?: 'events' | 'build' | 'events_queued' | 'build_queued' | 'finished';
  progress?: number | null;
  type?: 'dynamic' | 'manual';
  tags?: string[] | null;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
}

export interface SegmentCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'segment';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  /** Whoever enters one of these segments enters the campaign. */
  trigger_segment_ids?: number[];
  filter_segment_ids?: number[];
  msg_templates?: {
    type?: 'email' | 'sms' | 'push' | 'slack';
    id?: number;
  }[];
}

export interface SendEmailFields {
  transactional_message_id?: number | string;
  body?: string;
  body_amp?: string;
  body_plain?: string;
  subject?: string;
  from?: string;
  language?: string;
  identifiers?: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number | Date;
  disable_message_retention?: boolean;
  send_to_unsubscribed?: boolean;
  queue_draft?: boolean;
  auto_create?: boolean;
  to: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  reply_to?: string;
  preheader?: string;
  attachments?: Attachments;
  headers?: string | Record<string, string>;
  disable_css_preprocessing?: boolean;
  tracked?: boolean;
}

export interface SendInApp {
  transactional_message_id: number | string;
  identifiers: {
    id: string | number;
  } | {
    email: string;
  } | {
    cio_id: string;
  };
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number | Date;
  queue_draft?: boolean;
  language?: string;
  auto_create?: boolean;
}

export interface SendInboxMessage {
  transactional_message_id: number | string;
  identifiers: {
    id: string | number;
  } | {
    email: string;
  } | {
    cio_id: string;
  };
  message_data?: Record<string, unknown>;
  to?: string;
  /** Unix seconds. */
  send_at?: number | Date;
  queue_draft?: boolean;
  language?: string;
  auto_create?: boolean;
}

export interface SendPush {
  transactional_message_id: number | string;
  /** Which of the person's devices: all, the last used, or one by its token. */
  to?: 'all' | 'last_used' | '$device_token';
  title?: string;
  message?: string;
  image_url?: string;
  link?: string;
  sound?: 'default' | 'none';
  custom_data?: Record<string, unknown>;
  custom_device?: {
    token: string;
    /** Unix seconds. */
    last_used?: number | Date;
    platform: 'ios' | 'android';
    attributes?: {
      device_os?: string;
      device_model?: string;
      app_version?: string;
      cio_sdk_version?: string;
      device_locale?: string;
      push_enabled?: 'true' | 'false';
      [key: string]: unknown;
    };
  };
  /** A payload of your own for each platform, in place of title and message. */
  custom_payload?: {
    ios?: PushPayloadIos;
    android?: PushPayloadAndroid;
  };
  language?: string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number | Date;
  disable_message_retention?: boolean;
  send_to_unsubscribed?: boolean;
  queue_draft?: boolean;
  auto_create?: boolean;
}

export interface SendSms {
  transactional_message_id: number | string;
  /** The phone number, with its country code. */
  to: string;
  from?: string;
  tracked?: boolean;
  language?: string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number | Date;
  disable_message_retention?: boolean;
  send_to_unsubscribed?: boolean;
  queue_draft?: boolean;
  auto_create?: boolean;
}

export interface SendWhatsapp {
  transactional_message_id: number | string;
  to?: string;
  from?: string;
  tracked?: boolean;
  language?: string;
  identifiers?: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number | Date;
  disable_message_retention?: boolean;
  send_to_unsubscribed?: boolean;
  queue_draft?: boolean;
  auto_create?: boolean;
}

/** A name and an address, or a phone number, that messages come from. */
export interface SenderIdentity {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  email?: string;
  address?: string;
  template_type?: 'email' | 'phone';
  auto_generated?: boolean;
  phone?: string;
  hidden?: boolean;
}

export interface SenderIdentityListParams {
  start?: string;
  limit?: number;
  sort?: 'asc' | 'desc';
  hidden?: boolean;
}

/** Counts by period, from the oldest to the newest. */
export interface SeriesMetrics {
  metric: {
    series: PeriodMessageMetrics | PeriodWebhookMetrics;
  };
}

/** A piece of text that messages share, by its name. */
export interface Snippet {
  /** At most 150 characters. */
  name: string;
  value: string;
  /** Unix seconds. */
  updated_at?: number;
}

/** Starts a live notification on a person's devices. */
export interface StartLiveNotification {
  /** Exactly one. `internal` is `cio_` and a cio_id. */
  identifiers: {
    id?: string;
    email?: string;
    phone?: string;
    internal?: string;
  };
  notification_type: string;
  device_id?: string;
  platform?: 'ios' | 'android';
  app_identifier?: string;
  attributes: Record<string, unknown>;
  content_state: LiveContentState;
  /** Needed to start one on iOS. */
  push_payload?: LivePushPayload;
  deep_link?: string;
  /** At most 6 hours ahead, which is the default too. Unix seconds. */
  expiration?: number | Date;
}

export interface SubscriptionChannel {
  id?: string;
  name?: string;
  [key: string]: unknown;
}

export interface SubscriptionPreferencesParams {
  id_type?: 'id' | 'email' | 'phone' | 'cio_id';
  language?: string;
}

/** A kind of message that people can turn off by itself. */
export interface SubscriptionTopic {
  id?: number;
  name?: string;
  description?: string;
  identifier?: string;
  subscribed_by_default?: boolean;
  [key: string]: unknown;
}

export interface SuppressionListParams {
  limit?: number;
  offset?: number;
  domain?: string;
  email?: string;
}

export interface TestGroup {
  id?: string;
  label?: string;
  winner?: boolean;
  content_ids?: number[];
}

/** The content of a transactional message in one language. */
export interface TransactionalContent {
  id?: number;
  name?: string;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  body?: string;
  language?: string;
  type?: 'email' | 'push';
  from?: string;
  from_id?: number;
  reply_to?: string;
  reply_to_id?: number | null;
  preprocessor?: 'premailer';
  recipient?: string;
  subject?: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  preheader_text?: string;
  body_amp?: string;
  headers?: string;
}

/** A template for messages to one person. */
export interface TransactionalMessage {
  id?: number;
  name?: string;
  description?: string;
  send_to_unsubscribed?: boolean;
  link_tracking?: boolean;
  open_tracking?: boolean;
  hide_message_body?: boolean;
  queue_drafts?: boolean;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
}

export interface TransactionalMessagesParams {
  start?: string;
  limit?: number;
  metric?:
    | 'attempted'
    | 'sent'
    | 'delivered'
    | 'opened'
    | 'clicked'
    | 'converted'
    | 'bounced'
    | 'spammed'
    | 'unsubscribed'
    | 'dropped'
    | 'failed'
    | 'undeliverable';
  state?: 'failed' | 'sent' | 'drafted' | 'attempted';
  /** Unix seconds. */
  start_ts?: number | Date;
  /** Unix seconds. */
  end_ts?: number | Date;
  get_tracked_responses?: boolean;
}

export interface TransactionalMetricsParams {
  period?: 'hours' | 'days' | 'weeks' | 'months';
  steps?: number;
}

export type TransactionalRecipient =
  | {
    id: string | number;
  }
  | {
    email: string;
  }
  | {
    cio_id: string;
  };

export type UpdateBroadcastAction =
  | UpdateBroadcastEmailAction
  | UpdateBroadcastSmsAction
  | UpdateBroadcastWhatsappAction
  | UpdateBroadcastWebhookAction;

export interface UpdateBroadcastEmailAction {
  broadcast_id?: number;
  body?: string;
  type?: 'email' | 'in_app' | 'push' | 'slack';
  sending_state?: 'automatic' | 'draft' | 'off';
  from_id?: number;
  reply_to_id?: number | null;
  recipient?: string;
  subject?: string;
  preheader_text?: string;
  body_amp?: string;
  headers?: {
    name?: string;
    value?: string;
  }[];
}

export interface UpdateBroadcastSmsAction {
  broadcast_id?: number;
  body?: string;
  type?: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

export interface UpdateBroadcastWebhookAction {
  broadcast_id?: number;
  body?: string;
  type?: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface UpdateBroadcastWhatsappAction {
  broadcast_id?: number;
  body?: string;
  body_json?: string;
  type?: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  tracked?: boolean;
}

export type UpdateCampaignAction =
  | UpdateCampaignEmailAction
  | UpdateCampaignSmsAction
  | UpdateCampaignWhatsappAction
  | UpdateCampaignWebhookAction;

export interface UpdateCampaignEmailAction {
  broadcast_id?: number;
  body?: string;
  type?: 'email' | 'in_app' | 'push' | 'slack';
  sending_state?: 'automatic' | 'draft' | 'off';
  from_id?: number;
  reply_to_id?: number | null;
  recipient?: string;
  subject?: string;
  preheader_text?: string;
  body_amp?: string;
  campaign_id?: number;
  headers?: {
    name?: string;
    value?: string;
  }[];
}

export interface UpdateCampaignSmsAction {
  campaign_id?: number;
  body?: string;
  type?: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

export interface UpdateCampaignWebhookAction {
  campaign_id?: number;
  body?: string;
  type?: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface UpdateCampaignWhatsappAction {
  campaign_id?: number;
  body?: string;
  body_json?: string;
  type?: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  tracked?: boolean;
}

export interface UpdateCollection {
  name?: string;
  data?: Record<string, unknown>[];
  url?: string;
}

export interface UpdateEmailContent {
  type?: 'email';
  body?: string;
  body_amp?: string;
  body_plain?: string;
  subject?: string;
  preheader_text?: string;
  from_id?: number;
  reply_to_id?: number | null;
  recipient?: string;
}

export interface UpdateInboxContent {
  type?: 'inbox';
  body_json?: string;
}

export interface UpdateLiveNotification {
  instance_id: string;
  /** The whole state, not what changed. */
  content_state: LiveContentState;
  attributes?: Record<string, unknown>;
  push_payload?: LivePushPayload;
  deep_link?: string;
}

export type UpdateNewsletterContent =
  | UpdateEmailContent
  | UpdateSmsContent
  | UpdatePushContent
  | UpdateWebhookContent
  | UpdateInboxContent;

export interface UpdatePushContent {
  type?: 'push';
  subject?: string;
  body?: string;
}

export interface UpdateSmsContent {
  type?: 'twilio';
  body?: string;
}

export interface UpdateTransactionalContent {
  body?: string;
  from_id?: number;
  reply_to_id?: number | null;
  recipient?: string;
  subject?: string;
  preheader_text?: string;
  body_amp?: string;
  headers?: {
    name?: string;
    value?: string;
  }[];
}

export interface UpdateWebhookContent {
  type?: 'webhook';
  body?: string;
  headers?: {
    name?: string;
    value?: string;
  }[];
}

/** The ids of what uses it. */
export interface UsedBy {
  campaigns?: number[];
  sent_newsletters?: number[];
  draft_newsletters?: number[];
}

export interface WebhookCampaign {
  id?: number;
  deduplicate_id?: string;
  name?: string;
  description?: string;
  type: 'webhook';
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  active?: boolean;
  state?: 'running' | 'draft' | 'stopped';
  actions?: {
    type?: string;
    id?: number;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  webhook_id?: number;
}

/** A workspace and its usage. */
export interface Workspace {
  id?: number;
  name?: string;
  messages_sent?: number;
  billable_messages_sent?: number;
  people?: number;
  object_types?: number;
  objects?: number;
}
