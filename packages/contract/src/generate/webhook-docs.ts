/**
 * What a type, a field of a type (`Type.field`) or a field of any type (`*.field`) means. Event types without an entry have
 * {@link eventDoc}.
 */
export const WEBHOOK_DOCS: Record<string, string> = {
  '*.event_id': 'The id of the event, the same in every delivery attempt: use it to process an event once.',
  '*.object_type': 'The channel of the message, or `customer`.',
  '*.metric': 'What happened.',
  '*.timestamp': 'When it happened.',
  '*.data': 'The message, the person, and the details of this type of event.',
  '*.object_type_type': 'The same as `object_type`, in payloads that spell it this way.',
  '*.delivery_id': 'The id of the message: `messages.get(delivery_id)` returns it.',
  '*.identifiers': "The person's identifiers.",
  '*.customer_id': "The person's id; blank if the person has no id or was deleted. Use `identifiers`.",
  '*.email_address': "The person's email address.",
  '*.trigger_id': 'The id of the broadcast trigger. Not every event has it.',
  '*.action_id': 'The id of the workflow action that sent the message.',
  '*.parent_action_id':
    'The id of the parent action, if this action is a translation or an A/B test variant of it.',
  '*.journey_id': "The id of the person's journey through the campaign or broadcast.",
  '*.trigger_event_id': 'The id of the event that triggered the campaign.',
  '*.template_id': 'The id of the template that the message was rendered from.',
  '*.content_id':
    'The id of the newsletter content (language or A/B test variant) that the message was rendered from.',
  '*.broadcast_id': 'The id of the API-triggered broadcast that sent the message.',
  '*.broadcast_name': 'The name of the broadcast.',
  '*.broadcast_tags': 'The tags of the broadcast.',
  '*.campaign_id': 'The id of the campaign that sent the message.',
  '*.campaign_name': 'The name of the campaign.',
  '*.campaign_tags': 'The tags of the campaign.',
  '*.newsletter_id': 'The id of the newsletter that sent the message.',
  '*.newsletter_name': 'The name of the newsletter.',
  '*.newsletter_tags': 'The tags of the newsletter.',
  '*.transactional_message_id': 'The id of the transactional message.',
  '*.content': 'The rendered message, if the reporting webhook has `with_content`.',
  '*.variables':
    'The Liquid variables that the message was rendered with, if the reporting webhook has `with_content`.',
  '*.recipient': 'The address that the message was sent to: an email address, a phone number, or a channel.',
  '*.subject': 'The subject line.',
  '*.failure_message': 'Why the message was not delivered.',
  '*.href': 'The URL of the link.',
  '*.link_id': 'The id of the link.',
  '*.app_id': 'The app that the push notification was sent to.',
  '*.related_delivery_ids':
    "The ids of the same push notification's deliveries to the person's other devices.",
  '*.inbound_event_id': 'The id of the reply. No longer documented by Customer.io.',
  '*.to': 'The number that the reply was sent to. No longer documented by Customer.io.',
  '*.recipients': 'The devices. One entry: each device has a delivery of its own.',
  '*.device_id': "The device's push token.",
  '*.device_platform': 'The platform of the device: `ios` or `android`.',
  'EmailSentEvent.data.headers': 'The headers of the email; each has a list of values.',
  'EmailOpenedEvent.data.proxied': "Whether the tracking pixel was fetched by the mail provider's proxy.",
  'EmailOpenedEvent.data.prefetched':
    'Whether the tracking pixel was fetched before the recipient opened the email.',
  'EmailOpenedEvent.data.synthetic': 'Whether the open was inferred from a click.',
  'EmailClickedEvent.data.machine': 'Whether a program, such as a link scanner, followed the link.',
  'InAppClickedEvent.data.tracked_response': "The person's response, such as the name of the button.",
  EmailUnsubscribedEvent:
    'A person clicked the unsubscribe link of an email. The same type also occurs without a message: see `CustomerUnsubscribedEvent`.',
  EmailDeferredEvent:
    'The mail provider deferred an email and tries again later. Not documented by Customer.io: any field may be missing.',
  SlackConvertedEvent:
    'A person matched the conversion goal of a Slack message. Not documented by Customer.io: any field may be missing.',
  WebhookConvertedEvent:
    'A person matched the conversion goal of a webhook action. Not documented by Customer.io: any field may be missing.',
  SmsRepliedEvent: "A person replied to an SMS. `recipient` is the person's phone number.",
  WhatsappRepliedEvent: "A person replied to a WhatsApp message. `recipient` is the person's phone number.",
  SmsDroppedEvent: 'An SMS was not sent: the person opted out, or the number cannot receive SMS.',
  CustomerSubscribedEvent: 'A person subscribed again, to everything.',
  CustomerUnsubscribedEvent: 'A person unsubscribed from everything.',
  CustomerSubscriptionPreferencesChangedEvent: 'A person changed their subscription preferences.',
  Delivery: 'The source of a message. Exactly one of the source ids is set.',
  WorkflowDelivery:
    'The source of a Slack message or a webhook action. Exactly one of the source ids is set.',
  BroadcastDelivery: 'The source of a message: an API-triggered broadcast.',
  CampaignDelivery: 'The source of a message: a campaign.',
  NewsletterDelivery: 'The source of a message: a newsletter.',
  TransactionalDelivery: 'The source of a message: a transactional message.',
  PreferencesSource: 'The message that led to the change of preferences, if there was one.',
  BroadcastPreferencesSource: 'The change was made through a message of an API-triggered broadcast.',
  CampaignPreferencesSource: 'The change was made through a message of a campaign.',
  NewsletterPreferencesSource: 'The change was made through a message of a newsletter.',
  TransactionalPreferencesSource:
    'The change was made through a transactional message. Not documented by Customer.io.',
  NoPreferencesSource: 'The change was not made through a message, or the message is not known.',
  PersonIdentifiers: 'The identifiers of one person.',
  'PersonIdentifiers.id': 'The id that your system gave the person; null if there is none.',
  'PersonIdentifiers.email': "The person's email address; null if there is none.",
  'PersonIdentifiers.phone': "The person's phone number, if the workspace has phone numbers as identifiers.",
  'PersonIdentifiers.cio_id': "Customer.io's own id of the person, which never changes.",
  'CustomerSubscriptionPreferencesChangedEvent.data.content': 'The new preferences, as JSON text.',
  PushRecipient: 'A device.',
  FailedPushRecipient: 'A device that the push notification was not delivered to, and why.',
};

