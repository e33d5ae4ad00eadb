// Made by `pnpm generate` from packages/contract. Change it there: names and comments are in src/generate.

/** The metrics of each `object_type`, by a space apart. */
export const METRICS: Record<string, string> = {
  customer: 'subscribed unsubscribed cio_subscription_preferences_changed',
  email: 'drafted attempted sent delivered opened clicked converted unsubscribed bounced dropped spammed failed undeliverable',
  push: 'drafted attempted delivered sent opened clicked converted bounced dropped failed undeliverable',
  sms: 'drafted attempted sent delivered clicked converted bounced failed undeliverable replied',
  whatsapp: 'drafted attempted sent delivered opened clicked converted bounced dropped failed undeliverable replied',
  slack: 'drafted attempted sent clicked failed undeliverable',
  webhook: 'drafted attempted sent clicked failed undeliverable',
  in_app: 'drafted attempted sent opened clicked converted failed undeliverable',
};

/** What a message of an API-triggered broadcast came from. */
export interface BroadcastDelivery {
  trigger_id: number;
  customer_id?: string;
  delivery_id: string;
  action_id: number;
  broadcast_id: number | null;
  journey_id?: string | number;
  parent_action_id?: number;
  identifiers: PersonIdentifiers;
}

/** What a message of a campaign came from. */
export interface CampaignDelivery {
  campaign_id: number | null;
  /** Out of use: `identifiers` has it. */
  customer_id?: string;
  /** Names the message: `messages.get(delivery_id)`. */
  delivery_id: string;
  action_id: number;
  journey_id?: string | number;
  identifiers: PersonIdentifiers;
  parent_action_id?: number;
  trigger_event_id?: string | null;
}

export type CustomerEvent =
  | CustomerSubscribedEvent
  | CustomerUnsubscribedEvent
  | CustomerSubscriptionPreferencesChangedEvent;

/** A person wants to hear of everything again. */
export interface CustomerSubscribedEvent {
  metric: 'subscribed';
  event_id: string;
  object_type: 'customer';
  /** Unix seconds. */
  timestamp: number;
  data: {
    customer_id: string;
    email_address: string | null;
    identifiers: PersonIdentifiers;
  };
}

/** A person chose what to hear of. `data.content` holds it, as JSON. */
export interface CustomerSubscriptionPreferencesChangedEvent {
  metric: 'cio_subscription_preferences_changed';
  event_id: string;
  /** Unix seconds. */
  timestamp: number;
  data: ({
    content?: string;
    customer_id: string;
    email_address: string | null;
    identifiers: PersonIdentifiers;
  }) & PreferencesSource;
  object_type: 'customer';
}

/** A person wants to hear of nothing any more. */
export interface CustomerUnsubscribedEvent {
  metric: 'unsubscribed';
  event_id: string;
  object_type: 'customer';
  /** Unix seconds. */
  timestamp: number;
  data: {
    customer_id: string;
    email_address: string | null;
    identifiers: PersonIdentifiers;
  };
}

export type Delivery =
  | BroadcastDelivery
  | CampaignDelivery
  | NewsletterDelivery
  | TransactionalDelivery;

export interface EmailAttemptedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: Delivery & {
    failure_message: string;
  };
}

export interface EmailBouncedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'bounced';
  data: Delivery & {
    subject: string;
    recipient: string;
    failure_message: string;
  };
}

/** A person followed a link in an email. */
export interface EmailClickedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: Delivery & {
    subject: string;
    recipient: string;
    href: string;
    link_id: number;
    machine?: boolean;
  };
}

export interface EmailConvertedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'converted';
  data: Delivery & {
    subject: string;
    recipient: string;
  };
}

export interface EmailDeliveredEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'delivered';
  data: Delivery & {
    subject: string;
    recipient: string;
  };
}

export interface EmailDraftedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: Delivery & {
    subject: string;
    recipient: string;
  };
}

export interface EmailDroppedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'dropped';
  data: Delivery & {
    subject: string;
    recipient: string;
    failure_message: string;
  };
}

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
  | EmailSpammedEvent
  | EmailFailedEvent
  | EmailUndeliverableEvent;

export interface EmailFailedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: Delivery & {
    subject: string;
    failure_message: string;
    recipient: string;
  };
}

