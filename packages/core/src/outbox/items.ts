import type { Call } from '../client/call.js';
import { ValidationError } from '../errors/validation-error.js';
import { ulid } from '../ids/ulid.js';
import { copyJsonValue } from '../serialization/copy-json-value.js';
import type { JsonValue } from '../serialization/json-value.js';
import {
  describe,
  exceedsBytes,
  requireObject,
  requireOneOf,
  requirePath,
  requireText,
} from '../validation/checks.js';
import { LIMITS } from '../validation/limits.js';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** A call of a client as plain values: a request that has been validated and not sent. */
export interface StoredCall {
  /** The name of the client's method, such as `track`. */
  readonly operation: string;
  /** The HTTP method. */
  readonly method: Exclude<Call['method'], 'GET'>;
  /** The path, encoded. */
  readonly path: string;
  /** The path with names in place of values, for logs. */
  readonly pathTemplate: string;
  /** The JSON body; absent if the request has none. */
  readonly body?: JsonValue;
  /** The rate limit bucket. */
  readonly bucket?: string;
  /** Whether sending it twice has no second effect. */
  readonly replaySafe: boolean;
  /** `false` for operations without credentials. */
  readonly authorized?: boolean;
  /** What a 2xx body must be. */
  readonly expects?: NonNullable<Call['expects']>;
}

interface Ordered {
  /** The `orderingKey` that it was added with, if it was. */
  readonly orderingKey?: string;
}

/** A call of the Track API v1, such as `track` or `identify`. */
export interface TrackItem extends Ordered {
  readonly kind: 'track';
  readonly call: StoredCall;
}

/** An operation of the Track API v2. */
export interface TrackV2Item extends Ordered {
  readonly kind: 'track-v2';
  readonly operation: JsonObject;
}

/** A message of the Pipelines API. */
export interface PipelinesItem extends Ordered {
  readonly kind: 'pipelines';
  readonly message: JsonObject;
}

/** A transactional send or a broadcast trigger: a message that must not be delivered twice. */
export interface SendItem extends Ordered {
  readonly kind: 'send';
  readonly call: StoredCall;
}

/** An event of a webhook, for a handler of your own. */
export interface EventItem extends Ordered {
  readonly kind: 'event';
  readonly event: JsonObject;
}

/** What an outbox stores: plain JSON values. */
export type OutboxItem = TrackItem | TrackV2Item | PipelinesItem | SendItem | EventItem;

/** An operation of the Track API v2, as the builders of `@cio/track-v2` return it. */
export interface OperationInput {
  readonly type: 'person' | 'object' | 'delivery';
  readonly action: string;
}

/** A message of the Pipelines API, as the builders of `@cio/pipelines` return it. */
export interface MessageInput {
  readonly type: 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';
  readonly messageId: string;
}

/** What can be added to an outbox: operations and messages as their builders return them, and what `callsOf` returns. */
export type OutboxInput = OutboxItem | OperationInput | MessageInput;

const KINDS = ['track', 'track-v2', 'pipelines', 'send', 'event'];
const OPERATION_TYPES = ['person', 'object', 'delivery'];
const MESSAGE_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** Actions that are counted, each with an id and a time. */
const OCCURRENCES = ['event', 'page', 'screen', 'viewed_content', 'clicked_content'];
const EVENT_PATHS = ['/api/v1/customers/{identifier}/events', '/api/v1/events'];

/**
 * Validates an item and copies it. An event without an id gets a ULID, one without a timestamp the time of now: it is sent later,
 * and perhaps more than once.
 *
 * @param field What the item is called in errors, such as `items[2]`.
 * @throws ValidationError for what could never be sent.
 */
export function readItem(field: string, input: unknown): OutboxItem {
  requireObject(field, input);
  if ('kind' in input)
    return withOrderingKey(readStored(field, input), input.orderingKey, `${field}.orderingKey`);
  const { type } = input;
  if (OPERATION_TYPES.includes(type as string)) return readOperation(field, input);
  if (MESSAGE_TYPES.includes(type as string)) return readMessage(field, input);
  throw new ValidationError(
    field,
    'expected an operation of @cio/track-v2, a message of @cio/pipelines, or a call that callsOf recorded',
  );
}

/**
 * An item with an ordering key; without, if there is none.
 *
 * @throws ValidationError for what is no ordering key.
 */
export function withOrderingKey(item: OutboxItem, orderingKey: unknown, field: string): OutboxItem {
  if (orderingKey === undefined) return item;
  requireText(field, orderingKey);
  return { ...item, orderingKey };
}

function readStored(field: string, input: Record<string, unknown>): OutboxItem {
  const kind = input.kind as OutboxItem['kind'];
  requireOneOf(`${field}.kind`, kind, KINDS);
  switch (kind) {
    case 'track-v2':
      return readOperation(`${field}.operation`, input.operation);
    case 'pipelines':
      return readMessage(`${field}.message`, input.message);
    case 'event':
      return { kind, event: jsonObject(`${field}.event`, input.event) };
    default:
      return { kind, call: readCall(`${field}.call`, input.call) };
  }
}

function readOperation(field: string, value: unknown): TrackV2Item {
  const operation = jsonObject(field, value);
  requireOneOf(`${field}.type`, operation.type, OPERATION_TYPES);
  requireText(`${field}.action`, operation.action);
  if (operation.type !== 'delivery' && OCCURRENCES.includes(operation.action)) {
    operation.id ??= ulid();
    operation.timestamp ??= unixSeconds();
  }
  requireSize(field, operation);
  return { kind: 'track-v2', operation };
}

function readMessage(field: string, value: unknown): PipelinesItem {
  const message = jsonObject(field, value, 'iso');
  requireOneOf(`${field}.type`, message.type, MESSAGE_TYPES);
  requireText(`${field}.messageId`, message.messageId);
  message.timestamp ??= new Date().toISOString();
  requireSize(field, message);
  return { kind: 'pipelines', message };
}

function readCall(field: string, value: unknown): StoredCall {
  const call = jsonObject(field, value);
  requireText(`${field}.operation`, call.operation);
  requireOneOf(`${field}.method`, call.method, METHODS);
  requirePath(`${field}.path`, call.path);
  requireEncoded(`${field}.path`, call.path);
  requireText(`${field}.pathTemplate`, call.pathTemplate);
  if (typeof call.replaySafe !== 'boolean') {
    throw new ValidationError(
      `${field}.replaySafe`,
      `expected true or false, got ${describe(call.replaySafe)}`,
    );
  }
  if (EVENT_PATHS.includes(call.pathTemplate)) {
    const body = { ...jsonObject(`${field}.body`, call.body) };
    body.id ??= ulid();
    body.timestamp ??= unixSeconds();
    call.body = body;
  }
  return call as unknown as StoredCall;
}

function requireEncoded(field: string, path: string): void {
  try {
    decodeURIComponent(path);
  } catch {
    throw new ValidationError(
      field,
      'expected an encoded path: a % is followed by two hexadecimal digits, such as %25',
    );
  }
}

function jsonObject(field: string, value: unknown, dates?: 'iso'): Record<string, JsonValue> {
  requireObject(field, value);
  const copy = copyJsonValue(value, field, dates);
  requireObject(field, copy);
  return copy as Record<string, JsonValue>;
}

function requireSize(field: string, value: JsonObject): void {
  if (!exceedsBytes(JSON.stringify(value), LIMITS.operationBytes)) return;
  throw new ValidationError(
    field,
    `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one operation`,
  );
}

function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
