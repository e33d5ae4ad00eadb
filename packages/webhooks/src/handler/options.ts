import {
  requireCount,
  requireDuration,
  requireFunction,
  requireObject,
  requireOneOf,
  ValidationError,
} from '@cio/core';
import {
  type EventOf,
  type EventType,
  isEventType,
  type ReceivedEvent,
  type UnknownEvent,
} from '../events.js';
import type { CustomerEvent, EventsByType } from '../generated/events.js';
import { DEFAULT_MAX_BYTES } from '../verify-and-parse.js';
import { requireSigningKeys, requireTolerance, type SigningKey } from '../verify-signature.js';
import { type Deduplicator, memoryDeduplicator } from './deduplicator.js';
import type { WebhookHooks } from './hooks.js';

/** The signing key, or a function that returns it. */
type SigningKeySource = SigningKey | (() => SigningKey | Promise<SigningKey>);

/** The second argument of an event handler. */
export interface HandlerContext {
  /**
   * Aborts when `deadlineMs` has passed and the response is 503; with `ack: 'before'`, when `abandonAfterMs` has passed. Its reason
   * is a {@link WebhookDeadlineError}. A handler that stops then allows the next delivery of the event to be handled.
   */
  readonly signal: AbortSignal;
}

/** Handles an event. The event is handled when the promise that it returns has resolved. */
export type EventHandler<E> = (event: E, context: HandlerContext) => unknown;

/** The event that the handler of a type is called with: for the types of `customer`, the event of any channel. */
type HandledEvent<T extends EventType> = T extends `customer.${string}`
  ? Extract<CustomerEvent, { metric: EventOf<T>['metric'] }>
  : EventOf<T>;

/**
 * The handlers by type of event. Events without a handler are acknowledged with 200.
 *
 * `customer.subscribed`, `customer.unsubscribed` and `customer.cio_subscription_preferences_changed` are called for changes through
 * any channel, such as the link in an email: also for `email.cio_subscription_preferences_changed`, unless it has a handler.
 */
export type HandlersByType = { [T in keyof EventsByType]?: EventHandler<HandledEvent<T>> } & {
  /** Called with every JSON object that is not an event of a known type. */
  unknown?: EventHandler<UnknownEvent>;
};

interface CommonOptions {
  /**
   * The signing key of the webhook, or several keys during a key rotation; or a function that returns them, which is called for
   * the first request, so that a build needs no secrets. Its result is cached, and read again where a signature does not match, at most
   * every five seconds; if it fails, the response is 503, and the next request calls it again.
   */
  signingKey: SigningKeySource;
  /**
   * The maximum age of the timestamp, and its maximum distance in the future, in whole seconds. Default: no limit. Customer.io
   * retries for up to seven days: a small value rejects its retries.
   */
  toleranceSeconds?: number | undefined;
  /** The limit of a request body, in bytes. Default 5 MiB. */
  maxBytes?: number | undefined;
  /** The deduplicator of events. Default: in memory, of the last 10,000 events. `false`: every delivery is handled. */
  deduplicate?: Deduplicator | false | undefined;
  /**
   * The deadline of the response, in milliseconds. Default 3,500: Customer.io waits for 4,000. After it, the response is 503,
   * `onError` is called, and the handler's `signal` aborts. At most 2,147,483,647.
   */
  deadlineMs?: number | undefined;
  /**
   * How long the handling of an event may take in total, in milliseconds, before it is abandoned. Default 60,000; at least
   * `deadlineMs`, at most 2,147,483,647. Until then, further deliveries of the event wait for the same handling. After it, they are
   * handled again, even if the abandoned handling has not ended.
   */
  abandonAfterMs?: number | undefined;
  /** Hooks for metrics and traces, such as those of `@cio/opentelemetry`. */
  hooks?: WebhookHooks | undefined;
}

type Handlers =
  | {
      /** Called with every event. The event is handled when the promise that it returns has resolved. */
      onEvent: EventHandler<ReceivedEvent>;
      /** The handlers by type of event. Not together with `onEvent`. */
      on?: undefined;
    }
  | {
      /** The handlers by type of event. Events without a handler are acknowledged with 200. */
      on: HandlersByType;
      /** Called with every event. Not together with `on`. */
      onEvent?: undefined;
    };

/**
 * Called with every error of a receiver.
 *
 * @param event The event, if the webhook was verified; undefined for a rejected request.
 */
export type OnError = (error: unknown, event: ReceivedEvent | undefined) => unknown;

