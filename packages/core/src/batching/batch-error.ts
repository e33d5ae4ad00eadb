import { CustomerIOError, isCustomerIOError } from '../errors/base.js';
import { describeCause } from './describe-cause.js';
import type { UnsentOperation } from './outcome.js';
import type { Rejection } from './rejection.js';

/** What became of a batch that was sent to its end. */
export interface BatchResult<Op = unknown> {
  /** How many operations Customer.io accepted. */
  readonly accepted: number;
  /** The operations that it rejected, by their places. */
  readonly rejected: readonly Rejection<Op>[];
}

/** A batch was not sent to its end. `cause` is what the request failed with, or the reason of the signal. */
export class BatchError<Op = unknown> extends CustomerIOError implements BatchResult<Op> {
  override readonly name = 'BatchError';
  /** How many operations Customer.io accepted. */
  declare readonly accepted: number;
  /** The operations that it rejected. Not shown when the error is printed: they hold what is known of people. */
  declare readonly rejected: readonly Rejection<Op>[];
  /**
   * The operations to send again, in their order; those of the request that failed have its outcome. Not shown when the
   * error is printed.
   */
  declare readonly unsent: readonly UnsentOperation<Op>[];

  constructor(
    cause: unknown,
    { accepted, rejected }: BatchResult<Op>,
    unsent: readonly UnsentOperation<Op>[],
  ) {
    super(`${unsent.length} operations are unsent: ${describeCause(cause)}`, { cause });
    this.accepted = accepted;
    Object.defineProperties(this, { rejected: { value: rejected }, unsent: { value: unsent } });
  }
}

/** Whether a caught value is a {@link BatchError}, from whichever copy of the package. */
export function isBatchError<Op = unknown>(error: unknown): error is BatchError<Op> {
  return isCustomerIOError(error) && error.name === 'BatchError';
}
