import { defaultTransport } from '#default-transport';
import { ApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { RetryContext, RetryStrategy } from '../retry/retry-strategy.js';
import type { Transport, TransportResponse } from '../transport/types.js';
import { VERSION } from '../version.js';
import { AttemptRequest } from './attempt-request.js';
import { answerOf, classify } from './classify.js';
import type { Hooks } from './hooks.js';
import { networkMessage, nothingWasSent } from './nothing-was-sent.js';
import { readUpTo } from './read-up-to.js';
import { isRedirect, MAX_REDIRECTS, resolveRedirect } from './redirect.js';
import { serialize } from './serialize.js';

/** What every client takes, besides its credentials and its address. */
export interface ClientOptions {
  /** How long one attempt may take, redirects and reading included, in milliseconds. Default 10,000. */
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
  rateLimiter?: RateLimiter;
}

/** What a caller may say of a single call. */
export interface CallOptions {
  /** Gives the call up: it rejects with the signal's reason, and its connection is closed. */
  signal?: AbortSignal;
  /** How long one attempt may take, in milliseconds, in place of the client's. */
  timeoutMs?: number;
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
    const body = call.raw ?? (call.body === undefined ? undefined : serialize(call.body));
    const timeoutMs = call.timeoutMs === undefined ? this.#timeoutMs : checkTimeout(call.timeoutMs);
    const { operation, method, path, replaySafe, signal } = call;
    const headers = body === undefined ? { ...this.#headers } : { ...this.#bodyHeaders };
    headers['x-request-id'] = crypto.randomUUID();
    if (call.contentType) headers['content-type'] = call.contentType;
    if (call.authorized === false) delete headers.authorization;
    const attempts = new Attempts(call, body, headers, timeoutMs);

    this.#inFlight++;
    const startedAt = performance.now();
    try {
      if (!this.#retry) return (await this.#attempt(attempts)) as T;
      const context: RetryContext = {
        operation,
        method,
        path,
        replaySafe,
        signal,
        get attempt() {
          return attempts.count;
        },
      };
      return (await this.#retry.execute(() => this.#attempt(attempts), context)) as T;
    } catch (error) {
      const status = (error as { status?: number } | undefined)?.status;
      this.#notify('onError', attempts, { error, status, durationMs: performance.now() - startedAt });
      throw error;
    } finally {
      if (--this.#inFlight === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
    }
  }

  /** Waits for the calls under way, then ends the idle connections. The client can be used again. */
  async close(): Promise<void> {
    if (this.#inFlight > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    this.#transport.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #attempt(attempts: Attempts): Promise<unknown> {
    const { call, timeoutMs, body, headers } = attempts;
    const { signal, method, path, bucket } = call;
    signal?.throwIfAborted();
    const limiter = bucket ? this.#rateLimiter : undefined;
    if (limiter) await limiter.acquire(bucket!, signal);

    attempts.count++;
    if (attempts.count > 1) this.#notify('onRetry', attempts, { error: attempts.lastError });
    this.#notify('onRequest', attempts);
    const startedAt = performance.now();

    const request = new AttemptRequest(method, this.baseUrl + path, headers, body, timeoutMs, signal);
    let status: number | undefined;
    try {
      let response = await this.#transport(request);
      if (isRedirect(response.status)) response = await this.#follow(attempts, request, response);
      status = response.status;
      const ok = status >= 200 && status < 300;
      const text = ok ? await response.text() : await readUpTo(response, MAX_ERROR_BYTES);
      // An error's body read in part is kept, unless it was the caller who stopped it.
      if (!ok) signal?.throwIfAborted();
      this.#notify('onResponse', attempts, { status, durationMs: performance.now() - startedAt });
      return classify(call, attempts.requestId, response, text);
    } catch (error) {
      attempts.lastError = isCustomerIOError(error)
        ? error
        : signal?.aborted
          ? signal.reason
          : attempts.interrupted(error, request.timedOut);
      throw attempts.lastError;
    } finally {
      request.end();
      const { retryAfterMs } = (attempts.lastError ?? {}) as Partial<RetryableError>;
      limiter?.settled?.(bucket!, { status, retryAfterMs });
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
      const target = resolveRedirect(request.url, response.headers.location);
      const refused = redirects === MAX_REDIRECTS ? `more than ${MAX_REDIRECTS} redirects` : undefined;
      const text = await readUpTo(response, MAX_ERROR_BYTES);
      if (refused || 'refused' in target) {
        const reason = refused ?? (target as { refused: string }).refused;
        throw new ApiError(
          `${call.method} ${call.path} → ${response.status} ${reason}`,
          answerOf(response, text, requestId),
        );
      }
      request.url = target.url;
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

  constructor(
    readonly call: Call,
    readonly body: string | Uint8Array | undefined,
    readonly headers: Readonly<Record<string, string>>,
    readonly timeoutMs: number,
  ) {}

  get requestId(): string {
    return this.headers['x-request-id']!;
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

function checkTimeout(timeoutMs: number): number {
  // A timer holds no more than 31 bits, and takes more for none at all.
  if (typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < 2 ** 31) return timeoutMs;
  throw new ValidationError('timeoutMs', `expected milliseconds, 1 to ${2 ** 31 - 1}`);
}
