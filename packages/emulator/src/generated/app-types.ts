// Made by `pnpm generate` from packages/contract. Change it there.

/** Files in Base64, by their names. */
export type Attachments = Record<string, string>;

export interface AccessibilityOptions {
  /** Default `false`. */
  enabled?: boolean;
  /** Default `''`. */
  language?: string;
  /** Default `true`. */
  add_lang_to_html?: boolean;
  /** Default `true`. */
  add_dir_to_html?: boolean;
  /** Default `true`. */
  add_lang_to_content?: boolean;
  /** Default `true`. */
  add_dir_to_content?: boolean;
  /** Default `true`. */
  add_role_to_tables?: boolean;
  /** Default `true`. */
  add_vml_alt_text?: boolean;
  /** Default `true`. */
  add_empty_alt_to_images?: boolean;
  /** Default `true`. */
  add_title_to_head?: boolean;
  /** Default `true`. */
  remove_button_role_from_links?: boolean;
  /** Default `true`. */
  remove_zoom_meta_tag?: boolean;
}

export interface ActionDeliveriesExport {
  action_id: number;
  /** Unix seconds. */
  start?: number;
  /** Unix seconds. */
  end?: number;
  attributes?: string[];
  metric?: DeliveryMetric;
  drafts?: boolean;
  template_id?: number;
}

