// Made by `pnpm generate` from packages/contract. Change it there: the comments are in src/generate.
import type { Attachments } from '../sends/attachments.js';
import type { NewsletterRecipients } from '../filters/newsletter-recipients.js';

/** Fields that Customer.io sends and that have no type here yet. */
export interface UnknownFields {
  [key: string]: unknown;
}

export interface AccessibilityOptions {
  /** Whether the step is done at all. Default `false`. */
  enabled?: boolean | undefined;
  /** The language to write into the HTML. Default `''`. */
  language?: string | undefined;
  /** Adds `lang` to the html element. Default `true`. */
  add_lang_to_html?: boolean | undefined;
  /** Adds `dir` to the html element. Default `true`. */
  add_dir_to_html?: boolean | undefined;
  /** Adds `lang` to the content. Default `true`. */
  add_lang_to_content?: boolean | undefined;
  /** Adds `dir` to the content. Default `true`. */
  add_dir_to_content?: boolean | undefined;
  /** Adds `role="presentation"` to tables. Default `true`. */
  add_role_to_tables?: boolean | undefined;
  /** Adds texts to VML pictures. Default `true`. */
  add_vml_alt_text?: boolean | undefined;
  /** Adds an empty `alt` to pictures without one. Default `true`. */
  add_empty_alt_to_images?: boolean | undefined;
  /** Adds a title to the head. Default `true`. */
  add_title_to_head?: boolean | undefined;
  /** Takes `role="button"` off links. Default `true`. */
  remove_button_role_from_links?: boolean | undefined;
  /** Takes out a meta tag that forbids zooming. Default `true`. */
  remove_zoom_meta_tag?: boolean | undefined;
}

export interface ActionDeliveriesExport {
  /** The step. */
  action_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person, as columns beside the usual ones. */
  attributes?: string[] | undefined;
  /** Only deliveries of which this is known. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts come too. */
  drafts?: boolean | undefined;
  /** Only deliveries of this content. */
  template_id?: number | undefined;
}

/** One thing that happened to a person. */
export interface Activity extends UnknownFields {
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers;
  /** What is known of it: of an event its data, of a change `{ attribute: { from, to } }`. */
  data?: {
    /** Unix seconds. */
    delivered?: number | null;
    delivery_id?: string;
    /** A time, or whether. */
    opened?: number | boolean | null;
    [key: string]: unknown;
  };
  delivery_id?: string;
  delivery_type?: 'ios' | 'android' | 'email' | 'phone';
  id: string;
  /** Unix seconds. */
  timestamp: number;
  /** What kind of thing. */
  type: ActivityType;
  name?: string;
  url?: string;
}

export interface ActivityListParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** Only activities of this kind. */
  type?: ActivityType | undefined;
  /** Only events of this name, or changes of this attribute (with `type`). */
  name?: string | undefined;
  /** Whether those of people who were deleted come too. Default `false`. */
  deleted?: boolean | undefined;
  /** Only one person's. A cio_id needs `cio_` before it. */
  customer_id?: string | undefined;
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** How many a page. At most 100. Default `10`. */
  limit?: number | undefined;
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
export interface ArchivedMessage extends UnknownFields {
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
  /** JSON text. */
  headers?: string;
  forgotten?: boolean;
}

