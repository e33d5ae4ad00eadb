import { requireObject, ValidationError } from '@cio/core';

/**
 * A shallow copy of an object that the caller passed, so that its properties are read once.
 *
 * @throws ValidationError for a value that is not an object, and if a getter throws.
 */
export function copyObject<T extends object>(field: string, value: T): T {
  requireObject(field, value);
  try {
    return { ...(value as T) };
  } catch (cause) {
    throw new ValidationError(field, 'cannot be read', { cause });
  }
}
