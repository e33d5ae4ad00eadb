import type { WebhookBody } from './body-bytes.js';
import { verificationError } from './errors.js';
import { type CustomerEvent, type EventsByType, METRICS, type ReportingEvent } from './generated/events.js';

/** A JSON object that is not an event of a known type: of a new type, or in another format. */
export interface UnknownEvent {
  /** Always `unknown`: the original is in `original`. */
  object_type: 'unknown';
  /** Always `unknown`: the original is in `original`. */
  metric: 'unknown';
  /** The id of the event, the same in each delivery attempt; `''` if it has none: then every delivery is handled. */
  event_id: string;
  /** When it happened: unix seconds; 0 if it has no timestamp. */
  timestamp: number;
  /** The data; empty if it has none. */
  data: Record<string, unknown>;
  /** The unchanged object, with its own `object_type` and `metric`. */
  original: Record<string, unknown>;
}

/** An event of a webhook. `object_type` and `metric` discriminate the union. */
export type ReceivedEvent = ReportingEvent | UnknownEvent;

/** The type of an event, such as `email.clicked`: its `object_type` and `metric`. */
export type EventType = keyof EventsByType;

/** The event with a type. */
export type EventOf<T extends EventType> = EventsByType[T];

function isKnown(objectType: unknown, metric: unknown): boolean {
  return (
    typeof objectType === 'string' &&
    Object.hasOwn(METRICS, objectType) &&
    METRICS[objectType]!.split(' ').includes(metric as string)
  );
}

/** Whether a text is a known type of event. */
export function isEventType(type: string): type is EventType {
  const dot = type.indexOf('.');
  return isKnown(type.slice(0, dot), type.slice(dot + 1));
}

/** Whether an event has a type: a type guard. */
export function isEvent<T extends EventType>(event: ReceivedEvent, type: T): event is EventOf<T> {
  return `${event.object_type}.${event.metric}` === type;
}

/** Whether an event is not of a known type. */
export function isUnknownEvent(event: ReceivedEvent): event is UnknownEvent {
  return event.object_type === 'unknown';
}

/**
 * Whether an event is a change of a person's subscription: subscribed, unsubscribed, or changed preferences. Its `object_type` is
 * the channel that the change was made through, or `customer`.
 */
export function isCustomerEvent(event: ReceivedEvent): event is CustomerEvent {
  if (!isKnown('customer', event.metric)) return false;
  // `email.unsubscribed` has two forms. The form of a message has no email_address.
  return event.object_type !== 'email' || event.metric !== 'unsubscribed' || 'email_address' in event.data;
}

/** Whether an event is about a message: it has a `delivery_id`. */
export function isMessageEvent(event: ReceivedEvent): event is Exclude<ReportingEvent, CustomerEvent> {
  return !isUnknownEvent(event) && !isCustomerEvent(event);
}

/** Whether a message was not delivered: `bounced`, `dropped`, `failed` or `undeliverable`. */
export function isFailureEvent(
  event: ReceivedEvent,
): event is Extract<ReportingEvent, { metric: 'bounced' | 'dropped' | 'failed' | 'undeliverable' }> {
  return /^(bounced|dropped|failed|undeliverable)$/.test(event.metric);
}

// Made when it is needed: jsdom in Jest has none, and there the module must load too.
let utf8: InstanceType<typeof TextDecoder> | undefined;

/**
 * Parses the event in a verified body. Unknown fields are kept. A JSON object that is not an event of a known type is an
 * {@link UnknownEvent}. `object_type` is set, also if the body has `object_type_type` in its place.
 *
 * @throws WebhookVerificationError with the reason `bad_body` if the body is not a JSON object in UTF-8.
 */
export function parseEvent(body: WebhookBody): ReceivedEvent {
  const original = parseObject(body);
  const { metric, timestamp, data } = original;
  const object_type = objectTypeOf(original);
  const event_id = typeof original.event_id === 'string' ? original.event_id : '';
  if (event_id && isObject(data) && isKnown(object_type, metric)) {
    original.object_type = object_type;
    return original as unknown as ReportingEvent;
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
 * The `object_type` of an event. A change of preferences is documented with `object_type_type` in its place, and both may be
 * missing: then it is `customer`.
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
    // No cause: it would contain the body.
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
