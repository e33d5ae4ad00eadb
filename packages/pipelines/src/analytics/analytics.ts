import {
  Batcher,
  callSafely,
  type HttpClient,
  readOptions,
  requireDuration,
  ValidationError,
} from '@cio/core';
import { messageBatches } from '../batching/message-batches.js';
import { pipelinesHttp } from '../client/pipelines-http.js';
import type { Message } from '../messages/types.js';
import { type AnalyticsEvent, analyticsEvent, VERSION } from './analytics-event.js';
import { Context } from './context.js';
import { Emitter } from './emitter.js';
import type {
  AliasParams,
  CloseAndFlushParams,
  FlushParams,
  GroupParams,
  IdentifyParams,
  PageParams,
  TrackParams,
} from './params.js';
import type { Plugin } from './plugin.js';
import { backoff } from './retry.js';
import { type AnalyticsSettings, readSettings } from './settings.js';

/** Time for the repeats of a request: what has not been sent when `closeAndFlush` ends is lost. */
const MIN_CLOSE_TIMEOUT_MS = 60_000;

/** Called once with each message: with the reason where it was not delivered. */
export type Callback = (err?: unknown, ctx?: Context) => unknown;

/** What `Analytics` emits, and what listeners are called with. */
export interface AnalyticsEvents {
  /** An `identify` was delivered. */
  identify: [ctx: Context];
  /** A `track` was delivered. */
  track: [ctx: Context];
  /** A `page` was delivered. */
  page: [ctx: Context];
  /** A `screen` was delivered. */
  screen: [ctx: Context];
  /** A `group` was delivered. */
  group: [ctx: Context];
  /** An `alias` was delivered. */
  alias: [ctx: Context];
  /** A message was not delivered: `code` is `delivery_failure`. */
  error: [error: { code: string; reason?: unknown; ctx?: Context | undefined }];
  /** The constructor has run; only a subclass can hear it. */
  initialize: [settings: AnalyticsSettings];
  /** A method was called after `closeAndFlush`: the message is not sent. */
  call_after_close: [event: AnalyticsEvent];
  /** Before each attempt at a request. The headers do not have the write key. */
  http_request: [request: { url: string; method: string; headers: Record<string, string>; body: string }];
  /** No message is pending any more. */
  drained: [];
  /** Not emitted: there are no plugins. */
  register: [pluginNames: string[]];
  /** `deregister` was called. */
  deregister: [pluginNames: string[]];
}

/**
 * The interface of `@customerio/cdp-analytics-node` and `@segment/analytics-node`, over this package's batches: a program
 * that uses one of them changes its import. Plugins are not supported.
 *
 * @example
 * import { Analytics } from '@cio/pipelines/analytics';
 * const analytics = new Analytics({ writeKey: process.env.CIO_WRITE_KEY! });
 * analytics.track({ userId: 'C-10001', event: 'order_placed', properties: { total: 54.5 } });
 * await analytics.closeAndFlush();
 */
export class Analytics extends Emitter<AnalyticsEvents> {
  /** Resolves at once. */
  readonly ready: Promise<void> = Promise.resolve();
  /** The HTTP client, for hooks and instrumentations. */
  readonly http: HttpClient;
  readonly #batcher: Batcher<Message>;
  readonly #flushAt: number;
  readonly #closeTimeoutMs: number;
  readonly #isDisabled: boolean;
  #isClosed = false;
  /** Messages whose callbacks and listeners have not been called yet. */
  #pending = 0;
  /** Messages since they were last sent because there were so many. */
  #sinceFlush = 0;

