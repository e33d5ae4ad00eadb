import { ValidationError } from '../errors/validation-error.js';

/** The year 5138 in unix seconds. What is beyond was meant in milliseconds. */
const TOO_FAR = 100_000_000_000;

export function checkTimestamp(field: string, timestamp: unknown): void {
  if (timestamp === undefined) return;
  const seconds = timestamp instanceof Date ? Math.floor(timestamp.getTime() / 1000) : timestamp;
  if (!Number.isInteger(seconds) || (seconds as number) < 0) {
    throw new ValidationError(field, 'expected a valid Date or whole unix seconds, 0 or more');
  }
  if ((seconds as number) >= TOO_FAR) {
    throw new ValidationError(field, `expected unix seconds, got ${seconds}: these look like milliseconds`);
  }
}
