import { isApiError, isCustomerIOError, isRetryableError } from '@cio/core';

/**
 * The value of `error.type`: the status of a failed response, `network`, `timeout` or `closed`, or the name of an error of this
 * library; `_OTHER` for any other error, whose name may be anything.
 */
export function errorTypeOf(error: unknown): string {
  if (isRetryableError(error)) return error.kind === 'http' ? String(error.status) : error.kind;
  // A success whose body is not Customer.io's has the name of its error.
  if (isApiError(error) && error.status >= 300) return String(error.status);
  return isCustomerIOError(error) ? error.name : '_OTHER';
}
