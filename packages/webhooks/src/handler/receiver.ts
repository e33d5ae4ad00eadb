import { ValidationError } from '@cio/core';
import { WebhookVerificationError } from '../errors.js';
import {
  type EventOf,
  type EventType,
  isEventType,
  type ReceivedEvent,
  type UnknownEvent,
} from '../events.js';
import { isPromise, type MaybePromise } from '../promise.js';
import { believed, checkMaxBytes, DEFAULT_MAX_BYTES } from '../verify-and-parse.js';
import { checkSettings, type HeaderValue } from '../verify-signature.js';
import { type Deduplicator, memoryDeduplicator } from './deduplicator.js';

export interface HandlerContext {
  /** Aborts when the time is over and Customer.io has been told to come again. */
  signal: AbortSignal;
}

type Handle<E> = (event: E, context: HandlerContext) => unknown;

/** A function for each type of event that one wants to hear of. The others are acknowledged. */
export type HandlersByType = { [T in EventType]?: Handle<EventOf<T>> } & { unknown?: Handle<UnknownEvent> };

interface CommonOptions {
  /** The webhook's signing key, or several while one replaces another. */
  signingKey: string | readonly string[];
  /** How far the timestamp may be from now, in seconds. Any age when left out: Customer.io comes again for 7 days. */
  toleranceSeconds?: number;
  /** How long a body may be, in bytes. Default 5 MiB. */
  maxBytes?: number;
  /** Remembers what was handled. Default: in memory, the last 10,000 events. `false`: nothing does. */
  deduplicate?: Deduplicator | false;
  /** How long there is until an answer, in milliseconds. Default 3,500; Customer.io hangs up after 4,000. */
  deadlineMs?: number;
}

type Work =
  | { /** Called with every event. */ onEvent: Handle<ReceivedEvent>; on?: never }
  | { /** Called by the type of the event. */ on: HandlersByType; onEvent?: never };

type OnError = (error: unknown, event: ReceivedEvent | undefined) => void;

type Acknowledgement =
  | {
      /** Answers when the work is done. The default: what fails comes again. */
      ack?: 'after';
      /** Told of whatever went wrong with an event or a request. */
      onError?: OnError;
    }
  | {
      /** Answers once the event is verified, and works then: what fails does not come again. */
      ack: 'before';
      /** Told of whatever went wrong: nobody else will be. */
      onError: OnError;
    };

export type WebhookHandlerOptions = CommonOptions & Work & Acknowledgement;

/** A request, whatever it came in by. */
export interface Incoming {
  readonly method: string | undefined;
  header(name: string): HeaderValue;
  /** Hands over the body as it came; undefined where it is longer than that. */
  readBody(maxBytes: number, done: (body: Body | undefined) => void, failed: (error: unknown) => void): void;
  answer(answer: Answer): void;
  /** Takes work that goes on after the answer, where the platform wants to know of it. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

type Body = string | Uint8Array;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type Outcome = 'done' | 'failed' | 'elsewhere';

/** A request under way: the first answer to it counts, and there is one in time. */
export class Exchange implements HandlerContext {
  /** What is answered when the time is over: undefined once anything was. */
  late: Answer | undefined = BODY_TOO_SLOW;
  readonly #incoming: Incoming;
  readonly #deadlineMs: number;
  #aborting: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(incoming: Incoming, deadlineMs: number) {
    this.#incoming = incoming;
    this.#deadlineMs = deadlineMs;
  }

  startTimer(): void {
    if (!this.late) return;
    this.#timer = setTimeout(() => {
      this.end(this.late!);
      this.#controller.abort(new Error(`no answer in ${this.#deadlineMs} ms`));
    }, this.#deadlineMs);
  }

  /** Made where it is asked for: it costs more than all the rest. */
  get #controller(): AbortController {
    this.#aborting ??= new AbortController();
    return this.#aborting;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(answer: Answer): void {
    clearTimeout(this.#timer);
    if (this.late) this.#incoming.answer(answer);
    this.late = undefined;
  }
}

