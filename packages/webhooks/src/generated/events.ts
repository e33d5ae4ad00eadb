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

/** The events by their type: `object_type`, a dot, and `metric`. */
export interface EventsByType {
  /** A person subscribed again, to everything. */
  'customer.subscribed': CustomerSubscribedEvent<'customer'>;
  /** A person unsubscribed from everything. */
  'customer.unsubscribed': CustomerUnsubscribedEvent<'customer'>;
  /** A person changed their subscription preferences. */
  'customer.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'customer'>;
  /** An email was created as a draft: somebody has to send it in Customer.io. */
  'email.drafted': EmailDraftedEvent;
  /** An email could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'email.attempted': EmailAttemptedEvent;
  /** An email was sent to the delivery provider. */
  'email.sent': EmailSentEvent;
  /** An email was delivered, as the delivery provider reports. */
  'email.delivered': EmailDeliveredEvent;
  /** A person opened an email. */
  'email.opened': EmailOpenedEvent;
  /** A person clicked a tracked link in an email. */
  'email.clicked': EmailClickedEvent;
  /** A person matched the conversion goal of an email. */
  'email.converted': EmailConvertedEvent;
  /** A person clicked the unsubscribe link of an email, or unsubscribed from everything. */
  'email.unsubscribed': EmailUnsubscribedEvent | CustomerUnsubscribedEvent<'email'>;
  /** An email bounced: the delivery provider could not deliver it. */
  'email.bounced': EmailBouncedEvent;
  /** An email was not sent: for example because the address is suppressed or invalid. */
  'email.dropped': EmailDroppedEvent;
  /** An email was deferred: the mail provider tries again later. */
  'email.deferred': EmailDeferredEvent;
  /** A person marked an email as spam. */
  'email.spammed': EmailSpammedEvent;
  /** An email could not be sent: `failure_message` has the reason. */
  'email.failed': EmailFailedEvent;
  /** An email was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'email.undeliverable': EmailUndeliverableEvent;
  /** A person subscribed again, to everything, through an email. */
  'email.subscribed': CustomerSubscribedEvent<'email'>;
  /** A person changed their subscription preferences, through an email. */
  'email.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'email'>;
  /** A push notification was created as a draft: somebody has to send it in Customer.io. */
  'push.drafted': PushDraftedEvent;
  /** A push notification could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'push.attempted': PushAttemptedEvent;
  /** A push notification was delivered, as the delivery provider reports. */
  'push.delivered': PushDeliveredEvent;
  /** A push notification was sent to the delivery provider. */
  'push.sent': PushSentEvent;
  /** A person opened a push notification. */
  'push.opened': PushOpenedEvent;
  /** A person clicked a tracked link in a push notification. */
  'push.clicked': PushClickedEvent;
  /** A person matched the conversion goal of a push notification. */
  'push.converted': PushConvertedEvent;
  /** A push notification bounced: the delivery provider could not deliver it. */
  'push.bounced': PushBouncedEvent;
  /** A push notification was not sent: for example because the address is suppressed or invalid. */
  'push.dropped': PushDroppedEvent;
  /** A push notification could not be sent: `failure_message` has the reason. */
  'push.failed': PushFailedEvent;
  /** A push notification was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'push.undeliverable': PushUndeliverableEvent;
  /** A person subscribed again, to everything, through a push notification. */
  'push.subscribed': CustomerSubscribedEvent<'push'>;
  /** A person unsubscribed from everything, through a push notification. */
  'push.unsubscribed': CustomerUnsubscribedEvent<'push'>;
  /** A person changed their subscription preferences, through a push notification. */
  'push.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'push'>;
  /** An in-app message was created as a draft: somebody has to send it in Customer.io. */
  'in_app.drafted': InAppDraftedEvent;
  /** An in-app message could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'in_app.attempted': InAppAttemptedEvent;
  /** An in-app message was sent to the delivery provider. */
  'in_app.sent': InAppSentEvent;
  /** A person opened an in-app message. */
  'in_app.opened': InAppOpenedEvent;
  /** A person clicked a tracked link in an in-app message. */
  'in_app.clicked': InAppClickedEvent;
  /** A person matched the conversion goal of an in-app message. */
  'in_app.converted': InAppConvertedEvent;
  /** An in-app message could not be sent: `failure_message` has the reason. */
  'in_app.failed': InAppFailedEvent;
  /** An in-app message was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'in_app.undeliverable': InAppUndeliverableEvent;
  /** A person subscribed again, to everything, through an in-app message. */
  'in_app.subscribed': CustomerSubscribedEvent<'in_app'>;
  /** A person unsubscribed from everything, through an in-app message. */
  'in_app.unsubscribed': CustomerUnsubscribedEvent<'in_app'>;
  /** A person changed their subscription preferences, through an in-app message. */
  'in_app.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'in_app'>;
  /** An SMS was created as a draft: somebody has to send it in Customer.io. */
  'sms.drafted': SmsDraftedEvent;
  /** An SMS could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'sms.attempted': SmsAttemptedEvent;
  /** An SMS was sent to the delivery provider. */
  'sms.sent': SmsSentEvent;
  /** An SMS was delivered, as the delivery provider reports. */
  'sms.delivered': SmsDeliveredEvent;
  /** A person clicked a tracked link in an SMS. */
  'sms.clicked': SmsClickedEvent;
  /** A person matched the conversion goal of an SMS. */
  'sms.converted': SmsConvertedEvent;
  /** An SMS bounced: the delivery provider could not deliver it. */
  'sms.bounced': SmsBouncedEvent;
  /** An SMS was not sent: for example because the address is suppressed or invalid. */
  'sms.dropped': SmsDroppedEvent;
  /** An SMS could not be sent: `failure_message` has the reason. */
  'sms.failed': SmsFailedEvent;
  /** An SMS was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'sms.undeliverable': SmsUndeliverableEvent;
  /** A person replied to an SMS. */
  'sms.replied': SmsRepliedEvent;
  /** A person subscribed again, to everything, through an SMS. */
  'sms.subscribed': CustomerSubscribedEvent<'sms'>;
  /** A person unsubscribed from everything, through an SMS. */
  'sms.unsubscribed': CustomerUnsubscribedEvent<'sms'>;
  /** A person changed their subscription preferences, through an SMS. */
  'sms.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'sms'>;
  /** A Slack message was created as a draft: somebody has to send it in Customer.io. */
  'slack.drafted': SlackDraftedEvent;
  /** A Slack message could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'slack.attempted': SlackAttemptedEvent;
  /** A Slack message was sent to the delivery provider. */
  'slack.sent': SlackSentEvent;
  /** A person clicked a tracked link in a Slack message. */
  'slack.clicked': SlackClickedEvent;
  /** A person matched the conversion goal of a Slack message. */
  'slack.converted': SlackConvertedEvent;
  /** A Slack message could not be sent: `failure_message` has the reason. */
  'slack.failed': SlackFailedEvent;
  /** A Slack message was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'slack.undeliverable': SlackUndeliverableEvent;
  /** A person subscribed again, to everything, through a Slack message. */
  'slack.subscribed': CustomerSubscribedEvent<'slack'>;
  /** A person unsubscribed from everything, through a Slack message. */
  'slack.unsubscribed': CustomerUnsubscribedEvent<'slack'>;
  /** A person changed their subscription preferences, through a Slack message. */
  'slack.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'slack'>;
  /** A webhook action was created as a draft: somebody has to send it in Customer.io. */
  'webhook.drafted': WebhookDraftedEvent;
  /** A webhook action could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'webhook.attempted': WebhookAttemptedEvent;
  /** A webhook action was sent to the delivery provider. */
  'webhook.sent': WebhookSentEvent;
  /** A person clicked a tracked link in a webhook action. */
  'webhook.clicked': WebhookClickedEvent;
  /** A person matched the conversion goal of a webhook action. */
  'webhook.converted': WebhookConvertedEvent;
  /** A webhook action could not be sent: `failure_message` has the reason. */
  'webhook.failed': WebhookFailedEvent;
  /** A webhook action was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'webhook.undeliverable': WebhookUndeliverableEvent;
  /** A person subscribed again, to everything, through a webhook action. */
  'webhook.subscribed': CustomerSubscribedEvent<'webhook'>;
  /** A person unsubscribed from everything, through a webhook action. */
  'webhook.unsubscribed': CustomerUnsubscribedEvent<'webhook'>;
  /** A person changed their subscription preferences, through a webhook action. */
  'webhook.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'webhook'>;
  /** A WhatsApp message was created as a draft: somebody has to send it in Customer.io. */
  'whatsapp.drafted': WhatsappDraftedEvent;
  /** A WhatsApp message could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
  'whatsapp.attempted': WhatsappAttemptedEvent;
  /** A WhatsApp message was sent to the delivery provider. */
  'whatsapp.sent': WhatsappSentEvent;
  /** A WhatsApp message was delivered, as the delivery provider reports. */
  'whatsapp.delivered': WhatsappDeliveredEvent;
  /** A person opened a WhatsApp message. */
  'whatsapp.opened': WhatsappOpenedEvent;
  /** A person clicked a tracked link in a WhatsApp message. */
  'whatsapp.clicked': WhatsappClickedEvent;
  /** A person matched the conversion goal of a WhatsApp message. */
  'whatsapp.converted': WhatsappConvertedEvent;
  /** A WhatsApp message bounced: the delivery provider could not deliver it. */
  'whatsapp.bounced': WhatsappBouncedEvent;
  /** A WhatsApp message was not sent: for example because the address is suppressed or invalid. */
  'whatsapp.dropped': WhatsappDroppedEvent;
  /** A WhatsApp message could not be sent: `failure_message` has the reason. */
  'whatsapp.failed': WhatsappFailedEvent;
  /** A WhatsApp message was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
  'whatsapp.undeliverable': WhatsappUndeliverableEvent;
  /** A person replied to a WhatsApp message. */
  'whatsapp.replied': WhatsappRepliedEvent;
  /** A person subscribed again, to everything, through a WhatsApp message. */
  'whatsapp.subscribed': CustomerSubscribedEvent<'whatsapp'>;
  /** A person unsubscribed from everything, through a WhatsApp message. */
  'whatsapp.unsubscribed': CustomerUnsubscribedEvent<'whatsapp'>;
  /** A person changed their subscription preferences, through a WhatsApp message. */
  'whatsapp.cio_subscription_preferences_changed': CustomerSubscriptionPreferencesChangedEvent<'whatsapp'>;
}

