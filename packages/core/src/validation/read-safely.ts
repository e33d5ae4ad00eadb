import { isCustomerIOError } from '../errors/base.js';
import { ValidationError } from '../errors/validation-error.js';

/**
 * Reads values that the user passed. An error of a getter, a proxy or an iterator becomes the cause of a ValidationError.
 */
export function readSafely<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (isCustomerIOError(cause)) throw cause;
    throw new ValidationError(field, 'cannot be read', { cause });
  }
}