/** A file for messages: an image or a PDF. */
export interface Asset extends UnknownFields {
  id: number;
  name: string;
  parent_folder_id?: number | null;
  /** Where it can be fetched. */
  path?: string;
  /** Bytes. */
  size?: number;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

/** A folder of files. */
export interface AssetFolder extends UnknownFields {
  id: number;
  name: string;
  parent_folder_id?: number | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

export interface AssetListParams {
  /** Only what is in this folder; 0 is the root. */
  parent_folder_id?: number | undefined;
  /** Whether what lies in folders inside the folder is left out. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** Which page. At least 1. Default `1`. */
  page?: number | undefined;
  /** How many a page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
}

/** Which page this is, and what was asked for. */
export interface AssetPageMeta extends UnknownFields {
  /** The page, its size, and how many there are of everything. */
  pagination?: {
    page?: number;
    limit?: number;
    total?: number;
    [key: string]: unknown;
  };
  filters?: {
    parent_folder_id?: number | null;
    direct_descendants_only?: boolean;
    [key: string]: unknown;
  };
}

/** What an attribute means. */
export interface AttributeMetadata {
  /** The attribute's name. */
  name: string;
  /** What it means. At most 255 characters. */
  description?: string | undefined;
  /** 1 marks it as sensitive, where the plan has that. */
  privacy_level?: 0 | 1 | undefined;
}

/** A message that is sent to many when the API triggers it. */
export interface Broadcast extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
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
    [key: string]: unknown;
  }[];
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_template_ids?: {
    id?: number;
    type?: 'email' | 'webhook' | 'push' | 'sms' | 'slack';
    [key: string]: unknown;
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

/** Counts of one step by period; of a message in several languages, those of each too. */
export interface BroadcastActionMetrics extends UnknownFields {
  metric: {
    series?: MetricSeries;
    [key: string]: unknown;
  };
  /** By the id of the language's own action. */
  language_variants?: Record<string, LanguageVariantMetrics>;
}

export interface BroadcastEmailAction extends UnknownFields {
  id: number;
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
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
  /** Only messages of which this is known. */
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
    | 'undeliverable' | undefined;
  /** Only messages in this state. */
  state?: 'failed' | 'sent' | 'drafted' | 'attempted' | undefined;
  /** The channel. */
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification' | undefined;
  /** The beginning of the time looked at: at most 6 months before its end, which is the default. Unix seconds. */
  start_ts?: number | Date | undefined;
  /** The end of the time looked at. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages come with what people answered. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

export interface BroadcastSmsAction extends UnknownFields {
  id: number;
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
export interface BroadcastTrigger extends UnknownFields {
  id: number;
  broadcast_id?: number;
  /** Unix seconds. */
  created_at?: number;
  /** When the audience had been worked through; missing until then. Unix seconds. */
  processed_at?: number;
}

export interface BroadcastWebhookAction extends UnknownFields {
  id: number;
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

export interface BroadcastWhatsappAction extends UnknownFields {
  id: number;
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
  /** Default `false`. */
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
  | CampaignWebhookAction
  | CampaignAttributeUpdateAction;

export interface CampaignActionLinkMetricsParams {
  /** The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   */
  steps?: number | undefined;
  /** The channel. */
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification' | undefined;
  /** Whether each person counts once a link. Default `false`. */
  unique?: boolean | undefined;
}

/** Counts of one step by period; of a message in several languages, those of each too. */
export interface CampaignActionMetrics extends UnknownFields {
  metric: {
    series?: MetricSeries;
    [key: string]: unknown;
  };
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  start?: string;
  end?: string;
  /** By the id of the language's own action. */
  language_variants?: Record<string, LanguageVariantMetrics>;
}

export interface CampaignActionsParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
}

/** A step that sets attributes of the person. */
export interface CampaignAttributeUpdateAction extends UnknownFields {
  id: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name: string;
  layout?: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
  body?: string;
  type: 'attribute_update';
  language?: string;
  recipient?: string;
}

export interface CampaignDeliveriesExport {
  /** The campaign. */
  campaign_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person, as columns beside the usual ones. */
  attributes?: string[] | undefined;
  /** Only deliveries of which this is known. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts come too. */
  drafts?: boolean | undefined;
  /** Only deliveries of this content. */
  template_id?: number | undefined;
}

export interface CampaignEmailAction extends UnknownFields {
  id: number;
  broadcast_id?: number;
  deduplicate_id?: string;
  name: string;
  layout?: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
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
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 1,000. Default `50`. */
  limit?: number | undefined;
  /** The channel. */
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification' | undefined;
  /** Only messages of which this is known. */
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
    | 'undeliverable' | undefined;
  /** Drafts in place of what was sent. */
  drafts?: boolean | undefined;
  /** The beginning of the time looked at: at most 6 months before its end, which is the default. Unix seconds. */
  start_ts?: number | Date | undefined;
  /** The end of the time looked at. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages come with what people answered. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

/** Counts by period, and the time they cover (with `version: "2"`). */
export interface CampaignMetrics extends UnknownFields {
  metric: {
    series?: MetricSeries;
    [key: string]: unknown;
  };
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  start?: string;
  end?: string;
}

export interface CampaignMetricsParams {
  /**
   * `2` for counts by `res`, `start` and `end`, which it needs. Left out or `1`: by `period` and `steps`, in
   * Eastern time.
   */
  version?: '1' | '2' | undefined;
  /** The length of a period. With `version: "2"`. */
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly' | undefined;
  /** The beginning of the time looked at. With `version: "2"`. Unix seconds. */
  start?: number | Date | undefined;
  /** Its end, at most ten years later. With `version: "2"`. Unix seconds. */
  end?: number | Date | undefined;
  /** The time zone that days begin in, such as `Europe/Berlin`. Default UTC. With `version: "2"`. */
  tz?: string | undefined;
  /**
   * The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`.
   * @deprecated Customer.io may stop sending or taking it.
   */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   * @deprecated Customer.io may stop sending or taking it.
   */
  steps?: number | undefined;
  /** The channel. */
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification' | undefined;
}

export interface CampaignSmsAction extends UnknownFields {
  id: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name: string;
  layout?: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
  body?: string;
  language?: string;
  type: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

export interface CampaignWebhookAction extends UnknownFields {
  id: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name: string;
  layout?: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
  body?: string;
  type: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface CampaignWhatsappAction extends UnknownFields {
  id: number;
  campaign_id?: number;
  parent_action_id?: number;
  deduplicate_id?: string;
  name: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
  body?: string;
  body_json?: string;
  language?: string;
  type: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  tracked?: boolean;
}

/** A table that messages can look things up in. At most 10 MB, and 10 KB a row. */
export interface Collection extends UnknownFields {
  /** Its size. */
  bytes?: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
  id: number;
  name: string;
  rows?: number;
  schema?: string[];
}

export interface CreateAssetFolder {
  /** The name that people see in Customer.io. At least 1 character. */
  name: string;
  /** The folder it is in; null is the root. */
  parent_folder_id?: number | null | undefined;
}

/** A table, from rows or from a file: one of the two. */
export type CreateCollection =
  | (CreateCollectionWithData & { /** The URL of a CSV or JSON file, which Customer.io reads. */ url?: undefined })
  | (CreateCollectionFromUrl & { /** The rows. */ data?: undefined });

export interface CreateCollectionFromUrl {
  /** The name that people see in Customer.io. */
  name: string;
  /** The URL of a CSV or JSON file, which Customer.io reads. */
  url: string;
}

export interface CreateCollectionWithData {
  /** The name that people see in Customer.io. */
  name: string;
  /** The rows. */
  data: object[];
}

export interface CreateDesignStudioComponent {
  /** The name that people see in Customer.io. 1 to 255 characters. */
  name: string;
  /** The name of its element in emails, such as `x-button`. */
  tag: string;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | null | undefined;
  /** Its HTML. */
  content: string;
}

export interface CreateDesignStudioEmail {
  /** The name that people see in Customer.io. 1 to 255 characters. */
  name: string;
  /** Whether it is a template, from which others are made. Default `false`. */
  is_template?: boolean | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | null | undefined;
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** Who it is from and where it goes. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** What is done to the HTML when it is compiled. What is left out keeps its default. */
  transformers?: DesignStudioTransformers | undefined;
}

export interface CreateDesignStudioFolder {
  /** The name, without any of `< > : " / \ | ? *` and the full stop. 1 to 170 characters. */
  name: string;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | null | undefined;
}

/** An email in another language. What is left out is the email's. */
export interface CreateDesignStudioTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** Who it is from and where it goes. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** What is done to the HTML when it is compiled. What is left out keeps its default. */
  transformers?: DesignStudioTransformers | undefined;
}

export interface CreateEmailNewsletter {
  /** The name that people see in Customer.io. At most 190 characters. */
  name: string;
  /** Who gets it. */
  recipients: NewsletterRecipients;
  /** Whether it is sent at once. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When it is sent: a time to come. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The topic it belongs to. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'email';
  /** The subject line. It can hold Liquid. */
  subject: string;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as HTML. It can hold Liquid, and nothing of Design Studio. */
  body: string;
  /** The content as plain text, in place of the text that is made of `body`. */
  body_plain?: string | undefined;
  /** The layout around it. Default: the workspace's. */
  layout_id?: number | undefined;
  /** The sender as text. Not together with `from_id`. Neither: the oldest verified sender. */
  from?: string | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
}

export interface CreateEmailTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The subject line. It can hold Liquid. */
  subject: string;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body: string;
  /** The content as plain text, in place of the text that is made of `body`. */
  body_plain?: string | undefined;
  /** The content as AMP for Email. Programs that cannot show it show `body`. */
  body_amp?: string | undefined;
}

/** Which file to read in, and as what. */
export type CreateImport =
  | ImportPeople
  | ImportEvents
  | ImportRelationships
  | ImportObjects;

export interface CreateInAppNewsletter {
  /** The name that people see in Customer.io. At most 190 characters. */
  name: string;
  /** Who gets it. */
  recipients: NewsletterRecipients;
  /** Whether it is sent at once. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When it is sent: a time to come. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The topic it belongs to. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'in_app';
  /** The content as JSON text. It expires after 30 days, where it does not say when. */
  body_json: string;
}

export interface CreateInboxNewsletter {
  /** The name that people see in Customer.io. At most 190 characters. */
  name: string;
  /** Who gets it. */
  recipients: NewsletterRecipients;
  /** Whether it is sent at once. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When it is sent: a time to come. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The topic it belongs to. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'inbox';
  /** The content as JSON text. It expires after 30 days, where it does not say when. */
  body_json: string;
}

export interface CreateInboxTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content as JSON text: a string, not an object. */
  body_json: string;
}

/** A newsletter of one channel. */
export type CreateNewsletter =
  | CreateEmailNewsletter
  | CreateSmsNewsletter
  | CreatePushNewsletter
  | CreateInAppNewsletter
  | CreateWebhookNewsletter
  | CreateInboxNewsletter;

export interface CreatePushNewsletter {
  /** The name that people see in Customer.io. At most 190 characters. */
  name: string;
  /** Who gets it. */
  recipients: NewsletterRecipients;
  /** Whether it is sent at once. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When it is sent: a time to come. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The topic it belongs to. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'push';
  /** The title. Needed where there is no `body`. */
  subject?: string | undefined;
  /** The text. Needed where there is no `subject`. */
  body?: string | undefined;
}

export interface CreatePushTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
}

export interface CreateReportingWebhook {
  /** The name that people see in Customer.io. */
  name: string;
  /** Where events are posted: an http or https URL. */
  endpoint: string;
  /** Whether nothing is posted for now. */
  disabled?: boolean | undefined;
  /** Whether every open and click is reported, not only the first. Default `false`. */
  full_resolution?: boolean | undefined;
  /** Whether `sent` events hold the message's content. */
  with_content?: boolean | undefined;
  /** Which events are posted. At least 1 item. */
  events: ReportingWebhookEvent[];
}

/** A manual segment: empty at first. */
export interface CreateSegment {
  /** The name that people see in Customer.io. */
  name: string;
  /** What it is for, as people see it in Customer.io. */
  description?: string | undefined;
}

export interface CreateSmsNewsletter {
  /** The name that people see in Customer.io. At most 190 characters. */
  name: string;
  /** Who gets it. */
  recipients: NewsletterRecipients;
  /** Whether it is sent at once. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When it is sent: a time to come. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The topic it belongs to. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'twilio';
  /** The text. It can hold Liquid. */
  body: string;
}

export interface CreateSmsTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body: string;
}

/** A newsletter in another language: the fields of its channel. */
export type CreateTranslation =
  | CreateEmailTranslation
  | CreateSmsTranslation
  | CreatePushTranslation
  | CreateWebhookTranslation
  | CreateInboxTranslation;

export interface CreateWebhookNewsletter {
  /** The name that people see in Customer.io. At most 190 characters. */
  name: string;
  /** Who gets it. */
  recipients: NewsletterRecipients;
  /** Whether it is sent at once. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When it is sent: a time to come. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The topic it belongs to. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'webhook';
  /** The body of the request. It can hold Liquid. */
  body: string;
  /** The HTTP method. */
  request_method: 'DELETE' | 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** The URL that is called. */
  url: string;
}

export interface CreateWebhookTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body: string;
}

/** A CSV file that is about to be read in. */
export interface CreatedImport extends UnknownFields {
  id: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
  name?: string;
  description?: string;
  rows_to_import?: number;
  rows_imported?: number;
  state:
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
  error?: string;
}

export interface CssInlinerOptions {
  /** Whether the step is done at all. Default `false`. */
  enabled?: boolean | undefined;
  /** Whether rules of style tags are moved. Default `true`. */
  apply_style_tags?: boolean | undefined;
  /** Whether `!important` stays. Default `false`. */
  preserve_important?: boolean | undefined;
  /** Whether style tags are taken out afterwards. Default `true`. */
  remove_style_tags?: boolean | undefined;
  /** Whether font faces stay in their style tag. Default `true`. */
  preserve_font_faces?: boolean | undefined;
  /** Whether media queries stay in their style tag. Default `true`. */
  preserve_media_queries?: boolean | undefined;
  /** Whether keyframes stay in their style tag. Default `true`. */
  preserve_keyframes?: boolean | undefined;
  /** Whether rules of pseudo-classes stay in their style tag. Default `true`. */
  preserve_pseudos?: boolean | undefined;
  /** Whether pseudo-elements become elements. Default `false`. */
  inline_pseudo_elements?: boolean | undefined;
  /** Sets HTML attributes beside the CSS. */
  apply_html_attributes?: {
    /** Whether the step is done at all. Default `true`. */
    enabled?: boolean | undefined;
    /** Sets `width`. Default `true`. */
    apply_width_attributes?: boolean | undefined;
    /** Sets `height`. Default `true`. */
    apply_height_attributes?: boolean | undefined;
    /** Sets `align`, `bgcolor` and the like on tables. Default `true`. */
    apply_table_element_attributes?: boolean | undefined;
  } | undefined;
}

export interface CssVariablesOptions {
  /** Whether the step is done at all. Default `false`. */
  enabled?: boolean | undefined;
  /** Whether the variables stay beside their values. Default `false`. */
  preserve?: boolean | undefined;
}

export interface CursorParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
}

export interface CustomPushDevice {
  /** The push token. */
  token: string;
  /** When the device was last used. Default: now. Unix seconds. */
  last_used?: number | Date | string | undefined;
  /** Its platform. */
  platform: 'ios' | 'android';
  /** What is known of the device; other attributes can stand beside these. */
  attributes?: {
    /** The operating system and its version. */
    device_os?: string | undefined;
    /** The model. */
    device_model?: string | undefined;
    /** Your app's version. */
    app_version?: string | undefined;
    /** The version of Customer.io's SDK in it. */
    cio_sdk_version?: string | undefined;
    /** The language and region, such as `en-US`. */
    device_locale?: string | undefined;
    /** Whether the device shows push messages. */
    push_enabled?: 'true' | 'false' | undefined;
    /** The app's bundle id, which tells whose credentials are used. Default: the default app's. */
    app_identifier?: string | undefined;
    [key: string]: string | undefined;
  } | null | undefined;
}

/** A person: identifiers, attributes and devices. */
export interface Customer extends UnknownFields {
  id?: string;
  identifiers: CustomerIdentifiers;
  /** Values of any JSON type. Customer.io answers most of them as strings. */
  attributes: {
    id?: string | null;
    email?: string | null;
    cio_id?: string;
    cio_subscription_preferences?: string;
    _cio_subscription_preferences_computed?: string;
    [key: string]: unknown;
  };
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: number | undefined;
  };
  unsubscribed?: boolean;
  devices?: Device[];
}

export interface CustomerActivitiesParams {
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 100. Default `10`. */
  limit?: number | undefined;
  /** Only activities of this kind. */
  type?: ActivityType | undefined;
  /** Only events of this name, or changes of this attribute (with `type`). */
  name?: string | undefined;
}

/** A person, under the key that the API puts it under. */
export interface CustomerEnvelope extends UnknownFields {
  customer: Customer;
}

export interface CustomerIdParams {
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
}

/** The names of one person. `phone` is never among them: it is an attribute. */
export interface CustomerIdentifiers extends UnknownFields {
  /** Missing where the workspace does not identify people by email. */
  email?: string | null;
  id?: string | null;
  /** Customer.io's own id, which never changes. */
  cio_id: string;
}

/** One message to the person. `messages.get` has more of it. */
export interface CustomerMessage extends UnknownFields {
  id: string;
  deduplicate_id?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_template_id?: string;
  customer_id?: string;
  campaign_id?: number;
  action_id?: number;
  recipient?: string;
  subject?: string;
  metrics?: {
    /** Unix seconds. */
    delivered?: number;
    /** Unix seconds. */
    sent?: number;
    [key: string]: unknown;
  };
  /** Unix seconds. */
  created?: number;
  failure_message?: string | null;
  newsletter_id?: number | null;
  content_id?: number | null;
  broadcast_id?: number | null;
  type?: 'email' | 'webhook' | 'twilio' | 'slack' | 'push' | 'in_app' | 'whatsapp';
  forgotten?: boolean;
}