/** Fields that Customer.io sends and that have no type here yet. */
export interface UnknownFields {
  [key: string]: unknown;
}

/** The source of a message: an API-triggered broadcast. */
export interface BroadcastDelivery extends UnknownFields {
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: number;
  /**
   * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The id of the workflow action that sent the message. */
  action_id: number;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id: number | null;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: number;
  /** The person's identifiers. */
  identifiers: PersonIdentifiers;
  /** The name of the broadcast. */
  broadcast_name?: string;
  /** The tags of the broadcast. */
  broadcast_tags?: string[];
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** The change was made through a message of an API-triggered broadcast. */
export interface BroadcastPreferencesSource extends UnknownFields {
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: number;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The id of the workflow action that sent the message. */
  action_id: number;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id: number | null;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: number;
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** The source of a message: a campaign. */
export interface CampaignDelivery extends UnknownFields {
  /** The id of the campaign that sent the message. */
  campaign_id: number | null;
  /**
   * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The id of the workflow action that sent the message. */
  action_id: number;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The person's identifiers. */
  identifiers: PersonIdentifiers;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: number;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: string | null;
  /** The name of the campaign. */
  campaign_name?: string;
  /** The tags of the campaign. */
  campaign_tags?: string[];
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** The change was made through a message of a campaign. */
export interface CampaignPreferencesSource extends UnknownFields {
  /** The id of the campaign that sent the message. */
  campaign_id: number | null;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The id of the workflow action that sent the message. */
  action_id: number;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: string | number;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: number;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: string | null;
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** A person subscribed again, to everything. */
export interface CustomerSubscribedEvent<O extends EventObjectType = EventObjectType> extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: O;
  /** What happened. */
  metric: 'subscribed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: {
    /**
     * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
     * @deprecated Customer.io may stop sending or taking it.
     */
    customer_id: string;
    /** The person's email address. */
    email_address: string | null;
    /** The person's identifiers. */
    identifiers: PersonIdentifiers;
    /** The id of the broadcast trigger. Not every event has it. */
    trigger_id?: undefined;
    /** The id of the message: `messages.get(delivery_id)` returns it. */
    delivery_id?: undefined;
    /** The id of the workflow action that sent the message. */
    action_id?: undefined;
    /** The id of the API-triggered broadcast that sent the message. */
    broadcast_id?: undefined;
    /** The id of the person's journey through the campaign or broadcast. */
    journey_id?: undefined;
    /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
    parent_action_id?: undefined;
    /** The name of the broadcast. */
    broadcast_name?: undefined;
    /** The tags of the broadcast. */
    broadcast_tags?: undefined;
    /** The id of the template that the message was rendered from. */
    template_id?: undefined;
    /** The id of the campaign that sent the message. */
    campaign_id?: undefined;
    /** The id of the event that triggered the campaign. */
    trigger_event_id?: undefined;
    /** The name of the campaign. */
    campaign_name?: undefined;
    /** The tags of the campaign. */
    campaign_tags?: undefined;
    /** The id of the newsletter that sent the message. */
    newsletter_id?: undefined;
    /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
    content_id?: undefined;
    /** The name of the newsletter. */
    newsletter_name?: undefined;
    /** The tags of the newsletter. */
    newsletter_tags?: undefined;
    /** The id of the transactional message. */
    transactional_message_id?: undefined;
    [key: string]: unknown;
  };
}

/** A person changed their subscription preferences. */
export interface CustomerSubscriptionPreferencesChangedEvent<O extends EventObjectType = EventObjectType> extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: O;
  /** What happened. */
  metric: 'cio_subscription_preferences_changed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: PreferencesSource & ({
    /** The new preferences, as JSON text. */
    content?: string;
    /**
     * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
     * @deprecated Customer.io may stop sending or taking it.
     */
    customer_id: string;
    /** The person's email address. */
    email_address: string | null;
    /** The person's identifiers. */
    identifiers: PersonIdentifiers;
    [key: string]: unknown;
  });
  /** The same as `object_type`, in payloads that spell it this way. */
  object_type_type?: O;
}

