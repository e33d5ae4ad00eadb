import { ValidationError } from '../errors/validation-error.js';
import { describe } from './checks.js';

/** The maximum delay of a timer: 2,147,483,647 ms, almost 25 days. A timer with a longer delay fires immediately. */
export const MAX_TIMER_MS: number = 2_147_483_647;

/** Throws a ValidationError unless the value is a duration in milliseconds, above 0, that a timer supports. */
export function requireDuration(field: string, value: unknown): asserts value is number {
  if (typeof value === 'number' && value > 0 && value <= MAX_TIMER_MS) return;
  throw new ValidationError(
    field,
    `expected milliseconds, above 0 and at most ${MAX_TIMER_MS}, got ${describe(value)}`,
  );
}

/** Throws a ValidationError unless the value is a duration in milliseconds, 0 or more, that a timer supports. */
export function requireDelay(field: string, value: unknown): asserts value is number {
  if (typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS) return;
  throw new ValidationError(
    field,
    `expected milliseconds, from 0 to ${MAX_TIMER_MS}, got ${describe(value)}`,
  );
}

/** Throws a ValidationError unless the value is a whole number of at least `min`. */
export function requireCount(field: string, value: unknown, min = 1): asserts value is number {
  if (Number.isSafeInteger(value) && (value as number) >= min) return;
  throw new ValidationError(field, `expected a whole number, ${min} or more, got ${describe(value)}`);
}