export interface CustomerMessagesParams {
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 1,000. Default `50`. */
  limit?: number | undefined;
  /** The beginning of the time looked at: at most 6 months before its end, which is the default. Unix seconds. */
  start_ts?: number | Date | undefined;
  /** The end of the time looked at. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
}

export interface CustomerRelationshipsParams {
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
}

export interface CustomerSearchParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 1,000. Default `50`. */
  limit?: number | undefined;
}

/** A segment that the person is in. `segments.get` has more of it. */
export interface CustomerSegment extends UnknownFields {
  id: number;
  name: string;
  description?: string;
}

/** What the person wants to hear of. */
export interface CustomerSubscriptionPreferences extends UnknownFields {
  id?: string | null;
  identifiers?: CustomerIdentifiers;
  topics?: SubscriptionPreferenceTopic[];
  unsubscribed?: boolean;
  header?: {
    title?: string;
    subtitle?: string;
    [key: string]: unknown;
  };
}

export interface DateCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
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

/** Which deliveries to export: those of one thing. */
export type DeliveriesExport =
  | (NewsletterDeliveriesExport & { /** The campaign. */ campaign_id?: undefined; /** The transactional message, by its id. */ transactional_message_id?: undefined; /** The step. */ action_id?: undefined })
  | (CampaignDeliveriesExport & { /** The newsletter. */ newsletter_id?: undefined; /** The transactional message, by its id. */ transactional_message_id?: undefined; /** The step. */ action_id?: undefined })
  | (TransactionalDeliveriesExport & { /** The newsletter. */ newsletter_id?: undefined; /** The campaign. */ campaign_id?: undefined; /** The step. */ action_id?: undefined })
  | (ActionDeliveriesExport & { /** The newsletter. */ newsletter_id?: undefined; /** The campaign. */ campaign_id?: undefined; /** The transactional message, by its id. */ transactional_message_id?: undefined });

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
export interface DeliveryReceipt extends UnknownFields {
  /** Names the message from now on: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** When it was taken. Unix seconds. */
  queued_at?: number;
  /** When it is sent, where that is later. Unix seconds. */
  send_at?: number;
}

export interface DesignStudioCheck extends UnknownFields {
  error?: string;
  status?: 'complete' | 'degraded' | 'error' | 'skipped';
}

/** A part that Design Studio emails share. */
export interface DesignStudioComponent extends UnknownFields {
  id: string;
  name: string;
  tag: string;
  parent_folder_id?: string | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  content?: string;
}

export interface DesignStudioComponentListParams {
  /** Only the component of this element. */
  tag?: string | undefined;
  /** Which page. At least 1. Default `1`. */
  page?: number | undefined;
  /** How many a page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | undefined;
  /** Whether what lies in folders inside the folder is left out. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** What the order goes by. Default `created`. */
  sort_by?: 'created' | 'updated' | 'name' | undefined;
  /** The direction of the order. Default `asc`. */
  sort_order?: 'asc' | 'desc' | undefined;
  /** Only what was made before this time. Unix seconds. */
  created_before?: number | Date | undefined;
  /** Only what was made after this time. Unix seconds. */
  created_after?: number | Date | undefined;
  /** Only what was last changed before this time. Unix seconds. */
  updated_before?: number | Date | undefined;
  /** Only what was last changed after this time. Unix seconds. */
  updated_after?: number | Date | undefined;
}

