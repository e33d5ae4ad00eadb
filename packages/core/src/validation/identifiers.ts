import { ValidationError } from '../errors/validation-error.js';
import { requireIdentifier } from './checks.js';
import { LIMITS } from './limits.js';

/** Exactly one of the keys, and something in it. */
export function requireOneIdentifier(field: string, value: unknown, keys: readonly string[]): void {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const given = entries.filter(([, identifier]) => identifier !== undefined);
  const [entry] = given;
  if (entry === undefined || given.length > 1 || !keys.includes(entry[0])) {
    throw new ValidationError(field, `expected exactly one of ${keys.join(', ')}`);
  }
  requireIdentifier(`${field}.${entry[0]}`, entry[1], LIMITS.identifierBytes);
}
