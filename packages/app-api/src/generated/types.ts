// Made by `pnpm generate` from packages/contract. Change it there: the comments are in src/generate.
import type { Attachments } from '../sends/attachments.js';
import type { NewsletterRecipients } from '../filters/newsletter-recipients.js';

/** Fields that Customer.io sends and that have no type here yet. */
export interface UnknownFields {
  [key: string]: unknown;
}

export interface AccessibilityOptions {
  /** Whether the action is enabled. Default `false`. */
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
  /** Adds `alt` texts to VML images. Default `true`. */
  add_vml_alt_text?: boolean | undefined;
  /** Adds an empty `alt` to images without one. Default `true`. */
  add_empty_alt_to_images?: boolean | undefined;
  /** Adds a title to the head. Default `true`. */
  add_title_to_head?: boolean | undefined;
  /** Removes `role="button"` from links. Default `true`. */
  remove_button_role_from_links?: boolean | undefined;
  /** Removes a meta tag that disables zooming. Default `true`. */
  remove_zoom_meta_tag?: boolean | undefined;
}

export interface ActionDeliveriesExport {
  /** The id of the action. */
  action_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person to add as columns. */
  attributes?: string[] | undefined;
  /** Only deliveries with this metric. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts are included. */
  drafts?: boolean | undefined;
  /** Only deliveries of this template. */
  template_id?: number | undefined;
}

/** An activity of a person, such as an event or an attribute change. */
export interface Activity extends UnknownFields {
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers;
  /** The details: the data of an event, or `{ attribute: { from, to } }` for an attribute change. */
  data?: {
    /** Unix seconds. */
    delivered?: number | null;
    delivery_id?: string;
    /** A time, or a boolean. */
    opened?: number | boolean | null;
    [key: string]: unknown;
  };
  delivery_id?: string;
  delivery_type?: 'ios' | 'android' | 'email' | 'phone';
  id: string;
  /** Unix seconds. */
  timestamp: number;
  /** The type of the activity. */
  type: ActivityType;
  name?: string;
  url?: string;
}

export interface ActivityListParams {
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** Only activities of this type. */
  type?: ActivityType | undefined;
  /** Only events of this name, or changes of this attribute (with `type`). */
  name?: string | undefined;
  /** Whether activities of deleted people are included. Default `false`. */
  deleted?: boolean | undefined;
  /** Only activities of this person. A cio_id has the prefix `cio_`. */
  customer_id?: string | undefined;
  /**
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** The number of items per page. At most 100. Default `10`. */
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
  /** The URL of the file. */
  path?: string;
  /** The size in bytes. */
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
  /** Only items in this folder; 0 is the root. */
  parent_folder_id?: number | undefined;
  /** Whether only direct children are returned, without the content of subfolders. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** The number of the page, from 1. At least 1. Default `1`. */
  page?: number | undefined;
  /** The number of items per page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
}

/** The page, and the parameters of the request. */
export interface AssetPageMeta extends UnknownFields {
  /** The number of the page, its size, and the total number of items. */
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

/** The metadata of an attribute. */
export interface AttributeMetadata {
  /** The name of the attribute. */
  name: string;
  /** The description. At most 255 characters. */
  description?: string | undefined;
  /** 1 marks the attribute as sensitive, if the plan supports it. */
  privacy_level?: 0 | 1 | undefined;
}

/** A broadcast that the API triggers. */
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
    type?: 'email' | 'webhook' | 'push' | 'sms' | 'slack' | 'in_app' | 'whatsapp' | 'twilio';
    [key: string]: unknown;
  }[];
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_template_ids?: {
    id?: number;
    type?: 'email' | 'webhook' | 'push' | 'sms' | 'slack' | 'in_app' | 'whatsapp' | 'twilio';
    [key: string]: unknown;
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
}

/** An action of a broadcast. `type` is its channel. */
export type BroadcastAction =
  | BroadcastEmailAction
  | BroadcastSmsAction
  | BroadcastWhatsappAction
  | BroadcastWebhookAction;

/** Counts of one action per period; for a message in several languages, also those of each language. */
export interface BroadcastActionMetrics extends UnknownFields {
  metric: {
    series: MetricSeries;
    [key: string]: unknown;
  };
  /** By the id of the action of the language. */
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
  /** Only messages with this metric. */
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
  /**
   * The start of the time range: at most 6 months before its end. Default: 6 months before its end. Unix
   * seconds.
   */
  start_ts?: number | Date | undefined;
  /** The end of the time range. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages include the responses of people. Default `false`. */
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

/** A trigger of a broadcast. */
export interface BroadcastTrigger extends UnknownFields {
  id: number;
  broadcast_id?: number;
  /** Unix seconds. */
  created_at?: number;
  /** When all recipients had been processed; missing until then. Unix seconds. */
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

/** A campaign. `type` is the kind of its trigger. */
export type Campaign =
  | SegmentCampaign
  | EventCampaign
  | FormCampaign
  | DateCampaign
  | RelationshipCampaign
  | ObjectCampaign
  | WebhookCampaign;

/** An action of a campaign. `type` is its channel. */
export type CampaignAction =
  | CampaignEmailAction
  | CampaignSmsAction
  | CampaignWhatsappAction
  | CampaignWebhookAction
  | CampaignAttributeUpdateAction;

export interface CampaignActionLinkMetricsParams {
  /** The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
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
  /** Whether clicks are counted once per person and link. Default `false`. */
  unique?: boolean | undefined;
}

/** Counts of one action per period; for a message in several languages, also those of each language. */
export interface CampaignActionMetrics extends UnknownFields {
  metric: {
    series: MetricSeries;
    [key: string]: unknown;
  };
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  start?: string;
  end?: string;
  /** By the id of the action of the language. */
  language_variants?: Record<string, LanguageVariantMetrics>;
}

export interface CampaignActionsParams {
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
}

/** An action that sets attributes of the person. */
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
  /** The id of the campaign. */
  campaign_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person to add as columns. */
  attributes?: string[] | undefined;
  /** Only deliveries with this metric. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts are included. */
  drafts?: boolean | undefined;
  /** Only deliveries of this template. */
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 1,000. Default `50`. */
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
  /** Only messages with this metric. */
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
  /** Whether drafts are returned, in place of sent messages. */
  drafts?: boolean | undefined;
  /**
   * The start of the time range: at most 6 months before its end. Default: 6 months before its end. Unix
   * seconds.
   */
  start_ts?: number | Date | undefined;
  /** The end of the time range. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages include the responses of people. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

/** Counts per period, and the time range (with `version: "2"`). */
export interface CampaignMetrics extends UnknownFields {
  metric: {
    series: MetricSeries;
    [key: string]: unknown;
  };
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  start?: string;
  end?: string;
}

export interface CampaignMetricsParams {
  /**
   * `2`: counts by `res`, `start` and `end`, which are required then. `1` (default): counts by `period` and
   * `steps`, in Eastern Time.
   */
  version?: '1' | '2' | undefined;
  /** The length of a period. With `version: "2"`. */
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly' | undefined;
  /** The start of the time range. With `version: "2"`. Unix seconds. */
  start?: number | Date | undefined;
  /** The end of the time range, at most ten years after its start. With `version: "2"`. Unix seconds. */
  end?: number | Date | undefined;
  /** The time zone in which days start, such as `Europe/Berlin`. Default UTC. With `version: "2"`. */
  tz?: string | undefined;
  /**
   * The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`.
   * @deprecated Customer.io may stop sending or taking it.
   */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
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

/** A collection: a table that messages can use in Liquid. At most 10 MB, and 10 KB per row. */
export interface Collection extends UnknownFields {
  /** The size in bytes. */
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
  /** The name, as shown in Customer.io. At least 1 character. */
  name: string;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: number | null | undefined;
}

/** A collection, from rows or from a file. */
export type CreateCollection =
  | (CreateCollectionWithData & {
    /** The URL of a CSV or JSON file, which Customer.io downloads. */
    url?: undefined;
  })
  | (CreateCollectionFromUrl & {
    /** The rows. */
    data?: undefined;
  });

export interface CreateCollectionFromUrl {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The URL of a CSV or JSON file, which Customer.io downloads. */
  url: string;
}

export interface CreateCollectionWithData {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The rows. */
  data: object[];
}

export interface CreateDesignStudioComponent {
  /** The name, as shown in Customer.io. 1 to 255 characters. */
  name: string;
  /** The name of the component's element in emails, such as `x-button`. */
  tag: string;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | null | undefined;
  /** The HTML. */
  content: string;
}

export interface CreateDesignStudioEmail {
  /** The name, as shown in Customer.io. 1 to 255 characters. */
  name: string;
  /** Whether it is a template for other emails. Default `false`. */
  is_template?: boolean | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | null | undefined;
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** The sender, the recipient and the headers. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** The transformations of the HTML when it is compiled. Omitted ones keep their defaults. */
  transformers?: DesignStudioTransformers | undefined;
}

export interface CreateDesignStudioFolder {
  /** The name, without any of `< > : " / \ | ? *` and the full stop. 1 to 170 characters. */
  name: string;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | null | undefined;
}

/** A translation of an email. Omitted fields are taken from the email. */
export interface CreateDesignStudioTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** The sender, the recipient and the headers. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** The transformations of the HTML when it is compiled. Omitted ones keep their defaults. */
  transformers?: DesignStudioTransformers | undefined;
}

export interface CreateEmailNewsletter {
  /** The name, as shown in Customer.io. At most 190 characters. */
  name: string;
  /** The recipients. */
  recipients: NewsletterRecipients;
  /** Whether the newsletter is sent immediately. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When the newsletter is sent: a time in the future. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The subscription topic. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'email';
  /** The subject line. It can contain Liquid. */
  subject: string;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as HTML. It can contain Liquid, but no Design Studio components. */
  body: string;
  /** The content as plain text. Default: generated from `body`. */
  body_plain?: string | undefined;
  /** The id of the layout. Default: the workspace's default layout. */
  layout_id?: number | undefined;
  /** The sender, as text. Not together with `from_id`. Default: the oldest verified sender. */
  from?: string | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
}

export interface CreateEmailTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The subject line. It can contain Liquid. */
  subject: string;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body: string;
  /** The content as plain text. Default: generated from `body`. */
  body_plain?: string | undefined;
  /** The content as AMP for Email. Email clients without AMP show `body`. */
  body_amp?: string | undefined;
}

/** The file to import, and the type of its rows. */
export type CreateImport =
  | ImportPeople
  | ImportEvents
  | ImportRelationships
  | ImportObjects;

export interface CreateInAppNewsletter {
  /** The name, as shown in Customer.io. At most 190 characters. */
  name: string;
  /** The recipients. */
  recipients: NewsletterRecipients;
  /** Whether the newsletter is sent immediately. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When the newsletter is sent: a time in the future. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The subscription topic. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'in_app';
  /** The content as JSON text. By default, the message expires after 30 days. */
  body_json: string;
}

export interface CreateInboxNewsletter {
  /** The name, as shown in Customer.io. At most 190 characters. */
  name: string;
  /** The recipients. */
  recipients: NewsletterRecipients;
  /** Whether the newsletter is sent immediately. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When the newsletter is sent: a time in the future. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The subscription topic. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'inbox';
  /** The content as JSON text. By default, the message expires after 30 days. */
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
  /** The name, as shown in Customer.io. At most 190 characters. */
  name: string;
  /** The recipients. */
  recipients: NewsletterRecipients;
  /** Whether the newsletter is sent immediately. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When the newsletter is sent: a time in the future. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The subscription topic. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'push';
  /** The title. Required if there is no `body`. */
  subject?: string | undefined;
  /** The text. Required if there is no `subject`. */
  body?: string | undefined;
}

export interface CreatePushTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
}

export interface CreateReportingWebhook {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The URL that events are sent to: http or https. */
  endpoint: string;
  /** Whether the webhook is disabled. */
  disabled?: boolean | undefined;
  /** Whether every open and click is reported, not only the first. Default `false`. */
  full_resolution?: boolean | undefined;
  /** Whether `sent` events include the content of the message. */
  with_content?: boolean | undefined;
  /** The types of events to send. At least 1 item. */
  events: ReportingWebhookEvent[];
}

/** A manual segment: empty at first. */
export interface CreateSegment {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The description, as shown in Customer.io. */
  description?: string | undefined;
}

export interface CreateSmsNewsletter {
  /** The name, as shown in Customer.io. At most 190 characters. */
  name: string;
  /** The recipients. */
  recipients: NewsletterRecipients;
  /** Whether the newsletter is sent immediately. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When the newsletter is sent: a time in the future. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The subscription topic. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'twilio';
  /** The text. It can contain Liquid. */
  body: string;
}

export interface CreateSmsTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
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
  /** The name, as shown in Customer.io. At most 190 characters. */
  name: string;
  /** The recipients. */
  recipients: NewsletterRecipients;
  /** Whether the newsletter is sent immediately. Not together with `scheduled_at`. */
  send_now?: boolean | undefined;
  /** When the newsletter is sent: a time in the future. Not together with `send_now`. Unix seconds. */
  scheduled_at?: number | Date | undefined;
  /** The subscription topic. Required if the workspace has a subscription center (422 otherwise). */
  subscription_topic_id?: number | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
  /** The channel. */
  type: 'webhook';
  /** The body of the request. It can contain Liquid. */
  body: string;
  /** The HTTP method. */
  request_method: 'DELETE' | 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** The URL of the request. */
  url: string;
}