/** A person unsubscribed from everything. */
export interface CustomerUnsubscribedEvent<O extends EventObjectType = EventObjectType> extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: O;
  /** What happened. */
  metric: 'unsubscribed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: {
    /**
     * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
     * @deprecated Customer.io may stop sending or taking it.
     */
    customer_id: string;
    /** The person's email address. */
    email_address: string | null;
    /** The person's identifiers. */
    identifiers: PersonIdentifiers;
    /** The id of the broadcast trigger. Not every event has it. */
    trigger_id?: undefined;
    /** The id of the message: `messages.get(delivery_id)` returns it. */
    delivery_id?: undefined;
    /** The id of the workflow action that sent the message. */
    action_id?: undefined;
    /** The id of the API-triggered broadcast that sent the message. */
    broadcast_id?: undefined;
    /** The id of the person's journey through the campaign or broadcast. */
    journey_id?: undefined;
    /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
    parent_action_id?: undefined;
    /** The name of the broadcast. */
    broadcast_name?: undefined;
    /** The tags of the broadcast. */
    broadcast_tags?: undefined;
    /** The id of the template that the message was rendered from. */
    template_id?: undefined;
    /** The id of the campaign that sent the message. */
    campaign_id?: undefined;
    /** The id of the event that triggered the campaign. */
    trigger_event_id?: undefined;
    /** The name of the campaign. */
    campaign_name?: undefined;
    /** The tags of the campaign. */
    campaign_tags?: undefined;
    /** The id of the newsletter that sent the message. */
    newsletter_id?: undefined;
    /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
    content_id?: undefined;
    /** The name of the newsletter. */
    newsletter_name?: undefined;
    /** The tags of the newsletter. */
    newsletter_tags?: undefined;
    /** The id of the transactional message. */
    transactional_message_id?: undefined;
    /** The subject line. */
    subject?: undefined;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient?: undefined;
    [key: string]: unknown;
  };
}