/** A component in a list: without its content. */
export interface DesignStudioComponentSummary extends UnknownFields {
  id: string;
  name: string;
  tag: string;
  parent_folder_id?: string | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

/** The content of an email. */
export interface DesignStudioContent {
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The HTML. */
  html?: string | undefined;
  /** The same as AMP for Email. */
  amp?: string | undefined;
  /** The same as plain text. */
  text?: string | undefined;
}

/** An email of Design Studio. */
export interface DesignStudioEmail extends UnknownFields {
  id: string;
  name: string;
  is_template?: boolean;
  is_linked?: boolean;
  parent_folder_id?: string | null;
  available_languages?: string[];
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  content?: DesignStudioContent & UnknownFields;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers & UnknownFields;
}

export interface DesignStudioEmailListParams {
  /** Which page. At least 1. Default `1`. */
  page?: number | undefined;
  /** How many a page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | undefined;
  /** Whether what lies in folders inside the folder is left out. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** What the order goes by. Default `created`. */
  sort_by?: 'created' | 'updated' | 'name' | undefined;
  /** The direction of the order. Default `asc`. */
  sort_order?: 'asc' | 'desc' | undefined;
  /** Only what was made before this time. Unix seconds. */
  created_before?: number | Date | undefined;
  /** Only what was made after this time. Unix seconds. */
  created_after?: number | Date | undefined;
  /** Only what was last changed before this time. Unix seconds. */
  updated_before?: number | Date | undefined;
  /** Only what was last changed after this time. Unix seconds. */
  updated_after?: number | Date | undefined;
  /** Only templates, or only what is none. Default `any`. */
  is_template?: 'true' | 'false' | 'any' | undefined;
  /** Only what has other languages, or only what has none. Default `any`. */
  has_translations?: 'true' | 'false' | 'any' | undefined;
  /** Only what is linked to a message, or only what is not. Default `any`. */
  is_linked?: 'true' | 'false' | 'any' | undefined;
}

/** An email in a list: without its content. */
export interface DesignStudioEmailSummary extends UnknownFields {
  id: string;
  name: string;
  is_template?: boolean;
  is_linked?: boolean;
  has_translations?: boolean;
  parent_folder_id?: string | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

/** Who an email is from and where it goes. */
export interface DesignStudioEnvelope extends UnknownFields {
  from_id?: number | null;
  from?: string;
  reply_to_id?: number | null;
  reply_to?: string;
  bcc?: string;
  fake_bcc?: boolean;
  headers?: (MessageHeader & UnknownFields)[];
  recipient?: string;
}

/** Who an email is from and where it goes. Any other field fails with 400. */
export interface DesignStudioEnvelopeInput {
  /** The sender: the id of a sender identity. Null: none. */
  from_id?: number | null | undefined;
  /** Where replies go: the id of a sender identity. Null: to the sender. */
  reply_to_id?: number | null | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** Addresses that nobody sees, by commas apart. */
  bcc?: string | undefined;
  /** Whether `bcc` gets a copy with the recipient in its subject. */
  fake_bcc?: boolean | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
  from?: undefined;
  reply_to?: undefined;
}

/** One thing that a check found. */
export interface DesignStudioFinding extends UnknownFields {
  check?: string;
  details?: string;
  id?: string;
  severity?: 'error' | 'warning' | 'tip';
  state?: 'pass' | 'fail';
  summary?: string;
  title?: string;
}

/** A folder of Design Studio. */
export interface DesignStudioFolder extends UnknownFields {
  id: string;
  name: string;
  parent_folder_id?: string | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

/** A message: the one id that goes with its `type`. */
export interface DesignStudioLinkTarget {
  /** With `campaign_action`. */
  action_id?: number | undefined;
  /** With `newsletter`. */
  newsletter_id?: number | undefined;
  /** With `transactional_message`. */
  transactional_message_id?: number | undefined;
  /** What it is: `campaign_action` for a step of a campaign or a broadcast. */
  type: 'transactional_message' | 'newsletter' | 'campaign_action';
}

export interface DesignStudioListParams {
  /** Which page. At least 1. Default `1`. */
  page?: number | undefined;
  /** How many a page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | undefined;
  /** Whether what lies in folders inside the folder is left out. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** What the order goes by. Default `created`. */
  sort_by?: 'created' | 'updated' | 'name' | undefined;
  /** The direction of the order. Default `asc`. */
  sort_order?: 'asc' | 'desc' | undefined;
  /** Only what was made before this time. Unix seconds. */
  created_before?: number | Date | undefined;
  /** Only what was made after this time. Unix seconds. */
  created_after?: number | Date | undefined;
  /** Only what was last changed before this time. Unix seconds. */
  updated_before?: number | Date | undefined;
  /** Only what was last changed after this time. Unix seconds. */
  updated_after?: number | Date | undefined;
}

/** An email with Liquid evaluated, and the errors there were. */
export interface DesignStudioPreview extends UnknownFields {
  amp?: string;
  errors?: DesignStudioPreviewErrors;
  from?: string;
  headers?: {
    name?: string[];
    value?: string[];
    [key: string]: unknown;
  }[];
  html?: string;
  language?: string;
  links?: DesignStudioPreviewLink[];
  node_id?: string;
  node_type?: 'EMAIL';
  plaintext_body?: string;
  preheader_text?: string;
  subject?: string;
  text?: string;
}

/** Errors of Liquid by where they are. All lists are there, most of them empty. */
export interface DesignStudioPreviewErrors extends UnknownFields {
  bcc?: string[];
  body?: string[];
  body_amp?: string[];
  body_plain?: string[];
  cc?: string[];
  event?: string[];
  from?: string[];
  layout?: string[];
  message?: string[];
  preheader_text?: string[];
  reply_to?: string[];
  snippets?: string[];
  subject?: string[];
  to?: string[];
  trigger?: string[];
}

export interface DesignStudioPreviewLink extends UnknownFields {
  errors?: string[];
  text?: string;
  tracked?: boolean;
  url?: string;
}

/** What became of publishing: `done`, or `pending` with a `publish_id` to ask after. */
export interface DesignStudioPublication extends UnknownFields {
  mappings?: DesignStudioPublishedLanguage[];
  publish_id?: string;
  status: 'done' | 'pending';
}

/** How far publishing is. */
export interface DesignStudioPublishStatus extends UnknownFields {
  mappings?: DesignStudioPublishedLanguage[];
  status: 'pending' | 'done';
}

/** One language that went out. `language` is empty for the default one. */
export interface DesignStudioPublishedLanguage extends UnknownFields {
  language: string;
  node_id?: string;
  template_id?: number;
  version_id?: string;
}

/** An email as HTML, with its Liquid left as it is. */
export interface DesignStudioRendering extends UnknownFields {
  amp?: string;
  html?: string;
  language?: string;
  node_id?: string;
  node_type?: 'EMAIL';
  text?: string;
}

/** What the checks before sending found. */
export interface DesignStudioReview extends UnknownFields {
  /** How each of the checks ended, by its name. */
  checks?: Record<string, DesignStudioCheck>;
  findings?: DesignStudioFinding[];
  node_id?: string;
  score?: DesignStudioReviewScore;
  status?: 'complete' | 'partial' | 'render_failed';
}

export interface DesignStudioReviewScore extends UnknownFields {
  counts?: {
    error?: number;
    tip?: number;
    warning?: number;
    [key: string]: unknown;
  };
  /** From 0 to 100; 60 or less where there is an error. */
  score?: number;
}

/** What is done to the HTML when it is compiled. Any other field fails with 400. */
export interface DesignStudioTransformers {
  /** Adds parameters to links. */
  url_parameters?: UrlParametersOptions | undefined;
  /** Replaces CSS variables by their values. */
  css_variables?: CssVariablesOptions | undefined;
  /** Moves CSS into the elements. */
  css_inliner?: CssInlinerOptions | undefined;
  /** Adds what screen readers need. */
  accessibility?: AccessibilityOptions | undefined;
  /** Formats the HTML, or makes it smaller. */
  formatter?: FormatterOptions | undefined;
  /** Keeps the last words of a paragraph together. */
  prevent_widows?: ToggleOptions | undefined;
  /** Writes special characters as entities. */
  encode_entities?: ToggleOptions | undefined;
  /** Takes out CSS that nothing uses. */
  remove_unused_css?: RemoveUnusedCssOptions | undefined;
}

/** A Design Studio email in another language. */
export interface DesignStudioTranslation extends UnknownFields {
  language_group_id?: string;
  language: string;
  is_template?: boolean;
  is_linked?: boolean;
  parent_folder_id?: string | null;
  available_languages?: string[];
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
  content?: DesignStudioContent & UnknownFields;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers & UnknownFields;
}

/** A saved state of an email. */
export interface DesignStudioVersion extends UnknownFields {
  /** Unix seconds. */
  created?: number;
  /** Whether publishing made it; such a version cannot be deleted. */
  created_on_publish?: boolean;
  description?: string;
  feedback?: boolean;
  id: string;
  name: string;
  node_id?: string;
  node_type?: 'EMAIL';
}

export interface DesignStudioVersionDependency extends UnknownFields {
  component_name?: string | null;
  content?: string;
  name?: string;
  node_id?: string;
  node_type?: 'COMPONENT';
}

/** A saved state with its content and the components it used. */
export interface DesignStudioVersionDetails extends UnknownFields {
  dependencies?: DesignStudioVersionDependency[];
  node: DesignStudioVersionNode;
  version: DesignStudioVersion;
}

export interface DesignStudioVersionListParams {
  /** Only versions from this time on. Unix seconds. */
  start_date?: number | Date | undefined;
  /** Only versions up to this time. Needs `start_date`. Unix seconds. */
  end_date?: number | Date | undefined;
}

export interface DesignStudioVersionNode extends UnknownFields {
  amp?: string;
  content?: string;
  envelope?: DesignStudioEnvelope;
  name?: string;
  node_id?: string;
  node_type?: 'EMAIL';
  preheader_text?: string;
  subject?: string;
  text?: string;
  transformers?: DesignStudioTransformers & UnknownFields;
}

/** A device that gets push messages. */
export interface Device extends UnknownFields {
  /** The push token. */
  id: string;
  /** Unix seconds. */
  last_used?: number;
  platform: 'ios' | 'android';
  attributes?: {
    device_os?: string;
    device_model?: string;
    app_identifier?: string;
    app_version?: string;
    cio_sdk_version?: string;
    _last_status?: '' | 'bounced' | 'sent' | 'suppressed';
    device_locale?: string;
    push_enabled?: 'true' | 'false';
    [key: string]: string | undefined;
  };
}

export interface DomainSuppressionListParams {
  /** How many a page. At most 1,000. Default `100`. */
  limit?: number | undefined;
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** Only this address. */
  email?: string | undefined;
}

/** Addresses of one sending domain that the email provider does not deliver to. */
export interface DomainSuppressions extends UnknownFields {
  category?: 'bounces' | 'spam';
  suppressions: EspSuppression[];
  next?: string;
}

export interface EndLiveNotification {
  /** The live notification, as `start` named it: a ULID. */
  instance_id: string;
  /** The last state; left out, the one shown stays. */
  content_state?: LiveContentState | undefined;
  /** Attributes. */
  attributes?: object | undefined;
  /** A push message that goes with it. */
  push_payload?: LivePushPayload | undefined;
  /** What opens when it is tapped. */
  deep_link?: string | undefined;
}

/** An address that the email provider does not deliver to. */
export interface EspSuppression extends UnknownFields {
  /** Unix seconds. */
  created?: number;
  email: string;
  reason?: string;
  status?: string;
}

/** Addresses that the email provider does not deliver to. */
export interface EspSuppressions extends UnknownFields {
  category?: 'bounces' | 'spam';
  suppressions: EspSuppression[];
}

export interface EventCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  /** The event that lets a person in. */
  event_name?: string;
}

/** What an event means. */
export interface EventMetadata {
  /** The event's name. */
  name: string;
  /** What it means. At most 255 characters. */
  description?: string | undefined;
}

/** A file of people or deliveries, made in the background. */
export interface Export extends UnknownFields {
  id: number;
  user_id?: number;
  user_email?: string;
  /** How many rows; 0 until it is done. */
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
  status: 'done' | 'pending' | 'failed';
}

export interface FormCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
}

export interface FormatterOptions {
  /** Which of the two, or neither. Default `none`. */
  type?: 'none' | 'prettify' | 'minify' | undefined;
  /** How it is formatted. */
  prettify?: {
    /** What lines are indented with. Default `spaces`. */
    indent_character?: 'spaces' | 'tabs' | undefined;
    /** By how many. Default `2`. */
    indent_size?: number | undefined;
    /** Whether each attribute has a line of its own. Default `false`. */
    wrap_attributes?: boolean | undefined;
  } | undefined;
  /** How it is made smaller. */
  minify?: {
    /** Takes out line breaks. Default `false`. */
    remove_line_breaks?: boolean | undefined;
    /** The longest line, in characters. Default `500`. */
    line_length_limit?: number | undefined;
    /** Takes out indentation. Default `true`. */
    remove_indentations?: boolean | undefined;
    /** Takes out comments: `0` none, `1` all but those for Outlook, `2` all. Default `0`. */
    remove_html_comments?: '0' | '1' | '2' | undefined;
    /** Takes out comments in CSS. Default `true`. */
    remove_css_comments?: boolean | undefined;
  } | undefined;
}

/** A CSV file that is being read in, or has been. */
export interface Import extends UnknownFields {
  id: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  updated_at?: number;
  name?: string;
  description?: string;
  rows_to_import?: number;
  rows_imported?: number;
  /** `imported` at the end, or `failed`, or `canceled`. */
  state:
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
  /** The same as an export: `exports.download`. */
  error_export_id?: number;
  /** Where the rows are that were refused; missing where there are none. */
  error_download_url?: string;
  /** The same as an export: `exports.download`. */
  warning_export_id?: number;
  /** Where the rows are that were taken with a warning; missing where there are none. */
  warning_download_url?: string;
}

export interface ImportEvents {
  /** The name that people see in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io reads. Take it away after two hours. */
  data_file_url: string;
  /** What the rows are. */
  type: 'event';
  /** The column that tells who. */
  identifier: 'id' | 'email';
  /** Which rows count. Of events `all` or `only_existing`. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** What it is for, as people see it in Customer.io. */
  description?: string | undefined;
}

export interface ImportObjects {
  /** The name that people see in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io reads. Take it away after two hours. */
  data_file_url: string;
  /** The type of the objects. */
  object_type_id: string | number;
  /** What the rows are. */
  type: 'object';
  /** Which rows count: all, those of nobody known yet, or those of known ones. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** What it is for, as people see it in Customer.io. */
  description?: string | undefined;
}

export interface ImportPeople {
  /** The name that people see in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io reads. Take it away after two hours. */
  data_file_url: string;
  /** What the rows are. */
  type: 'people';
  /** The column that tells who. */
  identifier: 'id' | 'email';
  /** Which rows count: all, those of nobody known yet, or those of known ones. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** What it is for, as people see it in Customer.io. */
  description?: string | undefined;
}

export interface ImportRelationships {
  /** The name that people see in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io reads. Take it away after two hours. */
  data_file_url: string;
  /** What the rows are. */
  type: 'relationship';
  /** The column that tells who. */
  identifier: 'id' | 'email' | 'cio_id';
  /** Which rows count: all, those of nobody known yet, or those of known ones. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** What it is for, as people see it in Customer.io. */
  description?: string | undefined;
}

/** One picture of a run. It can be fetched once its status is `Complete`. */
export interface InboxPreview extends UnknownFields {
  browser?: string;
  /** Whether it had been taken before, and cost nothing. */
  cached?: boolean;
  category?: 'Mobile' | 'Application' | 'Web';
  client_id: string;
  display_name?: string;
  error?: {
    message?: string;
    type?:
      | 'bounced'
      | 'vendor_timeout'
      | 'client_rejected'
      | 'vendor_request'
      | 'abandoned'
      | 'expired'
      | 'other';
    [key: string]: unknown;
  };
  full_thumbnail?: string;
  os?: string;
  screenshots?: Record<string, string>;
  status: 'Pending' | 'Processing' | 'Complete' | 'Bounced';
  thumbnail?: string;
}

export interface InboxPreviewCaptureParams {
  /** Which picture. Default `screenshot`. */
  variant?: 'screenshot' | 'thumbnail' | 'full_thumbnail' | undefined;
  /** Which screenshot, where a mail program has several. Only with `screenshot`. Default `default`. */
  key?: string | undefined;
}

/** A mail program on a device. */
export interface InboxPreviewClient extends UnknownFields {
  browser?: string;
  category?: 'Mobile' | 'Application' | 'Web';
  client?: string;
  id: string;
  os?: string;
}

/** A pool of credits, which all workspaces of the account share. */
export interface InboxPreviewCredits extends UnknownFields {
  credits_original?: number;
  credits_remaining?: number;
  /** Unix seconds. */
  expires_at?: number | null;
  tier?: 'free' | 'paid';
}

/** A run, in the history. */
export interface InboxPreviewJob extends UnknownFields {
  /** Unix seconds. */
  created_at?: number;
  is_processed?: boolean;
  name?: string;
  node_count?: number;
  node_id?: string;
  run_id: number;
  total_previews_bounced?: number;
  total_previews_cached?: number;
  total_previews_ready?: number;
  total_previews_requested?: number;
  total_previews_succeeded?: number;
  /** Unix seconds. */
  updated_at?: number;
}

export interface InboxPreviewJobListParams {
  /** Only runs of this email or translation. */
  node_id?: string | undefined;
  /** How many a page. 1 to 200. Default `50`. */
  limit?: number | undefined;
  /** Where to go on: the `next_cursor` of an earlier page. */
  cursor?: string | undefined;
}

/** A run and its pictures. */
export interface InboxPreviewRun extends UnknownFields {
  client_ids?: string[];
  /** Unix seconds. */
  created_at?: number;
  /** Whether it has ended. Ask for this one, not for the counts. */
  is_processed: boolean;
  name?: string;
  previews?: InboxPreview[];
  run_id: number;
  total_previews_bounced?: number;
  total_previews_cached?: number;
  total_previews_ready?: number;
  total_previews_requested?: number;
  total_previews_succeeded?: number;
  /** Unix seconds. */
  updated_at?: number;
}

/** Journeys by period: those that started, and how they ended. */
export interface JourneyMetrics extends UnknownFields {
  journey_metric: {
    started?: number[];
    activated?: number[];
    exited_early?: number[];
    finished?: number[];
    converted?: number[];
    never_activated?: number[];
    messaged?: number[];
    [key: string]: unknown;
  };
}

export interface JourneyMetricsParams {
  /** The beginning of the time looked at. Unix seconds. */
  start: number | Date;
  /** Its end. Unix seconds. */
  end: number | Date;
  /** The length of a period. */
  resolution: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
}

/** Counts of a message in one language. */
export interface LanguageVariantMetrics extends UnknownFields {
  /** Whether it is the default language; its `language` is empty then. */
  default?: boolean;
  language?: string;
  series?: MetricSeries;
}

/** Which message an email is the content of. */
export interface LinkDesignStudioEmail {
  /** Whether another email that is linked to it is unlinked. Otherwise that fails with 409. Default `false`. */
  force?: boolean | undefined;
  /** The message. */
  target: DesignStudioLinkTarget;
}

/** Clicks on one link by period, from the oldest to the newest. */
export interface LinkMetrics extends UnknownFields {
  link: {
    id?: number;
    href?: string;
    [key: string]: unknown;
  };
  metric?: {
    series?: {
      clicked?: number[];
      human_clicked?: number[];
      machine_clicked?: number[];
      [key: string]: unknown;
    };
    [key: string]: unknown;
  };
}

export interface LinkMetricsParams {
  /** The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   */
  steps?: number | undefined;
  /** Whether each person counts once a link. Default `false`. */
  unique?: boolean | undefined;
}

/** Clicks on each link. */
export interface LinkMetricsReport extends UnknownFields {
  links: LinkMetrics[];
}

/** The email and the message it is the content of. */
export interface LinkedDesignStudioEmail extends UnknownFields {
  node_id?: string;
  target?: DesignStudioLinkTarget & UnknownFields;
  template_id?: number;
}

/** What it shows: of your own kind, or of one of the two that are built in. */
export type LiveContentState =
  | object
  | LiveTrackerState
  | LiveCountdownState;

export interface LiveCountdownState {
  /** The line at the top. */
  title: string;
  /** The line below. */
  statusMessage?: string | undefined;
  /** When it reaches zero. Unix seconds. */
  endTime?: number | Date | undefined;
}

/** The state of a live notification. */
export interface LiveNotification extends UnknownFields {
  instance_id: string;
  notification_type?: string;
  platform?: string;
  state: 'active' | 'ended' | 'expired' | 'failed';
  failure_reason?: string | null;
  /** Unix seconds. */
  started_at?: number;
  /** Unix seconds. */
  ended_at?: number | null;
  /** Unix seconds. */
  expires_at?: number | null;
  last_delivery?: LiveNotificationDelivery | null;
}

export interface LiveNotificationDelivery extends UnknownFields {
  id?: string;
  operation?: 'start' | 'update' | 'end';
  status?: 'queued' | 'sent' | 'failed' | 'undeliverable';
  source?: string;
  /** Unix seconds. */
  created_at?: number;
}

export interface LivePushPayload {
  /** What is shown. */
  alert?: {
    /** The title. */
    title: string;
    /** The text. */
    body: string;
    /** The sound. */
    sound?: string | undefined;
  } | undefined;
}

export interface LiveRecipient {
  /** Their id. */
  id?: string | undefined;
  /** Their email address. */
  email?: string | undefined;
  /** Their phone number as E.164. */
  phone?: string | undefined;
  /** `cio_` and their cio_id. */
  internal?: string | undefined;
}

export interface LiveTrackerState {
  /** The line at the top. */
  status: string;
  /** The line below. */
  substatus?: string | undefined;
  /** How many steps there are. 1 to 20. */
  segmentsTotal: number;
  /** How many of them are done. */
  segmentsComplete: number;
  /** The text at the end. */
  trailingText?: string | undefined;
}

/** One delivery: one message to one person. */
export interface Message extends UnknownFields {
  /** The delivery id, which webhooks and `reportMetric` name too. */
  id: string;
  deduplicate_id?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
  message_template_id?: number;
  /** The content it was made of. */
  msg_template_id?: number;
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers | null;
  recipient?: string;
  subject?: string | null;
  /** What happened to it, and when. */
  metrics: MessageMetrics;
  /** Unix seconds. */
  created: number;
  /** Why it failed, where it did. */
  failure_message?: string | null;
  campaign_id?: number | null;
  action_id?: number | null;
  parent_action_id?: number | null;
  newsletter_id?: number | null;
  content_id?: number | null;
  broadcast_id?: number | null;
  transactional_message_id?: number | null;
  trigger_event_id?: string | null;
  /** Whether its content was not kept. */
  forgotten: boolean;
  tracked_responses?: Record<string, TrackedResponse>;
  type: MessageChannel;
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

/** A header of a message. */
export interface MessageHeader {
  /** Its name: ASCII, without spaces. */
  name?: string | undefined;
  /** Its value: ASCII. */
  value?: string | undefined;
}

export interface MessageListParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 1,000. Default `50`. */
  limit?: number | undefined;
  /** The channel. */
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification' | undefined;
  /** Only messages of which this is known. */
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
    | 'undeliverable' | undefined;
  /** Drafts in place of what was sent. */
  drafts?: boolean | undefined;
  /** Only messages of this campaign. */
  campaign_id?: number | undefined;
  /** Only messages of this newsletter. */
  newsletter_id?: number | undefined;
  /** Only messages of this step. */
  action_id?: number | undefined;
  /** Only messages of this transactional message. */
  transactional_id?: number | undefined;
  /** Only messages of this sending of a broadcast. Needs `campaign_id`. */
  trigger_id?: number | undefined;
  /** Only messages of this template. */
  template_id?: number | undefined;
  /** Only messages of this content of a newsletter. */
  content_id?: number | undefined;
  /** Whether the message's campaign, newsletter and so on come along. */
  associations?: boolean | undefined;
  /** The beginning of the time looked at: at most 6 months before its end, which is the default. Unix seconds. */
  start_ts?: number | Date | undefined;
  /** The end of the time looked at. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages come with what people answered. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

/** When each thing happened to a message, in unix seconds; of the `human_` and `prefetch_` ones, how often. */
export interface MessageMetrics extends UnknownFields {
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
  'secondary:delivered'?: number;
}

export interface MessageParams {
  /** Whether its content comes along. */
  archived_message?: boolean | undefined;
  /** Whether the message's campaign, newsletter and so on come along. */
  associations?: boolean | undefined;
  /** Whether in-app messages come with what people answered. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

/** Counts by period, from the oldest to the newest. What a channel does not know is missing. */
export interface MetricSeries {
  attempted?: number[];
  bounced?: number[];
  clicked?: number[];
  converted?: number[];
  created?: number[];
  deferred?: number[];
  delivered?: number[];
  drafted?: number[];
  failed?: number[];
  human_clicked?: number[];
  human_opened?: number[];
  link_untracked?: number[];
  machine_clicked?: number[];
  open_untracked?: number[];
  opened?: number[];
  prefetch_opened?: number[];
  replied?: number[];
  sent?: number[];
  spammed?: number[];
  suppressed?: number[];
  topic_unsubscribed?: number[];
  tracking_consent_denied?: number[];
  tracking_consent_granted?: number[];
  undeliverable?: number[];
  unsubscribed?: number[];
  untracked?: number[];
  [key: string]: number[] | undefined;
}

export interface MetricsParams {
  /** The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   */
  steps?: number | undefined;
  /** The channel. */
  type?:
    | 'email'
    | 'webhook'
    | 'twilio'
    | 'whatsapp'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'live_notification' | undefined;
}

/** A message to many, sent once. */
export interface Newsletter extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  content_ids: number[];
  name: string;
  /** Null until it is sent. Unix seconds. */
  sent_at: number | null;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
  type: NewsletterChannel;
  tags?: string[];
  recipient_segment_ids?: number[];
  subscription_topic_id?: number;
}

export type NewsletterChannel = 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox';

/** The content of a newsletter in one language, or of one side of a test. */
export interface NewsletterContent extends UnknownFields {
  id: number;
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

export interface NewsletterDeliveriesExport {
  /** The newsletter. */
  newsletter_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person, as columns beside the usual ones. */
  attributes?: string[] | undefined;
  /** Only deliveries of which this is known. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts come too. */
  drafts?: boolean | undefined;
  /** Only deliveries of this content. */
  template_id?: number | undefined;
}

export interface NewsletterLinkMetricsParams {
  /** The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   */
  steps?: number | undefined;
  /** The channel. */
  type?: 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox' | undefined;
  /** Whether each person counts once a link. Default `false`. */
  unique?: boolean | undefined;
}

export interface NewsletterListParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
  /** The order, by time of creation. */
  sort?: 'asc' | 'desc' | undefined;
}

export interface NewsletterMessage extends UnknownFields {
  id: string;
  deduplicate_id?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
  message_template_id?: number;
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers | null;
  recipient?: string;
  subject?: string | null;
  metrics: MessageMetrics;
  /** Unix seconds. */
  created: number;
  failure_message?: string | null;
  campaign_id?: number | null;
  action_id?: number | null;
  parent_action_id?: number | null;
  newsletter_id?: number | null;
  content_id?: number | null;
  broadcast_id?: number | null;
  trigger_event_id?: string | null;
  forgotten: boolean;
  tracked_responses?: Record<string, TrackedResponse>;
  type: NewsletterChannel;
}

export interface NewsletterMessagesParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
  /** Only messages of which this is known. */
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
    | 'undeliverable' | undefined;
  /** The beginning of the time looked at: at most 6 months before its end, which is the default. Unix seconds. */
  start_ts?: number | Date | undefined;
  /** The end of the time looked at. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages come with what people answered. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

export interface NewsletterMetrics extends UnknownFields {
  metric: {
    type?: NewsletterChannel;
    series: MetricSeries;
    [key: string]: unknown;
  };
}

export interface NewsletterMetricsParams {
  /** The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   */
  steps?: number | undefined;
  /** The channel. */
  type?: 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox' | undefined;
}

/** Spreads a sending over time. */
export interface NewsletterRateLimit {
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
}

export interface ObjectCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  object_type_id?: number;
  filter_object_attributes?: string;
  filter_relationship_attributes?: string;
  audience?: {
    /** 0 to 1. */
    type?: number;
    person_filters?: Record<string, unknown>;
    relationship_filters?: Record<string, unknown>;
    [key: string]: unknown;
  };
  object_attribute_triggers?: Record<string, unknown>;
}