export interface CreateWebhookTranslation {
  /** The language, as a two- or four-letter code. */
  language: string;
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body: string;
}

/** An import that has been created. */
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
  identifier?: 'id' | 'email' | 'cio_id';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  people_to_process?: 'all' | 'only_new' | 'only_existing';
  object_type_id?: string | number;
  error?: string;
}

export interface CssInlinerOptions {
  /** Whether the action is enabled. Default `false`. */
  enabled?: boolean | undefined;
  /** Whether the rules of style tags are inlined. Default `true`. */
  apply_style_tags?: boolean | undefined;
  /** Whether `!important` is kept. Default `false`. */
  preserve_important?: boolean | undefined;
  /** Whether style tags are removed after inlining. Default `true`. */
  remove_style_tags?: boolean | undefined;
  /** Whether font faces are kept in their style tag. Default `true`. */
  preserve_font_faces?: boolean | undefined;
  /** Whether media queries are kept in their style tag. Default `true`. */
  preserve_media_queries?: boolean | undefined;
  /** Whether keyframes are kept in their style tag. Default `true`. */
  preserve_keyframes?: boolean | undefined;
  /** Whether rules of pseudo-classes are kept in their style tag. Default `true`. */
  preserve_pseudos?: boolean | undefined;
  /** Whether pseudo-elements are converted to elements. Default `false`. */
  inline_pseudo_elements?: boolean | undefined;
  /** Sets HTML attributes beside the CSS. */
  apply_html_attributes?: {
    /** Whether the action is enabled. Default `true`. */
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
  /** Whether the action is enabled. Default `false`. */
  enabled?: boolean | undefined;
  /** Whether the variables are kept beside their values. Default `false`. */
  preserve?: boolean | undefined;
}

export interface CursorParams {
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
}

export interface CustomPushDevice {
  /** The push token of the device. */
  token: string;
  /** When the device was last used. Default: now. Unix seconds. */
  last_used?: number | Date | string | undefined;
  /** The platform of the device. */
  platform: 'ios' | 'android';
  /** Attributes of the device: these, and any keys of your own. */
  attributes?: {
    /** The version of the operating system. */
    device_os?: string | undefined;
    /** The model of the device. */
    device_model?: string | undefined;
    /** The version of your app. */
    app_version?: string | undefined;
    /** The version of Customer.io's mobile SDK. */
    cio_sdk_version?: string | undefined;
    /** The locale of the device, such as `en-US`. */
    device_locale?: string | undefined;
    /** Whether the person allows push notifications. */
    push_enabled?: 'true' | 'false' | undefined;
    /** The bundle id of the app, which selects the push credentials. Default: the default app. */
    app_identifier?: string | undefined;
    [key: string]: string | undefined;
  } | null | undefined;
}

/** A person: identifiers, attributes and devices. */
export interface Customer extends UnknownFields {
  id?: string;
  identifiers: CustomerIdentifiers;
  /** Values of any JSON type. Customer.io returns most of them as strings. */
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
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 100. Default `10`. */
  limit?: number | undefined;
  /** Only activities of this type. */
  type?: ActivityType | undefined;
  /** Only events of this name, or changes of this attribute (with `type`). */
  name?: string | undefined;
}

/** A person, in the envelope of the API's response. */
export interface CustomerEnvelope extends UnknownFields {
  customer: Customer;
}

export interface CustomerIdParams {
  /**
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
}

/** The identifiers of one person. `phone` is not among them: it is an attribute. */
export interface CustomerIdentifiers extends UnknownFields {
  /** Missing if the workspace does not identify people by email address. */
  email?: string | null;
  id?: string | null;
  /** Customer.io's own id, which never changes. */
  cio_id: string;
}

/** A message to the person. `messages.get` returns more fields. */
export interface CustomerMessage extends UnknownFields {
  id: string;
  deduplicate_id?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_template_id?: string;
  customer_id?: string | null;
  campaign_id?: number | null;
  action_id?: number | null;
  recipient?: string;
  subject?: string | null;
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
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 1,000. Default `50`. */
  limit?: number | undefined;
  /**
   * The start of the time range: at most 6 months before its end. Default: 6 months before its end. Unix
   * seconds.
   */
  start_ts?: number | Date | undefined;
  /** The end of the time range. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
}

export interface CustomerRelationshipsParams {
  /**
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
}

export interface CustomerSearchParams {
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 1,000. Default `50`. */
  limit?: number | undefined;
}

/** A segment that contains the person. `segments.get` returns more fields. */
export interface CustomerSegment extends UnknownFields {
  id: number;
  name: string;
  description?: string;
}

/** The subscription preferences of a person. */
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

/** The deliveries to export, by exactly one source. */
export type DeliveriesExport =
  | (NewsletterDeliveriesExport & {
    /** The id of the campaign. */
    campaign_id?: undefined;
    /** The id of the transactional message. */
    transactional_message_id?: undefined;
    /** The id of the action. */
    action_id?: undefined;
  })
  | (CampaignDeliveriesExport & {
    /** The id of the newsletter. */
    newsletter_id?: undefined;
    /** The id of the transactional message. */
    transactional_message_id?: undefined;
    /** The id of the action. */
    action_id?: undefined;
  })
  | (TransactionalDeliveriesExport & {
    /** The id of the newsletter. */
    newsletter_id?: undefined;
    /** The id of the campaign. */
    campaign_id?: undefined;
    /** The id of the action. */
    action_id?: undefined;
  })
  | (ActionDeliveriesExport & {
    /** The id of the newsletter. */
    newsletter_id?: undefined;
    /** The id of the campaign. */
    campaign_id?: undefined;
    /** The id of the transactional message. */
    transactional_message_id?: undefined;
  });

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

/** The receipt of a send. */
export interface DeliveryReceipt extends UnknownFields {
  /** The id of the message: `messages.get(delivery_id)` returns its status. */
  delivery_id: string;
  /** When Customer.io queued the send. Unix seconds. */
  queued_at?: number;
  /** When the message will be sent, if it is scheduled. Unix seconds. */
  send_at?: number;
}

export interface DesignStudioCheck extends UnknownFields {
  error?: string;
  status?: 'complete' | 'degraded' | 'error' | 'skipped';
}

/** A component of Design Studio emails. */
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
  /** Only the component with this tag. */
  tag?: string | undefined;
  /** The number of the page, from 1. At least 1. Default `1`. */
  page?: number | undefined;
  /** The number of items per page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | undefined;
  /** Whether only direct children are returned, without the content of subfolders. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** The field to sort by. Default `created`. */
  sort_by?: 'created' | 'updated' | 'name' | undefined;
  /** The sort direction. Default `asc`. */
  sort_order?: 'asc' | 'desc' | undefined;
  /** Only items that were created before this time. Unix seconds. */
  created_before?: number | Date | undefined;
  /** Only items that were created after this time. Unix seconds. */
  created_after?: number | Date | undefined;
  /** Only items that were last updated before this time. Unix seconds. */
  updated_before?: number | Date | undefined;
  /** Only items that were last updated after this time. Unix seconds. */
  updated_after?: number | Date | undefined;
}

/** A component in a list, without its content. */
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
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The HTML. */
  html?: string | undefined;
  /** The AMP for Email version. */
  amp?: string | undefined;
  /** The plain text version. */
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
  /** The number of the page, from 1. At least 1. Default `1`. */
  page?: number | undefined;
  /** The number of items per page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | undefined;
  /** Whether only direct children are returned, without the content of subfolders. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** The field to sort by. Default `created`. */
  sort_by?: 'created' | 'updated' | 'name' | undefined;
  /** The sort direction. Default `asc`. */
  sort_order?: 'asc' | 'desc' | undefined;
  /** Only items that were created before this time. Unix seconds. */
  created_before?: number | Date | undefined;
  /** Only items that were created after this time. Unix seconds. */
  created_after?: number | Date | undefined;
  /** Only items that were last updated before this time. Unix seconds. */
  updated_before?: number | Date | undefined;
  /** Only items that were last updated after this time. Unix seconds. */
  updated_after?: number | Date | undefined;
  /** Only templates, or only emails that are not templates. Default `any`. */
  is_template?: 'true' | 'false' | 'any' | undefined;
  /** Only emails with translations, or only emails without. Default `any`. */
  has_translations?: 'true' | 'false' | 'any' | undefined;
  /** Only emails that are linked to a message, or only emails that are not. Default `any`. */
  is_linked?: 'true' | 'false' | 'any' | undefined;
}

