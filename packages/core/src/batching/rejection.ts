import type { ErrorDetail } from '../errors/error-details.js';

/** An operation that was rejected, with the reasons. Sent again unchanged, it would be rejected again. */
export interface Rejection<Op = unknown> {
  /** Its index among the operations that were passed, from 0. */
  readonly index: number;
  /** The operation. */
  readonly operation: Op;
  /** All errors of the operation: `field`, `reason` (such as `invalid` or `required`) and `message`. */
  readonly errors: readonly ErrorDetail[];
  /** The errors in one line, at most 500 characters. */
  readonly message: string;
}

const MAX_CHARACTERS = 500;

/** Several errors in one line, limited and without control characters: the text of a server goes into logs. */
export function describeErrors(errors: readonly ErrorDetail[]): string {
  const text = errors
    .slice(0, 20)
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
}
