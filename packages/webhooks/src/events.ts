import { WebhookVerificationError } from './errors.js';
import { type CustomerEvent, METRICS, type ReportingEvent } from './generated/events.js';

/** An event of a kind that is not known here yet. */
export interface UnknownEvent {
  object_type: 'unknown';
  metric: 'unknown';
  /** The same in each delivery of the event. */
  event_id: string;
  /** Unix seconds. */
  timestamp: number;
  data: Record<string, unknown>;
  /** The event as it came, with the `object_type` and the `metric` it says. */
  original: { object_type: string; metric: string } & Record<string, unknown>;
}

/** What a body may be. `object_type` and `metric` tell the events apart. */
export type ReceivedEvent = ReportingEvent | UnknownEvent;

type TypeOf<E> = E extends { object_type: infer O extends string; metric: infer M extends string }
  ? `${O}.${M}`
  : never;

/** `email.clicked` and so on: an event's `object_type` and `metric`. */
export type EventType = TypeOf<ReportingEvent>;

/** The event of a type. */
export type EventOf<T extends EventType> = T extends `${infer O}.${infer M}`
  ? Extract<ReportingEvent, { object_type: O; metric: M }>
  : never;

function isKnown(objectType: string, metric: string): boolean {
  // What every object inherits, such as toString, cannot be split.
  return METRICS[objectType]?.split?.(' ').includes(metric) === true;
}

/** Whether there is such a type of event, as far as is known here. */
export function isEventType(type: string): type is EventType {
  const dot = type.indexOf('.');
  return isKnown(type.slice(0, dot), type.slice(dot + 1));
}

/** Whether an event is of a type: narrows it to that. */
export function isEvent<T extends EventType>(event: ReceivedEvent, type: T): event is EventOf<T> {
  return `${event.object_type}.${event.metric}` === type;
}

/** Whether an event is of a kind not known here yet. */
export function isUnknownEvent(event: ReceivedEvent): event is UnknownEvent {
  return event.object_type === 'unknown';
}

/**
 * Whether an event is about a person: subscribed, unsubscribed, or another choice of what to hear of. Its `object_type`
 * is the channel that led to it, or `customer`.
 */
export function isCustomerEvent(event: ReceivedEvent): event is CustomerEvent {
  if (!/^(subscribed|unsubscribed|cio_subscription_preferences_changed)$/.test(event.metric)) return false;
  // `email.unsubscribed` has two forms, and the one about a message has no email_address.
  return event.object_type !== 'email' || event.metric !== 'unsubscribed' || 'email_address' in event.data;
}

/** Whether an event tells what became of a message: it has a `delivery_id`. */
export function isMessageEvent(event: ReceivedEvent): event is Exclude<ReportingEvent, CustomerEvent> {
  return !isUnknownEvent(event) && !isCustomerEvent(event);
}

/** Whether a message did not get through: `bounced`, `dropped`, `failed` or `undeliverable`. */
export function isFailureEvent(
  event: ReceivedEvent,
): event is Extract<ReportingEvent, { metric: 'bounced' | 'dropped' | 'failed' | 'undeliverable' }> {
  return /^(bounced|dropped|failed|undeliverable)$/.test(event.metric);
}

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/**
 * The event that a body holds. Fields beyond those of its type are kept. `object_type` is there whichever way the body
 * says it. Verify the body before.
 *
 * @throws WebhookVerificationError with `bad_body`.
 */
export function parseEvent(body: string | Uint8Array | ArrayBuffer): ReceivedEvent {
  let event: unknown;
  try {
    event = JSON.parse(typeof body === 'string' ? body : utf8.decode(body));
  } catch {
    // The cause would quote the body.
    throw new WebhookVerificationError('bad_body', 'not UTF-8 JSON');
  }
  const { event_id, metric, timestamp, data } = Object(event) as Record<string, unknown>;
  const object_type = objectTypeOf(Object(event) as Record<string, unknown>);
  if (
    typeof event_id !== 'string' ||
    event_id === '' ||
    typeof object_type !== 'string' ||
    typeof metric !== 'string'
  ) {
    throw new WebhookVerificationError('bad_body', 'without event_id, object_type and metric');
  }
  if (isKnown(object_type, metric)) return { ...(event as object), object_type } as ReportingEvent;
  return {
    object_type: 'unknown',
    metric: 'unknown',
    event_id,
    timestamp: Number(timestamp ?? 0),
    data: Object(data) as Record<string, unknown>,
    original: event as UnknownEvent['original'],
  };
}

/**
 * What an event says it is about. The change of preferences is published with `object_type_type` in its place, and with
 * neither being sure to be there: then it is about the person.
 */
function objectTypeOf({ object_type, object_type_type, metric }: Record<string, unknown>): unknown {
  const otherwise = metric === 'cio_subscription_preferences_changed' ? 'customer' : undefined;
  return object_type ?? object_type_type ?? otherwise;
}
