import { requireIdentifier, ValidationError } from '@cio/core';
import { LIMITS } from './limits.js';

const KINDS = ['id', 'email', 'cio_id'];

/** Exactly one of `id`, `email`, `cio_id`, and something in it. */
export function checkPerson(field: string, person: unknown): void {
  const entries = Object.entries(typeof person === 'object' && person !== null ? person : {});
  const [entry] = entries;
  if (entry === undefined || entries.length > 1 || !KINDS.includes(entry[0])) {
    throw new ValidationError(field, 'expected exactly one of id, email, cio_id');
  }
  requireIdentifier(`${field}.${entry[0]}`, entry[1], LIMITS.identifierBytes);
}
