import { ValidationError } from '../errors/validation-error.js';
import { isDate } from './type-tag.js';

/** The year 5138 in unix seconds: a larger number is milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** Throws a ValidationError unless the value is undefined, whole unix seconds, or a valid `Date`. */
export function checkTimestamp(field: string, timestamp: unknown): void {
  if (timestamp === undefined) return;
  const seconds = isDate(timestamp) ? Math.floor(Number(timestamp) / 1000) : timestamp;
  if (!Number.isInteger(seconds) || (seconds as number) < 0) {
    throw new ValidationError(field, 'expected a valid Date or whole unix seconds, 0 or more');
  }
  if (looksLikeMilliseconds(seconds)) {
    throw new ValidationError(field, `expected unix seconds, got ${seconds}, which looks like milliseconds`);
  }
}

/** Whether a number, or a text of digits, is a time in milliseconds where unix seconds are expected. */
export function looksLikeMilliseconds(time: unknown): boolean {
  if (typeof time === 'string' && !/^\d{12,}$/.test(time)) return false;
  return (typeof time === 'number' || typeof time === 'string') && Number(time) >= FIRST_MILLISECONDS;
}
