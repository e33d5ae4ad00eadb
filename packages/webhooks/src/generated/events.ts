// Made by `pnpm generate` from packages/contract. Change it there: the comments are in src/generate.

/** The metrics of each `object_type`, a space between two. */
export const METRICS: Record<string, string> = {
  customer: 'subscribed unsubscribed cio_subscription_preferences_changed',
  email: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent delivered opened clicked converted bounced dropped deferred spammed failed undeliverable',
  push: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent delivered opened clicked converted bounced dropped failed undeliverable',
  in_app: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent opened clicked converted failed undeliverable',
  sms: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent delivered clicked converted bounced dropped failed undeliverable replied',
  slack: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent clicked converted failed undeliverable',
  webhook: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent clicked converted failed undeliverable',
  whatsapp: 'subscribed unsubscribed cio_subscription_preferences_changed drafted attempted sent delivered opened clicked converted bounced dropped failed undeliverable replied',
};

/** What an event is about: a person, or the channel that a message or a change of subscription came by. */
export type EventObjectType =
  | 'customer'
  | 'email'
  | 'push'
  | 'in_app'
  | 'sms'
  | 'slack'
  | 'webhook'
  | 'whatsapp';

/** What Customer.io reports of a person. Any channel can be what caused it. */
export type CustomerEvent<O extends EventObjectType = EventObjectType> = O extends unknown
  ? CustomerSubscribedEvent<O> | CustomerUnsubscribedEvent<O> | CustomerSubscriptionPreferencesChangedEvent<O>
  : never;

/** What Customer.io reports with `object_type: "email"`. */
export type EmailEvent =
  | EmailDraftedEvent
  | EmailAttemptedEvent
  | EmailSentEvent
  | EmailDeliveredEvent
  | EmailOpenedEvent
  | EmailClickedEvent
  | EmailConvertedEvent
  | EmailUnsubscribedEvent
  | EmailBouncedEvent
  | EmailDroppedEvent
  | EmailDeferredEvent
  | EmailSpammedEvent
  | EmailFailedEvent
  | EmailUndeliverableEvent
  | CustomerEvent<'email'>;

/** What Customer.io reports with `object_type: "push"`. */
export type PushEvent =
  | PushDraftedEvent
  | PushAttemptedEvent
  | PushDeliveredEvent
  | PushSentEvent
  | PushOpenedEvent
  | PushClickedEvent
  | PushConvertedEvent
  | PushBouncedEvent
  | PushDroppedEvent
  | PushFailedEvent
  | PushUndeliverableEvent
  | CustomerEvent<'push'>;

/** What Customer.io reports with `object_type: "in_app"`. */
export type InAppEvent =
  | InAppDraftedEvent
  | InAppAttemptedEvent
  | InAppSentEvent
  | InAppOpenedEvent
  | InAppClickedEvent
  | InAppConvertedEvent
  | InAppFailedEvent
  | InAppUndeliverableEvent
  | CustomerEvent<'in_app'>;

/** What Customer.io reports with `object_type: "sms"`. */
export type SmsEvent =
  | SmsDraftedEvent
  | SmsAttemptedEvent
  | SmsSentEvent
  | SmsDeliveredEvent
  | SmsClickedEvent
  | SmsConvertedEvent
  | SmsBouncedEvent
  | SmsDroppedEvent
  | SmsFailedEvent
  | SmsUndeliverableEvent
  | SmsRepliedEvent
  | CustomerEvent<'sms'>;

/** What Customer.io reports with `object_type: "slack"`. */
export type SlackEvent =
  | SlackDraftedEvent
  | SlackAttemptedEvent
  | SlackSentEvent
  | SlackClickedEvent
  | SlackConvertedEvent
  | SlackFailedEvent
  | SlackUndeliverableEvent
  | CustomerEvent<'slack'>;

/** What Customer.io reports with `object_type: "webhook"`. */
export type WebhookEvent =
  | WebhookDraftedEvent
  | WebhookAttemptedEvent
  | WebhookSentEvent
  | WebhookClickedEvent
  | WebhookConvertedEvent
  | WebhookFailedEvent
  | WebhookUndeliverableEvent
  | CustomerEvent<'webhook'>;

