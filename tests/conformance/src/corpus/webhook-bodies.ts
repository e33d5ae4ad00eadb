import type { ReportingEvent } from '@cio/webhooks';

export interface RecordedEvent {
  what: string;
  /** `object_type` and `metric` of what is made of it. */
  type: string;
  /** Whether it is about a message, or about a person. */
  about: 'message' | 'person';
  /** As it is posted. */
  wire: unknown;
  /** What is made of it; left out where it is what came. */
  read?: ReportingEvent;
}

const envelope = { event_id: '01E4C4C6P79C12J5A6KPE6XNFD', timestamp: 1_585_250_179 };
const identifiers = { id: 'ada', email: 'ada@example.com', cio_id: 'd9c106000001' };
const fromBroadcast = { broadcast_id: 9, delivery_id: 'RPILAgUBcRhIBqSp7kiekGBIeVh', action_id: 38 };
const fromCampaign = { campaign_id: 6, delivery_id: 'RPILAgABcRhIBqSfFcULR40Y', action_id: 96 };

/** The compiler holds it against the type of the event that it is. */
const message = (
  what: string,
  wire: ReportingEvent & { object_type: string; metric: string },
): RecordedEvent => ({ what, type: `${wire.object_type}.${wire.metric}`, about: 'message', wire });

const person = (what: string, wire: ReportingEvent): RecordedEvent => ({
  what,
  type: `${wire.object_type}.${wire.metric}`,
  about: 'person',
  wire,
});

