import { requireObject, ValidationError } from '@cio/core';

/** Throws a ValidationError for an object without fields: an update that changes nothing. */
export function requireFields(field: string, value: unknown): void {
  requireObject(field, value);
  if (Object.values(value).every((one) => one === undefined)) {
    throw new ValidationError(field, 'expected at least one field to change');
  }
}