/** An object with its attributes. */
export interface ObjectDetails extends UnknownFields {
  attributes: Record<string, unknown>;
  /** When each attribute was last set. */
  timestamps?: Record<string, number>;
  identifiers: {
    cio_object_id?: string;
    id?: string | null;
    email?: string | null;
    [key: string]: unknown;
  };
  object_type_id?: string;
}

export interface ObjectIdParams {
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400. Default `object_id`.
   */
  id_type?: 'object_id' | 'cio_object_id' | undefined;
}

/** The names of one object. */
export interface ObjectIdentifiers extends UnknownFields {
  cio_object_id: string;
  object_id?: string;
}

/** A person who is related to the object. */
export interface ObjectRelationship extends UnknownFields {
  identifiers: {
    cio_id?: string;
    id?: string | null;
    email?: string | null;
    [key: string]: unknown;
  };
  object_type_id?: string;
  object_type_disabled?: boolean;
}

export interface ObjectRelationshipsParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400. Default `object_id`.
   */
  id_type?: 'object_id' | 'cio_object_id' | undefined;
}

/** A kind of objects, such as companies. */
export interface ObjectType extends UnknownFields {
  id: string;
  name: string;
  singular_name?: string;
  slug?: string;
  singular_slug?: string;
  enabled?: boolean;
  icon?: string;
}