/** An email in a list, without its content. */
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

/** The sender, the recipient and the headers of an email. */
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

/** The sender, the recipient and the headers of an email. Unknown fields fail with 400. */
export interface DesignStudioEnvelopeInput {
  /** The sender: the id of a sender identity; null for none. */
  from_id?: number | null | undefined;
  /** The reply address: the id of a sender identity; null for the sender. */
  reply_to_id?: number | null | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The bcc addresses, separated by commas. */
  bcc?: string | undefined;
  /** Whether the bcc addresses receive a copy of their own, with the recipient in its subject. */
  fake_bcc?: boolean | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
  /** The sender's address: read only, `from_id` sets it. */
  from?: undefined;
  /** The reply address: read only, `reply_to_id` sets it. */
  reply_to?: undefined;
}

/** A finding of a check. */
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

/** A message, by its `type` and the id that belongs to it. */
export type DesignStudioLinkTarget =
  | ({
    /** The type: `campaign_action` for an action of a campaign or a broadcast. */
    type: 'transactional_message';
    /** The id of the transactional message, with `transactional_message`. */
    transactional_message_id: number;
  } & {
    /** The id of the newsletter, with `newsletter`. */
    newsletter_id?: undefined;
    /** The id of the action, with `campaign_action`. */
    action_id?: undefined;
  })
  | ({
    /** The type: `campaign_action` for an action of a campaign or a broadcast. */
    type: 'newsletter';
    /** The id of the newsletter, with `newsletter`. */
    newsletter_id: number;
  } & {
    /** The id of the transactional message, with `transactional_message`. */
    transactional_message_id?: undefined;
    /** The id of the action, with `campaign_action`. */
    action_id?: undefined;
  })
  | ({
    /** The type: `campaign_action` for an action of a campaign or a broadcast. */
    type: 'campaign_action';
    /** The id of the action, with `campaign_action`. */
    action_id: number;
  } & {
    /** The id of the transactional message, with `transactional_message`. */
    transactional_message_id?: undefined;
    /** The id of the newsletter, with `newsletter`. */
    newsletter_id?: undefined;
  });

export interface DesignStudioListParams {
  /** The number of the page, from 1. At least 1. Default `1`. */
  page?: number | undefined;
  /** The number of items per page. 1 to 10,000. Default `1000`. */
  limit?: number | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | undefined;
  /** Whether only direct children are returned, without the content of subfolders. Default `false`. */
  direct_descendants_only?: boolean | undefined;
  /** The field to sort by. Default `created`. */
  sort_by?: 'created' | 'updated' | 'name' | undefined;
  /** The sort direction. Default `asc`. */
  sort_order?: 'asc' | 'desc' | undefined;
  /** Only items that were created before this time. Unix seconds. */
  created_before?: number | Date | undefined;
  /** Only items that were created after this time. Unix seconds. */
  created_after?: number | Date | undefined;
  /** Only items that were last updated before this time. Unix seconds. */
  updated_before?: number | Date | undefined;
  /** Only items that were last updated after this time. Unix seconds. */
  updated_after?: number | Date | undefined;
}

/** An email with Liquid rendered, and the errors. */
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

/** Liquid errors, by their place. All lists are present, most of them empty. */
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

/** The result of publishing: `done`, or `pending` with a `publish_id` to poll. */
export interface DesignStudioPublication extends UnknownFields {
  /** The languages that were published. */
  mappings?: DesignStudioPublishedLanguage[];
  /** The id of the publication, while it is pending. */
  publish_id?: string;
  /** Whether the publication is complete. */
  status: 'done' | 'pending';
}

/** The status of a publication. */
export interface DesignStudioPublishStatus extends UnknownFields {
  mappings?: DesignStudioPublishedLanguage[];
  status: 'pending' | 'done';
}

/** A language that was published. `language` is empty for the default language. */
export interface DesignStudioPublishedLanguage extends UnknownFields {
  /** The language; empty for the default language. */
  language: string;
  /** The id of the email or of its translation. */
  node_id?: string;
  /** The id of the template that was published to. */
  template_id?: number;
  /** The id of the version that was published. */
  version_id?: string;
}

/** An email as HTML, with unrendered Liquid. */
export interface DesignStudioRendering extends UnknownFields {
  amp?: string;
  html?: string;
  language?: string;
  node_id?: string;
  node_type?: 'EMAIL';
  text?: string;
}

/** The result of the checks before sending. */
export interface DesignStudioReview extends UnknownFields {
  /** The result of each check, by its name. */
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
  /** From 0 to 100; at most 60 if there is an error. */
  score?: number;
}