type Acknowledgement =
  | {
      /** `after` (default): the response is sent when the event has been handled, so that Customer.io retries failures. */
      ack?: 'after' | undefined;
      /**
       * Called with every error: of the handler and the deduplicator, deadlines, and rejected requests. Default: `console.error`; of
       * rejected requests only the first of each kind.
       */
      onError?: OnError | undefined;
    }
  | {
      /** `before`: the response is sent when the event has been verified, before it is handled. Failures are not retried. */
      ack: 'before';
      /** Called with every error. Required, because failures are not retried. */
      onError: OnError;
    };

/** Options of a webhook handler. */
export type WebhookHandlerOptions = CommonOptions & Handlers & Acknowledgement;

/** The validated options, with their defaults. */
export interface Settings {
  signingKey: SigningKeySource;
  toleranceSeconds: number | undefined;
  maxBytes: number;
  deadlineMs: number;
  abandonAfterMs: number;
  ack: 'after' | 'before';
  onError: OnError | undefined;
  /** Undefined if every delivery is handled. */
  store: Deduplicator | undefined;
  handle: EventHandler<ReceivedEvent>;
  hooks: WebhookHooks | undefined;
}

export function readHandlerOptions(options: WebhookHandlerOptions): Settings {
  requireObject('options', options);
  const {
    signingKey,
    toleranceSeconds,
    maxBytes = DEFAULT_MAX_BYTES,
    deadlineMs = 3500,
    abandonAfterMs = 60_000,
    ack = 'after',
    deduplicate = memoryDeduplicator(),
    on,
    onEvent,
    onError,
    hooks,
    ...unknown
  } = options;
  for (const name in unknown) throw new ValidationError(name, 'unknown option');
  if (typeof signingKey !== 'function') requireSigningKeys(signingKey);
  requireTolerance(toleranceSeconds);
  requireCount('maxBytes', maxBytes);
  requireDuration('deadlineMs', deadlineMs);
  requireDuration('abandonAfterMs', abandonAfterMs);
  if (abandonAfterMs < deadlineMs)
    throw new ValidationError('abandonAfterMs', 'expected at least deadlineMs');
  requireOneOf('ack', ack, ['after', 'before']);
  requireFunction('onError', onError);
  if (hooks !== undefined) {
    requireObject('hooks', hooks);
    requireFunction('hooks.runWebhook', hooks.runWebhook);
  }
  if (ack === 'before' && !onError) {
    throw new ValidationError('onError', "expected a function, which is required with ack: 'before'");
  }
  if (deduplicate !== false) {
    requireObject('deduplicate', deduplicate);
    // Null, so that a missing method is reported too.
    for (const name of ['claim', 'done', 'failed'] as const)
      requireFunction(`deduplicate.${name}`, deduplicate[name] ?? null);
  }
  const handle = handlerOf(on, onEvent);
  return {
    signingKey,
    toleranceSeconds,
    maxBytes,
    deadlineMs,
    abandonAfterMs,
    ack,
    store: deduplicate || undefined,
    handle,
    onError,
    hooks,
  };
}

/** One handler for all events, from the handlers by type. */
function handlerOf(
  on: HandlersByType | undefined,
  onEvent: EventHandler<ReceivedEvent> | undefined,
): EventHandler<ReceivedEvent> {
  requireFunction('onEvent', onEvent);
  if (Boolean(on) === Boolean(onEvent))
    throw new ValidationError('onEvent', 'expected exactly one of onEvent and on');
  if (onEvent) return onEvent;
  requireObject('on', on);
  const expected = "expected a type such as 'email.clicked', or 'unknown'";
  const entries = Object.entries(on);
  if (!entries[0]) throw new ValidationError('on', expected);
  for (const [type, handler] of entries) {
    if (type !== 'unknown' && !isEventType(type)) throw new ValidationError(`on.${type}`, expected);
    requireFunction(`on.${type}`, handler ?? null);
  }
  const handlers = on as Record<string, EventHandler<ReceivedEvent> | undefined>;
  return (event, context) => {
    const { metric, data } = event;
    // `email.unsubscribed` is about a message, or about a person: then it has an address.
    const fallback = metric !== 'unsubscribed' || 'email_address' in data ? `customer.${metric}` : '';
    return (handlers[typeOf(event)] ?? handlers[fallback])?.(event, context);
  };
}

/** The type of an event, as in {@link HandlersByType}. */
export function typeOf(event: ReceivedEvent): string {
  return event.object_type === 'unknown' ? 'unknown' : `${event.object_type}.${event.metric}`;
}
