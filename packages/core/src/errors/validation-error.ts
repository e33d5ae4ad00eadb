import { isCustomerIOError } from './base.js';
import { CallError } from './call-error.js';

/** The arguments are bad. Nothing was sent. */
export class ValidationError extends CallError {
  override readonly name = 'ValidationError';
  /** The argument at fault, as a path: `data.items[2].price`. */
  declare readonly field: string;
  /** Where several items of a list are at fault: all of their indexes. */
  declare readonly indexes: readonly number[] | undefined;

  /** @param expected What the field should have been. It must not quote a secret. */
  constructor(field: string, expected: string, options?: ErrorOptions & { indexes?: readonly number[] }) {
    super(`${field}: ${expected}`, options);
    Object.assign(this, { field, indexes: options?.indexes });
  }
}

/** Whether a caught value is a {@link ValidationError}, from whichever copy of the package. */
export function isValidationError(error: unknown): error is ValidationError {
  return isCustomerIOError(error) && error.name === 'ValidationError';
}
