import { CustomerIOError, isCustomerIOError } from './base.js';
import type { ErrorResponse } from './error-response.js';

export interface RetryableErrorOptions extends ErrorOptions {
  kind: 'network' | 'timeout' | 'http';
  requestSent: boolean;
  requestId: string;
  retryAfterMs?: number | undefined;
  response?: ErrorResponse | undefined;
}

/** The call failed for a passing reason: the same call may succeed later. */
export class RetryableError extends CustomerIOError {
  override readonly name = 'RetryableError';
  /**
   * `network`: the connection failed; `timeout`: no whole answer within `timeoutMs`;
   * `http`: the server answered 429, 502, 503 or 504.
   */
  declare readonly kind: 'network' | 'timeout' | 'http';
  /**
   * False where it is proven that the server did not act on the request: it never got out
   * (name not resolved, connection refused or never made) or was turned away with 429.
   * Then even an operation that must not run twice may be sent again.
   */
  declare readonly requestSent: boolean;
  /** The `X-Request-Id` the request carried. */
  declare readonly requestId: string;
  /** How long the server asked to wait, in milliseconds, from `Retry-After`. */
  declare readonly retryAfterMs: number | undefined;
  /** The status, where one arrived. */
  declare readonly status: number | undefined;
  /** The server's answer, for `kind: 'http'`. */
  declare readonly response: ErrorResponse | undefined;

  constructor(message: string, options: RetryableErrorOptions) {
    super(message, options);
    Object.assign(this, options, { status: options.response?.status });
  }
}

/** Whether a caught value is a {@link RetryableError}, from whichever copy of the package. */
export function isRetryableError(error: unknown): error is RetryableError {
  return isCustomerIOError(error) && error.name === 'RetryableError';
}
