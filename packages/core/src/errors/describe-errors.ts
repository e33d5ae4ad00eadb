import type { ErrorDetail } from './error-details.js';

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
