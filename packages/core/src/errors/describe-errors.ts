import type { ErrorDetail } from './error-details.js';

const MAX_CHARACTERS = 500;

/** Several errors in one line, limited, and without control characters and lone surrogates: the text of a server goes into logs. */
export function describeErrors(errors: readonly ErrorDetail[]): string {
  const text = errors
    .slice(0, 20)
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ');
  if (text.length <= MAX_CHARACTERS) return text;
  // Half of a surrogate pair is no character, and a database refuses it.
  return `${text.slice(0, MAX_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