export interface OptOut extends UnknownFields {
  channel: 'sms' | 'whatsapp';
  from?: string;
}

export interface OptOutChange {
  /** The number or sender that messages come from. */
  from: string;
  /** True: out. False: in again. */
  optout: boolean;
  /** The channel. Default `sms`. */
  channel?: 'sms' | 'whatsapp' | undefined;
}

export interface OptOutListParams {
  /** Only those of this sender. */
  from?: string | undefined;
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 1,000. Default `100`. */
  limit?: number | undefined;
}

/** Which page this is, and what was asked for. */
export interface PageMeta extends UnknownFields {
  /** The page, its size, and how many there are of everything. */
  pagination?: {
    page?: number;
    limit?: number;
    total?: number;
    [key: string]: unknown;
  };
  filters?: Record<string, unknown>;
}

/** The channels a person has opted out of. */
export interface PersonOptOuts extends UnknownFields {
  customer_id?: string;
  cio_id?: string;
  optouts: OptOut[];
}

/** What Liquid finds. What is left out is empty. */
export interface PreviewDesignStudioEmail {
  /** What Liquid finds under `campaign`. */
  campaign?: object | undefined;
  /** What Liquid finds under `customer`. */
  customer?: object | undefined;
  /** What Liquid finds under `event`. */
  event?: object | undefined;
  /** What Liquid finds under `journey`. */
  journey?: object | undefined;
  /** Whether a variable that is missing is no error. A wrong syntax always is. Default `false`. */
  lax?: boolean | undefined;
  /** What Liquid finds under `message`. */
  message?: object | undefined;
  /** What Liquid finds under `objects`. */
  objects?: object | undefined;
  /** What Liquid finds under `trigger`. */
  trigger?: object | undefined;
}

export interface PushOptionsAndroid {
  /** The icon, a drawable of your app. Default: the launcher icon. */
  icon?: string | undefined;
  /** The sound, a file of your app. */
  sound?: string | undefined;
  /** A notification of the same tag is replaced. */
  tag?: string | undefined;
  /** The icon's colour, as `#rrggbb`. */
  color?: string | undefined;
  /** The intent that a tap starts. */
  click_action?: string | undefined;
  /** The key of the text in your app's string resources. */
  body_loc_key?: string | undefined;
  /** What is put into that text. */
  body_loc_arg?: string | undefined;
  /** The key of the title in your app's string resources. */
  title_loc_key?: string | undefined;
  /** What is put into that title. */
  title_loc_arg?: string | undefined;
}

export interface PushOptionsIos {
  /** What is shown: a text, or its parts. */
  alert?: string | {
    /** The text. */
    body?: string | undefined;
    /** The title. */
    title?: string | undefined;
    /** The second title. */
    subtitle?: string | undefined;
    /** The picture that shows while your app starts. */
    'launch-image'?: string | undefined;
    /** The key of the title in your app's localized strings. */
    'title-loc-key'?: string | undefined;
    /** What is put into that title. */
    'title-loc-args'?: string[] | undefined;
    /** The key of the second title in your app's localized strings. */
    'subtitle-loc-key'?: string | undefined;
    /** What is put into that second title. */
    'subtitle-loc-args'?: string[] | undefined;
    /** The key of the text in your app's localized strings. */
    'loc-key'?: string | undefined;
    /** What is put into that text. */
    'loc-args'?: string[] | undefined;
  } | undefined;
  /** The number on your app's icon; 0 takes it away. */
  badge?: number | undefined;
  /** The sound: a file of your app, or a critical alert. */
  sound?: string | {
    /** 1 for a critical alert, else 0. */
    critical?: number | undefined;
    /** The file of your app. */
    name?: string | undefined;
    /** From 0, silent, to 1. */
    volume?: number | undefined;
  } | undefined;
  /** Notifications of the same thread are grouped. */
  'thread-id'?: string | undefined;
  /** The kind of notification, as your app registered it. */
  category?: string | undefined;
  /** 1 wakes your app without showing anything, where there is no `alert`. */
  'content-available'?: number | undefined;
  /** 1 lets your app's extension change it, which pictures and delivery metrics need. */
  'mutable-content'?: number | undefined;
  /** The window that comes to the front. */
  'target-content-id'?: string | undefined;
  /** How important it is. */
  'interruption-level'?: 'passive' | 'active' | 'time-sensitive' | 'critical' | undefined;
  /** From 0 to 1: the highest stands first in the summary. */
  'relevance-score'?: number | undefined;
}

export interface PushPayload {
  /** For iOS, as FCM or APNs takes it, whichever the workspace uses. */
  ios?: PushPayloadIos | undefined;
  /** For Android, as FCM takes it. */
  android?: PushPayloadAndroid | undefined;
}

export interface PushPayloadAndroid {
  /** The message. */
  message: {
    /** What is shown. */
    notification?: {
      /** The title. */
      title?: string | undefined;
      /** The text. */
      body?: string | undefined;
    } | undefined;
    /** Data for your app. */
    data?: Record<string, string> | undefined;
    /** For Android alone. */
    android?: {
      /** How it is shown. */
      notification?: PushOptionsAndroid | undefined;
    } | undefined;
  };
}

export type PushPayloadIos =
  | PushPayloadIosFcm
  | PushPayloadIosApns;

export interface PushPayloadIosApns {
  /** What Customer.io's SDK in the app reads. */
  CIO?: {
    /** The push message. */
    push: {
      /** What opens when it is tapped. */
      link?: string | undefined;
      /** The picture's URL: https. */
      image?: string | undefined;
    };
  } | undefined;
  /** Apple's own keys. */
  aps?: PushOptionsIos | undefined;
}

export interface PushPayloadIosFcm {
  /** The message. */
  message: {
    /** What FCM hands to APNs. */
    apns: {
      /** Apple's headers. */
      headers?: object | undefined;
      /** The payload. Other keys reach your app as they are. */
      payload: {
        /** What Customer.io's SDK in the app reads. */
        CIO?: {
          /** The push message. */
          push: {
            /** The title. */
            title?: string | undefined;
            /** The text. */
            body?: string | undefined;
            /** What opens when it is tapped. */
            link?: string | undefined;
            /** The picture's URL: https. */
            image?: string | undefined;
          };
        } | undefined;
        /** Apple's own keys. */
        aps?: PushOptionsIos | undefined;
      };
    };
  };
}

/** One object that the person is related to. */
export interface Relationship extends UnknownFields {
  object_type_id: number;
  identifiers: ObjectIdentifiers;
  /** Attributes of the relationship, not of the object. */
  attributes?: Record<string, unknown>;
  /** When each attribute was last set. */
  timestamps?: Record<string, number>;
}

export interface RelationshipCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  object_type_id?: number;
  filter_object_attributes?: string;
  filter_relationship_attributes?: string;
  audience?: {
    /** 0 to 1. */
    type?: number;
    person_filters?: Record<string, unknown>;
    relationship_filters?: Record<string, unknown>;
    [key: string]: unknown;
  };
  relationship_attribute_triggers?: Record<string, unknown>;
}

export interface RemoveUnusedCssOptions {
  /** Whether the step is done at all. Default `false`. */
  enabled?: boolean | undefined;
  /** Selectors that stay in any case. */
  whitelist?: string[] | undefined;
  /** What surrounds code of a template language, which is left alone. */
  backend_markers?: {
    /** What begins it. */
    heads?: string | undefined;
    /** What ends it. */
    tails?: string | undefined;
  }[] | undefined;
  /** Whether class names are shortened. Default `false`. */
  uglify?: boolean | undefined;
}