/** The source of a message. Exactly one of the source ids is set. */
export type Delivery =
  | BroadcastDelivery
  | CampaignDelivery
  | NewsletterDelivery
  | TransactionalDelivery;

/** An email could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface EmailAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** An email bounced: the delivery provider could not deliver it. */
export interface EmailBouncedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in an email. */
export interface EmailClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The URL of the link. */
    href: string;
    /** The id of the link. */
    link_id: number;
    /** Whether a program, such as a link scanner, followed the link. */
    machine?: boolean;
    [key: string]: unknown;
  };
}

/** A person matched the conversion goal of an email. */
export interface EmailConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** The mail provider deferred an email and tries again later. Not documented by Customer.io: any field may be missing. */
export interface EmailDeferredEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'deferred';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient?: string;
    /** Why the message was not delivered. */
    failure_message?: string;
    [key: string]: unknown;
  };
}

/** An email was delivered, as the delivery provider reports. */
export interface EmailDeliveredEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** An email was created as a draft: somebody has to send it in Customer.io. */
export interface EmailDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient?: string;
    [key: string]: unknown;
  };
}

/** An email was not sent: for example because the address is suppressed or invalid. */
export interface EmailDroppedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** An email could not be sent: `failure_message` has the reason. */
export interface EmailFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** Why the message was not delivered. */
    failure_message: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A person opened an email. */
