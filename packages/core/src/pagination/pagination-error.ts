import { CustomerIOError, isCustomerIOError } from '../errors/base.js';

/** The server returned a page that cannot be the next one: the iteration would never end, or would repeat items. */
export class PaginationError extends CustomerIOError {
  override readonly name = 'PaginationError';
}

/** Whether a caught value is a {@link PaginationError}, also from another copy of the package. */
export function isPaginationError(error: unknown): error is PaginationError {
  return isCustomerIOError(error) && error.name === 'PaginationError';
}
