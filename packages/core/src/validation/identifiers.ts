import { ValidationError } from '../errors/validation-error.js';
import { requireIdentifier } from './checks.js';
import { LIMITS } from './limits.js';

/** Refuses what is not an object with exactly one key, one of these, and gives the key. Undefined is no value. */
export function requireOneKey(field: string, value: unknown, keys: readonly string[]): string {
  const given = Object.entries(value ?? {}).filter(([, one]) => one !== undefined);
  const [[key] = ['']] = given;
  if (given.length !== 1 || !keys.includes(key)) {
    throw new ValidationError(field, `expected exactly one of ${keys.join(', ')}`);
  }
  return key;
}

/** Exactly one of the keys, and something in it. */
export function requireOneIdentifier(field: string, value: unknown, keys: readonly string[]): void {
  const key = requireOneKey(field, value, keys);
  requireIdentifier(`${field}.${key}`, (value as Record<string, unknown>)[key], LIMITS.identifierBytes);
}