/** The transformations of the HTML when it is compiled. Unknown fields fail with 400. */
export interface DesignStudioTransformers {
  /** Adds parameters to links. */
  url_parameters?: UrlParametersOptions | undefined;
  /** Replaces CSS variables with their values. */
  css_variables?: CssVariablesOptions | undefined;
  /** Inlines CSS into the elements. */
  css_inliner?: CssInlinerOptions | undefined;
  /** Adds attributes for screen readers. */
  accessibility?: AccessibilityOptions | undefined;
  /** Formats or minifies the HTML. */
  formatter?: FormatterOptions | undefined;
  /** Keeps the last words of a paragraph together. */
  prevent_widows?: ToggleOptions | undefined;
  /** Encodes special characters as HTML entities. */
  encode_entities?: ToggleOptions | undefined;
  /** Removes unused CSS. */
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

/** A saved version of an email. */
export interface DesignStudioVersion extends UnknownFields {
  /** Unix seconds. */
  created?: number;
  /** Whether the version was created by publishing; such a version cannot be deleted. */
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

/** A version with its content and the components it used. */
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

/** A device that receives push notifications. */
export interface Device extends UnknownFields {
  /** The push token of the device. */
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
  /** The number of items per page. At most 1,000. Default `100`. */
  limit?: number | undefined;
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
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
  /** The id of the live notification that `start` returned: a ULID. */
  instance_id: string;
  /** The final state. Default: the current state. */
  content_state?: LiveContentState | undefined;
  /** The attributes. */
  attributes?: object | undefined;
  /** A push notification that is sent together with it. */
  push_payload?: LivePushPayload | undefined;
  /** The deep link that a tap opens. */
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
  /** The name of the event that triggers the campaign. */
  event_name?: string;
}

/** The metadata of an event. */
export interface EventMetadata {
  /** The name of the event. */
  name: string;
  /** The description. At most 255 characters. */
  description?: string | undefined;
}

/** An export of people or deliveries to a file. */
export interface Export extends UnknownFields {
  id: number;
  user_id?: number;
  user_email?: string;
  /** The number of rows; 0 until the export is done. */
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
  /** `done` when the file can be downloaded. */
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
  /** Whether the HTML is formatted, minified, or neither. Default `none`. */
  type?: 'none' | 'prettify' | 'minify' | undefined;
  /** The formatting options. */
  prettify?: {
    /** The indentation character. Default `spaces`. */
    indent_character?: 'spaces' | 'tabs' | undefined;
    /** The number of indentation characters per level. Default `2`. */
    indent_size?: number | undefined;
    /** Whether each attribute is on a line of its own. Default `false`. */
    wrap_attributes?: boolean | undefined;
  } | undefined;
  /** The minification options. */
  minify?: {
    /** Removes line breaks. Default `false`. */
    remove_line_breaks?: boolean | undefined;
    /** The maximum length of a line, in characters. Default `500`. */
    line_length_limit?: number | undefined;
    /** Removes indentation. Default `true`. */
    remove_indentations?: boolean | undefined;
    /** Removes HTML comments: `0` none, `1` all except those for Outlook, `2` all. Default `0`. */
    remove_html_comments?: '0' | '1' | '2' | undefined;
    /** Removes CSS comments. Default `true`. */
    remove_css_comments?: boolean | undefined;
  } | undefined;
}

/** An import of a CSV file. */
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
  /** The state. Final states: `imported`, `failed`, `canceled`. */
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
  identifier?: 'id' | 'email' | 'cio_id';
  data_to_process?: 'all' | 'only_new' | 'only_existing';
  people_to_process?: 'all' | 'only_new' | 'only_existing';
  object_type_id?: string | number;
  /** Why the import failed. */
  error?: string;
  /** The id of the same rows as an export: `exports.download`. */
  error_export_id?: number;
  /** The URL of the rejected rows; missing if there are none. */
  error_download_url?: string;
  /** The id of the same rows as an export: `exports.download`. */
  warning_export_id?: number;
  /** The URL of the rows that were imported with a warning; missing if there are none. */
  warning_download_url?: string;
}

export interface ImportEvents {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io downloads. Keep it available for two hours. */
  data_file_url: string;
  /** The type of the rows. */
  type: 'event';
  /** The column that identifies the person. */
  identifier: 'id' | 'email';
  /** Which rows are imported: `all` or `only_existing`. */
  data_to_process?: 'all' | 'only_existing' | undefined;
  /** The description, as shown in Customer.io. */
  description?: string | undefined;
}

export interface ImportObjects {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io downloads. Keep it available for two hours. */
  data_file_url: string;
  /** The id of the object type. */
  object_type_id: string | number;
  /** The type of the rows. */
  type: 'object';
  /** Which rows are imported: all, only those of new people, or only those of existing people. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** The description, as shown in Customer.io. */
  description?: string | undefined;
}

export interface ImportPeople {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io downloads. Keep it available for two hours. */
  data_file_url: string;
  /** The type of the rows. */
  type: 'people';
  /** The column that identifies the person. */
  identifier: 'id' | 'email';
  /** Which rows are imported: all, only those of new people, or only those of existing people. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** The description, as shown in Customer.io. */
  description?: string | undefined;
}

export interface ImportRelationships {
  /** The name, as shown in Customer.io. */
  name: string;
  /** The URL of the CSV file, which Customer.io downloads. Keep it available for two hours. */
  data_file_url: string;
  /** The type of the rows. */
  type: 'relationship';
  /** The column that identifies the person. */
  identifier: 'id' | 'email' | 'cio_id';
  /** Which rows are imported: all, only those of new people, or only those of existing people. */
  data_to_process?: 'all' | 'only_new' | 'only_existing' | undefined;
  /** The description, as shown in Customer.io. */
  description?: string | undefined;
}

/** A screenshot of a job. It can be downloaded when its status is `Complete`. */
export interface InboxPreview extends UnknownFields {
  browser?: string;
  /** Whether the screenshot was cached, and cost nothing. */
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
  /** The variant of the screenshot. Default `screenshot`. */
  variant?: 'screenshot' | 'thumbnail' | 'full_thumbnail' | undefined;
  /** The key of the screenshot, if an email client has several. Only with `screenshot`. Default `default`. */
  key?: string | undefined;
}

/** An email client on a device. */
export interface InboxPreviewClient extends UnknownFields {
  browser?: string;
  category?: 'Mobile' | 'Application' | 'Web';
  client?: string;
  id: string;
  os?: string;
}

/** The credits, which all workspaces of the account share. */
export interface InboxPreviewCredits extends UnknownFields {
  credits_original?: number;
  credits_remaining?: number;
  /** Unix seconds. */
  expires_at?: number | null;
  tier?: 'free' | 'paid';
}

/** A job, in the history. */
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
  /** Only jobs of this email or translation. */
  node_id?: string | undefined;
  /** The number of items per page. 1 to 200. Default `50`. */
  limit?: number | undefined;
  /** The cursor: `next_cursor` of the previous page. Default: the first page. */
  cursor?: string | undefined;
}

/** A job and its screenshots. */
export interface InboxPreviewRun extends UnknownFields {
  client_ids?: string[];
  /** Unix seconds. */
  created_at?: number;
  /** Whether the job has ended. Check this field, not the counts. */
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

/** Journeys per period: started, and by outcome. */
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
  /** The start of the time range. Unix seconds. */
  start: number | Date;
  /** The end of the time range. Unix seconds. */
  end: number | Date;
  /** The length of a period. */
  resolution: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
}

/** Counts of a message in one language. */
export interface LanguageVariantMetrics extends UnknownFields {
  /** Whether it is the default language, whose `language` is empty. */
  default?: boolean;
  language?: string;
  series: MetricSeries;
}

/** The message to link an email to. */
export interface LinkDesignStudioEmail {
  /**
   * Whether another email that is linked to the message is unlinked. Otherwise the call fails with 409.
   * Default `false`.
   */
  force?: boolean | undefined;
  /** The message. */
  target: DesignStudioLinkTarget;
}

