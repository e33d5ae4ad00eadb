import { defaultTransport } from '#default-transport';
import { ApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { RetryContext, RetryStrategy } from '../retry/retry-strategy.js';
import { serialize } from '../serialization/serialize.js';
import { networkMessage, nothingWasSent } from '../transport/network-errors.js';
import { readUpTo } from '../transport/read-text.js';
import type { Turns } from '../transport/turns.js';
import type { Transport, TransportResponse } from '../transport/types.js';
import { VERSION } from '../version.js';
import { AttemptRequest } from './attempt-request.js';
import { answerOf, classify } from './classify-response.js';
import type { Hooks } from './hooks.js';
import { isRedirect, resolveRedirect } from './redirect.js';

/** What every client takes, besides its credentials and its address. */
export interface ClientOptions {
  /** How long one attempt may take from when it goes out, redirects and reading included, in milliseconds. Default 10,000. */
  timeoutMs?: number;
  /** Repeats calls that failed for a passing reason. Off by default. */
  retry?: RetryStrategy;
  /** Sends the requests. Default: `node:http(s)` with connections kept alive on Node, `fetch` elsewhere. */
  transport?: Transport;
  /** For logs and metrics. */
  hooks?: Hooks;
  /** The `User-Agent` header. Default `cio-ts/<version>`. */
  userAgent?: string;
}

export interface HttpClientOptions extends ClientOptions {
  /** Absolute, without a slash at its end. */
  baseUrl: string;
  /** The value of the `Authorization` header. */
  authorization: string;
  /** Further headers of every request, names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Holds back the calls that name a bucket. */
  rateLimiter?: RateLimiter | undefined;
}

/** What a caller may say of a single call. */
export interface CallOptions {
  /** Gives the call up: it rejects with the signal's reason, and its connection is closed. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, in milliseconds, in place of the client's. */
  timeoutMs?: number | undefined;
}

/** One call of an API. */
export interface Call extends CallOptions {
  /** The client's method, for hooks and retry strategies. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the host's root, its segments encoded, its query included. */
  path: string;
  /** The body, to be serialized. */
  body?: unknown;
  /** The body as it goes out, in place of `body`. */
  raw?: string | Uint8Array;
  /** What the body is. Default `application/json`. */
  contentType?: string;
  /** The limit of the API that the call counts against; none where it names none. */
  bucket?: string;
  /** Whether sending it twice has no second effect. */
  replaySafe: boolean;
  /** False for the few operations that carry no credentials. */
  authorized?: boolean;
  /** What a 2xx body must be: JSON (default), or whatever comes. */
  expects?: 'json' | 'anything';
}

const MAX_ERROR_BYTES = 1_048_576;

/** The road of a request: serialize, retry, and for each attempt send, follow, read and classify. */
export class HttpClient {
  readonly baseUrl: string;
  /** Made once: each request has a copy, with an id of its own. */
  readonly #headers: Record<string, string>;
  readonly #bodyHeaders: Record<string, string>;
  readonly #timeoutMs: number;
  readonly #retry: RetryStrategy | undefined;
  readonly #transport: Transport;
  readonly #turns: Turns | undefined;
  readonly #hooks: Hooks | undefined;
  readonly #rateLimiter: RateLimiter | undefined;
  #inFlight = 0;
  #onIdle: (() => void)[] = [];

  constructor(options: HttpClientOptions) {
    const { userAgent = `cio-ts/${VERSION}` } = options;
    if (!/^[\x20-\x7e]+$/.test(userAgent)) {
      throw new ValidationError('userAgent', 'expected printable ASCII');
    }
    this.baseUrl = options.baseUrl;
    this.#headers = {
      ...options.headers,
      accept: 'application/json',
      'user-agent': userAgent,
      authorization: options.authorization,
      'x-request-id': '',
    };
    this.#bodyHeaders = { ...this.#headers, 'content-type': 'application/json' };
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? 10_000);
    this.#retry = options.retry;
    this.#transport = options.transport ?? defaultTransport();
    this.#turns = this.#transport.turns?.(`${this.baseUrl}/`);
    this.#hooks = options.hooks;
    this.#rateLimiter = options.rateLimiter;
  }

  /** What sends the requests. */
  get transport(): Transport {
    return this.#transport;
  }

  /**
   * Makes one call and gives back its answer, parsed; `{}` for an empty one.
   *
   * @throws ValidationError, ApiError, RetryableError, or the reason of the call's signal.
   */
  async request<T = unknown>(call: Call): Promise<T> {
    const attempts = new Attempts(call, this.#timeoutMs);
    this.#inFlight++;
    try {
      const answer = this.#retry
        ? this.#retry.execute(() => this.#attempt(attempts), contextOf(attempts))
        : this.#attempt(attempts);
      return (await answer) as T;
    } catch (error) {
      const status = (error as { status?: number } | undefined)?.status;
      const durationMs = performance.now() - attempts.startedAt;
      this.#notify('onError', attempts, { error, status, durationMs });
      throw error;
    } finally {
      if (--this.#inFlight === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
    }
  }

  /** Waits for the calls under way, then ends the idle connections. The client can be used again. */
  async close(): Promise<void> {
    if (this.#inFlight) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    this.#transport.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Sends when it may. What a request needs is made then: thousands of calls may wait here, and weigh little. */
  #attempt(attempts: Attempts): Promise<unknown> {
    const { signal, bucket } = attempts.call;
    const limiter = bucket ? this.#rateLimiter : undefined;
    const send = () => this.#send(attempts, limiter);
    if (limiter) return limiter.acquire(bucket!, signal).then(send);
    return this.#turns?.take(send, signal) ?? send();
  }

  async #send(attempts: Attempts, limiter: RateLimiter | undefined): Promise<unknown> {
    const { call, timeoutMs, body, requestId } = attempts;
    const { signal, method, path, bucket } = call;
    let request: AttemptRequest | undefined;
    let status: number | undefined;
    let retryAfterMs: number | undefined;
    try {
      signal?.throwIfAborted();
      attempts.count++;
      if (attempts.count > 1) this.#notify('onRetry', attempts, { error: attempts.lastError });
      this.#notify('onRequest', attempts);
      const startedAt = performance.now();

      const headers = body === undefined ? { ...this.#headers } : { ...this.#bodyHeaders };
      headers['x-request-id'] = requestId;
      if (call.contentType) headers['content-type'] = call.contentType;
      if (call.authorized === false) delete headers.authorization;
      request = new AttemptRequest(method, this.baseUrl + path, headers, body, timeoutMs, signal);
      let response = await this.#transport(request);
      if (isRedirect(response.status)) response = await this.#follow(attempts, request, response);
      status = response.status;
      const ok = status >= 200 && status < 300;
      const text = ok ? await response.text() : await readUpTo(response, MAX_ERROR_BYTES);
      // An error's body read in part is kept, unless it was the caller who stopped it.
      if (!ok) signal?.throwIfAborted();
      this.#notify('onResponse', attempts, { status, durationMs: performance.now() - startedAt });
      return classify(call, requestId, response, text);
    } catch (error) {
      attempts.lastError = isCustomerIOError(error)
        ? error
        : signal?.aborted
          ? signal.reason
          : attempts.interrupted(error, request!.timedOut);
      retryAfterMs = (attempts.lastError as RetryableError | undefined)?.retryAfterMs;
      throw attempts.lastError;
    } finally {
      request?.end();
      if (limiter) limiter.settled?.(bucket!, { status, retryAfterMs });
      else this.#turns?.give();
    }
  }

  /** Sends one attempt on to where its answer points, as far as that may be followed. */
  async #follow(
    { call, requestId }: Attempts,
    request: AttemptRequest,
    answered: TransportResponse,
  ): Promise<TransportResponse> {
    let response = answered;
    for (let redirects = 0; isRedirect(response.status); redirects++) {
      const { url, refused } = resolveRedirect(request.url, response.headers.location, redirects);
      const text = await readUpTo(response, MAX_ERROR_BYTES);
      if (refused !== undefined) {
        const message = `${call.method} ${call.path} → ${response.status} ${refused}`;
        throw new ApiError(message, answerOf(response, text, requestId));
      }
      request.url = url;
      // "See other" says that the request was taken, and where its result is to be read.
      if (response.status === 303) {
        request.method = 'GET';
        request.body = undefined;
      }
      response = await this.#transport(request);
    }
    return response;
  }

  #notify(name: keyof Hooks, attempts: Attempts, more?: object): void {
    const hook = this.#hooks?.[name] as ((event: object) => void) | undefined;
    if (!hook) return;
    const { operation, method, path } = attempts.call;
    const { count: attempt, requestId } = attempts;
    try {
      hook.call(this.#hooks, { operation, method, path, attempt, requestId, ...more });
    } catch {
      // Watching a call must not change how it ends.
    }
  }
}

/** One call and how often it has been tried. */
class Attempts {
  count = 0;
  lastError: unknown;
  readonly startedAt = performance.now();
  #requestId: string | undefined;

  readonly body: string | Uint8Array | undefined;
  readonly timeoutMs: number;

  constructor(
    readonly call: Call,
    timeoutMs: number,
  ) {
    this.body = call.raw ?? (call.body === undefined ? undefined : serialize(call.body));
    this.timeoutMs = checkTimeout(call.timeoutMs ?? timeoutMs);
  }

  /** The same in every attempt. */
  get requestId(): string {
    this.#requestId ??= crypto.randomUUID();
    return this.#requestId;
  }

  /** The error for an attempt that ended without an answer. */
  interrupted(cause: unknown, timedOut: boolean): RetryableError {
    const { method, path } = this.call;
    const why = timedOut ? `no whole answer within ${this.timeoutMs} ms` : networkMessage(cause);
    return new RetryableError(`${method} ${path} → ${why}`, {
      kind: timedOut ? 'timeout' : 'network',
      requestSent: !nothingWasSent(cause),
      requestId: this.requestId,
      cause,
    });
  }
}

/** What a retry strategy is told. */
function contextOf(attempts: Attempts): RetryContext {
  const { operation, method, path, replaySafe, signal } = attempts.call;
  return {
    operation,
    method,
    path,
    replaySafe,
    signal,
    get attempt() {
      return attempts.count;
    },
  };
}

function checkTimeout(timeoutMs: number): number {
  // A timer holds no more than 31 bits, and takes more for none at all.
  if (typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < 2 ** 31) return timeoutMs;
  throw new ValidationError('timeoutMs', 'expected milliseconds, 1 to 2147483647');
}
