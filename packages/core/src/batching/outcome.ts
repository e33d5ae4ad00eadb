import { isCredentialError } from '../credentials/credentials.js';
import { isApiError } from '../errors/api-error.js';
import { isRetryableError } from '../errors/retryable-error.js';
import { isValidationError } from '../errors/validation-error.js';
import { isRejectedError } from './rejected-error.js';

/**
 * The outcome of an operation that was not accepted:
 *
 * - `rejected`: it is not valid. It had no effect, and would be rejected again.
 * - `unprocessed`: it had no effect and may be sent again: it did not reach Customer.io, or its whole request was rejected,
 *   for example because of a wrong key.
 * - `unknown`: it may have been processed. If it is sent again, an event with a ULID is counted once, and operations other
 *   than events are idempotent; a delivery event, or an event without a ULID, may be counted twice.
 */
export type Outcome = 'rejected' | 'unprocessed' | 'unknown';

/** An operation that has to be sent again. */
export interface UnsentOperation<Op = unknown> {
  /** Its index among the operations that were passed, from 0. */
  readonly index: number;
  /** The operation. */
  readonly operation: Op;
  /** Whether it may have been processed. */
  readonly outcome: Exclude<Outcome, 'rejected'>;
}

/** The outcome of an operation, by its own error or the error of its request. */
export function outcomeOf(error: unknown): Outcome {
  const isInvalid = isValidationError(error) && !isCredentialError(error);
  return isRejectedError(error) || isInvalid ? 'rejected' : outcomeOfRequest(error);
}

/** The outcome of the operations of a request that failed. */
export function outcomeOfRequest(error: unknown): UnsentOperation['outcome'] {
  if (isRetryableError(error)) return error.requestSent ? 'unknown' : 'unprocessed';
  if (isValidationError(error)) return 'unprocessed';
  if (!isApiError(error) || error.status < 400 || error.status >= 500) return 'unknown';
  // Of several attempts, one before the last may have been processed.
  return (error.attempts ?? 1) <= 1 ? 'unprocessed' : 'unknown';
}
