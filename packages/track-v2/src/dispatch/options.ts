import { ValidationError } from '@cio/core';

/** Refuses numbers that are not above 0. */
export function checkPositive(options: Record<string, number>): void {
  for (const [field, value] of Object.entries(options)) {
    if (typeof value !== 'number' || !(value > 0))
      throw new ValidationError(field, 'expected a number above 0');
  }
}