export interface EmailOpenedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** Whether the tracking pixel was fetched by the mail provider's proxy. */
    proxied?: boolean;
    /** Whether the tracking pixel was fetched before the recipient opened the email. */
    prefetched?: boolean;
    /** Whether the open was inferred from a click. */
    synthetic?: boolean;
    [key: string]: unknown;
  };
}

/** An email was sent to the delivery provider. */
export interface EmailSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The headers of the email; each has a list of values. */
    headers?: Record<string, string[]>;
    /** The subject line. */
    subject?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    [key: string]: unknown;
  };
}

/** A person marked an email as spam. */
export interface EmailSpammedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'spammed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** An email was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface EmailUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person clicked the unsubscribe link of an email. The same type also occurs without a message: see `CustomerUnsubscribedEvent`. */
export interface EmailUnsubscribedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'email';
  /** What happened. */
  metric: 'unsubscribed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The subject line. */
    subject: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The person's email address. */
    email_address?: undefined;
    [key: string]: unknown;
  };
}

/** A device that the push notification was not delivered to, and why. */
export interface FailedPushRecipient extends UnknownFields {
  /** The device's push token. */
  device_id: string;
  /** The platform of the device: `ios` or `android`. */
  device_platform: 'android' | 'ios';
  /** Why the message was not delivered. */
  failure_message: string;
}

/** An in-app message could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface InAppAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in an in-app message. */
export interface InAppClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The person's response, such as the name of the button. */
    tracked_response?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The URL of the link. */
    href: string;
    /** The id of the link. */
    link_id: number;
    [key: string]: unknown;
  };
}

/** A person matched the conversion goal of an in-app message. */
export interface InAppConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** An in-app message was created as a draft: somebody has to send it in Customer.io. */
export interface InAppDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery;
}

/** An in-app message could not be sent: `failure_message` has the reason. */
export interface InAppFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person opened an in-app message. */
export interface InAppOpenedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery;
}

/** An in-app message was sent to the delivery provider. */
export interface InAppSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    [key: string]: unknown;
  };
}

