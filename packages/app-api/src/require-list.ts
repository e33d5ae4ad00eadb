import { describe, ValidationError } from '@cio/core';

/** Refuses what is not a list of 1 to `max`. */
export function requireList(field: string, value: unknown, max: number = Number.POSITIVE_INFINITY): void {
  const length = Array.isArray(value) ? value.length : 0;
  if (length < 1 || length > max) {
    const got = Array.isArray(value) ? length : describe(value);
    throw new ValidationError(field, `expected a list of 1 to ${max}, got ${got}`);
  }
}
