import type { ErrorDetail } from '../errors/error-details.js';

/** An operation that was rejected, with the reasons. Sent again unchanged, it would be rejected again. */
export interface Rejection<Op = unknown> {
  /** Its index among the operations that were passed, from 0. */
  readonly index: number;
  /** The operation. */
  readonly operation: Op;
  /** All errors of the operation: `field`, `reason` (such as `invalid` or `required`) and `message`. */
  readonly errors: readonly ErrorDetail[];
  /** The errors in one line, at most 500 characters. */
  readonly message: string;
}