/** What Customer.io reports with `object_type: "whatsapp"`. */
export type WhatsappEvent =
  | WhatsappDraftedEvent
  | WhatsappAttemptedEvent
  | WhatsappSentEvent
  | WhatsappDeliveredEvent
  | WhatsappOpenedEvent
  | WhatsappClickedEvent
  | WhatsappConvertedEvent
  | WhatsappBouncedEvent
  | WhatsappDroppedEvent
  | WhatsappFailedEvent
  | WhatsappUndeliverableEvent
  | WhatsappRepliedEvent
  | CustomerEvent<'whatsapp'>;

/** What Customer.io reports. `object_type` and `metric` tell the events apart. */
export type ReportingEvent =
  | CustomerEvent<'customer'>
  | EmailEvent
  | PushEvent
  | InAppEvent
  | SmsEvent
  | SlackEvent
  | WebhookEvent
  | WhatsappEvent;

/** What a message of an API-triggered broadcast came from. */
export interface BroadcastDelivery {
  /** The sending of the broadcast. Not every event has it. */
  trigger_id?: number;
  /**
   * Blank where the person has no id or is gone.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** The step. */
  action_id: number;
  broadcast_id: number | null;
  /** The person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The step that this one is a language or a side of a test of. */
  parent_action_id?: number;
  /** The person. */
  identifiers: PersonIdentifiers;
  broadcast_name?: string;
  broadcast_tags?: string[];
  /** The content it was made of. */
  template_id?: number;
  campaign_id?: undefined;
  trigger_event_id?: undefined;
  campaign_name?: undefined;
  campaign_tags?: undefined;
  newsletter_id?: undefined;
  content_id?: undefined;
  newsletter_name?: undefined;
  newsletter_tags?: undefined;
  transactional_message_id?: undefined;
}

/** A message of an API-triggered broadcast led to it. */
export interface BroadcastPreferencesSource {
  /** The sending of the broadcast. Not every event has it. */
  trigger_id?: number;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** The step. */
  action_id: number;
  broadcast_id: number | null;
  /** The person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The step that this one is a language or a side of a test of. */
  parent_action_id?: number;
  /** The content it was made of. */
  template_id?: number;
  campaign_id?: undefined;
  trigger_event_id?: undefined;
  newsletter_id?: undefined;
  content_id?: undefined;
}

/** What a message of a campaign came from. */
export interface CampaignDelivery {
  campaign_id: number | null;
  /**
   * Blank where the person has no id or is gone.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** The step. */
  action_id: number;
  /** The person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The person. */
  identifiers: PersonIdentifiers;
  /** The step that this one is a language or a side of a test of. */
  parent_action_id?: number;
  /** The event that let the person in. */
  trigger_event_id?: string | null;
  campaign_name?: string;
  campaign_tags?: string[];
  /** The content it was made of. */
  template_id?: number;
  trigger_id?: undefined;
  broadcast_id?: undefined;
  broadcast_name?: undefined;
  broadcast_tags?: undefined;
  newsletter_id?: undefined;
  content_id?: undefined;
  newsletter_name?: undefined;
  newsletter_tags?: undefined;
  transactional_message_id?: undefined;
}

/** A message of a campaign led to it. */
export interface CampaignPreferencesSource {
  campaign_id: number | null;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** The step. */
  action_id: number;
  /** The person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The step that this one is a language or a side of a test of. */
  parent_action_id?: number;
  /** The event that let the person in. */
  trigger_event_id?: string | null;
  /** The content it was made of. */
  template_id?: number;
  trigger_id?: undefined;
  broadcast_id?: undefined;
  newsletter_id?: undefined;
  content_id?: undefined;
}

