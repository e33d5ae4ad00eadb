import { isCustomerIOError } from './base.js';
import { CallError } from './call-error.js';
import type { ErrorDetail } from './error-details.js';
import type { ErrorResponse } from './error-response.js';

/** The API rejected the call, or the response is not valid. Repeating the call does not help. */
export class ApiError extends CallError implements ErrorResponse {
  override readonly name = 'ApiError';
  declare readonly status: number;
  declare readonly details: readonly ErrorDetail[];
  declare readonly body: unknown;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly requestId: string;

  constructor(message: string, response: ErrorResponse) {
    super(message);
    Object.assign(this, response);
  }
}

/** Whether a caught value is an {@link ApiError}, also from another copy of the package. */
export function isApiError(error: unknown): error is ApiError {
  return isCustomerIOError(error) && error.name === 'ApiError';
}
