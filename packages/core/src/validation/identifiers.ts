import { ValidationError } from '../errors/validation-error.js';
import { requireIdentifier } from './checks.js';
import { LIMITS } from './limits.js';

/** Refuses what is not an object with exactly one key, one of these, and gives the key. Undefined is no value. */
export function requireOneKey(field: string, value: unknown, keys: readonly string[]): string {
  const given = (value ?? {}) as Record<string, unknown>;
  let only: string | undefined;
  for (const key of Object.keys(given)) {
    if (given[key] === undefined) continue;
    if (only !== undefined || !keys.includes(key)) throw expectedOneOf(field, keys);
    only = key;
  }
  if (only === undefined) throw expectedOneOf(field, keys);
  return only;
}

function expectedOneOf(field: string, keys: readonly string[]): ValidationError {
  return new ValidationError(field, `expected exactly one of ${keys.join(', ')}`);
}

/** Exactly one of the keys, and something in it. */
export function requireOneIdentifier(field: string, value: unknown, keys: readonly string[]): void {
  const key = requireOneKey(field, value, keys);
  requireIdentifier(`${field}.${key}`, (value as Record<string, unknown>)[key], LIMITS.identifierBytes);
}
