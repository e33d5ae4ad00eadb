import { ValidationError } from '../errors/validation-error.js';
import { describe } from './checks.js';

/** The maximum delay of a timer: 2,147,483,647 ms, almost 25 days. A timer with a longer delay fires immediately. */
export const MAX_TIMER_MS: number = 2_147_483_647;

/** Throws a ValidationError unless the value is a duration in milliseconds that a timer supports. 0 is none, unless it is allowed. */
export function requireDuration(field: string, value: unknown, orZero = false): asserts value is number {
  if (typeof value === 'number' && (value > 0 || (orZero && value === 0)) && value <= MAX_TIMER_MS) return;
  const expected = `expected milliseconds, ${orZero ? '0 or more' : 'above 0'} and at most ${MAX_TIMER_MS}`;
  throw new ValidationError(field, `${expected}, got ${describe(value)}`);
}

/** Throws a ValidationError unless the value is a whole number of at least `min`. */
export function requireCount(field: string, value: unknown, min = 1): asserts value is number {
  if (Number.isSafeInteger(value) && (value as number) >= min) return;
  throw new ValidationError(field, `expected a whole number, ${min} or more, got ${describe(value)}`);
}