/** Clicks on one link per period, from the oldest to the newest. */
export interface LinkMetrics extends UnknownFields {
  link: {
    id: number;
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
  /** The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
   */
  steps?: number | undefined;
  /** Whether clicks are counted once per person and link. Default `false`. */
  unique?: boolean | undefined;
}

/** Clicks on each link. */
export interface LinkMetricsReport extends UnknownFields {
  links: LinkMetrics[];
}

/** An email and the message that it is linked to. */
export interface LinkedDesignStudioEmail extends UnknownFields {
  node_id?: string;
  target?: DesignStudioLinkTarget;
  template_id?: number;
}

/** The state: of a custom type, or of one of the two built-in types. */
export type LiveContentState =
  | object
  | LiveTrackerState
  | LiveCountdownState;

export interface LiveCountdownState {
  /** The first line. */
  title: string;
  /** The second line. */
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
  /** The text that is shown. */
  alert?: {
    /** The title. */
    title: string;
    /** The text. */
    body: string;
    /** The sound. */
    sound?: string | undefined;
  } | undefined;
}

export type LiveRecipient =
  | ({
    /** The person's id. */
    id: string;
  } & {
    /** The person's email address. */
    email?: undefined;
    /** The person's phone number in E.164 format. */
    phone?: undefined;
    /** The person's cio_id, with the prefix `cio_`. */
    internal?: undefined;
  })
  | ({
    /** The person's email address. */
    email: string;
  } & {
    /** The person's id. */
    id?: undefined;
    /** The person's phone number in E.164 format. */
    phone?: undefined;
    /** The person's cio_id, with the prefix `cio_`. */
    internal?: undefined;
  })
  | ({
    /** The person's phone number in E.164 format. */
    phone: string;
  } & {
    /** The person's id. */
    id?: undefined;
    /** The person's email address. */
    email?: undefined;
    /** The person's cio_id, with the prefix `cio_`. */
    internal?: undefined;
  })
  | ({
    /** The person's cio_id, with the prefix `cio_`. */
    internal: string;
  } & {
    /** The person's id. */
    id?: undefined;
    /** The person's email address. */
    email?: undefined;
    /** The person's phone number in E.164 format. */
    phone?: undefined;
  });

export interface LiveTrackerState {
  /** The first line. */
  status: string;
  /** The second line. */
  substatus?: string | undefined;
  /** The number of segments of the progress bar. 1 to 20. */
  segmentsTotal: number;
  /** The number of complete segments. */
  segmentsComplete: number;
  /** The text at the end. */
  trailingText?: string | undefined;
}

/** One delivery: one message to one person. */
export interface Message extends UnknownFields {
  /** The delivery id, as in webhooks and `reportMetric`. */
  id: string;
  deduplicate_id?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
  message_template_id?: number;
  /** The id of the template. */
  msg_template_id?: number;
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers | null;
  recipient?: string;
  subject?: string | null;
  /** When each metric was recorded. */
  metrics: MessageMetrics;
  /** Unix seconds. */
  created: number;
  /** Why the message was not delivered. */
  failure_message?: string | null;
  campaign_id?: number | null;
  action_id?: number | null;
  parent_action_id?: number | null;
  newsletter_id?: number | null;
  content_id?: number | null;
  broadcast_id?: number | null;
  transactional_message_id?: number | null;
  trigger_event_id?: string | null;
  /** Whether the content was not stored. */
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
  /** The name: ASCII, without spaces. */
  name?: string | undefined;
  /** The value: ASCII. */
  value?: string | undefined;
}

export interface MessageListParams {
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 1,000. Default `50`. */
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
  /** Only messages with this metric. */
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
  /** Whether drafts are returned, in place of sent messages. */
  drafts?: boolean | undefined;
  /** Only messages of this campaign. */
  campaign_id?: number | undefined;
  /** Only messages of this newsletter. */
  newsletter_id?: number | undefined;
  /** Only messages of this action. */
  action_id?: number | undefined;
  /** Only messages of this transactional message. */
  transactional_id?: number | undefined;
  /** Only messages of this trigger of a broadcast. Requires `campaign_id`. */
  trigger_id?: number | undefined;
  /** Only messages of this template. */
  template_id?: number | undefined;
  /** Only messages of this content (language or variant) of a newsletter. */
  content_id?: number | undefined;
  /** Whether the message's campaign, newsletter and so on are included. */
  associations?: boolean | undefined;
  /**
   * The start of the time range: at most 6 months before its end. Default: 6 months before its end. Unix
   * seconds.
   */
  start_ts?: number | Date | undefined;
  /** The end of the time range. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages include the responses of people. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

/** When each metric was recorded, in unix seconds; for `human_` and `prefetch_` metrics their number. */
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
  /** Whether the content of the message is included. */
  archived_message?: boolean | undefined;
  /** Whether the message's campaign, newsletter and so on are included. */
  associations?: boolean | undefined;
  /** Whether in-app messages include the responses of people. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

/** Counts per period, from the oldest to the newest. Metrics that a channel does not have are missing. */
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
  /** The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
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

/** A newsletter. */
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

/** The content of a newsletter in one language, or of one variant of an A/B test. */
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
  /** The id of the newsletter. */
  newsletter_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person to add as columns. */
  attributes?: string[] | undefined;
  /** Only deliveries with this metric. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts are included. */
  drafts?: boolean | undefined;
  /** Only deliveries of this template. */
  template_id?: number | undefined;
}

export interface NewsletterLinkMetricsParams {
  /** The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
   */
  steps?: number | undefined;
  /** The channel. */
  type?: 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox' | undefined;
  /** Whether clicks are counted once per person and link. Default `false`. */
  unique?: boolean | undefined;
}

export interface NewsletterListParams {
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
  /** The sort direction, by time of creation. */
  sort?: 'asc' | 'desc' | undefined;
}

export interface NewsletterMessage extends UnknownFields {
  id: string;
  deduplicate_id?: string;
  /** @deprecated Customer.io may stop sending or taking it. */
  message_template_id?: number;
  msg_template_id?: number;
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
  /** Only messages with this metric. */
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
  /**
   * The start of the time range: at most 6 months before its end. Default: 6 months before its end. Unix
   * seconds.
   */
  start_ts?: number | Date | undefined;
  /** The end of the time range. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages include the responses of people. Default `false`. */
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
  /** The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
   */
  steps?: number | undefined;
  /** The channel. */
  type?: 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox' | undefined;
}

/** The rate limit of a newsletter. */
export interface NewsletterRateLimit {
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
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
  /** The type of the identifier: yours, or Customer.io's. Default `object_id`. */
  id_type?: 'object_id' | 'cio_object_id' | undefined;
}

/** The identifiers of one object. */
export interface ObjectIdentifiers extends UnknownFields {
  cio_object_id: string;
  object_id?: string;
}

/** A relationship of an object to a person. */
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
  /**
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400. Default `object_id`.
   */
  id_type?: 'object_id' | 'cio_object_id' | undefined;
}

/** An object type, such as companies. */
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
  /** The phone number or name that messages are sent from. */
  from: string;
  /** `true` to opt out, `false` to opt in again. */
  optout: boolean;
  /** The channel. Default `sms`. */
  channel?: 'sms' | 'whatsapp' | undefined;
}

export interface OptOutListParams {
  /** Only opt-outs from this sender. */
  from?: string | undefined;
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 1,000. Default `100`. */
  limit?: number | undefined;
}

