import { isCustomerIOError } from '../errors/base.js';
import { ValidationError } from '../errors/validation-error.js';

/**
 * What a function reads of values that the caller passed. A getter, a proxy or an iterator of theirs may throw: that is a
 * ValidationError, with the field and what was thrown.
 */
export function readSafely<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (isCustomerIOError(cause)) throw cause;
    throw new ValidationError(field, 'cannot be read', { cause });
  }
}