/** Where Customer.io sends what happens, and which events. */
export interface ReportingWebhook extends UnknownFields {
  name: string;
  id: number;
  type?: 'webhook' | 'js';
  endpoint: string;
  disabled?: boolean;
  /** Default `false`. */
  full_resolution?: boolean;
  with_content?: boolean;
  /** At least 1 item. */
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
  | 'slack_undeliverable'
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

/** The email whose draft was put back. */
export interface RestoredDesignStudioVersion extends UnknownFields {
  node_id?: string;
  restored_node_ids?: string[];
  version_id?: string;
}

/** What a saved state is called. */
export interface SaveDesignStudioVersion {
  /** What it is for, as people see it in Customer.io. */
  description?: string | undefined;
  /** The name that people see in Customer.io. 1 to 100 characters. */
  name: string;
}

/** A saved state. */
export interface SavedDesignStudioVersion extends UnknownFields {
  /** False: nothing had changed, and it is the last version. */
  created?: boolean;
  version: DesignStudioVersion;
}

/** When a newsletter is sent. */
export interface ScheduleNewsletter {
  /** A time to come; 0 takes it off the schedule. Unix seconds. */
  scheduled_at: number | Date;
  /** The time zone that people see it in, such as `Europe/Berlin`. Needed unless `scheduled_at` is 0. */
  timezone?: string | undefined;
  /**
   * Whether each person gets it at this time of their own time zone. A rate limit's period is at most an
   * hour then.
   */
  tz_match_enabled?: boolean | undefined;
  /** How many messages a period, of whatever channel. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /** The period in seconds: a minute, an hour or a day. Together with `rate_limit_email_rate`. */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
}

/** A set of people: `dynamic` by conditions, `manual` by adding them. */
export interface Segment extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
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

export interface SegmentCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  /** Whoever enters one of these segments enters the campaign. */
  trigger_segment_ids?: number[];
  filter_segment_ids?: number[];
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_templates?: {
    type?: 'email' | 'sms' | 'push' | 'slack';
    id?: number;
    [key: string]: unknown;
  }[];
}

export interface SegmentMembershipParams {
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. At most 30,000. Default `1000`. */
  limit?: number | undefined;
}

export interface SendEmailFields {
  /** The template: its id, or its trigger name (upper and lower case are the same). */
  transactional_message_id?: number | string | undefined;
  /** The content as HTML, in place of the template's. It can hold Liquid. */
  body?: string | undefined;
  /** The content as AMP for Email. Programs that cannot show it show `body`. */
  body_amp?: string | undefined;
  /** The content as plain text, in place of the text that is made of `body`. */
  body_plain?: string | undefined;
  /** The subject, in place of the template's. */
  subject?: string | undefined;
  /** The sender: a verified address, with a name or without. Default: the template's. */
  from?: string | undefined;
  /** The language to send in, as a two- or four-letter code, in place of the one the person's attributes tell. */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers?: TransactionalRecipient | undefined;
  /** What Liquid finds under `trigger` in the template. The call as a whole: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send: up to 90 days ahead. A time that has passed means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not kept, in place of the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /** Whether people who unsubscribed get it too, in place of the template's setting. Default `true`. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether it waits as a draft until somebody sends it in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
  /** The addresses, by commas apart, with names or without. `to`, `cc` and `bcc` together: at most 15. */
  to: string;
  /** Addresses that everybody sees, by commas apart. What they do counts in metrics. */
  cc?: string | undefined;
  /** Addresses that nobody sees, by commas apart. */
  bcc?: string | undefined;
  /** Whether `bcc` gets a copy with the recipient in its subject, in place of a true one. */
  fake_bcc?: boolean | undefined;
  /** Where replies go, if not to `from`. */
  reply_to?: string | undefined;
  /** The text beside the subject, in place of the template's. */
  preheader?: string | undefined;
  /** Files by their names: bytes, or base64 as text. Together at most 2 MB. */
  attachments?: Attachments | undefined;
  /** Headers of the email by their names, in ASCII; or the same as JSON text. */
  headers?: string | Record<string, string> | undefined;
  /** Whether CSS stays where it is, in place of being put into the elements. Default `false`. */
  disable_css_preprocessing?: boolean | undefined;
  /** Whether links are tracked (of emails opens too). Default `true`. */
  tracked?: boolean | undefined;
}

