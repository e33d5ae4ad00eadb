import { isApiError } from '../errors/api-error.js';
import { isRetryableError } from '../errors/retryable-error.js';
import { isValidationError } from '../errors/validation-error.js';
import { isRejectedError } from './rejected-error.js';

/**
 * What is known of an operation that was not accepted:
 *
 * - `rejected`: it was refused for what it is. It had no effect, and sent again as it is it will be refused again.
 * - `unprocessed`: it had no effect, and may be sent again: nothing reached Customer.io, or its whole request was refused,
 *   such as for a wrong key.
 * - `unknown`: it may have been processed. Sent again, an event with a ULID counts once, and whatever is no event changes
 *   nothing; the event of a delivery, and an event without a ULID, may count twice.
 */
export type Outcome = 'rejected' | 'unprocessed' | 'unknown';

/** An operation that is to be sent again. */
export interface UnsentOperation<Op = unknown> {
  /** Its place among the operations given, from 0. */
  readonly index: number;
  readonly operation: Op;
  readonly outcome: Exclude<Outcome, 'rejected'>;
}

/** What became of an operation, by the error of its own, or of the request it was in. */
export function outcomeOf(error: unknown): Outcome {
  return isRejectedError(error) || isValidationError(error) ? 'rejected' : outcomeOfRequest(error);
}

/** What became of the operations of a request that failed. */
export function outcomeOfRequest(error: unknown): UnsentOperation['outcome'] {
  if (isRetryableError(error)) return error.requestSent ? 'unknown' : 'unprocessed';
  if (isValidationError(error)) return 'unprocessed';
  if (!isApiError(error) || error.status < 400 || error.status >= 500) return 'unknown';
  // Of several attempts, one before the refusal may have been processed.
  return (error.attempts ?? 1) <= 1 ? 'unprocessed' : 'unknown';
}
