import type { Answer } from './answer.js';
import { CustomerIOError, isCustomerIOError } from './base.js';
import type { ErrorDetail } from './error-details.js';

/** The API said no, or gave an answer that cannot be its own. Sending the same again will not help. */
export class ApiError extends CustomerIOError implements Answer {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly details: readonly ErrorDetail[];
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;

  constructor(message: string, answer: Answer, options?: ErrorOptions) {
    super(message, options);
    this.status = answer.status;
    this.details = answer.details;
    this.body = answer.body;
    this.headers = answer.headers;
    this.requestId = answer.requestId;
  }
}

/** Whether a caught value is an {@link ApiError}, from whichever copy of the package. */
export function isApiError(error: unknown): error is ApiError {
  return isCustomerIOError(error) && error.name === 'ApiError';
}
