import { isCustomerIOError } from './base.js';
import { CallError } from './call-error.js';
import type { ErrorResponse } from './error-response.js';

export interface RetryableErrorOptions extends ErrorOptions {
  /** The kind of the failure. */
  kind: RetryableError['kind'];
  /** Whether a server may have processed the call. */
  requestSent: boolean;
  /** The `X-Request-Id` of the requests. */
  requestId: string;
  /** How long the server asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** The response, if there was one. */
  response?: ErrorResponse | undefined;
}

/** The call failed for a reason that may pass: the same call may succeed later. */
export class RetryableError extends CallError {
  override readonly name = 'RetryableError';
  /**
   * `network`: the connection failed; `timeout`: no whole response within `timeoutMs`; `http`: the server answered 408,
   * 425, 429, 500, 502, 503, 504 or 520 to 524; `closed`: the client was closed before the call ended.
   */
  declare readonly kind: 'network' | 'timeout' | 'http' | 'closed';
  /**
   * False where it is proven that no server processed the call, in any of its attempts: the requests never got out (name
   * not resolved, connection refused or never made) or were turned away with 429. Then even an operation that must
   * not run twice may be sent again.
   */
  declare readonly requestSent: boolean;
  /** The `X-Request-Id` that the requests carried. */
  declare readonly requestId: string;
  /** How long the server asked to wait, in milliseconds, from `Retry-After`; at most 2,147,483,647. */
  declare readonly retryAfterMs: number | undefined;
  /** The status, where a response arrived. */
  declare readonly status: number | undefined;
  /** What the server said, for `kind: 'http'`. */
  declare readonly response: ErrorResponse | undefined;

  constructor(message: string, options: RetryableErrorOptions) {
    const { cause, kind, requestSent, requestId, retryAfterMs, response } = options;
    super(message, cause === undefined ? {} : { cause });
    Object.assign(this, { kind, requestSent, requestId, retryAfterMs, response, status: response?.status });
  }
}

/** Whether a caught value is a {@link RetryableError}, from whichever copy of the package. */
export function isRetryableError(error: unknown): error is RetryableError {
  return isCustomerIOError(error) && error.name === 'RetryableError';
}
