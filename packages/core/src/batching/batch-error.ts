import { CustomerIOError, isCustomerIOError } from '../errors/base.js';
import { describeCause } from './describe-cause.js';
import type { UnsentOperation } from './outcome.js';
import type { Rejection } from './rejection.js';

/** The result of a batch whose requests all succeeded. */
export interface BatchResult<Op = unknown> {
  /** How many operations Customer.io accepted. */
  readonly accepted: number;
  /** The operations that Customer.io rejected, by their indexes. */
  readonly rejected: readonly Rejection<Op>[];
}

/** A request of a batch failed. `cause` is its error, or the reason of the signal. */
export class BatchError<Op = unknown> extends CustomerIOError implements BatchResult<Op> {
  override readonly name = 'BatchError';
  /** The number of operations that Customer.io accepted. */
  declare readonly accepted: number;
  /** The operations that were rejected. Not enumerable, so that they are not logged: they contain personal data. */
  declare readonly rejected: readonly Rejection<Op>[];
  /**
   * The operations to send again, in order; those of the failed request have its outcome. Not enumerable, so that they are not
   * logged.
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

/** Whether a caught value is a {@link BatchError}, also from another copy of the package. */
export function isBatchError<Op = unknown>(error: unknown): error is BatchError<Op> {
  return isCustomerIOError(error) && error.name === 'BatchError';
}