/** A person wants to hear of everything again. */
export interface CustomerSubscribedEvent<O extends EventObjectType = EventObjectType> {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: O;
  metric: 'subscribed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: {
    /**
     * Blank where the person has no id or is gone.
     * @deprecated Customer.io may stop sending or taking it.
     */
    customer_id: string;
    /** The person's email address. */
    email_address: string | null;
    /** The person. */
    identifiers: PersonIdentifiers;
    trigger_id?: undefined;
    delivery_id?: undefined;
    action_id?: undefined;
    broadcast_id?: undefined;
    journey_id?: undefined;
    parent_action_id?: undefined;
    broadcast_name?: undefined;
    broadcast_tags?: undefined;
    template_id?: undefined;
    campaign_id?: undefined;
    trigger_event_id?: undefined;
    campaign_name?: undefined;
    campaign_tags?: undefined;
    newsletter_id?: undefined;
    content_id?: undefined;
    newsletter_name?: undefined;
    newsletter_tags?: undefined;
    transactional_message_id?: undefined;
  };
}

/** A person chose what to hear of. */
export interface CustomerSubscriptionPreferencesChangedEvent<O extends EventObjectType = EventObjectType> {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: O;
  metric: 'cio_subscription_preferences_changed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: PreferencesSource & ({
    /** What was chosen, as JSON text. */
    content?: string;
    /**
     * Blank where the person has no id or is gone.
     * @deprecated Customer.io may stop sending or taking it.
     */
    customer_id: string;
    /** The person's email address. */
    email_address: string | null;
    /** The person. */
    identifiers: PersonIdentifiers;
  });
  /** The same, in bodies that spell it so. */
  object_type_type?: O;
}

/** A person wants to hear of nothing any more. */
export interface CustomerUnsubscribedEvent<O extends EventObjectType = EventObjectType> {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: O;
  metric: 'unsubscribed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: {
    /**
     * Blank where the person has no id or is gone.
     * @deprecated Customer.io may stop sending or taking it.
     */
    customer_id: string;
    /** The person's email address. */
    email_address: string | null;
    /** The person. */
    identifiers: PersonIdentifiers;
    trigger_id?: undefined;
    delivery_id?: undefined;
    action_id?: undefined;
    broadcast_id?: undefined;
    journey_id?: undefined;
    parent_action_id?: undefined;
    broadcast_name?: undefined;
    broadcast_tags?: undefined;
    template_id?: undefined;
    campaign_id?: undefined;
    trigger_event_id?: undefined;
    campaign_name?: undefined;
    campaign_tags?: undefined;
    newsletter_id?: undefined;
    content_id?: undefined;
    newsletter_name?: undefined;
    newsletter_tags?: undefined;
    transactional_message_id?: undefined;
    subject?: undefined;
    recipient?: undefined;
  };
}

/** What a message came from: the one that has its id. */
export type Delivery =
  | BroadcastDelivery
  | CampaignDelivery
  | NewsletterDelivery
  | TransactionalDelivery;

export interface EmailAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface EmailBouncedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
    /** Why it did not get through. */
    failure_message: string;
  };
}

/** A person followed a link in an email. */
export interface EmailClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
    /** The link. */
    href: string;
    /** The link's id. */
    link_id: number;
    /** Whether a program followed the link. */
    machine?: boolean;
  };
}

export interface EmailConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
  };
}

/** The mail provider tries again later. Not described by Customer.io: every field may be missing. */
export interface EmailDeferredEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'deferred';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject?: string;
    /** Where it went. */
    recipient?: string;
    /** Why it did not get through. */
    failure_message?: string;
  };
}

export interface EmailDeliveredEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
  };
}

export interface EmailDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject?: string;
    /** Where it went. */
    recipient?: string;
  };
}

export interface EmailDroppedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface EmailFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Why it did not get through. */
    failure_message: string;
    /** Where it went. */
    recipient: string;
  };
}

/** A person opened an email, or something did it for them: `data` tells. */
export interface EmailOpenedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject?: string;
    /** Where it went. */
    recipient: string;
    /** Whether a proxy of the mail provider fetched the picture. */
    proxied?: boolean;
    /** Whether it was fetched before anybody looked. */
    prefetched?: boolean;
    /** Whether it is inferred from a click. */
    synthetic?: boolean;
  };
}

export interface EmailSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** Its headers, each with all its values. */
    headers?: Record<string, string[]>;
    /** The subject line. */
    subject?: string;
    /** Where it went. */
    recipient: string;
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
  };
}

export interface EmailSpammedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'spammed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
  };
}