/** What Customer.io posts, also where it publishes something else: missing fields, nulls, new fields, new names. */
export const webhookBodies: RecordedEvent[] = [
  message('no broadcast says its trigger', {
    ...envelope,
    object_type: 'email',
    metric: 'sent',
    data: {
      ...fromBroadcast,
      customer_id: 'ada',
      identifiers,
      recipient: 'ada@example.com',
      subject: 'hello',
    },
  }),
  message('the published example of a sent email has no subject', {
    ...envelope,
    object_type: 'email',
    metric: 'sent',
    data: { ...fromBroadcast, trigger_id: 2, identifiers, recipient: 'ada@example.com' },
  }),
  message('a draft is for nobody yet', {
    ...envelope,
    object_type: 'email',
    metric: 'drafted',
    data: { ...fromBroadcast, customer_id: 'ada', identifiers },
  }),
  message('a person known by nothing but what Customer.io calls it', {
    ...envelope,
    object_type: 'email',
    metric: 'opened',
    data: {
      ...fromCampaign,
      customer_id: '',
      identifiers: { id: null, email: null, phone: null, cio_id: 'd9c106000001' },
      recipient: 'ada@example.com',
      proxied: true,
      prefetched: false,
      synthetic: false,
      campaign_name: 'Welcome',
      campaign_tags: ['new'],
      template_id: 12,
      journey_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      trigger_event_id: null,
    },
  }),
  message('a journey with a number, and a source that is gone', {
    ...envelope,
    object_type: 'sms',
    metric: 'sent',
    data: {
      ...fromCampaign,
      campaign_id: null,
      identifiers,
      recipient: '+4915112345678',
      journey_id: 15,
      variables: { event: { total: 5 } },
      content: 'Hello',
    },
  }),
  message('a transactional message has a number for an id', {
    ...envelope,
    object_type: 'email',
    metric: 'delivered',
    data: {
      transactional_message_id: 7,
      delivery_id: 'RPILAgUBcRhIBqSp7kiekGBIeVi',
      identifiers,
      recipient: 'ada@example.com',
      subject: 'Your order',
    },
  }),
  message('or text', {
    ...envelope,
    object_type: 'whatsapp',
    metric: 'delivered',
    data: {
      transactional_message_id: 'order-sent',
      delivery_id: 'RPILAgUBcRhIBqSp7kiekGBIeVj',
      identifiers,
      recipient: '+4915112345678',
    },
  }),
  message('an SMS that could not be sent is for no recipient', {
    ...envelope,
    object_type: 'sms',
    metric: 'dropped',
    data: { ...fromBroadcast, identifiers, failure_message: 'the recipient opted out' },
  }),
  message('a reply with two fields that are published no more', {
    ...envelope,
    object_type: 'sms',
    metric: 'replied',
    data: {
      ...fromBroadcast,
      identifiers,
      recipient: '+4915112345678',
      inbound_event_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      to: '+4930123456',
    } as never,
  }),
  message('a push to one of several devices, with the deliveries to the others', {
    ...envelope,
    object_type: 'push',
    metric: 'sent',
    data: {
      ...fromBroadcast,
      identifiers,
      recipients: [{ device_id: 'token', device_platform: 'ios' }],
      app_id: 3,
      related_delivery_ids: ['RPILAgUBcRhIBqSp7kiekGBIeVk'],
      content: '{}',
    },
  }),
  message('a push that bounced says why of each device', {
    ...envelope,
    object_type: 'push',
    metric: 'bounced',
    data: {
      ...fromBroadcast,
      identifiers,
      recipients: [{ device_id: 'token', device_platform: 'android', failure_message: 'unregistered' }],
    },
  }),
  message('a newsletter knows its content', {
    ...envelope,
    object_type: 'email',
    metric: 'clicked',
    data: {
      newsletter_id: 736,
      content_id: 12,
      template_id: 12,
      newsletter_name: 'September',
      delivery_id: 'RPILAgUBcRhIBqSp7kiekGBIeVl',
      identifiers,
      recipient: 'ada@example.com',
      subject: 'News',
      href: 'https://example.com',
      link_id: 1,
      machine: true,
    },
  }),
  message('no schema is published for a delivery that is late', {
    ...envelope,
    object_type: 'email',
    metric: 'deferred',
    data: { ...fromBroadcast, identifiers, recipient: 'ada@example.com' },
  }),
  message('nor for what a Slack message led to', {
    ...envelope,
    object_type: 'slack',
    metric: 'converted',
    data: { ...fromCampaign, identifiers },
  }),
  message('an unsubscription by the link of an email', {
    ...envelope,
    object_type: 'email',
    metric: 'unsubscribed',
    data: { ...fromBroadcast, identifiers, recipient: 'ada@example.com', subject: 'hello' },
  }),
  person('and the same name for a person who did so because of an email', {
    ...envelope,
    object_type: 'email',
    metric: 'unsubscribed',
    data: { customer_id: 'ada', email_address: 'ada@example.com', identifiers },
  }),
  person('a person without an address', {
    ...envelope,
    object_type: 'customer',
    metric: 'unsubscribed',
    data: { customer_id: 'ada', email_address: '', identifiers: { id: 'ada', cio_id: 'd9c106000001' } },
  }),
  person('a subscription because of an SMS', {
    ...envelope,
    object_type: 'sms',
    metric: 'subscribed',
    data: { customer_id: 'ada', email_address: 'ada@example.com', identifiers },
  }),
  {
    what: 'a change of preferences names its channel by the published name',
    type: 'in_app.cio_subscription_preferences_changed',
    about: 'person',
    wire: {
      ...envelope,
      object_type_type: 'in_app',
      metric: 'cio_subscription_preferences_changed',
      data: {
        customer_id: 'ada',
        email_address: 'ada@example.com',
        identifiers,
        content: '{"topics":{"topic_1":true}}',
        ...fromCampaign,
      },
    },
    read: {
      ...envelope,
      object_type: 'in_app',
      object_type_type: 'in_app',
      metric: 'cio_subscription_preferences_changed',
      data: {
        customer_id: 'ada',
        email_address: 'ada@example.com',
        identifiers,
        content: '{"topics":{"topic_1":true}}',
        ...fromCampaign,
      },
    },
  },
  {
    what: 'or does not name it',
    type: 'customer.cio_subscription_preferences_changed',
    about: 'person',
    wire: {
      ...envelope,
      metric: 'cio_subscription_preferences_changed',
      data: { customer_id: 'ada', email_address: 'ada@example.com', identifiers },
    },
    read: {
      ...envelope,
      object_type: 'customer',
      metric: 'cio_subscription_preferences_changed',
      data: { customer_id: 'ada', email_address: 'ada@example.com', identifiers },
    },
  },
];