/** The page, and the parameters of the request. */
export interface PageMeta extends UnknownFields {
  /** The number of the page, its size, and the total number of items. */
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

/** The Liquid variables. Omitted ones are empty. */
export interface PreviewDesignStudioEmail {
  /** The Liquid variable `campaign`. */
  campaign?: object | undefined;
  /** The Liquid variable `customer`. */
  customer?: object | undefined;
  /** The Liquid variable `event`. */
  event?: object | undefined;
  /** The Liquid variable `journey`. */
  journey?: object | undefined;
  /** Whether missing variables are ignored. Syntax errors are always reported. Default `false`. */
  lax?: boolean | undefined;
  /** The Liquid variable `message`. */
  message?: object | undefined;
  /** The Liquid variable `objects`. */
  objects?: object | undefined;
  /** The Liquid variable `trigger`. */
  trigger?: object | undefined;
}

export interface PushOptionsAndroid {
  /** The icon, a drawable of your app. Default: the launcher icon. */
  icon?: string | undefined;
  /** The sound, a file of your app. */
  sound?: string | undefined;
  /** A notification with the same tag is replaced. */
  tag?: string | undefined;
  /** The icon's colour, as `#rrggbb`. */
  color?: string | undefined;
  /** The intent action that a tap starts. */
  click_action?: string | undefined;
  /** The key of the text in your app's string resources. */
  body_loc_key?: string | undefined;
  /** The values to insert into the text. */
  body_loc_arg?: string | undefined;
  /** The key of the title in your app's string resources. */
  title_loc_key?: string | undefined;
  /** The values to insert into the title. */
  title_loc_arg?: string | undefined;
}

export interface PushOptionsIos {
  /** The alert: a text, or its parts. */
  alert?: string | {
    /** The text. */
    body?: string | undefined;
    /** The title. */
    title?: string | undefined;
    /** The subtitle. */
    subtitle?: string | undefined;
    /** The launch image of your app. */
    'launch-image'?: string | undefined;
    /** The key of the title in your app's localized strings. */
    'title-loc-key'?: string | undefined;
    /** The values to insert into the title. */
    'title-loc-args'?: string[] | undefined;
    /** The key of the subtitle in your app's localized strings. */
    'subtitle-loc-key'?: string | undefined;
    /** The values to insert into the subtitle. */
    'subtitle-loc-args'?: string[] | undefined;
    /** The key of the text in your app's localized strings. */
    'loc-key'?: string | undefined;
    /** The values to insert into the text. */
    'loc-args'?: string[] | undefined;
  } | undefined;
  /** The number on the icon of your app; 0 removes it. */
  badge?: number | undefined;
  /** The sound: a file of your app, or a critical alert. */
  sound?: string | {
    /** 1 for a critical alert, otherwise 0. */
    critical?: number | undefined;
    /** The file of your app. */
    name?: string | undefined;
    /** The volume, from 0 (silent) to 1. */
    volume?: number | undefined;
  } | undefined;
  /** Notifications of the same thread are grouped. */
  'thread-id'?: string | undefined;
  /** The category that your app registered. */
  category?: string | undefined;
  /** 1: wakes your app in the background, without `alert`. */
  'content-available'?: number | undefined;
  /** 1: lets the notification service extension of your app modify it. Images and delivery metrics need that. */
  'mutable-content'?: number | undefined;
  /** The window to bring to the front. */
  'target-content-id'?: string | undefined;
  /** The importance. */
  'interruption-level'?: 'passive' | 'active' | 'time-sensitive' | 'critical' | undefined;
  /** The relevance, from 0 to 1: the highest is first in the notification summary. */
  'relevance-score'?: number | undefined;
}

export interface PushPayload {
  /** The payload for iOS, in the format of FCM or APNs, whichever the workspace uses. */
  ios?: PushPayloadIos | undefined;
  /** The payload for Android, in the format of FCM. */
  android?: PushPayloadAndroid | undefined;
}

export interface PushPayloadAndroid {
  /** The message. */
  message: {
    /** The text that is shown. */
    notification?: {
      /** The title. */
      title?: string | undefined;
      /** The text. */
      body?: string | undefined;
    } | undefined;
    /** Data for your app. */
    data?: Record<string, string> | undefined;
    /** The part for Android only. */
    android?: {
      /** How the notification is shown. */
      notification?: PushOptionsAndroid | undefined;
    } | undefined;
  };
}

export type PushPayloadIos =
  | PushPayloadIosFcm
  | PushPayloadIosApns;

export interface PushPayloadIosApns {
  /** The part for Customer.io's mobile SDK. */
  CIO?: {
    /** The push notification. */
    push: {
      /** The deep link that a tap opens. */
      link?: string | undefined;
      /** The https URL of the image. */
      image?: string | undefined;
    };
  } | undefined;
  /** The keys that Apple defines. */
  aps?: PushOptionsIos | undefined;
}

export interface PushPayloadIosFcm {
  /** The message. */
  message: {
    /** The part for APNs. */
    apns: {
      /** The APNs headers. */
      headers?: object | undefined;
      /** The payload. Other keys are passed to your app. */
      payload: {
        /** The part for Customer.io's mobile SDK. */
        CIO?: {
          /** The push notification. */
          push: {
            /** The title. */
            title?: string | undefined;
            /** The text. */
            body?: string | undefined;
            /** The deep link that a tap opens. */
            link?: string | undefined;
            /** The https URL of the image. */
            image?: string | undefined;
          };
        } | undefined;
        /** The keys that Apple defines. */
        aps?: PushOptionsIos | undefined;
      };
    };
  };
}

/** A relationship of a person to an object. */
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
  /** Whether the action is enabled. Default `false`. */
  enabled?: boolean | undefined;
  /** Selectors that are always kept. */
  whitelist?: string[] | undefined;
  /** The delimiters of template code, which is not changed. */
  backend_markers?: {
    /** The opening delimiters. */
    heads?: string | undefined;
    /** The closing delimiters. */
    tails?: string | undefined;
  }[] | undefined;
  /** Whether class names are shortened. Default `false`. */
  uglify?: boolean | undefined;
}

/** A reporting webhook: a URL, and the events to send. */
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

/** The email whose draft was restored. */
export interface RestoredDesignStudioVersion extends UnknownFields {
  node_id?: string;
  restored_node_ids?: string[];
  version_id?: string;
}

/** The name of a version. */
export interface SaveDesignStudioVersion {
  /** The description, as shown in Customer.io. */
  description?: string | undefined;
  /** The name, as shown in Customer.io. 1 to 100 characters. */
  name: string;
}

/** A saved version. */
export interface SavedDesignStudioVersion extends UnknownFields {
  /** `false`: nothing had changed, and this is the latest version. */
  created?: boolean;
  version: DesignStudioVersion;
}

/** When a newsletter is sent. */
export interface ScheduleNewsletter {
  /** A time in the future; 0 cancels the schedule. Unix seconds. */
  scheduled_at: number | Date;
  /**
   * The time zone that Customer.io shows the time in, such as `Europe/Berlin`. Required unless
   * `scheduled_at` is 0.
   */
  timezone?: string | undefined;
  /**
   * Whether the newsletter is sent at this time of each recipient's time zone. The period of a rate limit is
   * then at most an hour.
   */
  tz_match_enabled?: boolean | undefined;
  /** The rate limit: messages per period. Together with `rate_limit_time_period`. At least 1. */
  rate_limit_email_rate?: number | undefined;
  /**
   * The period of the rate limit, in seconds: a minute, an hour or a day. Together with
   * `rate_limit_email_rate`.
   */
  rate_limit_time_period?: 60 | 3600 | 86400 | undefined;
  /** Whether the messages are spread evenly over the period. */
  rate_limit_spread?: boolean | undefined;
}

/** A segment of people: `dynamic` (by conditions) or `manual` (people are added). */
export interface Segment extends UnknownFields {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
  /** `finished` when the segment has been built. */
  state?: 'events' | 'build' | 'events_queued' | 'build_queued' | 'finished';
  progress?: number | null;
  type?: 'dynamic' | 'manual';
  tags?: string[];
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
  /** The ids of the segments that trigger the campaign. */
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. At most 30,000. Default `1000`. */
  limit?: number | undefined;
}

export interface SendEmailFields {
  /** The template, a transactional message: its id, or its trigger name (not case-sensitive). */
  transactional_message_id?: number | string | undefined;
  /** The HTML body. It can contain Liquid. Default: the template's. */
  body?: string | undefined;
  /** The content as AMP for Email. Email clients without AMP show `body`. */
  body_amp?: string | undefined;
  /** The content as plain text. Default: generated from `body`. */
  body_plain?: string | undefined;
  /** The subject line. Default: the template's. */
  subject?: string | undefined;
  /** The sender: a verified address, with or without a name. Default: the template's. */
  from?: string | undefined;
  /**
   * The language of the message, as a two- or four-letter code. Default: the language in the person's
   * attributes.
   */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers?: TransactionalRecipient | undefined;
  /** The data that the template can use as `{{trigger.…}}`. The whole request: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send the message: at most 90 days in the future. A time in the past means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not stored. Overrides the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /**
   * Whether the message is also sent to people who unsubscribed. Overrides the template's setting. Default
   * `true`.
   */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether the message is created as a draft, which somebody has to send in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
  /**
   * The recipients' addresses, separated by commas, with or without names. `to`, `cc` and `bcc` together: at
   * most 15.
   */
  to: string;
  /** The cc addresses, separated by commas. Their opens and clicks are counted in metrics. */
  cc?: string | undefined;
  /** The bcc addresses, separated by commas. */
  bcc?: string | undefined;
  /**
   * Whether the bcc addresses receive a copy of their own, with the recipient in its subject, in place of a
   * real bcc.
   */
  fake_bcc?: boolean | undefined;
  /** The reply address. Default: `from`. */
  reply_to?: string | undefined;
  /** The preheader: the text that email clients show beside the subject. Default: the template's. */
  preheader?: string | undefined;
  /** The attachments, by their file names, as base64. At most 2 MB together. */
  attachments?: Attachments | undefined;
  /** The headers of the email, by their names, in ASCII; or the same as JSON text. */
  headers?: string | Record<string, string> | undefined;
  /** Whether CSS is not inlined into the elements. Default `false`. */
  disable_css_preprocessing?: boolean | undefined;
  /** Whether clicks are tracked, and for emails opens. Default `true`. */
  tracked?: boolean | undefined;
}

