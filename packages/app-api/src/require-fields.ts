import { requireObject, ValidationError } from '@cio/core';

/** Refuses an object without a field: a change that changes nothing. */
export function requireFields(field: string, value: unknown): void {
  requireObject(field, value);
  if (Object.values(value).every((one) => one === undefined)) {
    throw new ValidationError(field, 'expected at least one field to change');
  }
}