export interface EmailUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
    /** Why it did not get through. */
    failure_message: string;
  };
}

/** A person unsubscribed by the link in an email. It comes in a form without a message too. */
export interface EmailUnsubscribedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'email';
  metric: 'unsubscribed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Where it went. */
    recipient: string;
    email_address?: undefined;
  };
}

/** A device that it did not get to, and why. */
export interface FailedPushRecipient {
  device_id: string;
  device_platform: 'android' | 'ios';
  /** Why it did not get through. */
  failure_message: string;
}

export interface InAppAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface InAppClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** What the person answered. */
    tracked_response?: string;
    /** Where it went. */
    recipient: string;
    /** The link. */
    href: string;
    /** The link's id. */
    link_id: number;
  };
}

export interface InAppConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface InAppDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery;
}

export interface InAppFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface InAppOpenedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery;
}

export interface InAppSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** Where it went. */
    recipient: string;
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
  };
}

export interface InAppUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'in_app';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

/** What a message of a newsletter came from. */
export interface NewsletterDelivery {
  /**
   * Blank where the person has no id or is gone.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  newsletter_id: number | null;
  /** The content it was made of. */
  content_id?: number;
  /** The person. */
  identifiers: PersonIdentifiers;
  newsletter_name?: string;
  newsletter_tags?: string[];
  /** The content it was made of. */
  template_id?: number;
  trigger_id?: undefined;
  action_id?: undefined;
  broadcast_id?: undefined;
  journey_id?: undefined;
  parent_action_id?: undefined;
  broadcast_name?: undefined;
  broadcast_tags?: undefined;
  campaign_id?: undefined;
  trigger_event_id?: undefined;
  campaign_name?: undefined;
  campaign_tags?: undefined;
  transactional_message_id?: undefined;
}

/** A message of a newsletter led to it. */
export interface NewsletterPreferencesSource {
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  newsletter_id: number | null;
  /** The content it was made of. */
  content_id?: number;
  /** The content it was made of. */
  template_id?: number;
  trigger_id?: undefined;
  action_id?: undefined;
  broadcast_id?: undefined;
  journey_id?: undefined;
  parent_action_id?: undefined;
  campaign_id?: undefined;
  trigger_event_id?: undefined;
}

/** No message led to it, or none is known. */
export interface NoPreferencesSource {
  trigger_id?: undefined;
  delivery_id?: undefined;
  action_id?: undefined;
  broadcast_id?: undefined;
  journey_id?: undefined;
  parent_action_id?: undefined;
  template_id?: undefined;
  campaign_id?: undefined;
  trigger_event_id?: undefined;
  newsletter_id?: undefined;
  content_id?: undefined;
}

/** The names of one person. */
export interface PersonIdentifiers {
  id: string | null;
  /** Customer.io's own id, which never changes. */
  cio_id?: string;
  email?: string | null;
  /** Only where the workspace has phone numbers as identifiers. */
  phone?: string | null;
}

/** What led to the choice, where a message did. */
export type PreferencesSource =
  | BroadcastPreferencesSource
  | CampaignPreferencesSource
  | NewsletterPreferencesSource
  | NoPreferencesSource;

export interface PushAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface PushBouncedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The devices: one, as each device has a delivery of its own. */
    recipients: FailedPushRecipient[];
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface PushClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & ({
    /** The link. */
    href: string;
    /** The link's id. */
    link_id: number;
    /** The devices: one, as each device has a delivery of its own. */
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
    }[];
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  });
}

export interface PushConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & ({
    /** The devices: one, as each device has a delivery of its own. */
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
    }[];
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  });
}

export interface PushDeliveredEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & ({
    /** The devices: one, as each device has a delivery of its own. */
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
    }[];
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  });
}

export interface PushDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface PushDroppedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The devices: one, as each device has a delivery of its own. */
    recipients: FailedPushRecipient[];
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface PushFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface PushOpenedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & ({
    /** The devices: one, as each device has a delivery of its own. */
    recipients: {
      device_id: string;
      device_platform?: 'android' | 'ios';
    }[];
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  });
}

