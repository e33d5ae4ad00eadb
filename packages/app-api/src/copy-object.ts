import { requireObject, ValidationError } from '@cio/core';

/**
 * A copy of an object that a caller passed in: it is read once, whatever it is.
 *
 * @throws ValidationError for what is no object, and where a getter throws.
 */
export function copyObject<T extends object>(field: string, value: T): T {
  requireObject(field, value);
  try {
    return { ...(value as T) };
  } catch (cause) {
    throw new ValidationError(field, 'cannot be read', { cause });
  }
}
