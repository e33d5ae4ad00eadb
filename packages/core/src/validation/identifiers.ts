import { ValidationError } from '../errors/validation-error.js';
import { type Identifier, requireIdentifier } from './checks.js';
import { LIMITS } from './limits.js';
import { readSafely } from './read-safely.js';

/** The only key of an object, which has to be one of `keys`. Keys whose value is undefined are ignored. */
export function requireOneKey(field: string, value: unknown, keys: readonly string[]): string {
  return onlyEntry(field, value, keys).key;
}

/** A copy of an object with exactly one of the keys, whose value has to be an identifier. */
export function requireOneIdentifier(
  field: string,
  value: unknown,
  keys: readonly string[],
): Record<string, Identifier> {
  const { key, value: identifier } = onlyEntry(field, value, keys);
  requireIdentifier(`${field}.${key}`, identifier, LIMITS.identifierBytes);
  // Not a literal, for the reason in track-v2's operations/occurrence.ts.
  const copy: Record<string, Identifier> = {};
  // -0 is 0 in JSON.
  copy[key] = typeof identifier === 'number' ? identifier + 0 : identifier;
  return copy;
}

function onlyEntry(field: string, value: unknown, keys: readonly string[]): { key: string; value: unknown } {
  return readSafely(field, () => {
    const object = (value ?? {}) as Record<string, unknown>;
    let only: { key: string; value: unknown } | undefined;
    for (const key of Object.keys(object)) {
      const one = object[key];
      if (one === undefined) continue;
      if (only || !keys.includes(key)) throw expectedOneOf(field, keys);
      only = { key, value: one };
    }
    if (!only) throw expectedOneOf(field, keys);
    return only;
  });
}

function expectedOneOf(field: string, keys: readonly string[]): ValidationError {
  return new ValidationError(field, `expected exactly one of ${keys.join(', ')}`);
}