/** A device. */
export interface PushRecipient {
  device_id: string;
  device_platform?: 'ios' | 'android';
  /** Why it did not get through. */
  failure_message?: string;
}

/** A push message went out to a device. */
export interface PushSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** The devices: one, as each device has a delivery of its own. */
    recipients: PushRecipient[];
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface PushUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'push';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
    /** The app that the push went to. */
    app_id?: number;
    /** The deliveries of the same push to other devices of the person. */
    related_delivery_ids?: string[];
  };
}

export interface SlackAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface SlackClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Where it went. */
    recipient: string;
    /** The link. */
    href: string;
    /** The link's id. */
    link_id: number;
  };
}

/** Not described by Customer.io: every field may be missing. */
export interface SlackConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Where it went. */
    recipient?: string;
  };
}

export interface SlackDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery;
}

export interface SlackFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface SlackSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** Where it went. */
    recipient: string;
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
  };
}

export interface SlackUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'slack';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface SmsAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface SmsBouncedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
    /** Where it went. */
    recipient: string;
  };
}

export interface SmsClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
    /** The link's id. */
    link_id: number;
    /** The link. */
    href: string;
  };
}

export interface SmsConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface SmsDeliveredEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface SmsDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery;
}

/** A text message was not sent: the person opted out, or the number takes none. */
export interface SmsDroppedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface SmsFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

/** A person answered a text message. `recipient` is their number. */
export interface SmsRepliedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'replied';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface SmsSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** Where it went. */
    recipient: string;
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
  };
}

export interface SmsUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'sms';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

/** What a transactional message came from. */
export interface TransactionalDelivery {
  /**
   * Blank where the person has no id or is gone.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  /** The person. */
  identifiers: PersonIdentifiers;
  transactional_message_id: number | string;
  /** The content it was made of. */
  template_id?: number;
  trigger_id?: undefined;
  action_id?: undefined;
  broadcast_id?: undefined;
  journey_id?: undefined;
  parent_action_id?: undefined;
  broadcast_name?: undefined;
  broadcast_tags?: undefined;
  campaign_id?: undefined;
  trigger_event_id?: undefined;
  campaign_name?: undefined;
  campaign_tags?: undefined;
  newsletter_id?: undefined;
  content_id?: undefined;
  newsletter_name?: undefined;
  newsletter_tags?: undefined;
}

export interface WebhookAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface WebhookClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Where it went. */
    recipient: string;
    /** The link. */
    href: string;
    /** The link's id. */
    link_id: number;
  };
}

/** Not described by Customer.io: every field may be missing. */
export interface WebhookConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Where it went. */
    recipient?: string;
  };
}

export interface WebhookDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery;
}

export interface WebhookFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface WebhookSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** Where it went. */
    recipient: string;
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
  };
}

export interface WebhookUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'webhook';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: WorkflowDelivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface WhatsappAttemptedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface WhatsappBouncedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
    /** Where it went. */
    recipient: string;
  };
}

export interface WhatsappClickedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
    /** The link's id. */
    link_id: number;
    /** The link. */
    href: string;
  };
}

export interface WhatsappConvertedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface WhatsappDeliveredEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface WhatsappDraftedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery;
}

export interface WhatsappDroppedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
    /** Where it went. */
    recipient: string;
  };
}

export interface WhatsappFailedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

export interface WhatsappOpenedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

/** A person answered a WhatsApp message. `recipient` is their number. */
export interface WhatsappRepliedEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'replied';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Where it went. */
    recipient: string;
  };
}

export interface WhatsappSentEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** The content, where the webhook asks for it (`with_content`). */
    content?: string;
    /** Where it went. */
    recipient: string;
    /** What Liquid found, where the webhook asks for content. */
    variables?: Record<string, unknown>;
  };
}

export interface WhatsappUndeliverableEvent {
  /** The same in each delivery of the event. */
  event_id: string;
  object_type: 'whatsapp';
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  data: Delivery & {
    /** Why it did not get through. */
    failure_message: string;
  };
}

/** What a Slack message or a webhook came from: the one that has its id. */
export type WorkflowDelivery =
  | BroadcastDelivery
  | CampaignDelivery
  | NewsletterDelivery;