export interface SendInApp {
  /** The template, a transactional message: its id, or its trigger name (not case-sensitive). */
  transactional_message_id: number | string;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** The data that the template can use as `{{trigger.…}}`. The whole request: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send the message: at most 90 days in the future. A time in the past means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the message is created as a draft, which somebody has to send in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * The language of the message, as a two- or four-letter code. Default: the language in the person's
   * attributes.
   */
  language?: string | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendInboxMessage {
  /** The template, a transactional message: its id, or its trigger name (not case-sensitive). */
  transactional_message_id: number | string;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** The data that the template can use as `{{trigger.…}}`. The whole request: at most 1 MB. */
  message_data?: object | undefined;
  /** A recipient in place of the person. Rarely needed. */
  to?: string | undefined;
  /** When to send the message: at most 90 days in the future. A time in the past means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the message is created as a draft, which somebody has to send in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * The language of the message, as a two- or four-letter code. Default: the language in the person's
   * attributes.
   */
  language?: string | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendPush {
  /** The template, a transactional message: its id, or its trigger name (not case-sensitive). */
  transactional_message_id: number | string;
  /**
   * The person's devices to send to: `all`, `last_used`, or the push token of one device. Default: the
   * template's.
   */
  to?: 'all' | 'last_used' | (string & {}) | undefined;
  /** The title. Default: the template's. */
  title?: string | undefined;
  /** The text. Default: the template's. */
  message?: string | undefined;
  /** The URL of the image. Default: the template's. */
  image_url?: string | undefined;
  /** The deep link that a tap opens. Default: the template's. */
  link?: string | undefined;
  /** The sound: `default` or `none`. iOS only. Default `default`. */
  sound?: 'default' | 'none' | undefined;
  /** Data for your app: strings by their names. Android accepts no other values. */
  custom_data?: object | undefined;
  /** A device to send to, which is added to the person. */
  custom_device?: CustomPushDevice | undefined;
  /** A custom payload for each platform, in place of the other content fields. */
  custom_payload?: PushPayload | undefined;
  /**
   * The language of the message, as a two- or four-letter code. Default: the language in the person's
   * attributes.
   */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** The data that the template can use as `{{trigger.…}}`. The whole request: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send the message: at most 90 days in the future. A time in the past means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not stored. Overrides the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /**
   * Whether the message is also sent to people who unsubscribed. Overrides the template's setting. Default
   * `true`.
   */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether the message is created as a draft, which somebody has to send in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendSms {
  /** The template, a transactional message: its id, or its trigger name (not case-sensitive). */
  transactional_message_id: number | string;
  /** The recipient's phone number in E.164 format, such as `+15551234567`, or Liquid. */
  to: string;
  /** The sender, verified at Twilio: a phone number in E.164 format or a name. Default: the template's. */
  from?: string | undefined;
  /** Whether clicks are tracked, and for emails opens. Default `true`. */
  tracked?: boolean | undefined;
  /**
   * The language of the message, as a two- or four-letter code. Default: the language in the person's
   * attributes.
   */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** The data that the template can use as `{{trigger.…}}`. The whole request: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send the message: at most 90 days in the future. A time in the past means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not stored. Overrides the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /**
   * Whether the message is also sent to people who unsubscribed. Overrides the template's setting. Default
   * `true`.
   */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether the message is created as a draft, which somebody has to send in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
  /**
   * Whether Customer.io creates an empty template if none has this trigger name. Ignored for numeric ids;
   * fails with 400 if another channel has the name. Default `false`.
   */
  auto_create?: boolean | undefined;
}

export interface SendWhatsapp {
  /** The template, a transactional message: its id, or its trigger name (not case-sensitive). */
  transactional_message_id: number | string;
  /** The recipient's phone number in E.164 format, such as `+15551234567`, or Liquid. */
  to: string;
  /** The sender's phone number. Default: the template's. */
  from?: string | undefined;
  /** Whether clicks are tracked, and for emails opens. Default `true`. */
  tracked?: boolean | undefined;
  /**
   * The language of the message, as a two- or four-letter code. Default: the language in the person's
   * attributes.
   */
  language?: string | undefined;
  /**
   * The person: exactly one of `id`, `email` and `cio_id`. If nobody has that id or email, Customer.io
   * creates the person.
   */
  identifiers: TransactionalRecipient;
  /** The data that the template can use as `{{trigger.…}}`. The whole request: at most 1 MB. */
  message_data?: object | undefined;
  /** When to send the message: at most 90 days in the future. A time in the past means now. Unix seconds. */
  send_at?: number | Date | undefined;
  /** Whether the content is not stored. Overrides the template's setting. Default `false`. */
  disable_message_retention?: boolean | undefined;
  /**
   * Whether the message is also sent to people who unsubscribed. Overrides the template's setting. Default
   * `true`.
   */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether the message is created as a draft, which somebody has to send in Customer.io. Default `false`. */
  queue_draft?: boolean | undefined;
}

/** A sender: a name and an email address, or a phone number. */
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
  /** The sort direction, by time of creation. */
  sort?: 'asc' | 'desc' | undefined;
  /** Whether hidden sender identities are included. */
  hidden?: boolean | undefined;
}

/** Counts per period. */
export interface SeriesMetrics extends UnknownFields {
  metric: {
    series: MetricSeries;
    [key: string]: unknown;
  };
}

/** A snippet: a text that messages can include by its name. */
export interface Snippet extends UnknownFields {
  name: string;
  value: string;
  /** Unix seconds. */
  updated_at?: number;
}

export interface SnippetInput {
  /** The name, unique in the workspace. At most 150 characters. */
  name: string;
  /**
   * The text: at most 16,000 characters, unless the workspace has another limit. Its Liquid syntax is
   * validated.
   */
  value: string;
}

/** Starts a live notification on a person's devices. */
export interface StartLiveNotification {
  /** The person: exactly one identifier. */
  identifiers: LiveRecipient;
  /** The type that your app registered. */
  notification_type: string;
  /** The push token of one device. Default: all devices. */
  device_id?: string | undefined;
  /** Only devices of this platform. */
  platform?: 'ios' | 'android' | undefined;
  /** The app's bundle id. An unknown id fails with 400. */
  app_identifier?: string | undefined;
  /** The attributes that do not change while it is shown. At least one. */
  attributes: object | {
    /** The header. */
    header: string;
  };
  /** The state to show: the complete state, not only what changed. */
  content_state: LiveContentState;
  /** The alert that is shown with it. Required on iOS. */
  push_payload?: LivePushPayload | undefined;
  /** The deep link that a tap opens. */
  deep_link?: string | undefined;
  /** When it ends automatically: at most 6 hours in the future, which is the default. Unix seconds. */
  expiration?: number | Date | undefined;
}

/** The screenshots to take. Each costs a credit, unless it is cached. */
export interface SubmitInboxPreview {
  /** The ids of the email clients (`inboxPreviews.listClients`). 1 to 150 items. */
  client_ids: string[];
  /** Whether missing variables are ignored. Default `false`. */
  lax_mode?: boolean | undefined;
  /** The name of the job in the history. At most 191 characters. */
  name?: string | undefined;
  /** The Liquid variables. At most 128 KB. */
  sample_data?: object | undefined;
}

/** The job that was submitted. */
export interface SubmittedInboxPreview extends UnknownFields {
  /** Whether the same job was submitted on the same day before: then it costs nothing. */
  replayed?: boolean;
  run_id: number;
}

/** A subscription channel. */
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
  /** Whether the person is subscribed to the topic. */
  subscribed: boolean;
  name?: string;
  description?: string;
}

export interface SubscriptionPreferencesParams {
  /**
   * The type of the identifier. `email` and `phone` only if the workspace has them as identifiers: otherwise
   * the call fails with 400.
   */
  id_type?: 'id' | 'email' | 'phone' | 'cio_id' | undefined;
  /** The language of the topics' names. */
  language?: string | undefined;
}

/** A subscription topic. */
export interface SubscriptionTopic extends UnknownFields {
  name?: string;
  description?: string;
  subscribed_by_default?: boolean;
  id: number;
  /** The key in `topics` of `cio_subscription_preferences`: `topic_` and the id. */
  identifier?: string;
}

export interface SuppressionListParams {
  /** The number of items per page. At most 1,000. Default `100`. */
  limit?: number | undefined;
  /** How many items to skip. Default `0`. */
  offset?: number | undefined;
  /** Only suppressions of this sending domain. */
  domain?: string | undefined;
  /** Only this address. */
  email?: string | undefined;
}

/** A variant of an A/B test. */
export interface TestGroup extends UnknownFields {
  /** Can be 0. */
  id: number;
  name?: string;
  label?: string;
  winner?: boolean;
  content_ids?: number[];
}

export interface ToggleOptions {
  /** Whether the action is enabled. Default `false`. */
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
  /** The id of the transactional message. */
  transactional_message_id: number;
  /** Only deliveries from this time on. Unix seconds. */
  start?: number | Date | undefined;
  /** Only deliveries up to this time. Unix seconds. */
  end?: number | Date | undefined;
  /** Attributes of the person to add as columns. */
  attributes?: string[] | undefined;
  /** Only deliveries with this metric. */
  metric?: DeliveryMetric | undefined;
  /** Whether drafts are included. */
  drafts?: boolean | undefined;
  /** Only deliveries of this template. */
  template_id?: number | undefined;
}

/** A transactional message: the template of sends. */
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
  /** The cursor: `next` of the previous page. Default: the first page. Unix seconds. */
  start?: string | number | Date | undefined;
  /** The number of items per page. */
  limit?: number | undefined;
  /** Only messages with this metric. */
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
  /**
   * The start of the time range: at most 6 months before its end. Default: 6 months before its end. Unix
   * seconds.
   */
  start_ts?: number | Date | undefined;
  /** The end of the time range. Default: now. Unix seconds. */
  end_ts?: number | Date | undefined;
  /** Whether in-app messages include the responses of people. Default `false`. */
  get_tracked_responses?: boolean | undefined;
}

export interface TransactionalMetricsParams {
  /** The length of a period. Days start at midnight Eastern Time, weeks on Sunday. Default `days`. */
  period?: 'hours' | 'days' | 'weeks' | 'months' | undefined;
  /**
   * The number of periods, up to now: at most 24 hours, 45 days, 12 weeks or 121 months. Default: the
   * maximum, for months 12.
   */
  steps?: number | undefined;
}