export interface SendInApp {
  /** The template: its id, or its trigger name (upper and lower case are the same). */
  transactional_message_id: number | string;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** What Liquid finds under `trigger` in the template. The call as a whole: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send: up to 90 days ahead. A time that has passed means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether it waits as a draft until somebody sends it in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /** The language to send in, as a two- or four-letter code, in place of the one the person's attributes tell. */
  language?: string | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendInboxMessage {
  /** The template: its id, or its trigger name (upper and lower case are the same). */
  transactional_message_id: number | string;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** What Liquid finds under `trigger` in the template. The call as a whole: at most 1 MB. */
  message_data?: object | undefined;
  /** Somebody else in place of the person. Seldom of use. */
  to?: string | undefined;
  /** When to send: up to 90 days ahead. A time that has passed means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether it waits as a draft until somebody sends it in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /** The language to send in, as a two- or four-letter code, in place of the one the person's attributes tell. */
  language?: string | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendPush {
  /** The template: its id, or its trigger name (upper and lower case are the same). */
  transactional_message_id: number | string;
  /** Which of the person's devices: `all`, `last_used`, or one by its token. Default: the template's. */
  to?: 'all' | 'last_used' | (string & {}) | undefined;
  /** The title, in place of the template's. */
  title?: string | undefined;
  /** The text, in place of the template's. */
  message?: string | undefined;
  /** The picture's URL, in place of the template's. */
  image_url?: string | undefined;
  /** What opens when it is tapped, in place of the template's. */
  link?: string | undefined;
  /** Whether it sounds. iOS only. Default `default`. */
  sound?: 'default' | 'none' | undefined;
  /** Data for your app, as strings by their names. Android takes no other values. */
  custom_data?: object | undefined;
  /** A device that the person has from now on, and that it goes to. */
  custom_device?: CustomPushDevice | undefined;
  /** A payload of your own for each platform, in place of everything else here. */
  custom_payload?: PushPayload | undefined;
  /** The language to send in, as a two- or four-letter code, in place of the one the person's attributes tell. */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** What Liquid finds under `trigger` in the template. The call as a whole: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send: up to 90 days ahead. A time that has passed means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not kept, in place of the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /** Whether people who unsubscribed get it too, in place of the template's setting. Default `true`. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether it waits as a draft until somebody sends it in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendSms {
  /** The template: its id, or its trigger name (upper and lower case are the same). */
  transactional_message_id: number | string;
  /** The phone number as E.164, such as `+15551234567`, or Liquid. */
  to: string;
  /** The sender, verified at Twilio: a number as E.164 or a name. Default: the template's. */
  from?: string | undefined;
  /** Whether links are tracked (of emails opens too). Default `true`. */
  tracked?: boolean | undefined;
  /** The language to send in, as a two- or four-letter code, in place of the one the person's attributes tell. */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** What Liquid finds under `trigger` in the template. The call as a whole: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send: up to 90 days ahead. A time that has passed means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not kept, in place of the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /** Whether people who unsubscribed get it too, in place of the template's setting. Default `true`. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether it waits as a draft until somebody sends it in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendWhatsapp {
  /** The template: its id, or its trigger name (upper and lower case are the same). */
  transactional_message_id: number | string;
  /** The phone number as E.164, such as `+15551234567`, or Liquid. */
  to: string;
  /** The sender's number. Default: the template's. */
  from?: string | undefined;
  /** Whether links are tracked (of emails opens too). Default `true`. */
  tracked?: boolean | undefined;
  /** The language to send in, as a two- or four-letter code, in place of the one the person's attributes tell. */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** What Liquid finds under `trigger` in the template. The call as a whole: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send: up to 90 days ahead. A time that has passed means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not kept, in place of the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /** Whether people who unsubscribed get it too, in place of the template's setting. Default `true`. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether it waits as a draft until somebody sends it in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
}

/** A name and an address, or a phone number, that messages come from. */
export interface SenderIdentity extends UnknownFields {
  id: number;
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
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
  /** The order, by time of creation. */
  sort?: 'asc' | 'desc' | undefined;
  /** Whether hidden ones come too. */
  hidden?: boolean | undefined;
}

/** Counts by period. */
export interface SeriesMetrics extends UnknownFields {
  metric: {
    series?: MetricSeries;
    [key: string]: unknown;
  };
}

/** A piece of text that messages share, by its name. */
export interface Snippet extends UnknownFields {
  name: string;
  value: string;
  /** Unix seconds. */
  updated_at?: number;
}

export interface SnippetInput {
  /** The name that messages use, each once. At most 150 characters. */
  name: string;
  /** The text: 16,000 characters, where the workspace has no other limit. Liquid in it is checked. */
  value: string;
}

/** Starts a live notification on a person's devices. */
export interface StartLiveNotification {
  /** The person: exactly one. */
  identifiers: LiveRecipient;
  /** The kind, as your app registered it. */
  notification_type: string;
  /** One device, by its push token. Left out: all of them. */
  device_id?: string | undefined;
  /** Only devices of this platform. */
  platform?: 'ios' | 'android' | undefined;
  /** The app's bundle id. An unknown one fails with 400. */
  app_identifier?: string | undefined;
  /** What does not change while it is shown. At least one. */
  attributes: object | {
    /** The headline. */
    header: string;
  };
  /** The state to show: the whole, not what changed. */
  content_state: LiveContentState;
  /** The alert that goes with it. Needed on iOS. */
  push_payload?: LivePushPayload | undefined;
  /** What opens when it is tapped. */
  deep_link?: string | undefined;
  /** When it ends by itself: at most 6 hours ahead, which is the default too. Unix seconds. */
  expiration?: number | Date | undefined;
}

/** Which pictures to take. Each costs a credit, where it was not taken before. */
export interface SubmitInboxPreview {
  /** The mail programs, by their ids (`inboxPreviews.listClients`). 1 to 150 items. */
  client_ids: string[];
  /** Whether a variable that is missing is no error. Default `false`. */
  lax_mode?: boolean | undefined;
  /** What the run is called in the history. At most 191 characters. */
  name?: string | undefined;
  /** What Liquid finds. At most 128 KB. */
  sample_data?: object | undefined;
}

/** The run that was ordered. */
export interface SubmittedInboxPreview extends UnknownFields {
  /** Whether the same was ordered before on this day: then it costs nothing. */
  replayed?: boolean;
  run_id: number;
}

/** A channel that people can turn off by itself. */
export interface SubscriptionChannel extends UnknownFields {
  id: number;
  type?:
    | 'email'
    | 'twilio'
    | 'urban_airship'
    | 'slack'
    | 'push'
    | 'in_app'
    | 'line'
    | 'inbox'
    | 'whatsapp';
  name?: string;
  description?: string;
  subscribed_by_default?: boolean;
}

export interface SubscriptionPreferenceTopic extends UnknownFields {
  id: string;
  /** Whether the person wants to hear of it. */
  subscribed: boolean;
  name?: string;
  description?: string;
}

export interface SubscriptionPreferencesParams {
  /**
   * What the id is. `email` and `phone` only where the workspace has them as identifiers, otherwise the call
   * fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** The language that topics are named in. */
  language?: string | undefined;
}

/** A kind of message that people can turn off by itself. */
export interface SubscriptionTopic extends UnknownFields {
  name?: string;
  description?: string;
  subscribed_by_default?: boolean;
  id: number;
  /** Its key among `topics` of `cio_subscription_preferences`: `topic_` and its id. */
  identifier?: string;
}

export interface SuppressionListParams {
  /** How many a page. At most 1,000. Default `100`. */
  limit?: number | undefined;
  /** How many to skip. Default `0`. */
  offset?: number | undefined;
  /** Only those of this sending domain. */
  domain?: string | undefined;
  /** Only this address. */
  email?: string | undefined;
}

/** One side of a test. */
export interface TestGroup extends UnknownFields {
  /** Can be 0. */
  id: number;
  name?: string;
  label?: string;
  winner?: boolean;
  content_ids?: number[];
}

export interface ToggleOptions {
  /** Whether the step is done at all. Default `false`. */
  enabled?: boolean | undefined;
}

export interface TrackedResponse extends UnknownFields {
  id?: number;
  ts?: number;
}

/** The content of a transactional message in one language. */
export interface TransactionalContent extends UnknownFields {
  id: number;
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

export interface TransactionalDeliveriesExport {
  /** The transactional message, by its id. */
  transactional_message_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person, as columns beside the usual ones. */
  attributes?: string[] | undefined;
  /** Only deliveries of which this is known. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts come too. */
  drafts?: boolean | undefined;
  /** Only deliveries of this content. */
  template_id?: number | undefined;
}

/** A template for messages to one person. */
export interface TransactionalMessage extends UnknownFields {
  id: number;
  name: string;
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
  /** Where to go on: the `next` of an earlier page. Left out: the beginning. Unix seconds. */
  start?: string | number | Date | undefined;
  /** How many a page. */
  limit?: number | undefined;
  /** Only messages of which this is known. */
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
    | 'undeliverable' | undefined;
  /** Only messages in this state. */
  state?: 'failed' | 'sent' | 'drafted' | 'attempted' | undefined;
  /** The beginning of the time looked at: at most 6 months before its end, which is the default. Unix seconds. */
  start_ts?: number | Date | undefined;
  /** The end of the time looked at. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages come with what people answered. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

export interface TransactionalMetricsParams {
  /** The length of a period. Days begin at midnight Eastern time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * How many periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Left out: the most, of
   * months 12.
   */
  steps?: number | undefined;
}

/** A person, by exactly one identifier. */
export type TransactionalRecipient =
  | ({
    /** Their id. */
    id: string | number;
  } & { email?: undefined; cio_id?: undefined })
  | ({
    /** Their email address. */
    email: string;
  } & { id?: undefined; cio_id?: undefined })
  | ({
    /** Customer.io's own id. */
    cio_id: string;
  } & { id?: undefined; email?: undefined });

/** What of a file or a folder to change: at least one field. */
export interface UpdateAsset {
  /** The name that people see in Customer.io. At least 1 character. */
  name?: string | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: number | null | undefined;
}

/** What of a step to change: the fields of its channel. */
export type UpdateBroadcastAction =
  | UpdateBroadcastEmailAction
  | UpdateBroadcastSmsAction
  | UpdateBroadcastWhatsappAction
  | UpdateBroadcastWebhookAction;

export interface UpdateBroadcastEmailAction {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** Where replies go: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as AMP for Email. Programs that cannot show it show `body`. */
  body_amp?: string | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
}

export interface UpdateBroadcastSmsAction {
  /** The broadcast. */
  broadcast_id?: number | undefined;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The URL of a picture in the message. */
  image_url?: string | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
}

export interface UpdateBroadcastWebhookAction {
  /** The broadcast. */
  broadcast_id?: number | undefined;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The URL that is called. */
  url?: string | undefined;
  /** Headers of the request, as JSON text of objects with `name` and `value`. */
  headers?: string | undefined;
  /** The HTTP method. */
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch' | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
}

export interface UpdateBroadcastWhatsappAction {
  /** The broadcast. */
  broadcast_id?: number | undefined;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The content of the visual editor, as JSON text. */
  body_json?: string | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The phone number it is sent from. */
  sender_identity_id?: number | undefined;
  /** Whether people who unsubscribed get it too. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether links in the template's parameters are tracked. Default `false`. */
  tracked?: boolean | undefined;
}

/** What of a step to change: the fields of its channel. */
export type UpdateCampaignAction =
  | UpdateCampaignEmailAction
  | UpdateCampaignSmsAction
  | UpdateCampaignWhatsappAction
  | UpdateCampaignWebhookAction;

export interface UpdateCampaignEmailAction {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** Where replies go: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as AMP for Email. Programs that cannot show it show `body`. */
  body_amp?: string | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
}

export interface UpdateCampaignSmsAction {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The URL of a picture in the message. */
  image_url?: string | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
}

export interface UpdateCampaignWebhookAction {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The URL that is called. */
  url?: string | undefined;
  /** Headers of the request, as JSON text of objects with `name` and `value`. */
  headers?: string | undefined;
  /** The HTTP method. */
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch' | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
}

export interface UpdateCampaignWhatsappAction {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The content of the visual editor, as JSON text. */
  body_json?: string | undefined;
  /** Whether it is sent (`automatic`), kept as a draft (`draft`), or skipped (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The phone number it is sent from. */
  sender_identity_id?: number | undefined;
  /** Whether people who unsubscribed get it too. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether links in the template's parameters are tracked. Default `false`. */
  tracked?: boolean | undefined;
}

/** What of a table to change: its rows or the file they come from, not both. */
export type UpdateCollection =
  | (UpdateCollectionWithData & { /** The URL of a CSV or JSON file, which Customer.io reads. */ url?: undefined })
  | (UpdateCollectionFromUrl & { /** The rows, in place of those there are. */ data?: undefined });

export interface UpdateCollectionFromUrl {
  /** The name that people see in Customer.io. */
  name?: string | undefined;
  /** The URL of a CSV or JSON file, which Customer.io reads. */
  url?: string | undefined;
}

export interface UpdateCollectionWithData {
  /** The name that people see in Customer.io. */
  name?: string | undefined;
  /** The rows, in place of those there are. */
  data?: object[] | undefined;
}

/** What of a component to change: at least one field. */
export interface UpdateDesignStudioComponent {
  /** The name that people see in Customer.io. 1 to 255 characters. */
  name?: string | undefined;
  /** The name of its element in emails, such as `x-button`. */
  tag?: string | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | null | undefined;
  /** Its HTML. */
  content?: string | undefined;
}

/** What of an email to change: at least one field. */
export interface UpdateDesignStudioEmail {
  /** The name that people see in Customer.io. 1 to 255 characters. */
  name?: string | undefined;
  /** Whether it is a template, from which others are made. */
  is_template?: boolean | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | null | undefined;
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** Who it is from and where it goes. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** What is done to the HTML when it is compiled. What is left out keeps its default. */
  transformers?: DesignStudioTransformers | undefined;
}

/** What of a folder to change: at least one field. */
export interface UpdateDesignStudioFolder {
  /** The name, without any of `< > : " / \ | ? *` and the full stop. 1 to 170 characters. */
  name?: string | undefined;
  /** The folder it is in; null is the root. */
  parent_folder_id?: string | null | undefined;
}

/** What of a translation to change: at least one field. */
export interface UpdateDesignStudioTranslation {
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** Who it is from and where it goes. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** What is done to the HTML when it is compiled. What is left out keeps its default. */
  transformers?: DesignStudioTransformers | undefined;
}

export interface UpdateEmailContent {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The content as AMP for Email. Programs that cannot show it show `body`. */
  body_amp?: string | undefined;
  /** The content as plain text, in place of the text that is made of `body`. */
  body_plain?: string | undefined;
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** Where replies go: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** Where it goes. It can hold Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
}

export interface UpdateLiveNotification {
  /** The live notification, as `start` named it: a ULID. */
  instance_id: string;
  /** The state to show: the whole, not what changed. */
  content_state: LiveContentState;
  /** Attributes. */
  attributes?: object | undefined;
  /** A push message that goes with it. */
  push_payload?: LivePushPayload | undefined;
  /** What opens when it is tapped. */
  deep_link?: string | undefined;
}

/** What of a content to change: the fields of its channel. */
export type UpdateNewsletterContent =
  | UpdateEmailContent
  | UpdateSmsContent
  | UpdatePushContent
  | UpdateWebhookContent;

export interface UpdatePushContent {
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
}

/** What of a webhook to change. What is left out stays. */
export interface UpdateReportingWebhook {
  /** The name that people see in Customer.io. */
  name?: string | undefined;
  /** Where events are posted: an http or https URL. */
  endpoint?: string | undefined;
  /** Whether nothing is posted for now. */
  disabled?: boolean | undefined;
  /** Whether every open and click is reported, not only the first. Default `false`. */
  full_resolution?: boolean | undefined;
  /** Whether `sent` events hold the message's content. */
  with_content?: boolean | undefined;
  /** Which events are posted. At least 1 item. */
  events?: ReportingWebhookEvent[] | undefined;
}

export interface UpdateSmsContent {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
}

/** The whole content: what is left out is emptied. */
export interface UpdateTransactionalContent {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** Where replies go: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** The subject line. It can hold Liquid. */
  subject?: string | undefined;
  /** The text that mail programs show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as AMP for Email. Programs that cannot show it show `body`. */
  body_amp?: string | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
}

export interface UpdateWebhookContent {
  /** The content. It can hold Liquid. What was made in the drag-and-drop editor cannot be changed by the API. */
  body?: string | undefined;
  /** Headers of the request. */
  headers?: MessageHeader[] | undefined;
}

export interface UrlParametersOptions {
  /** Whether the step is done at all. Default `false`. */
  enabled?: boolean | undefined;
  /** The parameters. */
  parameters?: {
    /** Its name. */
    key?: string | undefined;
    /** Its value. */
    value?: string | undefined;
    /** Whether the value is percent-encoded. */
    url_encode?: boolean | undefined;
  }[] | undefined;
}

/** The ids of what uses it. */
export interface UsedBy extends UnknownFields {
  campaigns?: number[];
  sent_newsletters?: number[];
  draft_newsletters?: number[];
}

export interface WebhookCampaign extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
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
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  webhook_id?: number;
}

/** A workspace and its usage, as it was up to two hours ago. */
export interface Workspace extends UnknownFields {
  id: number;
  name: string;
  messages_sent?: number;
  billable_messages_sent?: number;
  people?: number;
  object_types?: number;
  objects?: number;
}
