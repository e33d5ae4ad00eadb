import {
  requireCount,
  requireDuration,
  requireFunction,
  requireObject,
  requireOneOf,
  ValidationError,
} from '@cio/core';
import { isEventType, type ReceivedEvent, type UnknownEvent } from '../events.js';
import type { EventsByType } from '../generated/events.js';
import { DEFAULT_MAX_BYTES } from '../verify-and-parse.js';
import { requireSigningKeys, requireTolerance, type SigningKey } from '../verify-signature.js';
import { type Deduplicator, memoryDeduplicator } from './deduplicator.js';

/** The signing key, or a function that gives it. */
export type SigningKeySource = SigningKey | (() => SigningKey | Promise<SigningKey>);

export interface HandlerContext {
  /**
   * Aborts when `deadlineMs` is over and 503 has been answered; with `ack: 'before'`, when `abandonAfterMs` is over. Its
   * reason is a {@link WebhookDeadlineError}. A handler that stops then makes room for the next delivery of its event.
   */
  readonly signal: AbortSignal;
}

export type EventHandler<E> = (event: E, context: HandlerContext) => unknown;

/** A function for each type of event that is wanted. Events of the other types are answered with 200. */
export type HandlersByType = { [T in keyof EventsByType]?: EventHandler<EventsByType[T]> | undefined } & {
  /** Called with every JSON object that is no event known to this version. */
  unknown?: EventHandler<UnknownEvent> | undefined;
};

interface CommonOptions {
  /**
   * The webhook's signing key, or several while one replaces another; or a function that gives them, called at the first
   * request: a build then needs no secrets. What it gives is kept; where it fails, the request is answered with 503, and
   * the next one calls it again.
   */
  signingKey: SigningKeySource;
  /**
   * How far the timestamp may be from now, to either side, in whole seconds. Default: any age is taken. Customer.io
   * retries for up to seven days.
   */
  toleranceSeconds?: number | undefined;
  /** How long a body may be, in bytes. Default 5 MiB. */
  maxBytes?: number | undefined;
  /** Remembers which events were handled. Default: in memory, the last 10,000. `false`: every delivery is handled. */
  deduplicate?: Deduplicator | false | undefined;
  /**
   * How long a request may take until it is answered, in milliseconds. Default 3,500: Customer.io waits 4,000. Then 503
   * is answered, `onError` is told and the handler's `signal` aborts.
   */
  deadlineMs?: number | undefined;
  /**
   * How long the handling of an event may go on in all, in milliseconds, before it is given up. Default 60,000; less than
   * `deadlineMs` is as much as that. Until then, further deliveries of the event wait for the same handling. After it,
   * they are handled anew, even where the handling that was given up should still be going on.
   */
  abandonAfterMs?: number | undefined;
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
 * @param event The event, where the webhook was verified: undefined for a request that was refused before.
 */
export type OnError = (error: unknown, event: ReceivedEvent | undefined) => unknown;

type Acknowledgement =
  | {
      /** `after` answers when the event has been handled, so that Customer.io sends again what failed. The default. */
      ack?: 'after' | undefined;
      /**
       * Told of everything that went wrong: what the handler or the deduplicator threw, each time limit that passed, and
       * requests that were refused. Default: written to `console.error`, for a request without an event only the first
       * of each kind.
       */
      onError?: OnError | undefined;
    }
  | {
      /** `before` answers as soon as the event is verified and handles it then: what fails is not sent again. */
      ack: 'before';
      /** Told of everything that went wrong. Required: what fails is not sent again. */
      onError: OnError;
    };

export type WebhookHandlerOptions = CommonOptions & Handlers & Acknowledgement;

/** The options, checked and with their defaults. */
export interface Settings {
  signingKey: SigningKeySource;
  toleranceSeconds: number | undefined;
  maxBytes: number;
  deadlineMs: number;
  abandonAfterMs: number;
  ack: 'after' | 'before';
  onError: OnError | undefined;
  /** Undefined where every delivery is handled. */
  store: Deduplicator | undefined;
  handle: EventHandler<ReceivedEvent>;
}

export function readOptions(options: WebhookHandlerOptions): Settings {
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
    ...unknown
  } = options;
  for (const name in unknown) throw new ValidationError(name, 'expected no option of this name');
  if (typeof signingKey !== 'function') requireSigningKeys(signingKey);
  requireTolerance(toleranceSeconds);
  requireCount('maxBytes', maxBytes);
  requireDuration('deadlineMs', deadlineMs);
  requireDuration('abandonAfterMs', abandonAfterMs);
  requireOneOf('ack', ack, ['after', 'before']);
  requireFunction('onError', onError);
  if (ack === 'before' && !onError) {
    throw new ValidationError('onError', "expected a function, which ack 'before' needs");
  }
  if (deduplicate !== false) {
    requireObject('deduplicate', deduplicate);
    // What is undefined is no function either.
    for (const name of ['seen', 'done', 'failed'] as const)
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
  };
}

/** One function for all events, made of the functions for each type. */
function handlerOf(
  on: HandlersByType | undefined,
  onEvent: EventHandler<ReceivedEvent> | undefined,
): EventHandler<ReceivedEvent> {
  requireFunction('onEvent', onEvent);
  if (Boolean(on) === Boolean(onEvent)) throw new ValidationError('onEvent', 'expected either onEvent or on');
  if (onEvent) return onEvent;
  requireObject('on', on);
  for (const [type, handler] of Object.entries(on)) {
    if (type !== 'unknown' && !isEventType(type)) {
      throw new ValidationError(`on.${type}`, "expected a type, such as 'email.clicked', or 'unknown'");
    }
    requireFunction(`on.${type}`, handler);
  }
  const handlers = on as Record<string, EventHandler<ReceivedEvent> | undefined>;
  return (event, context) => handlers[typeOf(event)]?.(event, context);
}

/** The name of an event's type, as in {@link HandlersByType}. */
export function typeOf(event: ReceivedEvent): string {
  return event.object_type === 'unknown' ? 'unknown' : `${event.object_type}.${event.metric}`;
}