export interface Activity {
  customer_id?: string | null;
  customer_identifiers?: CustomerIdentifiers;
  data?: {
    /** Unix seconds. */
    delivered?: number | null;
    delivery_id?: string;
    opened?: number | boolean | null;
    [key: string]: unknown;
  };
  delivery_id?: string;
  delivery_type?: 'ios' | 'android' | 'email' | 'phone';
  id: string;
  /** Unix seconds. */
  timestamp: number;
  type: ActivityType;
  name?: string;
  url?: string;
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

export interface Asset {
  id: number;
  name: string;
  parent_folder_id?: number | null;
  path?: string;
  size?: number;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

export interface AssetFolder {
  id: number;
  name: string;
  parent_folder_id?: number | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

export interface AssetPageMeta {
  pagination?: {
    page?: number;
    limit?: number;
    total?: number;
  };
  filters?: {
    parent_folder_id?: number | null;
    direct_descendants_only?: boolean;
  };
}

export interface AttributeCondition {
  field: string;
  operator: 'eq' | 'exists';
  value?: string | number | boolean;
}

export interface AttributeMetadata {
  name: string;
  /** At most 255 characters. */
  description?: string;
  privacy_level?: 0 | 1;
}

export type AudienceFilter =
  | AudienceFilterAnd
  | AudienceFilterOr
  | AudienceFilterNot
  | AudienceFilterSegment
  | AudienceFilterAttribute;

export interface AudienceFilterAnd {
  and?: AudienceFilterAndItem[];
}

export interface AudienceFilterAndItem {
  or?: AudienceFilterLeaf[];
  not?: AudienceFilterNested;
  segment?: SegmentCondition;
  attribute?: AttributeCondition;
}

export interface AudienceFilterAttribute {
  attribute?: AttributeCondition;
}

export type AudienceFilterLeaf =
  | AudienceFilterSegment
  | AudienceFilterAttribute;

export type AudienceFilterNested =
  | {
    and?: AudienceFilterLeaf[];
  }
  | {
    or?: AudienceFilterLeaf[];
  }
  | AudienceFilterSegment
  | AudienceFilterAttribute;

export type AudienceFilterNot =
  | {
    and?: AudienceFilterNotItem[];
  }
  | {
    or?: AudienceFilterNotItem[];
  }
  | AudienceFilterSegment
  | AudienceFilterAttribute;

export interface AudienceFilterNotItem {
  and?: AudienceFilterLeaf[];
  or?: AudienceFilterLeaf[];
  not?: AudienceFilterNested;
  segment?: SegmentCondition;
  attribute?: AttributeCondition;
}

export interface AudienceFilterOr {
  or?: AudienceFilterOrItem[];
}

export interface AudienceFilterOrItem {
  and?: AudienceFilterLeaf[];
  not?: AudienceFilterNested;
  segment?: SegmentCondition;
  attribute?: AttributeCondition;
}

export interface AudienceFilterSegment {
  segment?: SegmentCondition;
}

export interface Broadcast {
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
  }[];
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_template_ids?: {
    id?: number;
    type?: 'email' | 'webhook' | 'push' | 'sms' | 'slack' | 'in_app' | 'whatsapp' | 'twilio';
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[] | null;
}

export type BroadcastAction =
  | BroadcastEmailAction
  | BroadcastSmsAction
  | BroadcastWhatsappAction
  | BroadcastWebhookAction;

export interface BroadcastActionMetrics {
  metric: {
    series: MetricSeries;
  };
  language_variants?: Record<string, LanguageVariantMetrics>;
}

export interface BroadcastEmailAction {
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

export interface BroadcastSmsAction {
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

export interface BroadcastTrigger {
  id: number;
  broadcast_id?: number;
  /** Unix seconds. */
  created_at?: number;
  /** Unix seconds. */
  processed_at?: number;
}

export interface BroadcastWebhookAction {
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

export interface BroadcastWhatsappAction {
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

export type Campaign =
  | SegmentCampaign
  | EventCampaign
  | FormCampaign
  | DateCampaign
  | RelationshipCampaign
  | ObjectCampaign
  | WebhookCampaign;

export type CampaignAction =
  | CampaignEmailAction
  | CampaignSmsAction
  | CampaignWhatsappAction
  | CampaignWebhookAction
  | CampaignAttributeUpdateAction;

export interface CampaignActionMetrics {
  metric: {
    series: MetricSeries;
  };
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  start?: string;
  end?: string;
  language_variants?: Record<string, LanguageVariantMetrics>;
}

export interface CampaignAttributeUpdateAction {
  id: number | string;
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
  campaign_id: number;
  /** Unix seconds. */
  start?: number;
  /** Unix seconds. */
  end?: number;
  attributes?: string[];
  metric?: DeliveryMetric;
  drafts?: boolean;
  template_id?: number;
}

export interface CampaignEmailAction {
  id: number | string;
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

export interface CampaignMetrics {
  metric: {
    series: MetricSeries;
  };
  res?: 'hours' | 'hourly' | 'days' | 'daily' | 'weeks' | 'weekly' | 'months' | 'monthly';
  start?: string;
  end?: string;
}

export interface CampaignSmsAction {
  id: number | string;
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

export interface CampaignWebhookAction {
  id: number | string;
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

export interface CampaignWhatsappAction {
  id: number | string;
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

export interface CodedErrors {
  errors: {
    detail: string;
    status: string;
    code?: string;
    meta?: Record<string, unknown>;
    source?: {
      pointer?: string;
    };
  }[];
}

export interface Collection {
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
  /** At least 1 character. */
  name: string;
  parent_folder_id?: number | null;
}

export type CreateCollection =
  | CreateCollectionWithData
  | CreateCollectionFromUrl;

export interface CreateCollectionFromUrl {
  name: string;
  url: string;
}

export interface CreateCollectionWithData {
  name: string;
  data: Record<string, unknown>[];
}

export interface CreateDesignStudioComponent {
  /** 1 to 255 characters. */
  name: string;
  tag: string;
  parent_folder_id?: string | null;
  content: string;
}

export interface CreateDesignStudioEmail {
  /** 1 to 255 characters. */
  name: string;
  /** Default `false`. */
  is_template?: boolean;
  parent_folder_id?: string | null;
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelopeInput;
  transformers?: DesignStudioTransformers;
}

export interface CreateDesignStudioFolder {
  /** 1 to 170 characters. */
  name: string;
  parent_folder_id?: string | null;
}

export interface CreateDesignStudioTranslation {
  language: string;
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelopeInput;
  transformers?: DesignStudioTransformers;
}

export interface CreateEmailNewsletter {
  /** At most 190 characters. */
  name: string;
  recipients: NewsletterRecipients;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number;
  subscription_topic_id?: number;
  /** At least 1. */
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

export type CreateImport =
  | ImportPeople
  | ImportEvents
  | ImportRelationships
  | ImportObjects;

export interface CreateInAppNewsletter {
  /** At most 190 characters. */
  name: string;
  recipients: NewsletterRecipients;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number;
  subscription_topic_id?: number;
  /** At least 1. */
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
  type: 'in_app';
  body_json: string;
}

export interface CreateInboxNewsletter {
  /** At most 190 characters. */
  name: string;
  recipients: NewsletterRecipients;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number;
  subscription_topic_id?: number;
  /** At least 1. */
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
  /** At most 190 characters. */
  name: string;
  recipients: NewsletterRecipients;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number;
  subscription_topic_id?: number;
  /** At least 1. */
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

export interface CreateReportingWebhook {
  name: string;
  id?: number;
  type?: 'webhook' | 'js';
  endpoint: string;
  disabled?: boolean;
  /** Default `false`. */
  full_resolution?: boolean;
  with_content?: boolean;
  /** At least 1 item. */
  events: ReportingWebhookEvent[];
}

export interface CreateSegment {
  name: string;
  description?: string;
}

export interface CreateSmsNewsletter {
  /** At most 190 characters. */
  name: string;
  recipients: NewsletterRecipients;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number;
  subscription_topic_id?: number;
  /** At least 1. */
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
  /** At most 190 characters. */
  name: string;
  recipients: NewsletterRecipients;
  send_now?: boolean;
  /** Unix seconds. */
  scheduled_at?: number;
  subscription_topic_id?: number;
  /** At least 1. */
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

export interface CreatedImport {
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
  /** Default `false`. */
  enabled?: boolean;
  /** Default `true`. */
  apply_style_tags?: boolean;
  /** Default `false`. */
  preserve_important?: boolean;
  /** Default `true`. */
  remove_style_tags?: boolean;
  /** Default `true`. */
  preserve_font_faces?: boolean;
  /** Default `true`. */
  preserve_media_queries?: boolean;
  /** Default `true`. */
  preserve_keyframes?: boolean;
  /** Default `true`. */
  preserve_pseudos?: boolean;
  /** Default `false`. */
  inline_pseudo_elements?: boolean;
  apply_html_attributes?: {
    /** Default `true`. */
    enabled?: boolean;
    /** Default `true`. */
    apply_width_attributes?: boolean;
    /** Default `true`. */
    apply_height_attributes?: boolean;
    /** Default `true`. */
    apply_table_element_attributes?: boolean;
  };
}

export interface CssVariablesOptions {
  /** Default `false`. */
  enabled?: boolean;
  /** Default `false`. */
  preserve?: boolean;
}

export interface CustomPushDevice {
  token: string;
  /** Unix seconds. */
  last_used?: number | string;
  platform: 'ios' | 'android';
  attributes?: {
    device_os?: string;
    device_model?: string;
    app_version?: string;
    cio_sdk_version?: string;
    _last_status?: '' | 'bounced' | 'sent' | 'suppressed';
    device_locale?: string;
    push_enabled?: 'true' | 'false';
    app_identifier?: string;
    [key: string]: string | undefined;
  } | null;
}

export interface Customer {
  id?: string;
  identifiers: CustomerIdentifiers;
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

export interface CustomerEnvelope {
  customer: Customer;
}

export interface CustomerIdentifiers {
  email?: string | null;
  id?: string | null;
  cio_id: string;
}

export interface CustomerMessage {
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

export interface CustomerSegment {
  id: number;
  name: string;
  description?: string;
}

export interface CustomerSubscriptionPreferences {
  id?: string | null;
  identifiers?: CustomerIdentifiers;
  topics?: SubscriptionPreferenceTopic[];
  unsubscribed?: boolean;
  header?: {
    title?: string;
    subtitle?: string;
  };
}

export interface DateCampaign {
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

export type DeliveriesExport =
  | NewsletterDeliveriesExport
  | CampaignDeliveriesExport
  | TransactionalDeliveriesExport
  | ActionDeliveriesExport;

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

export interface DeliveryReceipt {
  delivery_id: string;
  /** Unix seconds. */
  queued_at?: number;
  /** Unix seconds. */
  send_at?: number;
}

export interface DesignStudioCheck {
  error?: string;
  status?: 'complete' | 'degraded' | 'error' | 'skipped';
}

export interface DesignStudioComponent {
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

export interface DesignStudioComponentSummary {
  id: string;
  name: string;
  tag: string;
  parent_folder_id?: string | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

export interface DesignStudioContent {
  subject?: string;
  preheader_text?: string;
  html?: string;
  amp?: string;
  text?: string;
}

export interface DesignStudioEmail {
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
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers;
}

export interface DesignStudioEmailSummary {
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

export interface DesignStudioEnvelope {
  from_id?: number | null;
  from?: string;
  reply_to_id?: number | null;
  reply_to?: string;
  bcc?: string;
  fake_bcc?: boolean;
  headers?: MessageHeader[];
  recipient?: string;
}

export interface DesignStudioEnvelopeInput {
  from_id?: number | null;
  reply_to_id?: number | null;
  recipient?: string;
  bcc?: string;
  fake_bcc?: boolean;
  headers?: MessageHeader[];
}

export interface DesignStudioErrors {
  errors?: {
    detail?: string;
    meta?: Record<string, unknown>;
    status?: string;
  }[];
}

export interface DesignStudioFinding {
  check?: string;
  details?: string;
  id?: string;
  severity?: 'error' | 'warning' | 'tip';
  state?: 'pass' | 'fail';
  summary?: string;
  title?: string;
}

export interface DesignStudioFolder {
  id: string;
  name: string;
  parent_folder_id?: string | null;
  /** Unix seconds. */
  created?: number;
  /** Unix seconds. */
  updated?: number;
}

export type DesignStudioLinkTarget =
  | {
    type: 'transactional_message';
    transactional_message_id: number;
  }
  | {
    type: 'newsletter';
    newsletter_id: number;
  }
  | {
    type: 'campaign_action';
    action_id: number;
  };

export interface DesignStudioPreview {
  amp?: string;
  errors?: DesignStudioPreviewErrors;
  from?: string;
  headers?: {
    name?: string[];
    value?: string[];
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

export interface DesignStudioPreviewErrors {
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

export interface DesignStudioPreviewLink {
  errors?: string[];
  text?: string;
  tracked?: boolean;
  url?: string;
}

export interface DesignStudioPublication {
  mappings?: DesignStudioPublishedLanguage[];
  publish_id?: string;
  status: 'done' | 'pending';
}

export interface DesignStudioPublishStatus {
  mappings?: DesignStudioPublishedLanguage[];
  status: 'pending' | 'done';
}

export interface DesignStudioPublishedLanguage {
  language: string;
  node_id?: string;
  template_id?: number;
  version_id?: string;
}

export interface DesignStudioRendering {
  amp?: string;
  html?: string;
  language?: string;
  node_id?: string;
  node_type?: 'EMAIL';
  text?: string;
}

export interface DesignStudioReview {
  checks?: Record<string, DesignStudioCheck>;
  findings?: DesignStudioFinding[];
  node_id?: string;
  score?: DesignStudioReviewScore;
  status?: 'complete' | 'partial' | 'render_failed';
}

export interface DesignStudioReviewScore {
  counts?: {
    error?: number;
    tip?: number;
    warning?: number;
  };
  score?: number;
}

export interface DesignStudioTransformers {
  url_parameters?: UrlParametersOptions;
  css_variables?: CssVariablesOptions;
  css_inliner?: CssInlinerOptions;
  accessibility?: AccessibilityOptions;
  formatter?: FormatterOptions;
  prevent_widows?: ToggleOptions;
  encode_entities?: ToggleOptions;
  remove_unused_css?: RemoveUnusedCssOptions;
}

export interface DesignStudioTranslation {
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
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers;
}

export interface DesignStudioVersion {
  /** Unix seconds. */
  created?: number;
  created_on_publish?: boolean;
  description?: string;
  feedback?: boolean;
  id: string;
  name: string;
  node_id?: string;
  node_type?: 'EMAIL';
}

export interface DesignStudioVersionDependency {
  component_name?: string | null;
  content?: string;
  name?: string;
  node_id?: string;
  node_type?: 'COMPONENT';
}

export interface DesignStudioVersionDetails {
  dependencies?: DesignStudioVersionDependency[];
  node: DesignStudioVersionNode;
  version: DesignStudioVersion;
}

export interface DesignStudioVersionNode {
  amp?: string;
  content?: string;
  envelope?: DesignStudioEnvelope;
  name?: string;
  node_id?: string;
  node_type?: 'EMAIL';
  preheader_text?: string;
  subject?: string;
  text?: string;
  transformers?: DesignStudioTransformers;
}

export interface DetailErrors {
  errors?: {
    detail?: string;
  }[];
}

export interface Device {
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

export interface DomainSuppressions {
  category?: 'bounces' | 'spam';
  suppressions: EspSuppression[] | null;
  next?: string;
}

export interface EndLiveNotification {
  instance_id: string;
  content_state?: LiveContentState;
  attributes?: Record<string, unknown>;
  push_payload?: LivePushPayload;
  deep_link?: string;
}

export interface EspSuppression {
  /** Unix seconds. */
  created?: number;
  email: string;
  reason?: string;
  status?: string;
}

export interface EspSuppressions {
  category?: 'bounces' | 'spam';
  suppressions: EspSuppression[] | null;
}

export interface EventCampaign {
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
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
  event_name?: string;
}

export interface EventMetadata {
  name: string;
  /** At most 255 characters. */
  description?: string;
}

export interface Export {
  id: number;
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
  status: 'done' | 'pending' | 'failed';
}

export interface FormCampaign {
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
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  filter_segment_ids?: number[];
}

export interface FormatterOptions {
  /** Default `none`. */
  type?: 'none' | 'prettify' | 'minify';
  prettify?: {
    /** Default `spaces`. */
    indent_character?: 'spaces' | 'tabs';
    /** Default `2`. */
    indent_size?: number;
    /** Default `false`. */
    wrap_attributes?: boolean;
  };
  minify?: {
    /** Default `false`. */
    remove_line_breaks?: boolean;
    /** Default `500`. */
    line_length_limit?: number;
    /** Default `true`. */
    remove_indentations?: boolean;
    /** Default `0`. */
    remove_html_comments?: '0' | '1' | '2';
    /** Default `true`. */
    remove_css_comments?: boolean;
  };
}

export interface Import {
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
  error_export_id?: number;
  error_download_url?: string;
  warning_export_id?: number;
  warning_download_url?: string;
}

export interface ImportEvents {
  name: string;
  data_file_url: string;
  type: 'event';
  identifier: 'id' | 'email';
  data_to_process?: 'all' | 'only_existing';
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

export interface InboxPreview {
  browser?: string;
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
  };
  full_thumbnail?: string;
  os?: string;
  screenshots?: Record<string, string>;
  status: 'Pending' | 'Processing' | 'Complete' | 'Bounced';
  thumbnail?: string;
}

export interface InboxPreviewClient {
  browser?: string;
  category?: 'Mobile' | 'Application' | 'Web';
  client?: string;
  id: string;
  os?: string;
}

export interface InboxPreviewCredits {
  credits_original?: number;
  credits_remaining?: number;
  /** Unix seconds. */
  expires_at?: number | null;
  tier?: 'free' | 'paid';
}

export interface InboxPreviewJob {
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

export interface InboxPreviewRun {
  client_ids?: string[];
  /** Unix seconds. */
  created_at?: number;
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

export interface JourneyMetrics {
  journey_metric: {
    started?: number[];
    activated?: number[];
    exited_early?: number[];
    finished?: number[];
    converted?: number[];
    never_activated?: number[];
    messaged?: number[];
  };
}

export interface LanguageVariantMetrics {
  default?: boolean;
  language?: string;
  series: MetricSeries;
}

export interface LinkDesignStudioEmail {
  /** Default `false`. */
  force?: boolean;
  target: DesignStudioLinkTarget;
}

export interface LinkMetrics {
  link: {
    id: number;
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

export interface LinkMetricsReport {
  links: LinkMetrics[];
}

export interface LinkedDesignStudioEmail {
  node_id?: string;
  target?: DesignStudioLinkTarget;
  template_id?: number;
}

export type LiveContentState =
  | Record<string, unknown>
  | LiveTrackerState
  | LiveCountdownState;

export interface LiveCountdownState {
  title: string;
  statusMessage?: string;
  /** Unix seconds. */
  endTime?: number;
}

export interface LiveNotification {
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

export interface LiveNotificationDelivery {
  id?: string;
  operation?: 'start' | 'update' | 'end';
  status?: 'queued' | 'sent' | 'failed' | 'undeliverable';
  source?: string;
  /** Unix seconds. */
  created_at?: number;
}

export interface LivePushPayload {
  alert?: {
    title: string;
    body: string;
    sound?: string;
  };
}

export type LiveRecipient =
  | {
    id: string;
  }
  | {
    email: string;
  }
  | {
    phone: string;
  }
  | {
    internal: string;
  };

export interface LiveTrackerState {
  status: string;
  substatus?: string;
  /** 1 to 20. */
  segmentsTotal: number;
  segmentsComplete: number;
  trailingText?: string;
}

export interface Message {
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
  transactional_message_id?: number | null;
  trigger_event_id?: string | null;
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

export interface MessageHeader {
  name?: string;
  value?: string;
}

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
  'secondary:delivered'?: number;
}

export interface MetaError {
  meta?: {
    error?: string;
  };
}

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

export interface Newsletter {
  id: number;
  deduplicate_id?: string;
  content_ids: number[];
  name: string;
  /** Unix seconds. */
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

export interface NewsletterAttribute {
  attribute: {
    field: string;
    operator: 'eq' | 'exists';
    value?: string | number | boolean;
    inverse?: boolean;
  };
}

export type NewsletterChannel = 'email' | 'webhook' | 'twilio' | 'push' | 'in_app' | 'inbox';

export interface NewsletterContent {
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
  newsletter_id: number;
  /** Unix seconds. */
  start?: number;
  /** Unix seconds. */
  end?: number;
  attributes?: string[];
  metric?: DeliveryMetric;
  drafts?: boolean;
  template_id?: number;
}

export interface NewsletterExcludedSegments {
  not: NewsletterSegments;
}

export interface NewsletterMessage {
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

export interface NewsletterMetrics {
  metric: {
    type?: NewsletterChannel;
    series: MetricSeries;
  };
}

export interface NewsletterRateLimit {
  /** At least 1. */
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
}

export interface NewsletterRecipients {
  /** At least 1 item. */
  and: (NewsletterSegments | NewsletterExcludedSegments | NewsletterAttribute)[];
}

export interface NewsletterSegments {
  /** At least 1 item. */
  or: {
    segment: {
      id: number;
    };
  }[];
}

export interface ObjectAttributeCondition {
  field: string;
  operator: 'eq' | 'exists';
  value?: string | number | boolean;
  type_id: string | number;
}

export interface ObjectCampaign {
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
  };
  object_attribute_triggers?: Record<string, unknown>;
}

export interface ObjectDetails {
  attributes: Record<string, unknown>;
  timestamps?: Record<string, number>;
  identifiers: {
    cio_object_id?: string;
    id?: string | null;
    email?: string | null;
  };
  object_type_id?: string;
}

export type ObjectFilter =
  | ObjectFilterAnd
  | ObjectFilterOr
  | ObjectFilterNot
  | ObjectFilterAttribute;

export interface ObjectFilterAnd {
  and?: ObjectFilterAttribute[];
}

export interface ObjectFilterAttribute {
  object_attribute?: ObjectAttributeCondition;
}

export interface ObjectFilterNot {
  not?: ObjectFilterAttribute;
}

export interface ObjectFilterOr {
  or?: ObjectFilterAttribute[];
}

export interface ObjectIdentifiers {
  cio_object_id: string;
  object_id?: string;
}

export interface ObjectRelationship {
  identifiers: {
    cio_id?: string;
    id?: string | null;
    email?: string | null;
  };
  object_type_id?: string;
  object_type_disabled?: boolean;
}

export interface ObjectType {
  id: string;
  name: string;
  singular_name?: string;
  slug?: string;
  singular_slug?: string;
  enabled?: boolean;
  icon?: string;
}

export interface OptOut {
  channel: 'sms' | 'whatsapp';
  from?: string;
}

export interface OptOutChange {
  from: string;
  optout: boolean;
  /** Default `sms`. */
  channel?: 'sms' | 'whatsapp';
}

export interface PageMeta {
  pagination?: {
    page?: number;
    limit?: number;
    total?: number;
  };
  filters?: Record<string, unknown>;
}

export interface PersonOptOuts {
  customer_id?: string;
  cio_id?: string;
  optouts: OptOut[];
}

export interface PointerErrors {
  errors?: {
    detail?: string;
    status?: string;
    source?: {
      pointer?: string;
    };
  }[];
}

export interface PreviewDesignStudioEmail {
  campaign?: Record<string, unknown>;
  customer?: Record<string, unknown>;
  event?: Record<string, unknown>;
  journey?: Record<string, unknown>;
  /** Default `false`. */
  lax?: boolean;
  message?: Record<string, unknown>;
  objects?: Record<string, unknown>;
  trigger?: Record<string, unknown>;
}

export interface PushOptionsAndroid {
  icon?: string;
  sound?: string;
  tag?: string;
  color?: string;
  click_action?: string;
  body_loc_key?: string;
  body_loc_arg?: string;
  title_loc_key?: string;
  title_loc_arg?: string;
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

export interface PushPayload {
  ios?: PushPayloadIos;
  android?: PushPayloadAndroid;
}

export interface PushPayloadAndroid {
  message: {
    notification?: {
      title?: string;
      body?: string;
    };
    data?: Record<string, string>;
    android?: {
      notification?: PushOptionsAndroid;
    };
  };
}

export type PushPayloadIos =
  | PushPayloadIosFcm
  | PushPayloadIosApns;

export interface PushPayloadIosApns {
  CIO?: {
    push: {
      link?: string;
      image?: string;
    };
  };
  aps?: PushOptionsIos;
}

export interface PushPayloadIosFcm {
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
      };
    };
  };
}

export interface Relationship {
  object_type_id: number;
  identifiers: ObjectIdentifiers;
  attributes?: Record<string, unknown>;
  timestamps?: Record<string, number>;
}

export interface RelationshipCampaign {
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
  };
  relationship_attribute_triggers?: Record<string, unknown>;
}

export interface RemoveUnusedCssOptions {
  /** Default `false`. */
  enabled?: boolean;
  whitelist?: string[];
  backend_markers?: {
    heads?: string;
    tails?: string;
  }[];
  /** Default `false`. */
  uglify?: boolean;
}

export interface ReportingWebhook {
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

export interface RestoredDesignStudioVersion {
  node_id?: string;
  restored_node_ids?: string[];
  version_id?: string;
}

export interface SaveDesignStudioVersion {
  description?: string;
  /** 1 to 100 characters. */
  name: string;
}

export interface SavedDesignStudioVersion {
  created?: boolean;
  version: DesignStudioVersion;
}

export interface ScheduleNewsletter {
  /** Unix seconds. */
  scheduled_at: number;
  timezone?: string;
  tz_match_enabled?: boolean;
  /** At least 1. */
  rate_limit_email_rate?: number;
  rate_limit_time_period?: 60 | 3600 | 86400;
  rate_limit_spread?: boolean;
}

export interface Segment {
  id: number;
  deduplicate_id?: string;
  name: string;
  description?: string;
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
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  trigger_segment_ids?: number[];
  filter_segment_ids?: number[];
  /** @deprecated Customer.io may stop sending or taking it. */
  msg_templates?: {
    type?: 'email' | 'sms' | 'push' | 'slack';
    id?: number;
  }[];
}

export interface SegmentCondition {
  id?: number;
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
  send_at?: number;
  /** Default `false`. */
  disable_message_retention?: boolean;
  /** Default `true`. */
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  queue_draft?: boolean;
  /** Default `false`. */
  auto_create?: boolean;
  to: string;
  cc?: string;
  bcc?: string;
  fake_bcc?: boolean;
  reply_to?: string;
  preheader?: string;
  attachments?: Attachments;
  headers?: string | Record<string, string>;
  /** Default `false`. */
  disable_css_preprocessing?: boolean;
  /** Default `true`. */
  tracked?: boolean;
}

export interface SendInApp {
  transactional_message_id: number | string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number;
  /** Default `false`. */
  queue_draft?: boolean;
  language?: string;
  /** Default `false`. */
  auto_create?: boolean;
}

export interface SendInboxMessage {
  transactional_message_id: number | string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  to?: string;
  /** Unix seconds. */
  send_at?: number;
  /** Default `false`. */
  queue_draft?: boolean;
  language?: string;
  /** Default `false`. */
  auto_create?: boolean;
}

export interface SendPush {
  transactional_message_id: number | string;
  to?: 'all' | 'last_used' | (string & {});
  title?: string;
  message?: string;
  image_url?: string;
  link?: string;
  /** Default `default`. */
  sound?: 'default' | 'none';
  custom_data?: Record<string, unknown>;
  custom_device?: CustomPushDevice;
  custom_payload?: PushPayload;
  language?: string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number;
  /** Default `false`. */
  disable_message_retention?: boolean;
  /** Default `true`. */
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  queue_draft?: boolean;
  /** Default `false`. */
  auto_create?: boolean;
}

export interface SendSms {
  transactional_message_id: number | string;
  to: string;
  from?: string;
  /** Default `true`. */
  tracked?: boolean;
  language?: string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number;
  /** Default `false`. */
  disable_message_retention?: boolean;
  /** Default `true`. */
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  queue_draft?: boolean;
  /** Default `false`. */
  auto_create?: boolean;
}

export interface SendWhatsapp {
  transactional_message_id: number | string;
  to: string;
  from?: string;
  /** Default `true`. */
  tracked?: boolean;
  language?: string;
  identifiers: TransactionalRecipient;
  message_data?: Record<string, unknown>;
  /** Unix seconds. */
  send_at?: number;
  /** Default `false`. */
  disable_message_retention?: boolean;
  /** Default `true`. */
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  queue_draft?: boolean;
}

export interface SenderIdentity {
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

export interface SeriesMetrics {
  metric: {
    series: MetricSeries;
  };
}

export interface Snippet {
  name: string;
  value: string;
  /** Unix seconds. */
  updated_at?: number;
}

export interface SnippetInput {
  /** At most 150 characters. */
  name: string;
  value: string;
}

export interface StartLiveNotification {
  identifiers: LiveRecipient;
  notification_type: string;
  device_id?: string;
  platform?: 'ios' | 'android';
  app_identifier?: string;
  attributes: Record<string, unknown> | {
    header: string;
  };
  content_state: LiveContentState;
  push_payload?: LivePushPayload;
  deep_link?: string;
  /** Unix seconds. */
  expiration?: number;
}

export interface StatusErrors {
  errors?: {
    detail?: string;
    status?: string;
  }[];
}

export interface SubmitInboxPreview {
  /** 1 to 150 items. */
  client_ids: string[];
  /** Default `false`. */
  lax_mode?: boolean;
  /** At most 191 characters. */
  name?: string;
  sample_data?: Record<string, unknown>;
}

export interface SubmittedInboxPreview {
  replayed?: boolean;
  run_id: number;
}

export interface SubscriptionChannel {
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

export interface SubscriptionPreferenceTopic {
  id: string | number;
  subscribed: boolean;
  name?: string;
  description?: string;
}

export interface SubscriptionTopic {
  name?: string;
  description?: string;
  subscribed_by_default?: boolean;
  id: number;
  identifier?: string;
}

export interface TestGroup {
  id: number;
  name?: string;
  label?: string;
  winner?: boolean;
  content_ids?: number[];
}

export interface ToggleOptions {
  /** Default `false`. */
  enabled?: boolean;
}

export interface TrackedResponse {
  id?: number;
  ts?: number;
}

export interface TransactionalContent {
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
  transactional_message_id: number;
  /** Unix seconds. */
  start?: number;
  /** Unix seconds. */
  end?: number;
  attributes?: string[];
  metric?: DeliveryMetric;
  drafts?: boolean;
  template_id?: number;
}

export interface TransactionalMessage {
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

export type TriggerBroadcast =
  | {
    data?: Record<string, unknown> | null;
    /** Default `false`. */
    email_add_duplicates?: boolean;
    /** Default `false`. */
    email_ignore_missing?: boolean;
    /** Default `false`. */
    id_ignore_missing?: boolean;
  }
  | {
    recipients: AudienceFilter;
    data?: Record<string, unknown> | null;
    /** Default `false`. */
    email_add_duplicates?: boolean;
    /** Default `false`. */
    email_ignore_missing?: boolean;
    /** Default `false`. */
    id_ignore_missing?: boolean;
  }
  | {
    emails: string[];
    data?: Record<string, unknown> | null;
    /** Default `false`. */
    email_add_duplicates?: boolean;
    /** Default `false`. */
    email_ignore_missing?: boolean;
    /** Default `false`. */
    id_ignore_missing?: boolean;
  }
  | {
    /** At most 10,000 items. */
    ids: string[];
    data?: Record<string, unknown> | null;
    /** Default `false`. */
    email_add_duplicates?: boolean;
    /** Default `false`. */
    email_ignore_missing?: boolean;
    /** Default `false`. */
    id_ignore_missing?: boolean;
  }
  | {
    /** At most 10,000 items. */
    per_user_data: ({
      id: string;
      data?: Record<string, unknown>;
    } | {
      email: string;
      data?: Record<string, unknown>;
    })[];
    data?: Record<string, unknown> | null;
    /** Default `false`. */
    email_add_duplicates?: boolean;
    /** Default `false`. */
    email_ignore_missing?: boolean;
    /** Default `false`. */
    id_ignore_missing?: boolean;
  }
  | {
    data_file_url: string;
    data?: Record<string, unknown> | null;
    /** Default `false`. */
    email_add_duplicates?: boolean;
    /** Default `false`. */
    email_ignore_missing?: boolean;
    /** Default `false`. */
    id_ignore_missing?: boolean;
  };

export interface TriggerErrors {
  errors?: {
    detail?: string;
    source?: {
      pointer?: string;
    };
    status?: '422';
  }[];
}

export interface UpdateAsset {
  /** At least 1 character. */
  name?: string;
  parent_folder_id?: number | null;
}

export type UpdateBroadcastAction =
  | UpdateBroadcastEmailAction
  | UpdateBroadcastSmsAction
  | UpdateBroadcastWhatsappAction
  | UpdateBroadcastWebhookAction;

export interface UpdateBroadcastEmailAction {
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
  type?: 'email' | 'in_app' | 'push' | 'slack';
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
  headers?: MessageHeader[];
}

export interface UpdateBroadcastSmsAction {
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
  type?: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

export interface UpdateBroadcastWebhookAction {
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
  type?: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface UpdateBroadcastWhatsappAction {
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
  type?: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  tracked?: boolean;
}

export type UpdateCampaignAction =
  | UpdateCampaignEmailAction
  | UpdateCampaignSmsAction
  | UpdateCampaignWhatsappAction
  | UpdateCampaignWebhookAction;

export interface UpdateCampaignEmailAction {
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
  type?: 'email' | 'in_app' | 'push' | 'slack';
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
  headers?: MessageHeader[];
}

export interface UpdateCampaignSmsAction {
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
  type?: 'twilio';
  image_url?: string;
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
}

export interface UpdateCampaignWebhookAction {
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
  type?: 'webhook';
  url?: string;
  headers?: string;
  method?: 'get' | 'post' | 'put' | 'delete' | 'patch';
  sending_state?: 'automatic' | 'draft' | 'off';
}

export interface UpdateCampaignWhatsappAction {
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
  type?: 'whatsapp';
  sending_state?: 'automatic' | 'draft' | 'off';
  recipient?: string;
  sender_identity_id?: number;
  send_to_unsubscribed?: boolean;
  /** Default `false`. */
  tracked?: boolean;
}

export type UpdateCollection =
  | UpdateCollectionWithData
  | UpdateCollectionFromUrl;

export interface UpdateCollectionFromUrl {
  name?: string;
  url?: string;
}

export interface UpdateCollectionWithData {
  name?: string;
  data?: Record<string, unknown>[];
}

export interface UpdateDesignStudioComponent {
  /** 1 to 255 characters. */
  name?: string;
  tag?: string;
  parent_folder_id?: string | null;
  content?: string;
}

export interface UpdateDesignStudioEmail {
  /** 1 to 255 characters. */
  name?: string;
  is_template?: boolean;
  parent_folder_id?: string | null;
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelopeInput;
  transformers?: DesignStudioTransformers;
}

export interface UpdateDesignStudioFolder {
  /** 1 to 170 characters. */
  name?: string;
  parent_folder_id?: string | null;
}

export interface UpdateDesignStudioTranslation {
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelopeInput;
  transformers?: DesignStudioTransformers;
}

export interface UpdateEmailContent {
  type?: 'email';
  deduplicate_id?: string;
  body?: string;
  body_amp?: string;
  body_plain?: string;
  subject?: string;
  preheader_text?: string;
  from_id?: number;
  reply_to_id?: number | null;
  recipient?: string;
}

export interface UpdateInAppContent {
  type?: 'in_app';
  deduplicate_id?: string;
}

export interface UpdateInboxContent {
  type?: 'inbox';
  deduplicate_id?: string;
}

export interface UpdateLiveNotification {
  instance_id: string;
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
  | UpdateInAppContent
  | UpdateInboxContent;

export interface UpdatePushContent {
  type?: 'push';
  deduplicate_id?: string;
  subject?: string;
  body?: string;
}

export interface UpdateReportingWebhook {
  name?: string;
  id?: number;
  type?: 'webhook' | 'js';
  endpoint?: string;
  disabled?: boolean;
  /** Default `false`. */
  full_resolution?: boolean;
  with_content?: boolean;
  /** At least 1 item. */
  events?: ReportingWebhookEvent[];
}

export interface UpdateSmsContent {
  type?: 'twilio';
  deduplicate_id?: string;
  body?: string;
}

export interface UpdateTransactionalContent {
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
  headers?: MessageHeader[];
}

export interface UpdateWebhookContent {
  type?: 'webhook';
  deduplicate_id?: string;
  body?: string;
  headers?: MessageHeader[];
}

export interface UrlParametersOptions {
  /** Default `false`. */
  enabled?: boolean;
  parameters?: {
    key?: string;
    value?: string;
    url_encode?: boolean;
  }[];
}

export interface UsedBy {
  campaigns?: number[];
  sent_newsletters?: number[];
  draft_newsletters?: number[];
}

export interface WebhookCampaign {
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
  }[];
  /** Unix seconds. */
  first_started?: number;
  tags?: string[];
  webhook_id?: number;
}

export interface Workspace {
  id: number;
  name: string;
  messages_sent?: number;
  billable_messages_sent?: number;
  people?: number;
  object_types?: number;
  objects?: number;
}

/** The body of each operation that has one of JSON, by operation id. */
export interface RequestBodies {
  sendEmail: SendEmailFields;
  sendPush: SendPush;
  sendSMS: SendSms;
  sendWhatsApp: SendWhatsapp;
  sendInApp: SendInApp;
  sendInboxMessage: SendInboxMessage;
  getPeopleEmail: undefined;
  getPeopleFilter: {
    filter: AudienceFilter;
  };
  getPeopleById: {
    /** 1 to 100 items. */
    ids: string[];
  };
  getPersonAttributes: undefined;
  getPersonActivities: undefined;
  getPersonMessages: undefined;
  getPersonRelationships: undefined;
  getPersonSegments: undefined;
  getPersonSubscriptionPreferences: undefined;
  getPersonOptouts: undefined;
  updatePersonOptouts: {
    optouts: OptOutChange[];
  };
  getOptouts: undefined;
  listSegments: undefined;
  createManSegment: {
    segment: CreateSegment;
  };
  getSegment: undefined;
  deleteManSegment: undefined;
  getSegmentCount: undefined;
  getSegmentMembership: undefined;
  getSegmentDependencies: undefined;
  listCampaigns: undefined;
  getCampaigns: undefined;
  listCampaignActions: undefined;
  getCampaignAction: undefined;
  updateCampaignAction: UpdateCampaignAction;
  getCampaignActionTranslation: undefined;
  updateCampaignActionTranslation: UpdateCampaignAction;
  campaignActionMetrics: undefined;
  campaignActionLinks: undefined;
  campaignMetrics: undefined;
  campaignLinkMetrics: undefined;
  campaignJourneyMetrics: undefined;
  getCampaignMessages: undefined;
  triggerBroadcast: TriggerBroadcast;
  broadcastStatus: undefined;
  broadcastErrors: undefined;
  listBroadcasts: undefined;
  getBroadcast: undefined;
  broadcastActions: undefined;
  getBroadcastAction: undefined;
  updateBroadcastAction: UpdateBroadcastAction;
  getBroadcastActionLanguage: undefined;
  updateBroadcastActionLanguage: UpdateBroadcastAction;
  broadcastActionMetrics: undefined;
  broadcastActionLinks: undefined;
  broadcastMetrics: undefined;
  broadcastLinks: undefined;
  broadcastMessages: undefined;
  listBroadcastTriggers: undefined;
  listNewsletters: undefined;
  createNewsletter: CreateNewsletter;
  getNewsletters: undefined;
  deleteNewsletters: undefined;
  sendNewsletter: NewsletterRateLimit;
  scheduleNewsletter: ScheduleNewsletter;
  getNewsletterMsgMeta: undefined;
  listNewsletterVariants: undefined;
  getNewsletterVariant: undefined;
  updateNewsletterVariant: UpdateNewsletterContent;
  createNewsletterLanguageVariant: CreateTranslation;
  getNewsletterVariantTranslation: undefined;
  updateNewsletterVariantTranslation: UpdateNewsletterContent;
  deleteNewsletterLanguageVariant: undefined;
  getNewsletterTestGroups: undefined;
  createNewsletterTestGroup: Record<string, unknown>;
  createNewsletterTestLanguageVariant: CreateTranslation;
  getNewsletterVariantTranslationTest: undefined;
  updateNewsletterTestTranslation: UpdateNewsletterContent;
  deleteNewsletterTestLanguageVariant: undefined;
  getNewsletterMetrics: undefined;
  getNewsletterLinks: undefined;
  getVariantMetrics: undefined;
  getVariantLinks: undefined;
  listTransactional: undefined;
  getTransactional: undefined;
  listTransactionalVariants: undefined;
  updateTransactional: UpdateTransactionalContent;
  getTransactionalVariant: undefined;
  updateTransactionalVariant: UpdateTransactionalContent;
  transactionalMetrics: undefined;
  transactionalLinks: undefined;
  transactionalMessages: undefined;
  listMessages: undefined;
  getMessage: undefined;
  getArchivedMessage: undefined;
  listActivities: undefined;
  getObjectTypes: undefined;
  getObjectsFilter: {
    object_type_id: string;
    filter: ObjectFilter;
  };
  getObjectAttributes: undefined;
  getObjectRelationships: undefined;
  getCollections: undefined;
  addCollection: CreateCollection;
  getCollection: undefined;
  updateCollection: UpdateCollection;
  deleteCollection: undefined;
  getCollectionContents: undefined;
  updateCollectionContents: Record<string, unknown>[];
  listExports: undefined;
  getExport: undefined;
  downloadExport: undefined;
  exportPeopleData: {
    filters: AudienceFilter;
    attributes?: string[];
  };
  exportDeliveriesData: DeliveriesExport;
  import: {
    import: CreateImport;
  };
  getImport: undefined;
  listSnippets: undefined;
  createSnippet: SnippetInput;
  updateSnippets: SnippetInput;
  deleteSnippet: undefined;
  listFolders: undefined;
  createFolder: CreateDesignStudioFolder;
  getFolder: undefined;
  updateFolder: UpdateDesignStudioFolder;
  deleteFolder: undefined;
  listEmails: undefined;
  createEmail: CreateDesignStudioEmail;
  getEmail: undefined;
  updateEmail: UpdateDesignStudioEmail;
  deleteEmail: undefined;
  listEmailTranslations: undefined;
  createEmailTranslation: CreateDesignStudioTranslation;
  getEmailTranslation: undefined;
  updateEmailTranslation: UpdateDesignStudioTranslation;
  deleteEmailTranslation: undefined;
  listComponents: undefined;
  createComponent: CreateDesignStudioComponent;
  getComponent: undefined;
  updateComponent: UpdateDesignStudioComponent;
  deleteComponent: undefined;
  listAssets: undefined;
  createAsset: undefined;
  getAsset: undefined;
  updateAsset: UpdateAsset;
  deleteAsset: undefined;
  listAssetFolders: undefined;
  createAssetFolder: CreateAssetFolder;
  getAssetFolder: undefined;
  updateAssetFolder: UpdateAsset;
  deleteAssetFolder: undefined;
  listSenders: undefined;
  getSender: undefined;
  getSenderUsage: undefined;
  listWebhooks: undefined;
  createWebhook: CreateReportingWebhook;
  getWebhook: undefined;
  updateWebhook: UpdateReportingWebhook;
  deleteWebhook: undefined;
  getSuppression: undefined;
  getSuppressionByType: undefined;
  getDomainSuppressionsByType: undefined;
  postSuppression: undefined;
  deleteSuppression: undefined;
  getTopics: undefined;
  getChannels: undefined;
  getSubscriptionCenterToken: undefined;
  updateAttributeMetadata: {
    /** 1 to 100 items. */
    attributes: AttributeMetadata[];
  };
  updateEventMetadata: {
    /** 1 to 100 items. */
    events: EventMetadata[];
  };
  listWorkspaces: undefined;
  getCioAllowlist: undefined;
  startLiveNotification: StartLiveNotification;
  updateLiveNotification: UpdateLiveNotification;
  endLiveNotification: EndLiveNotification;
  getLiveNotification: undefined;
  restoreVersion: undefined;
  submitInboxPreview: SubmitInboxPreview;
  linkEmail: LinkDesignStudioEmail;
  previewEmail: PreviewDesignStudioEmail;
  publishEmail: undefined;
  listVersions: undefined;
  saveVersion: SaveDesignStudioVersion;
  listInboxPreviewJobs: undefined;
  getPublishStatus: undefined;
  reviewEmail: undefined;
  listInboxPreviewClients: undefined;
  getInboxPreviewCredits: undefined;
  getInboxPreviewCapture: undefined;
  getInboxPreviewJob: undefined;
  getVersion: undefined;
  deleteVersion: undefined;
  renderEmail: undefined;
  checkUnpublishedChanges: undefined;
  getTransactionalTranslationById: undefined;
}
