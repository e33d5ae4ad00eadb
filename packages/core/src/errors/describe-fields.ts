import type { ErrorDetail } from './error-details.js';

/** The fields and the reasons that a response names, such as ` (email: invalid)`; not its text, which may quote the request. */
export function describeFields(details: readonly ErrorDetail[] = []): string {
  const named = details.slice(0, 5).flatMap(({ field, pointer, reason, code }) => {
    const words = [field ?? pointer, reason ?? code].filter(
      (word) => word && /^[\w./[\]-]{1,60}$/.test(word),
    );
    return words.length > 0 ? [words.join(': ')] : [];
  });
  return named.length > 0 ? ` (${named.join(', ')})` : '';
}