/** What every receiver does with a request: verify it, run the work once, and answer in time. */
export function createReceiver(
  options: WebhookHandlerOptions,
  /** When the timer of a request starts. */
  soon: (exchange: Exchange) => void = (exchange) => exchange.startTimer(),
): (incoming: Incoming) => void {
  const { signingKey, toleranceSeconds, maxBytes = DEFAULT_MAX_BYTES, deadlineMs = 3500, onError } = options;
  const handle = handlerOf(options);
  checkSettings(options);
  checkMaxBytes(maxBytes);
  if (!(deadlineMs > 0)) throw new ValidationError('deadlineMs', 'expected milliseconds above 0');
  const isBefore = options.ack === 'before';
  if (isBefore && !onError) {
    throw new ValidationError('onError', 'is needed with ack "before"');
  }
  const store = options.deduplicate === false ? undefined : (options.deduplicate ?? memoryDeduplicator());
  /** Events that this process is at: the same event at the same time is one piece of work. */
  const underWay = new Map<string, Promise<Outcome>>();

  const report: OnError = (error, event) => {
    try {
      onError?.(error, event);
    } catch {
      // Being told of an error must not change the answer.
    }
  };

  function* work(event: ReceivedEvent, context: HandlerContext): Road<Outcome> {
    // The answer is on its way before the work begins, even where that does not wait for anything.
    if (isBefore) yield new Promise((resolve) => setTimeout(resolve));
    const id = event.event_id;
    let outcome: 'done' | 'failed' = 'done';
    try {
      const seen = yield store?.seen(id);
      if (seen) return seen === 'running' ? 'elsewhere' : outcome;
    } catch (error) {
      report(error, event);
      return 'failed';
    }
    try {
      yield handle(event, context);
    } catch (error) {
      report(error, event);
      outcome = 'failed';
    }
    try {
      yield store?.[outcome](id);
    } catch (error) {
      // What was handled was handled, though it may not be remembered.
      report(error, event);
    }
    return outcome;
  }

  function workOnce(event: ReceivedEvent, context: HandlerContext): MaybePromise<Outcome> {
    const id = event.event_id;
    const current = store && underWay.get(id);
    if (current) return current;
    const working = walk(work(event, context));
    if (!isPromise(working)) return working;
    underWay.set(id, working);
    return working.finally(() => underWay.delete(id));
  }

  return (incoming) => {
    if (incoming.method !== 'POST') {
      return incoming.answer(reply(405, 'method_not_allowed', { allow: 'POST' }));
    }
    const type = incoming.header('content-type');
    const isJson = !type || /^application\/json *(;|$)/i.test(type as string);
    if (!isJson || (incoming.header('content-encoding') || 'identity') !== 'identity') {
      return incoming.answer(reply(415, 'unsupported_media_type'));
    }
    if (Number(incoming.header('content-length')) > maxBytes) return incoming.answer(TOO_LARGE);

    const exchange = new Exchange(incoming, deadlineMs);
    soon(exchange);
    const failed = (error: unknown) => {
      report(error, undefined);
      exchange.end(
        error instanceof WebhookVerificationError
          ? reply(error.reason === 'bad_body' ? 400 : 401, error.reason)
          : reply(500, error instanceof ValidationError ? error.message : 'failed'),
      );
    };
    const accept = (event: ReceivedEvent) => {
      exchange.late = TOO_SLOW;
      const working = workOnce(event, exchange);
      if (!isPromise(working)) return exchange.end(ANSWERS[working]);
      incoming.waitUntil?.(working);
      if (isBefore) return exchange.end(DONE);
      return working.then((outcome) => exchange.end(ANSWERS[outcome]));
    };
    const take = (body: Body | undefined) => {
      // Too late for this one.
      if (!exchange.late) return;
      if (body === undefined || body.length > maxBytes) return exchange.end(TOO_LARGE);
      try {
        const timestamp = incoming.header('x-cio-timestamp');
        const signature = incoming.header('x-cio-signature');
        const event = believed({ signingKey, toleranceSeconds, timestamp, signature, body });
        if (isPromise(event)) event.then(accept).catch(failed);
        else accept(event);
      } catch (error) {
        failed(error);
      }
    };
    incoming.readBody(maxBytes, take, failed);
  };
}

/** Steps one after another: what is yielded is waited for where it is a promise, and only there. */
type Road<T> = Generator<unknown, T, unknown>;

/** Walks a road to its end, at once where nothing on it has to be waited for: a promise a step would cost more than the steps. */
function walk<T>(road: Road<T>, from = road.next()): MaybePromise<T> {
  let step = from;
  while (!step.done) {
    const { value } = step;
    if (isPromise(value)) {
      return Promise.resolve(value).then(
        (result) => walk(road, road.next(result)),
        (error) => walk(road, road.throw(error)),
      );
    }
    step = road.next(value);
  }
  return step.value;
}

/** One function for all events, made of those for each type. */
function handlerOf({ on, onEvent }: WebhookHandlerOptions): Handle<ReceivedEvent> {
  if (typeof onEvent === 'function' && on === undefined) return onEvent;
  if (typeof on !== 'object' || on === null || onEvent !== undefined) {
    throw new ValidationError('onEvent', 'expected a function, or `on` in its place');
  }
  for (const [type, handle] of Object.entries(on)) {
    if (type !== 'unknown' && !isEventType(type)) throw new ValidationError(`on.${type}`, 'no such event');
    if (handle !== undefined && typeof handle !== 'function')
      throw new ValidationError(`on.${type}`, 'expected a function');
  }
  const handlers = on as Record<string, Handle<ReceivedEvent> | undefined>;
  return (event, context) =>
    handlers[event.object_type === 'unknown' ? 'unknown' : `${event.object_type}.${event.metric}`]?.(
      event,
      context,
    );
}

function reply(status: number, error: string, headers?: Record<string, string>): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error }),
  };
}

const DONE: Answer = { status: 200, headers: {}, body: '' };
const BODY_TOO_SLOW = reply(408, 'too_slow', { connection: 'close' });
const TOO_SLOW = reply(503, 'too_slow');
/** The rest of the body is not worth reading. */
const TOO_LARGE = reply(413, 'too_large', { connection: 'close' });
const ANSWERS: Record<Outcome, Answer> = {
  done: DONE,
  failed: reply(500, 'failed'),
  elsewhere: reply(503, 'being_handled'),
};