/** A person, by exactly one identifier. */
export type TransactionalRecipient =
  | ({
    /** The person's id. */
    id: string | number;
  } & {
    /** The person's email address. */
    email?: undefined;
    /** Customer.io's own id of the person. */
    cio_id?: undefined;
  })
  | ({
    /** The person's email address. */
    email: string;
  } & {
    /** The person's id. */
    id?: undefined;
    /** Customer.io's own id of the person. */
    cio_id?: undefined;
  })
  | ({
    /** Customer.io's own id of the person. */
    cio_id: string;
  } & {
    /** The person's id. */
    id?: undefined;
    /** The person's email address. */
    email?: undefined;
  });

/** The fields of a file or a folder to update: at least one. */
export interface UpdateAsset {
  /** The name, as shown in Customer.io. At least 1 character. */
  name?: string | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: number | null | undefined;
}

/** The fields of an action to update, by its channel. */
export type UpdateBroadcastAction =
  | UpdateBroadcastEmailAction
  | UpdateBroadcastSmsAction
  | UpdateBroadcastWhatsappAction
  | UpdateBroadcastWebhookAction;

export interface UpdateBroadcastEmailAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** The reply address: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as AMP for Email. Email clients without AMP show `body`. */
  body_amp?: string | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
}

export interface UpdateBroadcastSmsAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The URL of an image in the message. */
  image_url?: string | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
}

export interface UpdateBroadcastWebhookAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The URL of the request. */
  url?: string | undefined;
  /** Headers of the request, as JSON text of objects with `name` and `value`. */
  headers?: string | undefined;
  /** The HTTP method. */
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch' | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
}

export interface UpdateBroadcastWhatsappAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The content of the visual editor, as JSON text. */
  body_json?: string | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The sender: the id of a sender identity with a phone number. */
  sender_identity_id?: number | undefined;
  /** Whether the message is also sent to people who unsubscribed. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether links in the template's parameters are tracked. Default `false`. */
  tracked?: boolean | undefined;
}

/** The fields of an action to update, by its channel. */
export type UpdateCampaignAction =
  | UpdateCampaignEmailAction
  | UpdateCampaignSmsAction
  | UpdateCampaignWhatsappAction
  | UpdateCampaignWebhookAction;

export interface UpdateCampaignEmailAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** The reply address: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as AMP for Email. Email clients without AMP show `body`. */
  body_amp?: string | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
}

export interface UpdateCampaignSmsAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The URL of an image in the message. */
  image_url?: string | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
}

export interface UpdateCampaignWebhookAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The URL of the request. */
  url?: string | undefined;
  /** Headers of the request, as JSON text of objects with `name` and `value`. */
  headers?: string | undefined;
  /** The HTTP method. */
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch' | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
}

export interface UpdateCampaignWhatsappAction {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The content of the visual editor, as JSON text. */
  body_json?: string | undefined;
  /** Whether the message is sent (`automatic`), created as a draft (`draft`), or not sent (`off`). */
  sending_state?: 'automatic' | 'draft' | 'off' | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
  /** The sender: the id of a sender identity with a phone number. */
  sender_identity_id?: number | undefined;
  /** Whether the message is also sent to people who unsubscribed. */
  send_to_unsubscribed?: boolean | undefined;
  /** Whether links in the template's parameters are tracked. Default `false`. */
  tracked?: boolean | undefined;
}

/** The fields of a collection to update: rows or a file, not both. */
export type UpdateCollection =
  | (UpdateCollectionWithData & {
    /** The URL of a CSV or JSON file, which Customer.io downloads. */
    url?: undefined;
  })
  | (UpdateCollectionFromUrl & {
    /** The new rows, which replace the existing ones. */
    data?: undefined;
  });

export interface UpdateCollectionFromUrl {
  /** The name, as shown in Customer.io. */
  name?: string | undefined;
  /** The URL of a CSV or JSON file, which Customer.io downloads. */
  url?: string | undefined;
}

export interface UpdateCollectionWithData {
  /** The name, as shown in Customer.io. */
  name?: string | undefined;
  /** The new rows, which replace the existing ones. */
  data?: object[] | undefined;
}

/** The fields of a component to update: at least one. */
export interface UpdateDesignStudioComponent {
  /** The name, as shown in Customer.io. 1 to 255 characters. */
  name?: string | undefined;
  /** The name of the component's element in emails, such as `x-button`. */
  tag?: string | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | null | undefined;
  /** The HTML. */
  content?: string | undefined;
}

/** The fields of an email to update: at least one. */
export interface UpdateDesignStudioEmail {
  /** The name, as shown in Customer.io. 1 to 255 characters. */
  name?: string | undefined;
  /** Whether it is a template for other emails. */
  is_template?: boolean | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | null | undefined;
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** The sender, the recipient and the headers. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** The transformations of the HTML when it is compiled. Omitted ones keep their defaults. */
  transformers?: DesignStudioTransformers | undefined;
}

/** The fields of a folder to update: at least one. */
export interface UpdateDesignStudioFolder {
  /** The name, without any of `< > : " / \ | ? *` and the full stop. 1 to 170 characters. */
  name?: string | undefined;
  /** The id of the parent folder; null for the root. */
  parent_folder_id?: string | null | undefined;
}

/** The fields of a translation to update: at least one. */
export interface UpdateDesignStudioTranslation {
  /** The content. */
  content?: DesignStudioContent | undefined;
  /** The sender, the recipient and the headers. */
  envelope?: DesignStudioEnvelopeInput | undefined;
  /** The transformations of the HTML when it is compiled. Omitted ones keep their defaults. */
  transformers?: DesignStudioTransformers | undefined;
}

export interface UpdateEmailContent {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The content as AMP for Email. Email clients without AMP show `body`. */
  body_amp?: string | undefined;
  /** The content as plain text. Default: generated from `body`. */
  body_plain?: string | undefined;
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** The reply address: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** The recipient. It can contain Liquid, such as `{{customer.email}}`. */
  recipient?: string | undefined;
}

export interface UpdateLiveNotification {
  /** The id of the live notification that `start` returned: a ULID. */
  instance_id: string;
  /** The state to show: the complete state, not only what changed. */
  content_state: LiveContentState;
  /** The attributes. */
  attributes?: object | undefined;
  /** A push notification that is sent together with it. */
  push_payload?: LivePushPayload | undefined;
  /** The deep link that a tap opens. */
  deep_link?: string | undefined;
}

/** The fields of a content to update, by its channel. */
export type UpdateNewsletterContent =
  | UpdateEmailContent
  | UpdateSmsContent
  | UpdatePushContent
  | UpdateWebhookContent;

export interface UpdatePushContent {
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
}

/** The fields of a webhook to update. Omitted fields are not changed. */
export interface UpdateReportingWebhook {
  /** The name, as shown in Customer.io. */
  name?: string | undefined;
  /** The URL that events are sent to: http or https. */
  endpoint?: string | undefined;
  /** Whether the webhook is disabled. */
  disabled?: boolean | undefined;
  /** Whether every open and click is reported, not only the first. Default `false`. */
  full_resolution?: boolean | undefined;
  /** Whether `sent` events include the content of the message. */
  with_content?: boolean | undefined;
  /** The types of events to send. At least 1 item. */
  events?: ReportingWebhookEvent[] | undefined;
}

export interface UpdateSmsContent {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
}

/** The complete content: omitted fields become empty. */
export interface UpdateTransactionalContent {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** The sender: the id of a sender identity (`senderIdentities.list`). */
  from_id?: number | undefined;
  /** The reply address: the id of a sender identity (`senderIdentities.list`). */
  reply_to_id?: number | null | undefined;
  /** The subject line. It can contain Liquid. */
  subject?: string | undefined;
  /** The preheader: the text that email clients show beside the subject. */
  preheader_text?: string | undefined;
  /** The content as AMP for Email. Email clients without AMP show `body`. */
  body_amp?: string | undefined;
  /** Headers of the message: names and values in ASCII, without spaces. Reserved headers cannot be set. */
  headers?: MessageHeader[] | undefined;
}

export interface UpdateWebhookContent {
  /** The content. It can contain Liquid. The API cannot change content of the drag-and-drop editor. */
  body?: string | undefined;
  /** Headers of the request. */
  headers?: MessageHeader[] | undefined;
}

export interface UrlParametersOptions {
  /** Whether the action is enabled. Default `false`. */
  enabled?: boolean | undefined;
  /** The parameters. */
  parameters?: {
    /** The name of the parameter. */
    key?: string | undefined;
    /** The value of the parameter. */
    value?: string | undefined;
    /** Whether the value is percent-encoded. */
    url_encode?: boolean | undefined;
  }[] | undefined;
}

/** The ids of the campaigns and newsletters that use the segment. */
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

/** A workspace and its usage, which can be two hours old. */
export interface Workspace extends UnknownFields {
  id: number;
  name: string;
  messages_sent?: number;
  billable_messages_sent?: number;
  people?: number;
  object_types?: number;
  objects?: number;
}
