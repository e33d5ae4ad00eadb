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
  method: string | undefined;
  header: (name: string) => HeaderValue;
  /** Hands over the body as it came; undefined where it is longer than that. */
  readBody: (
    maxBytes: number,
    done: (body: Body | undefined) => void,
    failed: (error: unknown) => void,
  ) => void;
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
class Exchange implements HandlerContext {
  /** What is answered when the time is over: undefined once anything was. */
  late: Answer | undefined = BODY_TOO_SLOW;
  #reason: Error | undefined;
  #controller: AbortController | undefined;
  readonly #answer: (answer: Answer) => void;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(deadlineMs: number, answer: (answer: Answer) => void) {
    this.#answer = answer;
    this.#timer = setTimeout(() => {
      this.#reason = new Error(`no answer in ${deadlineMs} ms`);
      this.end(this.late!);
      this.#controller?.abort(this.#reason);
    }, deadlineMs);
  }

  /** Made for a handler that asks for it: it costs more than all the rest. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  end(answer: Answer): void {
    clearTimeout(this.#timer);
    if (this.late) this.#answer(answer);
    this.late = undefined;
  }
}

/** What every receiver does with a request: verify it, run the work once, and answer in time. */
export function createReceiver(
  options: WebhookHandlerOptions,
): (incoming: Incoming, answer: (answer: Answer) => void) => void {
  const { signingKey, toleranceSeconds, maxBytes = DEFAULT_MAX_BYTES, deadlineMs = 3500, onError } = options;
  const handle = handlerOf(options);
  checkSettings(options);
  checkMaxBytes(maxBytes);
  if (!(deadlineMs > 0)) throw new ValidationError('deadlineMs', 'expected milliseconds');
  if (options.ack === 'before' && !onError) {
    throw new ValidationError('onError', 'is needed with ack "before"');
  }
  const store = options.deduplicate === false ? undefined : (options.deduplicate ?? memoryDeduplicator());
  /** Events that this process is at. */
  const underWay = new Map<string, Promise<Outcome>>();

  const report: OnError = (error, event) => {
    try {
      onError?.(error, event);
    } catch {
      // Being told of an error must not change the answer.
    }
  };

  /** The same event at the same time is one piece of work. */
  function workOnce(event: ReceivedEvent, context: HandlerContext): MaybePromise<Outcome> {
    const id = event.event_id;
    const underway = store && underWay.get(id);
    if (underway) return underway;
    const outcome = claim(event, context);
    if (!store || !isPromise(outcome)) return outcome;
    const working = outcome.finally(() => underWay.delete(id));
    underWay.set(id, working);
    return working;
  }

  /**
   * A step with an event, and what follows from it: at once where the step promises nothing, because most handlers
   * and stores do not, and a promise for each step would cost more than the steps.
   */
  function step<T>(
    event: ReceivedEvent,
    does: () => MaybePromise<T>,
    next: (value: T) => MaybePromise<Outcome>,
    otherwise: () => MaybePromise<Outcome>,
  ): MaybePromise<Outcome> {
    const failed = (error: unknown) => {
      report(error, event);
      return otherwise();
    };
    let value: MaybePromise<T>;
    try {
      value = does();
    } catch (error) {
      return failed(error);
    }
    return isPromise(value) ? Promise.resolve(value).then(next, failed) : next(value);
  }

  function claim(event: ReceivedEvent, context: HandlerContext): MaybePromise<Outcome> {
    return step(
      event,
      () => store?.seen(event.event_id),
      (seen) => (seen ? (seen === 'running' ? 'elsewhere' : 'done') : work(event, context)),
      () => 'failed',
    );
  }

  function work(event: ReceivedEvent, context: HandlerContext): MaybePromise<Outcome> {
    return step(
      event,
      () => handle(event, context),
      () => conclude(event, 'done'),
      () => conclude(event, 'failed'),
    );
  }

  function conclude(event: ReceivedEvent, outcome: 'done' | 'failed'): MaybePromise<Outcome> {
    // What was handled was handled, though it may not be remembered.
    return step(
      event,
      () => store?.[outcome](event.event_id),
      () => outcome,
      () => outcome,
    );
  }

  /** The answer to a request whose body is not worth reading. */
  function refusal(method: Incoming['method'], header: Incoming['header']): Answer | undefined {
    if (method !== 'POST') return reply(405, 'method_not_allowed', { allow: 'POST' });
    const type = header('content-type');
    // What Customer.io sends is looked at first: the pattern takes longer.
    const isJson = !type || type === 'application/json' || /^application\/json *(;|$)/i.test(type as string);
    if (!isJson || (header('content-encoding') || 'identity') !== 'identity') {
      return reply(415, 'unsupported_media_type');
    }
    return Number(header('content-length')) > maxBytes ? TOO_LARGE : undefined;
  }

  return ({ method, header, readBody, waitUntil }, answer) => {
    const refused = refusal(method, header);
    if (refused) return answer(refused);
    const exchange = new Exchange(deadlineMs, answer);
    const end = (answer: Answer) => exchange.end(answer);
    const failed = (error: unknown) => {
      report(error, undefined);
      if (error instanceof WebhookVerificationError)
        end(reply(error.reason === 'bad_body' ? 400 : 401, error.reason));
      else end(reply(500, error instanceof ValidationError ? error.message : 'failed'));
    };

    /** The answer to what has proven to be an event. */
    const answerTo = (event: ReceivedEvent): MaybePromise<Answer> => {
      if (options.ack === 'before') {
        // The answer is on its way before the work begins, even where that does not wait for anything.
        const answered = new Promise((resolve) => setTimeout(resolve));
        const working = answered.then(() => workOnce(event, { signal: new AbortController().signal }));
        waitUntil?.(working);
        return DONE;
      }
      exchange.late = TOO_SLOW;
      const working = workOnce(event, exchange);
      if (!isPromise(working)) return ANSWERS[working];
      waitUntil?.(working);
      return working.then((outcome) => ANSWERS[outcome]);
    };

    const take = (body: Body | undefined) => {
      // Too late for this one.
      if (!exchange.late) return;
      if (body === undefined || body.length > maxBytes) return end(TOO_LARGE);
      try {
        const timestamp = header('x-cio-timestamp');
        const signature = header('x-cio-signature');
        const event = believed({ signingKey, toleranceSeconds, timestamp, signature, body });
        const answer = isPromise(event) ? event.then(answerTo) : answerTo(event);
        if (isPromise(answer)) answer.then(end, failed);
        else end(answer);
      } catch (error) {
        failed(error);
      }
    };
    readBody(maxBytes, take, failed);
  };
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
