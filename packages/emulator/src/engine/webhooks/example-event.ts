import { ulid, ValidationError } from '@cio/core';
import { reportingEvents } from '@cio-internal/contract';
import { deliveryId } from '../../store/messages.js';
import { failureReason } from './failure-reasons.js';

/** What a message was sent by. */
export type MessageSource = 'campaign' | 'newsletter' | 'broadcast' | 'transactional';

/** The person that an example is about. */
export interface ExamplePerson {
  cio_id: string;
  id?: string | null;
  email?: string | null;
  phone?: string | null;
}

/** The person of an example, by default. */
const ADA: ExamplePerson = {
  cio_id: '0b1f0c00a1b2',
  id: '1042',
  email: 'ada@example.com',
  phone: '+15555550100',
};

const SHOP = 'https://shop.example.com';
const ORDER_URL = `${SHOP}/orders/7081?utm_source=customer.io`;

/** What a message says, by channel. */
const CONTENT: Readonly<Record<string, string>> = {
  email: `<html><body><p>Hello Ada,</p><p>your <a href="${ORDER_URL}">order 7081</a> is on its way.</p></body></html>`,
  push: JSON.stringify({ title: 'On its way', body: 'Your order 7081 has been sent.', link: ORDER_URL }),
  in_app: JSON.stringify({ messageId: 'order-sent', props: { order: 7081 } }),
  sms: `Your order 7081 is on its way: ${SHOP}/o/7081`,
  whatsapp: 'Your order 7081 is on its way.',
  slack: 'Order 7081 was sent to Ada.',
  webhook: JSON.stringify({ order: 7081, status: 'sent' }),
};

/** Names of what messages come from, and its tags. */
const NAMES = { broadcast: 'Order sent', campaign: 'Onboarding', newsletter: 'News of November' };

/** An example of an event by its type, with what Customer.io would say in its fields. */
export function exampleEvent(
  type: string,
  { source, person = ADA }: { source?: MessageSource | undefined; person?: ExamplePerson | undefined } = {},
): { event_id: string; data: Record<string, unknown>; [field: string]: unknown } {
  const sample = reportingEvents.sample(type, true, source ?? 'broadcast');
  const fields = sample.data as Record<string, unknown>;
  checkSource(type, source, fields);
  const [channel = '', metric = ''] = [type.slice(0, type.indexOf('.')), type.slice(type.indexOf('.') + 1)];
  const values = valuesOf(channel, metric, person);
  const data = Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name !== 'parent_action_id')
      .map(([name, value]) => [name, name in values ? values[name] : value]),
  );
  return { ...sample, event_id: ulid(), data };
}

/** Refuses a source that this type of event does not come from. */
function checkSource(type: string, source: MessageSource | undefined, fields: object): void {
  if (source === undefined) return;
  const key = source === 'transactional' ? 'transactional_message_id' : `${source}_id`;
  if (key in fields) return;
  throw new ValidationError('source', `${type} does not come from a ${source} message`);
}

/** The values of an event's fields, by their names. */
function valuesOf(channel: string, metric: string, person: ExamplePerson): Record<string, unknown> {
  const { id = null, email = null, cio_id, phone = null } = person;
  const failure_message = failureReason(metric);
  const device = { device_id: 'c1a7e0f2b8d94e35a6f0d1c2b3a49586', device_platform: 'ios' };
  const isDeviceFailure = metric === 'bounced' || metric === 'dropped';
  return {
    customer_id: id ?? '',
    email_address: email,
    identifiers: { id, email, cio_id, ...(phone !== null && { phone }) },
    delivery_id: deliveryId(),
    journey_id: ulid(),
    trigger_id: 12,
    broadcast_id: 1,
    campaign_id: 1,
    newsletter_id: 4,
    transactional_message_id: 1,
    content_id: 9,
    action_id: 2,
    template_id: 9,
    broadcast_name: NAMES.broadcast,
    broadcast_tags: ['orders'],
    campaign_name: NAMES.campaign,
    campaign_tags: ['onboarding'],
    newsletter_name: NAMES.newsletter,
    newsletter_tags: ['news'],
    subject: 'Your order is on its way',
    recipient: recipientOf(channel, person),
    recipients: [isDeviceFailure ? { ...device, failure_message } : device],
    content: metric.startsWith('cio_') ? JSON.stringify({ topics: { topic_1: false } }) : CONTENT[channel],
    headers: { 'X-Order': ['7081'] },
    variables: { customer: { first_name: 'Ada' }, trigger: { order: 7081 } },
    failure_message,
    href: ORDER_URL,
    link_id: 3,
    tracked_response: 'open_order',
    inbound_event_id: ulid(),
    to: channel === 'whatsapp' ? 'whatsapp:+15555550199' : '+15555550199',
    app_id: 1,
    related_delivery_ids: [deliveryId()],
    machine: false,
    proxied: true,
    prefetched: false,
    synthetic: false,
  };
}

/** Where a message of a channel goes. */
function recipientOf(channel: string, { id, email, phone, cio_id }: ExamplePerson): string {
  switch (channel) {
    case 'sms':
      return phone ?? '+15555550100';
    case 'whatsapp':
      return `whatsapp:${phone ?? '+15555550100'}`;
    case 'slack':
      return '#orders';
    case 'webhook':
      return 'https://hooks.example.com/orders';
    case 'in_app':
      return id ?? email ?? cio_id;
    default:
      return email ?? 'ada@example.com';
  }
}
