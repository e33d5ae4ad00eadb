import { CustomerIOError, isCustomerIOError } from '../errors/base.js';
import { describeErrors } from '../errors/describe-errors.js';
import type { ErrorDetail } from '../errors/error-details.js';

/** Customer.io rejected one operation of a batch. Sent again unchanged, it would be rejected again. */
export class RejectedError extends CustomerIOError {
  override readonly name = 'RejectedError';
  /** All errors of the operation: `field`, `reason` (such as `invalid` or `required`) and `message`. */
  readonly errors: readonly ErrorDetail[];

  /** @param operation The kind of the operation. */
  constructor(operation: string, errors: readonly ErrorDetail[]) {
    super(`${operation} was rejected: ${describeErrors(errors)}`);
    this.errors = errors;
  }
}

/** Whether a caught value is a {@link RejectedError}, also from another copy of the package. */
export function isRejectedError(error: unknown): error is RejectedError {
  return isCustomerIOError(error) && error.name === 'RejectedError';
}
