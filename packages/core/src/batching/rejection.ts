import type { ErrorDetail } from '../errors/error-details.js';

/** An operation that was rejected, and why. Sent again as it is, it will be rejected again. */
export interface Rejection<Op = unknown> {
  /** Its place among the operations given, from 0. */
  readonly index: number;
  readonly operation: Op;
  /** All that is wrong with it: `field`, `reason` (a word such as `invalid` or `required`) and `message`. */
  readonly errors: readonly ErrorDetail[];
  /** The errors in one line, at most 500 characters. */
  readonly message: string;
}

const MAX_CHARACTERS = 500;

/** Several errors in one line. What comes from a server has no end of its own, and may hold characters that hurt a log. */
export function describeErrors(errors: readonly ErrorDetail[]): string {
  const text = errors
    .slice(0, 20)
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
}