/** An in-app message was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface InAppUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'in_app';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** The source of a message: a newsletter. */
export interface NewsletterDelivery extends UnknownFields {
  /**
   * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The id of the newsletter that sent the message. */
  newsletter_id: number | null;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: number;
  /** The person's identifiers. */
  identifiers: PersonIdentifiers;
  /** The name of the newsletter. */
  newsletter_name?: string;
  /** The tags of the newsletter. */
  newsletter_tags?: string[];
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the workflow action that sent the message. */
  action_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: undefined;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** The change was made through a message of a newsletter. */
export interface NewsletterPreferencesSource extends UnknownFields {
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The id of the newsletter that sent the message. */
  newsletter_id: number | null;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: number;
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the workflow action that sent the message. */
  action_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: undefined;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** The change was not made through a message, or the message is not known. */
export interface NoPreferencesSource extends UnknownFields {
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id?: undefined;
  /** The id of the workflow action that sent the message. */
  action_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: undefined;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the template that the message was rendered from. */
  template_id?: undefined;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
  /** The id of the transactional message. */
  transactional_message_id?: undefined;
}

/** The identifiers of one person. */
export interface PersonIdentifiers extends UnknownFields {
  /** The id that your system gave the person; null if there is none. */
  id: string | null;
  /** Customer.io's own id of the person, which never changes. */
  cio_id?: string;
  /** The person's email address; null if there is none. */
  email?: string | null;
  /** The person's phone number, if the workspace has phone numbers as identifiers. */
  phone?: string | null;
}

/** The message that led to the change of preferences, if there was one. */
export type PreferencesSource =
  | BroadcastPreferencesSource
  | CampaignPreferencesSource
  | NewsletterPreferencesSource
  | TransactionalPreferencesSource
  | NoPreferencesSource;

/** A push notification could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface PushAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  };
}

/** A push notification bounced: the delivery provider could not deliver it. */
export interface PushBouncedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: FailedPushRecipient[];
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    /** Why the message was not delivered. */
    failure_message?: undefined;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in a push notification. */
export interface PushClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & ({
    /** The URL of the link. */
    href: string;
    /** The id of the link. */
    link_id: number;
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: {
      /** The device's push token. */
      device_id: string;
      /** The platform of the device: `ios` or `android`. */
      device_platform?: 'ios' | 'android';
      [key: string]: unknown;
    }[];
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  });
}

/** A person matched the conversion goal of a push notification. */
export interface PushConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & ({
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: {
      /** The device's push token. */
      device_id: string;
      /** The platform of the device: `ios` or `android`. */
      device_platform?: 'ios' | 'android';
      [key: string]: unknown;
    }[];
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  });
}

/** A push notification was delivered, as the delivery provider reports. */
export interface PushDeliveredEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & ({
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: {
      /** The device's push token. */
      device_id: string;
      /** The platform of the device: `ios` or `android`. */
      device_platform?: 'ios' | 'android';
      [key: string]: unknown;
    }[];
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  });
}

/** A push notification was created as a draft: somebody has to send it in Customer.io. */
export interface PushDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  };
}

/** A push notification was not sent: for example because the address is suppressed or invalid. */
export interface PushDroppedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: FailedPushRecipient[];
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    /** Why the message was not delivered. */
    failure_message?: undefined;
    [key: string]: unknown;
  };
}

/** A push notification could not be sent: `failure_message` has the reason. */
export interface PushFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  };
}

/** A person opened a push notification. */
export interface PushOpenedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & ({
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: {
      /** The device's push token. */
      device_id: string;
      /** The platform of the device: `ios` or `android`. */
      device_platform?: 'android' | 'ios';
      [key: string]: unknown;
    }[];
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  });
}

/** A device. */
export interface PushRecipient extends UnknownFields {
  /** The device's push token. */
  device_id: string;
  /** The platform of the device: `ios` or `android`. */
  device_platform?: 'ios' | 'android';
  /** Why the message was not delivered. */
  failure_message?: string;
}

