import { describe, requireIdentifier, ValidationError } from '@cio/core';

/** Throws a ValidationError for a value that is not a list of 1 to `max` items; without `max`, of 1 or more. */
export function requireList(field: string, value: unknown, max: number = Number.POSITIVE_INFINITY): void {
  const length = Array.isArray(value) ? value.length : 0;
  if (length >= 1 && length <= max) return;
  const got = Array.isArray(value) ? length : describe(value);
  const count = max === Number.POSITIVE_INFINITY ? '1 or more' : `1 to ${max}`;
  throw new ValidationError(field, `expected a list of ${count}, got ${got}`);
}

/** Throws a ValidationError for a value that is not a list of 1 to `max` identifiers. */
export function requireIdentifiers(field: string, value: unknown, max: number): void {
  requireList(field, value, max);
  for (const [index, one] of (value as unknown[]).entries()) requireIdentifier(`${field}[${index}]`, one);
}
