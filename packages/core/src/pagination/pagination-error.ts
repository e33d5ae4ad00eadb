import { CustomerIOError, isCustomerIOError } from '../errors/base.js';

/** The server gave a page that cannot be the next one: going on would never end, or would give items twice. */
export class PaginationError extends CustomerIOError {
  override readonly name = 'PaginationError';
}

/** Whether a caught value is a {@link PaginationError}, from whichever copy of the package. */
export function isPaginationError(error: unknown): error is PaginationError {
  return isCustomerIOError(error) && error.name === 'PaginationError';
}
