import { ulid } from '@cio/core';
import type { StoredMessage } from '../../store/messages.js';
import type { Person } from '../../store/person.js';
import { failureReason } from './failure-reasons.js';

/** The App API's names for channels that webhooks call otherwise. */
const OBJECT_TYPES: ReadonlyMap<string, string> = new Map([['twilio', 'sms']]);

export interface ReportingEvent {
  event_id: string;
  object_type: string;
  metric: string;
  timestamp: number;
  data: Record<string, unknown>;
}

/** What Customer.io reports of a person. */
export function personEvent(
  person: Person,
  metric: string,
  timestamp: number,
  more: Record<string, unknown> = {},
  /** The channel that the person chose by. */
  object_type = 'customer',
): ReportingEvent {
  const { cio_id, id = null, email = null } = person;
  return {
    event_id: ulid(),
    object_type,
    metric,
    timestamp,
    data: { customer_id: id ?? '', email_address: email, identifiers: { id, email, cio_id }, ...more },
  };
}

/** The channel of a message, as its events name it. */
export function objectTypeOf(type: string): string {
  return OBJECT_TYPES.get(type) ?? type;
}

/** What Customer.io reports of a message. */
export function messageEvent(
  message: StoredMessage,
  metric: string,
  timestamp: number,
  more: Record<string, unknown> = {},
): ReportingEvent {
  const { id, type, cio_id, customer_id, email, recipient, subject, source, transactional_id, template_id } =
    message;
  const object_type = objectTypeOf(type);
  const isFailure = failureReason(metric) !== undefined;
  const failure = isFailure && { failure_message: message.failure_message ?? failureReason(metric) };
  const to =
    object_type === 'push'
      ? { recipients: [{ device_id: recipient, device_platform: 'ios', ...failure }] }
      : { recipient };
  return {
    event_id: ulid(),
    object_type,
    metric,
    timestamp,
    data: {
      customer_id: customer_id ?? '',
      delivery_id: id,
      identifiers: { id: customer_id, email, cio_id: cio_id ?? '' },
      ...(transactional_id === undefined ? source : { transactional_message_id: transactional_id }),
      ...to,
      ...(template_id !== undefined && { template_id }),
      ...(object_type === 'email' && { subject: subject ?? '' }),
      ...failure,
      ...more,
    },
  };
}

/** What a reporting webhook calls an event in its list. */
export function subscriptionName({ object_type, metric, data }: ReportingEvent): string {
  // A person's choice is subscribed to as such, whichever channel it was made by.
  const about = 'email_address' in data ? 'customer' : object_type;
  return `${about}_${metric.replace(/^cio_/, '')}`;
}