/** A person opened an email, or something did it for them: `data` tells. */
export interface EmailOpenedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'opened';
  data: Delivery & {
    subject?: string;
    recipient: string;
    proxied?: boolean;
    prefetched?: boolean;
    synthetic?: boolean;
  };
}

export interface EmailSentEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: Delivery & {
    content?: string;
    headers?: Record<string, string[]>;
    subject: string;
    recipient: string;
  };
}

export interface EmailSpammedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'spammed';
  data: Delivery & {
    subject: string;
    recipient: string;
  };
}

export interface EmailUndeliverableEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: Delivery & {
    subject: string;
    recipient: string;
    failure_message: string;
  };
}

export interface EmailUnsubscribedEvent {
  event_id: string;
  object_type: 'email';
  /** Unix seconds. */
  timestamp: number;
  metric: 'unsubscribed';
  data: Delivery & {
    subject: string;
    recipient: string;
  };
}

export interface InAppAttemptedEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface InAppClickedEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    tracked_response?: string;
    recipient: string;
    href: string;
    link_id: number;
  };
}

export interface InAppConvertedEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'converted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
  };
}

export interface InAppDraftedEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  };
}

export type InAppEvent =
  | InAppDraftedEvent
  | InAppAttemptedEvent
  | InAppSentEvent
  | InAppOpenedEvent
  | InAppClickedEvent
  | InAppConvertedEvent
  | InAppFailedEvent
  | InAppUndeliverableEvent;

export interface InAppFailedEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface InAppOpenedEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'opened';
  data: {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  };
}

export interface InAppSentEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    content?: string;
    recipient: string;
  };
}

export interface InAppUndeliverableEvent {
  event_id: string;
  object_type: 'in_app';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

/** What a message of a newsletter came from. */
export interface NewsletterDelivery {
  customer_id?: string;
  delivery_id: string;
  newsletter_id: number | null;
  content_id?: number;
  identifiers: PersonIdentifiers;
}

/** The names of one person. */
export interface PersonIdentifiers {
  id: string | null;
  email?: string | null;
  cio_id?: string;
}

export type PreferencesSource =
  | {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
  }
  | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  }
  | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
  };

export interface PushAttemptedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: Delivery & {
    failure_message: string;
  };
}

export interface PushBouncedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'bounced';
  data: Delivery & ({
    recipients: {
      device_id: string;
      device_platform: 'android' | 'ios';
      failure_message: string;
    }[];
  });
}

export interface PushClickedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: Delivery & ({
    href: string;
    link_id: number;
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
    }[];
  });
}

export interface PushConvertedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'converted';
  data: Delivery & ({
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
    }[];
  });
}

export interface PushDeliveredEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'delivered';
  data: Delivery & ({
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
    }[];
  });
}

export interface PushDraftedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: Delivery;
}

export interface PushDroppedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'dropped';
  data: Delivery & ({
    recipients: {
      device_id: string;
      device_platform: 'android' | 'ios';
      failure_message: string;
    }[];
  });
}

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
  | PushUndeliverableEvent;

export interface PushFailedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: Delivery & {
    failure_message: string;
  };
}

export interface PushOpenedEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'opened';
  data: Delivery & ({
    recipients: {
      device_id: string;
      device_platform?: 'android' | 'ios';
    }[];
  });
}

/** A push message went out, to each of the devices in `data.recipients`. */
export interface PushSentEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: Delivery & ({
    content?: string;
    recipients: {
      device_id: string;
      device_platform?: 'ios' | 'android';
      failure_message?: string;
    }[];
  });
}

export interface PushUndeliverableEvent {
  event_id: string;
  object_type: 'push';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: Delivery & {
    failure_message: string;
  };
}

/** What Customer.io reports. `object_type` and `metric` tell the events apart. */
export type ReportingEvent =
  | CustomerEvent
  | EmailEvent
  | PushEvent
  | SmsEvent
  | WhatsappEvent
  | SlackEvent
  | WebhookEvent
  | InAppEvent;

export interface SlackAttemptedEvent {
  event_id: string;
  object_type: 'slack';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface SlackClickedEvent {
  event_id: string;
  object_type: 'slack';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
    href: string;
    link_id: number;
  };
}

export interface SlackDraftedEvent {
  event_id: string;
  object_type: 'slack';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  };
}

