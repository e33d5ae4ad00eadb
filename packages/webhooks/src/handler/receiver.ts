import { ValidationError } from '@cio/core';
import { WebhookVerificationError } from '../errors.js';
import {
  type EventOf,
  type EventType,
  isEventType,
  type ReceivedEvent,
  type UnknownEvent,
} from '../events.js';
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
  header(name: string): HeaderValue;
  /** The body as it came; undefined where it is longer than that. */
  readBody(maxBytes: number): Promise<string | Uint8Array | undefined>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type WaitUntil = ((promise: Promise<unknown>) => void) | undefined;
type Outcome = 'done' | 'failed' | 'elsewhere';

const LATE = Symbol('late');

/** The time that a request has. Its signal is made for a handler that asks for one alone: it costs more than the rest. */
class Deadline implements HandlerContext {
  #reason: Error | undefined;
  #controller: AbortController | undefined;
  #onLate: (() => void) | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(ms: number) {
    this.#timer = setTimeout(() => {
      this.#reason = new Error(`no answer within ${ms} ms`);
      this.#onLate?.();
      this.#controller?.abort(this.#reason);
    }, ms);
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** What comes of a promise, or that it came too late. */
  inTime<T>(promise: Promise<T>): Promise<T | typeof LATE> {
    return new Promise((resolve, reject) => {
      this.#onLate = () => resolve(LATE);
      promise.then(resolve, reject);
      if (this.#reason) this.#onLate();
    });
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** What every receiver does with a request: verify it, run the work once, and answer in time. */
export function createReceiver(
  options: WebhookHandlerOptions,
): (incoming: Incoming, waitUntil?: WaitUntil) => Promise<Answer> {
  const { signingKey, toleranceSeconds, maxBytes = DEFAULT_MAX_BYTES, deadlineMs = 3500, onError } = options;
  const handle = handlerOf(options);
  const settings = { signingKey, ...(toleranceSeconds !== undefined && { toleranceSeconds }) };
  checkSettings(settings);
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

  async function work(event: ReceivedEvent, context: HandlerContext): Promise<Outcome> {
    try {
      // Whoever asks for this event while it is worked on has to find it first.
      await undefined;
      return await claimAndHandle(event, context);
    } finally {
      underWay.delete(event.event_id);
    }
  }

  async function claimAndHandle(event: ReceivedEvent, context: HandlerContext): Promise<Outcome> {
    const id = event.event_id;
    try {
      const seen = await store?.seen(id);
      if (seen) return seen === 'running' ? 'elsewhere' : 'done';
    } catch (error) {
      report(error, event);
      return 'failed';
    }
    let outcome: Outcome = 'done';
    try {
      await handle(event, context);
    } catch (error) {
      report(error, event);
      outcome = 'failed';
    }
    try {
      await (outcome === 'done' ? store?.done(id) : store?.failed(id));
    } catch (error) {
      // What was handled was handled, though it may not be remembered.
      report(error, event);
    }
    return outcome;
  }

  /** The same event at the same time is one piece of work. */
  function workOnce(event: ReceivedEvent, context: HandlerContext): Promise<Outcome> {
    const id = event.event_id;
    const underway = store && underWay.get(id);
    if (underway) return underway;
    const working = work(event, context);
    if (store) underWay.set(id, working);
    return working;
  }

  async function receive(incoming: Incoming, waitUntil: WaitUntil, deadline: Deadline): Promise<Answer> {
    if (incoming.method !== 'POST') return reply(405, 'method_not_allowed', { allow: 'POST' });
    const type = incoming.header('content-type');
    const encoding = incoming.header('content-encoding');
    if (
      (type && !/^application\/json\s*(;|$)/i.test(String(type))) ||
      (encoding && encoding !== 'identity')
    ) {
      return reply(415, 'unsupported_media_type');
    }
    const tooLong = Number(incoming.header('content-length') ?? 0) > maxBytes;
    const body = tooLong ? undefined : await deadline.inTime(incoming.readBody(maxBytes));
    if (body === LATE) return reply(408, 'too_slow', { connection: 'close' });
    // The rest of it is not worth reading.
    if (body === undefined || body.length > maxBytes) return reply(413, 'too_large', { connection: 'close' });

    let event: ReceivedEvent;
    try {
      const timestamp = incoming.header('x-cio-timestamp');
      const signature = incoming.header('x-cio-signature');
      event = await believed({ ...settings, timestamp, signature, body });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      report(error, undefined);
      return reply(error.reason === 'bad_body' ? 400 : 401, error.reason);
    }

    const ahead = options.ack === 'before';
    const working = workOnce(event, ahead ? { signal: new AbortController().signal } : deadline);
    waitUntil?.(working);
    if (ahead) return reply(200);
    const outcome = await deadline.inTime(working);
    if (outcome === 'done') return reply(200);
    return outcome === 'failed'
      ? reply(500, 'failed')
      : reply(503, outcome === LATE ? 'too_slow' : 'being_handled');
  }

  return async (incoming, waitUntil) => {
    const deadline = new Deadline(deadlineMs);
    try {
      return await receive(incoming, waitUntil, deadline);
    } catch (error) {
      report(error, undefined);
      return reply(500, error instanceof ValidationError ? error.message : 'failed');
    } finally {
      deadline.end();
    }
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

function reply(status: number, error?: string, headers: Record<string, string> = {}): Answer {
  if (error === undefined) return { status, headers, body: '' };
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error }),
  };
}