  /** @throws ValidationError for a missing, malformed or unknown setting. */
  constructor(settings: AnalyticsSettings) {
    super();
    const read = readSettings(settings);
    this.#flushAt = read.flushAt;
    this.#closeTimeoutMs = Math.max(read.flushInterval, MIN_CLOSE_TIMEOUT_MS) * 1.25;
    this.#isDisabled = read.disable;
    this.http = pipelinesHttp({
      writeKey: read.writeKey,
      baseUrl: read.baseUrl,
      timeoutMs: read.httpRequestTimeout,
      userAgent: `cio-analytics/${VERSION}`,
    });
    const batches = messageBatches(this.http, read.path);
    this.#batcher = new Batcher(
      {
        ...batches,
        post: (body, messages, options) => {
          const headers = { 'content-type': 'application/json', 'user-agent': `cio-analytics/${VERSION}` };
          const emit = () => void this.emit('http_request', { url: read.url, method: 'POST', headers, body });
          return batches.post(body, messages, { ...options, retry: backoff(read.maxRetries, emit) });
        },
      },
      { maxWaitMs: read.flushInterval },
    );
    // The methods can be passed on without the object, as those of the libraries that this stands for.
    for (const name of METHODS) Object.assign(this, { [name]: this[name].bind(this) });
    this.emit('initialize', settings);
  }

  /** The version of this package. */
  get VERSION(): string {
    return VERSION;
  }

  /**
   * Sets traits of a person.
   *
   * @throws ValidationError
   */
  identify(params: IdentifyParams, callback?: Callback): void {
    this.#dispatch(analyticsEvent('identify', params), callback);
  }

  /**
   * Records an event of a person.
   *
   * @throws ValidationError
   */
  track(params: TrackParams, callback?: Callback): void {
    this.#dispatch(analyticsEvent('track', params), callback);
  }

  /**
   * Records that a person viewed a page.
   *
   * @throws ValidationError
   */
  page(params: PageParams, callback?: Callback): void {
    this.#dispatch(analyticsEvent('page', params), callback);
  }

  /**
   * Records that a person viewed a screen of an app.
   *
   * @throws ValidationError
   */
  screen(params: PageParams, callback?: Callback): void {
    this.#dispatch(analyticsEvent('screen', params), callback);
  }

  /**
   * Adds a person to a group, and sets what is known of it.
   *
   * @throws ValidationError
   */
  group(params: GroupParams, callback?: Callback): void {
    this.#dispatch(analyticsEvent('group', params), callback);
  }

  /**
   * Joins two ids of one person.
   *
   * @throws ValidationError
   */
  alias(params: AliasParams, callback?: Callback): void {
    this.#dispatch(analyticsEvent('alias', params), callback);
  }

  /**
   * Sends what is pending, and resolves when all of it has been delivered or has failed and the callbacks have been called, or
   * after `timeout`. It does not wait for `flushInterval`.
   *
   * @throws ValidationError
   */
  async flush(params?: FlushParams): Promise<void> {
    const { timeout, close = false } = readOptions(params, ['timeout', 'close']);
    if (close) return this.closeAndFlush({ timeout: timeout ?? 0 });
    if (timeout) requireDuration('timeout', timeout);
    void this.#batcher.flush();
    await this.#drained(timeout);
  }

  /**
   * Accepts no more messages, sends what is pending, and resolves when all of it has been delivered or has failed and the
   * callbacks have been called. What has not been delivered after `timeout` is given up, and told as failed.
   *
   * @throws ValidationError
   */
  async closeAndFlush(params?: CloseAndFlushParams): Promise<void> {
    const { timeout = this.#closeTimeoutMs } = readOptions(params, ['timeout']);
    if (timeout) requireDuration('timeout', timeout);
    this.#isClosed = true;
    const startedAt = performance.now();
    await this.#batcher.close(timeout ? { timeoutMs: timeout } : {});
    // Left are callbacks: their promises are waited for too.
    await this.#drained(timeout && Math.max(timeout - (performance.now() - startedAt), 1));
    await this.http.close();
  }

  /**
   * Rejects: plugins are not supported. Change a message before you pass it, and listen to what is emitted.
   *
   * @throws ValidationError
   */
  async register(...plugins: Plugin[]): Promise<void> {
    if (plugins.length === 0) return;
    throw new ValidationError(
      'plugins',
      'are not supported by @cio/pipelines/analytics: change a message before you pass it to track and its likes, and use ' +
        'on("track", …) and on("error", …) to see what became of it',
    );
  }

  /** Does nothing but emit `deregister`: there are no plugins. */
  async deregister(...pluginNames: string[]): Promise<void> {
    this.emit('deregister', pluginNames);
  }

  #dispatch(event: AnalyticsEvent, callback: Callback | undefined): void {
    if (this.#isClosed) {
      this.emit('call_after_close', event);
      return;
    }
    this.#pending++;
    void this.#deliver(new Context(event), callback);
  }

  async #deliver(ctx: Context, callback: Callback | undefined): Promise<void> {
    try {
      await this.#send(ctx.event);
    } catch (reason) {
      ctx.setFailedDelivery({ reason });
    }
    const failure = ctx.failedDelivery();
    if (callback) await settled('a callback', () => callback(failure?.reason, ctx));
    if (failure) this.emit('error', { code: 'delivery_failure', reason: failure.reason, ctx });
    else this.emit(ctx.event.type, ctx);
    this.#pending--;
    if (this.#pending === 0) this.emit('drained');
  }

  #send(event: AnalyticsEvent): Promise<void> {
    if (this.#isDisabled) return Promise.resolve();
    // It becomes JSON here and now: what the caller changes later is not sent.
    const added = this.#batcher.add(event as unknown as Message);
    this.#sinceFlush++;
    if (this.#sinceFlush >= this.#flushAt) {
      this.#sinceFlush = 0;
      void this.#batcher.flush();
    }
    return added;
  }

  /** Resolves when nothing is pending, or after a time in milliseconds; 0 is no limit. */
  async #drained(timeoutMs = 0): Promise<void> {
    if (this.#pending === 0) return;
    await new Promise<void>((resolve) => {
      const timer = timeoutMs ? setTimeout(resolve, timeoutMs) : undefined;
      this.once('drained', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

const METHODS = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
  'flush',
  'closeAndFlush',
  'register',
  'deregister',
] as const;

/** Calls a function of the caller's, and resolves when its promise, if it returns one, has settled. */
async function settled(name: string, call: () => unknown): Promise<void> {
  let result: unknown;
  callSafely(name, () => {
    result = call();
    return result;
  });
  try {
    await result;
  } catch {
    // Reported by callSafely.
  }
}
