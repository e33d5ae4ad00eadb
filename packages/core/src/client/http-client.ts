import { defaultTransport, platformHooks } from '#default-transport';
import { ApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import { ValidationError } from '../errors/validation-error.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { RetryStrategy } from '../retry/retry-strategy.js';
import { readBytes } from '../transport/read-bytes.js';
import { readTextPrefix } from '../transport/read-text-prefix.js';
import type { Transport, TransportResponse } from '../transport/types.js';
import { requireFunction, requireMethod } from '../validation/checks.js';
import { readCloseTimeout } from '../validation/close-timeout.js';
import { requireDuration } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import { VERSION } from '../version.js';
import { AttemptAdmission } from './attempt-admission.js';
import { AttemptRequest } from './attempt-request.js';
import { type BytesResult, type Call, describeCall } from './call.js';
import { CallEvents } from './call-events.js';
import { CallRetryContext } from './call-retry-context.js';
import { CallState } from './call-state.js';
import type { ClientStats } from './client-stats.js';
import { withExtraFields } from './extra-fields.js';
import type { Hooks } from './hooks.js';
import { errorResponse, parseResponse } from './parse-response.js';
import { isRedirect, resolveRedirect } from './redirects.js';

/** Options of every client, besides its credentials and its address. */
export interface ClientOptions {
  /**
   * The timeout of each attempt, from sending the request to the end of the response, including redirects, in milliseconds.
   * Default 10,000; at most 2,147,483,647.
   */
  timeoutMs?: number | undefined;
  /** The retry strategy for temporary failures. Default: no retries. */
  retry?: RetryStrategy | undefined;
  /** Sends the requests. Default: `node:http(s)` with a pool of keep-alive connections on Node, `fetch` elsewhere. */
  transport?: Transport | undefined;
  /** Hooks for logs, metrics and traces. */
  hooks?: Hooks | undefined;
  /** The `User-Agent` header. Default `cio-ts/<version>`. */
  userAgent?: string | undefined;
}

/** The names of the options of every client. */
export const CLIENT_OPTIONS = ['timeoutMs', 'retry', 'transport', 'hooks', 'userAgent'] as const;

/** Options of an `HttpClient`. */
export interface HttpClientOptions extends ClientOptions {
  /** The absolute URL of the API, without a slash at its end. */
  baseUrl: string;
  /** The value of the `Authorization` header, or a function that returns it, which is called at the first request. */
  authorization: string | (() => string);
  /** A hint for the message of a 401: the credentials that the API expects, and their region. */
  credentialsHint?: string | undefined;
  /** Further headers of every request, with names in lower case. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The rate limiter for calls that have a bucket. */
  rateLimiter?: RateLimiter | undefined;
}

const HTTP_CLIENT_OPTIONS = [
  ...CLIENT_OPTIONS,
  'baseUrl',
  'authorization',
  'credentialsHint',
  'headers',
  'rateLimiter',
] as const;

/** Options of closing a client. */
export interface CloseOptions {
  /**
   * How long to wait for the calls in flight, in milliseconds. Calls that have not ended by then are aborted: they reject with a
   * `RetryableError` of kind `closed`. 0 aborts at once. Default: no limit.
   */
  timeoutMs?: number | undefined;
}

/** The maximum length of a response body, of a success and of an error, in bytes. */
const MAX_RESULT_BYTES = 67_108_864;
const MAX_ERROR_BYTES = 1_048_576;

/**
 * The HTTP client of all API clients. A call is serialized and passed to the retry strategy; each attempt waits for the rate limit
 * and the concurrency limit, sends the request, follows redirects, reads the response, and converts it to a result or an error.
 */
export class HttpClient {
  /**
   * Does not exist at run time. Editors do not offer the members of a class with a `private` member for an object literal: without
   * it, they would offer the members of this class among the options of a client.
   */
  declare private readonly isHttpClient: true;
  /** The base URL of the requests, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * The headers of every request, and of one with a body. A copy of all keys at once takes 6 of 110 µs less than keys that are
   * added to it (`npm run bench -- --only event`, with either). Made at the first request, which is when credentials are read.
   */
  #headers: { plain: Record<string, string>; withBody: Record<string, string> } | undefined;
  readonly #createHeaders: () => { plain: Record<string, string>; withBody: Record<string, string> };
  readonly #timeoutMs: number;
  readonly #credentialsHint: string | undefined;
  readonly #retry: RetryStrategy | undefined;
  readonly #transport: Transport;
  readonly #admission: AttemptAdmission;
  readonly #events: CallEvents;
  /**
   * The calls in flight, each of which knows its place. A `Set` that is as busy leaves tables behind, each of which refers to the
   * next, so that calls stay in memory until a major garbage collection.
   */
  readonly #calls: CallState[] = [];

  constructor(options: HttpClientOptions) {
    const {
      userAgent = `cio-ts/${VERSION}`,
      timeoutMs = 10_000,
      retry,
      transport,
      hooks,
      rateLimiter,
      baseUrl,
      authorization,
      credentialsHint,
      headers,
    } = readOptions(options, HTTP_CLIENT_OPTIONS) as HttpClientOptions;
    if (typeof userAgent !== 'string' || !/^[\x20-\x7e]+$/.test(userAgent)) {
      throw new ValidationError('userAgent', 'expected printable ASCII');
    }
    requireDuration('timeoutMs', timeoutMs);
    requireFunction('transport', transport);
    if (retry !== undefined) requireMethod('retry', retry, 'execute');
    if (rateLimiter !== undefined) requireMethod('rateLimiter', rateLimiter, 'acquire');
    this.baseUrl = baseUrl;
    this.#events = new CallEvents(this.baseUrl);
    this.#events.hooks.add(platformHooks() ?? {});
    if (hooks !== undefined) this.#events.hooks.add(hooks);
    this.#createHeaders = () => {
      const plain = {
        ...headers,
        accept: 'application/json',
        // Not every transport decompresses a response that a gateway compresses.
        'accept-encoding': 'identity',
        'user-agent': userAgent,
        authorization: typeof authorization === 'function' ? authorization() : authorization,
        'x-request-id': '',
      };
      return { plain, withBody: { ...plain, 'content-type': 'application/json' } };
    };
    this.#timeoutMs = timeoutMs;
    this.#credentialsHint = credentialsHint;
    this.#retry = retry;
    this.#transport = transport ?? defaultTransport();
    this.#admission = new AttemptAdmission(rateLimiter, this.#transport.concurrency?.(`${this.baseUrl}/`));
  }

  /** The transport that sends the requests. */
  get transport(): Transport {
    return this.#transport;
  }

  /**
   * Makes a call and resolves with the parsed body of its response; `{}` for an empty body. The limit of a response body is 64 MiB.
   *
   * @throws ValidationError, ApiError, RetryableError, or the reason of the call's signal.
   */
  async request<T = unknown>(call: Call): Promise<T> {
    const state = new CallState(call.extra === undefined ? call : withExtraFields(call), this.#timeoutMs);
    state.place = this.#calls.push(state) - 1;
    try {
      const { retry = this.#retry } = state.call;
      const work = () =>
        retry ? retry.execute(() => this.#attempt(state), new CallRetryContext(state)) : this.#attempt(state);
      const result = await state.untilAborted(() => this.#events.startCall(state, work));
      this.#events.callSucceeded(state, result);
      return result as T;
    } catch (error) {
      // The reason of a signal is its caller's, and perhaps the error of another call.
      if (isCustomerIOError(error) && error !== state.call.signal?.reason) annotate(error, state);
      this.#events.callFailed(state, error);
      throw error;
    } finally {
      state.end();
      const last = this.#calls.pop()!;
      if (last !== state) {
        this.#calls[state.place] = last;
        last.place = state.place;
      }
    }
  }

  /**
   * Adds hooks to those of the options. They are called from now on, and cannot be removed.
   *
   * @throws ValidationError for a hook that is not a function.
   */
  addHooks(hooks: Hooks): void {
    this.#events.hooks.add(hooks);
  }

  /** The contexts of the `captureContext` hooks, for a batcher; undefined if there is no such hook. */
  captureContexts(): readonly unknown[] | undefined {
    return this.#events.hooks.captureContexts();
  }

  /** What the client does at this moment. */
  stats(): ClientStats {
    return {
      calls: this.#calls.length,
      inFlight: this.#events.inFlight,
      waiting: this.#admission.waiting,
      connections: this.#transport.connections?.(`${this.baseUrl}/`),
      rateLimits: this.#admission.rateLimits,
    };
  }

  /**
   * Waits for the calls in flight, then closes idle connections. The client can be used again: calls that begin after `close` was
   * called are not waited for, and not aborted.
   *
   * @throws ValidationError for an option that is not valid.
   */
  async close(options?: CloseOptions): Promise<void> {
    const timeoutMs = readCloseTimeout(options);
    const calls = [...this.#calls];
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            for (const state of calls) state.abort(state.closed(timeoutMs));
          }, timeoutMs);
    await Promise.allSettled(calls.map(({ outcome }) => outcome));
    clearTimeout(timer);
    this.#transport.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Makes one attempt. The request is created when it need not wait any longer: waiting calls cost little memory. */
  #attempt(state: CallState): Promise<unknown> {
    if (state.aborted) return Promise.reject(state.reason);
    // In a promise's callback, not in the waiting one, which is called in the asynchronous context of another call.
    const waiting = this.#admission.acquire(state);
    return waiting ? waiting.then(() => this.#send(state)) : this.#send(state);
  }

  #send(state: CallState): Promise<unknown> {
    if (!state.aborted) return this.#events.startAttempt(state, () => this.#sendRequest(state));
    this.#admission.release(state, undefined, state.reason);
    return Promise.reject(state.reason);
  }

  /** Sends the request of an attempt, and releases what the attempt has acquired. */
  async #sendRequest(state: CallState): Promise<unknown> {
    const { call, timeoutMs } = state;
    const { method, path, replaySafe } = call;
    let request: AttemptRequest | undefined;
    let status: number | undefined;
    let error: unknown;
    try {
      this.#notifyStart(state);
      const startedAt = performance.now();
      const url = this.baseUrl + path;
      request = new AttemptRequest(method, url, this.#headersOf(state), state.body, replaySafe, timeoutMs);
      state.onAbort((reason) => request?.abort(reason));
      state.isSending = true;
      const response = await this.#follow(state, request, await this.#exchange(state, request));
      status = response.status;
      state.status = status;
      // A request that was rejected with 429 was not processed (retry/is-retryable.ts). Any other request may have been.
      if (status !== 429) state.requestSent = true;
      const body = await readBody(response, call);
      // An incomplete body of an error is used, unless the caller aborted the call.
      if (state.aborted) throw state.reason;
      this.#events.notify('onResponse', state, { status, durationMs: performance.now() - startedAt });
      const result =
        body instanceof Uint8Array
          ? ({ bytes: body, headers: response.headers } satisfies BytesResult)
          : parseResponse(state, response, body, {
              maxBytes: MAX_RESULT_BYTES,
              credentialsHint: this.#credentialsHint,
            });
      this.#events.endAttempt(state, status);
      return result;
    } catch (caught) {
      if (state.aborted) error = state.reason;
      else if (isCustomerIOError(caught)) error = caught;
      else error = state.interrupted(caught, request?.timedOut === true);
      state.lastError = error;
      state.isSending = false;
      this.#events.endAttempt(state, status, error);
      state.endIfDrained();
      throw error;
    } finally {
      state.isSending = false;
      state.onAbort(undefined);
      request?.stopTimer();
      this.#admission.release(state, status, error);
    }
  }

  /** Calls the hooks at the start of an attempt, which may abort the call. */
  #notifyStart(state: CallState): void {
    if (state.attempts > 1) this.#events.notify('onRetry', state, { error: state.lastError });
    this.#events.notify('onRequest', state);
    if (state.aborted) throw state.reason;
  }

  #headersOf({ call, body, requestId }: CallState): Record<string, string> {
    this.#headers ??= this.#createHeaders();
    const { plain, withBody } = this.#headers;
    const headers = body === undefined ? { ...plain } : { ...withBody };
    headers['x-request-id'] = requestId;
    if (call.contentType !== undefined) headers['content-type'] = call.contentType;
    if (call.expects === 'bytes') headers.accept = '*/*';
    if (call.authorized === false) delete headers.authorization;
    return headers;
  }

  /** Follows the redirects of an attempt. */
  async #follow(
    state: CallState,
    request: AttemptRequest,
    first: TransportResponse,
  ): Promise<TransportResponse> {
    let response = first;
    for (let redirects = 0; isRedirect(response.status); redirects++) {
      state.requestSent = true;
      const { url, refused } = resolveRedirect(request.url, response.headers.location, redirects);
      const text = await readTextPrefix(response, MAX_ERROR_BYTES);
      if (refused !== undefined) {
        const message = `${describeCall(state.call)} → ${response.status} ${refused}`;
        throw new ApiError(message, errorResponse(response, text, state.requestId));
      }
      request.url = url;
      // 303 See Other: the request was processed, and its result is read from the location.
      if (response.status === 303) {
        request.method = 'GET';
        request.body = undefined;
        const { 'content-type': _, ...headers } = request.headers;
        request.headers = headers;
      }
      response = await this.#exchange(state, request);
    }
    return response;
  }

  /**
   * Sends a request. One that meets a connection as the server closes it goes again at once, on a new one, where that has no
   * second effect: as another attempt, since the server may have processed the first.
   */
  async #exchange(state: CallState, request: AttemptRequest): Promise<TransportResponse> {
    if (state.call.progress) state.call.progress.isSent = true;
    try {
      return await this.#transport(request);
    } catch (error) {
      const isClosed = (error as { connectionClosed?: boolean } | undefined)?.connectionClosed === true;
      const mayRepeat = state.call.replaySafe && !state.call.noRetrySignal?.aborted;
      if (!isClosed || !mayRepeat || state.aborted || request.timedOut) throw error;
      state.lastError = state.interrupted(error, false);
      this.#events.endAttempt(state, undefined, state.lastError);
      return this.#events.startAttempt(state, async () => {
        this.#notifyStart(state);
        return this.#transport(request);
      });
    }
  }
}

/** The body of a response; undefined if it is a result over the limit. */
async function readBody(
  response: TransportResponse,
  { expects }: Call,
): Promise<string | Uint8Array | undefined> {
  const isSuccess = response.status >= 200 && response.status < 300;
  if (!isSuccess) return readTextPrefix(response, MAX_ERROR_BYTES);
  return expects === 'bytes' ? readBytes(response, MAX_RESULT_BYTES) : response.text(MAX_RESULT_BYTES);
}

/** Adds the fields that all errors of a call have. The path is not enumerable, so that it is not logged. */
function annotate(error: object, { call, attempts }: CallState): void {
  const { operation, path } = call;
  Object.assign(error, { operation, attempts });
  Object.defineProperty(error, 'path', { value: path, enumerable: false, configurable: true });
}
