import type { WebhookBody } from './body-bytes.js';
import { verificationError } from './errors.js';
import { type CustomerEvent, type EventsByType, METRICS, type ReportingEvent } from './generated/events.js';

/** A JSON object that is no event known to this version: of a new kind, or of another form. */
export interface UnknownEvent {
  object_type: 'unknown';
  metric: 'unknown';
  /** The same in each delivery of the event; `''` where there is none: then every delivery is handled. */
  event_id: string;
  /** Unix seconds; 0 where there is none. */
  timestamp: number;
  /** Empty where there is none. */
  data: Record<string, unknown>;
  /** The whole object as it came, `object_type` and `metric` with it where it has them. */
  original: Record<string, unknown>;
}

/** What a body may be. `object_type` and `metric` tell the events apart. */
export type ReceivedEvent = ReportingEvent | UnknownEvent;

/** `email.clicked` and so on: an event's `object_type` and `metric`. */
export type EventType = keyof EventsByType;

/** The event of a type. */
export type EventOf<T extends EventType> = EventsByType[T];

function isKnown(objectType: unknown, metric: unknown): boolean {
  return (
    typeof objectType === 'string' &&
    Object.hasOwn(METRICS, objectType) &&
    METRICS[objectType]!.split(' ').includes(metric as string)
  );
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

// Made when it is needed: jsdom in Jest has none, and there the module must load too.
let utf8: InstanceType<typeof TextDecoder> | undefined;

/**
 * The event in a body that has been verified before. Fields beyond those of its type are kept. A JSON object that is no
 * event known to this version is an {@link UnknownEvent}. `object_type` is there whichever way the body says it.
 *
 * @throws WebhookVerificationError with `bad_body` for what is not UTF-8, not JSON, or not a JSON object.
 */
export function parseEvent(body: WebhookBody): ReceivedEvent {
  const original = parseObject(body);
  const { metric, timestamp, data } = original;
  const object_type = objectTypeOf(original);
  const event_id = typeof original.event_id === 'string' ? original.event_id : '';
  if (event_id && isObject(data) && isKnown(object_type, metric)) {
    return { ...original, object_type } as ReportingEvent;
  }
  return {
    object_type: 'unknown',
    metric: 'unknown',
    event_id,
    timestamp: typeof timestamp === 'number' ? timestamp : 0,
    data: isObject(data) ? data : {},
    original,
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

function parseObject(body: WebhookBody): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : decode(body));
    if (isObject(value)) return value;
  } catch {
    // Not the cause of the error below: it would quote the body.
  }
  throw verificationError('bad_body', 'not a JSON object in UTF-8');
}

function decode(bytes: Exclude<WebhookBody, string>): string {
  utf8 ??= new TextDecoder('utf-8', { fatal: true });
  return utf8.decode(bytes);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
