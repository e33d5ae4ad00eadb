import { normalizedIdentifier, type PersonIdentifier } from '../store/person.js';
import type { Store } from '../store/store.js';

/** Whether an identifier is suppressed: no person can have it. */
export function isSuppressed({ suppressed }: Store, identifier: PersonIdentifier): boolean {
  return suppressed.has(keyOf(identifier));
}

/** Suppresses the identifiers of one person. */
export function addSuppression({ suppressed }: Store, identifiers: readonly PersonIdentifier[]): void {
  const keys = identifiers.map(keyOf);
  // One of them may have been suppressed before, with others.
  const together = [...new Set(keys.flatMap((key) => [key, ...(suppressed.get(key) ?? [])]))];
  for (const key of together) suppressed.set(key, together);
}

/** Ends the suppression of an identifier, and of all that were suppressed with it. */
export function unsuppress({ suppressed }: Store, identifier: PersonIdentifier): void {
  for (const key of suppressed.get(keyOf(identifier)) ?? []) suppressed.delete(key);
}

function keyOf([key, value]: PersonIdentifier): string {
  return `${key} ${normalizedIdentifier(key, value)}`;
}