/** A push notification was sent to the delivery provider. */
export interface PushSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The devices. One entry: each device has a delivery of its own. */
    recipients: PushRecipient[];
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  };
}

/** A push notification was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface PushUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'push';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    /** The app that the push notification was sent to. */
    app_id?: number;
    /** The ids of the same push notification's deliveries to the person's other devices. */
    related_delivery_ids?: string[];
    [key: string]: unknown;
  };
}

/** A Slack message could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface SlackAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in a Slack message. */
export interface SlackClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The URL of the link. */
    href: string;
    /** The id of the link. */
    link_id: number;
    [key: string]: unknown;
  };
}

/** A person matched the conversion goal of a Slack message. Not documented by Customer.io: any field may be missing. */
export interface SlackConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient?: string;
    [key: string]: unknown;
  };
}

/** A Slack message was created as a draft: somebody has to send it in Customer.io. */
export interface SlackDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery;
}

/** A Slack message could not be sent: `failure_message` has the reason. */
export interface SlackFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A Slack message was sent to the delivery provider. */
export interface SlackSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    [key: string]: unknown;
  };
}

/** A Slack message was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface SlackUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'slack';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** An SMS could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface SmsAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** An SMS bounced: the delivery provider could not deliver it. */
export interface SmsBouncedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in an SMS. */
export interface SmsClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The id of the link. */
    link_id: number;
    /** The URL of the link. */
    href: string;
    [key: string]: unknown;
  };
}

/** A person matched the conversion goal of an SMS. */
export interface SmsConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** An SMS was delivered, as the delivery provider reports. */
export interface SmsDeliveredEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** An SMS was created as a draft: somebody has to send it in Customer.io. */
export interface SmsDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery;
}

/** An SMS was not sent: the person opted out, or the number cannot receive SMS. */
export interface SmsDroppedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** An SMS could not be sent: `failure_message` has the reason. */
export interface SmsFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person replied to an SMS. `recipient` is the person's phone number. */
export interface SmsRepliedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'replied';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The id of the reply. No longer documented by Customer.io. */
    inbound_event_id?: string;
    /** The number that the reply was sent to. No longer documented by Customer.io. */
    to?: string;
    [key: string]: unknown;
  };
}

/** An SMS was sent to the delivery provider. */
export interface SmsSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    [key: string]: unknown;
  };
}

/** An SMS was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface SmsUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'sms';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** The source of a message: a transactional message. */
export interface TransactionalDelivery extends UnknownFields {
  /**
   * The person's id; blank if the person has no id or was deleted. Use `identifiers`.
   * @deprecated Customer.io may stop sending or taking it.
   */
  customer_id?: string;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id: string;
  /** The person's identifiers. */
  identifiers: PersonIdentifiers;
  /** The id of the transactional message. */
  transactional_message_id: number | string;
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the workflow action that sent the message. */
  action_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: undefined;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
}

/** The change was made through a transactional message. Not documented by Customer.io. */
export interface TransactionalPreferencesSource extends UnknownFields {
  /** The id of the transactional message. */
  transactional_message_id: number | string;
  /** The id of the message: `messages.get(delivery_id)` returns it. */
  delivery_id?: string;
  /** The id of the template that the message was rendered from. */
  template_id?: number;
  /** The id of the broadcast trigger. Not every event has it. */
  trigger_id?: undefined;
  /** The id of the workflow action that sent the message. */
  action_id?: undefined;
  /** The id of the API-triggered broadcast that sent the message. */
  broadcast_id?: undefined;
  /** The id of the person's journey through the campaign or broadcast. */
  journey_id?: undefined;
  /** The id of the parent action, if this action is a translation or an A/B test variant of it. */
  parent_action_id?: undefined;
  /** The name of the broadcast. */
  broadcast_name?: undefined;
  /** The tags of the broadcast. */
  broadcast_tags?: undefined;
  /** The id of the campaign that sent the message. */
  campaign_id?: undefined;
  /** The id of the event that triggered the campaign. */
  trigger_event_id?: undefined;
  /** The name of the campaign. */
  campaign_name?: undefined;
  /** The tags of the campaign. */
  campaign_tags?: undefined;
  /** The id of the newsletter that sent the message. */
  newsletter_id?: undefined;
  /** The id of the newsletter content (language or A/B test variant) that the message was rendered from. */
  content_id?: undefined;
  /** The name of the newsletter. */
  newsletter_name?: undefined;
  /** The tags of the newsletter. */
  newsletter_tags?: undefined;
}

