import { isCustomerIOError } from './base.js';
import { CallError } from './call-error.js';

interface ValidationErrorOptions extends ErrorOptions {
  /** The indexes of the items that are not valid, if the field is a list. */
  indexes?: readonly number[];
}

/** An argument is not valid. Nothing was sent. */
export class ValidationError extends CallError {
  override readonly name = 'ValidationError';
  /** The argument that is not valid, as a path: `data.items[2].price`. */
  declare readonly field: string;
  /** If several items of a list are not valid: all of their indexes. */
  declare readonly indexes: readonly number[] | undefined;

  /** @param expected What was expected of the field. It must not contain a secret. */
  constructor(field: string, expected: string, options?: ValidationErrorOptions) {
    super(`${field}: ${expected}`, options);
    Object.assign(this, { field, indexes: options?.indexes });
  }
}

/** Whether a caught value is a {@link ValidationError}, also from another copy of the package. */
export function isValidationError(error: unknown): error is ValidationError {
  return isCustomerIOError(error) && error.name === 'ValidationError';
}