export type SlackEvent =
  | SlackDraftedEvent
  | SlackAttemptedEvent
  | SlackSentEvent
  | SlackClickedEvent
  | SlackFailedEvent
  | SlackUndeliverableEvent;

export interface SlackFailedEvent {
  event_id: string;
  object_type: 'slack';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface SlackSentEvent {
  event_id: string;
  object_type: 'slack';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    content?: string;
    recipient: string;
  };
}

export interface SlackUndeliverableEvent {
  event_id: string;
  object_type: 'slack';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface SmsAttemptedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface SmsBouncedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'bounced';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
    recipient: string;
  };
}

export interface SmsClickedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
    link_id: number;
    href: string;
  };
}

export interface SmsConvertedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'converted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
  };
}

export interface SmsDeliveredEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'delivered';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
  };
}

export interface SmsDraftedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  };
}

export type SmsEvent =
  | SmsDraftedEvent
  | SmsAttemptedEvent
  | SmsSentEvent
  | SmsDeliveredEvent
  | SmsClickedEvent
  | SmsConvertedEvent
  | SmsBouncedEvent
  | SmsFailedEvent
  | SmsUndeliverableEvent
  | SmsRepliedEvent;

export interface SmsFailedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

/** A person answered a text message. */
export interface SmsRepliedEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'replied';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    inbound_event_id: string;
    to: string;
    recipient: string;
  };
}

export interface SmsSentEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    content?: string;
    recipient: string;
  };
}

export interface SmsUndeliverableEvent {
  event_id: string;
  object_type: 'sms';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

/** What a transactional message came from. */
export interface TransactionalDelivery {
  customer_id?: string;
  delivery_id: string;
  identifiers: PersonIdentifiers;
  transactional_message_id: number | string;
}

export interface WebhookAttemptedEvent {
  event_id: string;
  object_type: 'webhook';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface WebhookClickedEvent {
  event_id: string;
  object_type: 'webhook';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
    href: string;
    link_id: number;
  };
}

export interface WebhookDraftedEvent {
  event_id: string;
  object_type: 'webhook';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  };
}

export type WebhookEvent =
  | WebhookDraftedEvent
  | WebhookAttemptedEvent
  | WebhookSentEvent
  | WebhookClickedEvent
  | WebhookFailedEvent
  | WebhookUndeliverableEvent;

export interface WebhookFailedEvent {
  event_id: string;
  object_type: 'webhook';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface WebhookSentEvent {
  event_id: string;
  object_type: 'webhook';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    content?: string;
    recipient: string;
  };
}

export interface WebhookUndeliverableEvent {
  event_id: string;
  object_type: 'webhook';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface WhatsappAttemptedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'attempted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface WhatsappBouncedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'bounced';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
    recipient: string;
  };
}

export interface WhatsappClickedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'clicked';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
    link_id: number;
    href: string;
  };
}

export interface WhatsappConvertedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'converted';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
  };
}

export interface WhatsappDeliveredEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'delivered';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
  };
}

export interface WhatsappDraftedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'drafted';
  data: {
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  };
}

export interface WhatsappDroppedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'dropped';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
    recipient: string;
  };
}

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
  | WhatsappRepliedEvent;

export interface WhatsappFailedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'failed';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}

export interface WhatsappOpenedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'opened';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    recipient: string;
  };
}

export interface WhatsappRepliedEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'replied';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    inbound_event_id: string;
    to: string;
    recipient: string;
  };
}

export interface WhatsappSentEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'sent';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    content?: string;
    recipient: string;
  };
}

export interface WhatsappUndeliverableEvent {
  event_id: string;
  object_type: 'whatsapp';
  /** Unix seconds. */
  timestamp: number;
  metric: 'undeliverable';
  data: ({
    trigger_id: number;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    broadcast_id: number | null;
    journey_id?: string | number;
    parent_action_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    campaign_id: number | null;
    customer_id?: string;
    delivery_id: string;
    action_id: number;
    journey_id?: string | number;
    identifiers: PersonIdentifiers;
    parent_action_id?: number;
    trigger_event_id?: string | null;
  } | {
    customer_id?: string;
    delivery_id: string;
    newsletter_id: number | null;
    content_id?: number;
    identifiers: PersonIdentifiers;
  } | {
    customer_id?: string;
    delivery_id: string;
    identifiers: PersonIdentifiers;
    transactional_message_id: number | string;
  }) & {
    failure_message: string;
  };
}
