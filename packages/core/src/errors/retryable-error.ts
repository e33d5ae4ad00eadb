import { isCustomerIOError } from './base.js';
import { CallError } from './call-error.js';
import type { ErrorResponse } from './error-response.js';

/** The fields of a {@link RetryableError}. */
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

/** The call failed for a temporary reason: repeated later, it may succeed. */
export class RetryableError extends CallError {
  override readonly name = 'RetryableError';
  /**
   * `network`: the connection failed; `timeout`: no complete response within `timeoutMs`; `http`: the status was 408, 425, 429,
   * 500, 502, 503, 504 or 520 to 524; `closed`: the client was closed before the call ended.
   */
  declare readonly kind: 'network' | 'timeout' | 'http' | 'closed';
  /**
   * False if it is certain that no server processed the call in any of its attempts: the requests were not sent (name not
   * resolved, connection refused or not established) or rejected with 429. Then even an operation that is not idempotent may be
   * repeated.
   */
  declare readonly requestSent: boolean;
  /** The `X-Request-Id` of the requests. */
  declare readonly requestId: string;
  /** How long the server asked to wait, in milliseconds, from `Retry-After`; at most 2,147,483,647. */
  declare readonly retryAfterMs: number | undefined;
  /** The HTTP status, if there was a response. */
  declare readonly status: number | undefined;
  /** The response, for `kind: 'http'`. */
  declare readonly response: ErrorResponse | undefined;

  constructor(message: string, options: RetryableErrorOptions) {
    const { cause, kind, requestSent, requestId, retryAfterMs, response } = options;
    super(message, cause === undefined ? {} : { cause });
    Object.assign(this, { kind, requestSent, requestId, retryAfterMs, response, status: response?.status });
  }
}

/** Whether a caught value is a {@link RetryableError}, also from another copy of the package. */
export function isRetryableError(error: unknown): error is RetryableError {
  return isCustomerIOError(error) && error.name === 'RetryableError';
}