const MESSAGES: Record<string, string> = {
  email: 'An email',
  push: 'A push notification',
  in_app: 'An in-app message',
  sms: 'An SMS',
  slack: 'A Slack message',
  webhook: 'A webhook action',
  whatsapp: 'A WhatsApp message',
};

const METRICS: Record<string, (message: string, a: string) => string> = {
  drafted: (message) => `${message} was created as a draft: somebody has to send it in Customer.io.`,
  attempted: (message) =>
    `${message} could not be sent yet, and Customer.io tries again: \`failure_message\` has the reason.`,
  sent: (message) => `${message} was sent to the delivery provider.`,
  delivered: (message) => `${message} was delivered, as the delivery provider reports.`,
  opened: (_, a) => `A person opened ${a}.`,
  clicked: (_, a) => `A person clicked a tracked link in ${a}.`,
  converted: (_, a) => `A person matched the conversion goal of ${a}.`,
  bounced: (message) => `${message} bounced: the delivery provider could not deliver it.`,
  dropped: (message) => `${message} was not sent: for example because the address is suppressed or invalid.`,
  deferred: (message) => `${message} was deferred: the mail provider tries again later.`,
  spammed: (_, a) => `A person marked ${a} as spam.`,
  failed: (message) => `${message} could not be sent: \`failure_message\` has the reason.`,
  undeliverable: (message) =>
    `${message} was not sent, because it cannot be delivered to this person: \`failure_message\` has the reason.`,
  replied: (_, a) => `A person replied to ${a}.`,
  subscribed: () => 'A person subscribed again, to everything.',
  unsubscribed: () => 'A person unsubscribed from everything.',
  cio_subscription_preferences_changed: () => 'A person changed their subscription preferences.',
};

/** What a type of event, such as `email.clicked`, reports. */
export function eventDoc(type: string): string {
  const [channel = '', metric = ''] = type.split('.');
  const message = MESSAGES[channel] ?? '';
  if (type === 'email.unsubscribed') {
    return 'A person clicked the unsubscribe link of an email, or unsubscribed from everything.';
  }
  const what = METRICS[metric]!(message, message.charAt(0).toLowerCase() + message.slice(1));
  const isAboutPerson = /^(un)?subscribed$|^cio_/.test(metric);
  return isAboutPerson && message
    ? what.replace(/\.$/, `, through ${message.charAt(0).toLowerCase()}${message.slice(1)}.`)
    : what;
}
