import { ValidationError } from '../errors/validation-error.js';
import { describe } from './checks.js';

/** The longest time that a timer of any runtime holds: 2,147,483,647 ms, a little less than 25 days. Beyond, it fires at once. */
export const MAX_TIMER_MS: number = 2_147_483_647;

/** Refuses what is not a time above 0, in milliseconds, that a timer can hold. */
export function requireDuration(field: string, value: unknown): asserts value is number {
  if (typeof value === 'number' && value > 0 && value <= MAX_TIMER_MS) return;
  throw new ValidationError(
    field,
    `expected milliseconds, above 0 and at most ${MAX_TIMER_MS}, got ${describe(value)}`,
  );
}

/** Refuses what is not a whole number of at least `min`. */
export function requireCount(field: string, value: unknown, min = 1): asserts value is number {
  if (Number.isSafeInteger(value) && (value as number) >= min) return;
  throw new ValidationError(field, `expected a whole number, ${min} or more, got ${describe(value)}`);
}