/** A webhook action could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface WebhookAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in a webhook action. */
export interface WebhookClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The URL of the link. */
    href: string;
    /** The id of the link. */
    link_id: number;
    [key: string]: unknown;
  };
}

/** A person matched the conversion goal of a webhook action. Not documented by Customer.io: any field may be missing. */
export interface WebhookConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient?: string;
    [key: string]: unknown;
  };
}

/** A webhook action was created as a draft: somebody has to send it in Customer.io. */
export interface WebhookDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery;
}

/** A webhook action could not be sent: `failure_message` has the reason. */
export interface WebhookFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A webhook action was sent to the delivery provider. */
export interface WebhookSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    [key: string]: unknown;
  };
}

/** A webhook action was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface WebhookUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'webhook';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: WorkflowDelivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A WhatsApp message could not be sent yet, and Customer.io tries again: `failure_message` has the reason. */
export interface WhatsappAttemptedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'attempted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A WhatsApp message bounced: the delivery provider could not deliver it. */
export interface WhatsappBouncedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'bounced';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A person clicked a tracked link in a WhatsApp message. */
export interface WhatsappClickedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'clicked';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The id of the link. */
    link_id: number;
    /** The URL of the link. */
    href: string;
    [key: string]: unknown;
  };
}

/** A person matched the conversion goal of a WhatsApp message. */
export interface WhatsappConvertedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'converted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A WhatsApp message was delivered, as the delivery provider reports. */
export interface WhatsappDeliveredEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'delivered';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A WhatsApp message was created as a draft: somebody has to send it in Customer.io. */
export interface WhatsappDraftedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'drafted';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery;
}

/** A WhatsApp message was not sent: for example because the address is suppressed or invalid. */
export interface WhatsappDroppedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'dropped';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A WhatsApp message could not be sent: `failure_message` has the reason. */
export interface WhatsappFailedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'failed';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** A person opened a WhatsApp message. */
export interface WhatsappOpenedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'opened';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    [key: string]: unknown;
  };
}

/** A person replied to a WhatsApp message. `recipient` is the person's phone number. */
export interface WhatsappRepliedEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'replied';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The id of the reply. No longer documented by Customer.io. */
    inbound_event_id?: string;
    /** The number that the reply was sent to. No longer documented by Customer.io. */
    to?: string;
    [key: string]: unknown;
  };
}

/** A WhatsApp message was sent to the delivery provider. */
export interface WhatsappSentEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'sent';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** The rendered message, if the reporting webhook has `with_content`. */
    content?: string;
    /** The address that the message was sent to: an email address, a phone number, or a channel. */
    recipient: string;
    /** The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`. */
    variables?: Record<string, unknown>;
    [key: string]: unknown;
  };
}

/** A WhatsApp message was not sent, because it cannot be delivered to this person: `failure_message` has the reason. */
export interface WhatsappUndeliverableEvent extends UnknownFields {
  /** The id of the event, the same in every delivery attempt: use it to process an event once. */
  event_id: string;
  /** The channel of the message, or `customer`. */
  object_type: 'whatsapp';
  /** What happened. */
  metric: 'undeliverable';
  /** When it happened. Unix seconds. */
  timestamp: number;
  /** The message, the person, and the details of this type of event. */
  data: Delivery & {
    /** Why the message was not delivered. */
    failure_message: string;
    [key: string]: unknown;
  };
}

/** The source of a Slack message or a webhook action. Exactly one of the source ids is set. */
export type WorkflowDelivery =
  | BroadcastDelivery
  | CampaignDelivery
  | NewsletterDelivery;
