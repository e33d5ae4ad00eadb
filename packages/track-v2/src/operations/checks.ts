import {
  checkTimestamp,
  isUlid,
  LIMITS,
  requireIdentifier,
  requireObject,
  requireOneIdentifier,
  requireText,
  ulid,
  ValidationError,
} from '@cio/core';
import type { Attributes, ObjectIdentifiers, PersonIdentifiers } from './types.js';

const PERSON_KEYS = ['id', 'email', 'cio_id', 'phone'];
const RELATED_PERSON_KEYS = ['id', 'email', 'cio_id'];

export function checkPersonIdentifiers(field: string, identifiers: PersonIdentifiers): void {
  requireOneIdentifier(field, identifiers, PERSON_KEYS);
}

/** A person where Customer.io does not take a phone number. */
export function checkRelatedPerson(field: string, identifiers: unknown): void {
  requireOneIdentifier(field, identifiers, RELATED_PERSON_KEYS);
}

export function checkAnonymous(field: string, identifiers: unknown): void {
  requireOneIdentifier(field, identifiers, ['anonymous_id']);
}

export function checkObjectIdentifiers(field: string, identifiers: ObjectIdentifiers): void {
  requireObject(field, identifiers);
  if (identifiers.cio_object_id !== undefined) {
    requireOneIdentifier(field, identifiers, ['cio_object_id']);
    return;
  }
  const { object_type_id, object_id, ...others } = identifiers as Record<string, unknown>;
  if (Object.values(others).some((value) => value !== undefined)) {
    throw new ValidationError(field, 'expected object_type_id and object_id, or cio_object_id');
  }
  requireIdentifier(`${field}.object_type_id`, object_type_id, LIMITS.identifierBytes);
  requireText(`${field}.object_id`, object_id, LIMITS.identifierBytes);
}

/** At least one relationship, each to somebody or something that the check lets through. */
export function checkRelationships<T>(
  relationships: readonly T[],
  check: (field: string, identifiers: never) => void,
): void {
  if (!Array.isArray(relationships) || relationships.length === 0) {
    throw new ValidationError('relationships', 'expected an array with at least one relationship');
  }
  relationships.forEach((relationship, index) => {
    requireObject(`relationships[${index}]`, relationship);
    check(`relationships[${index}].identifiers`, relationship.identifiers as never);
  });
}

export interface OccurrenceOptions {
  /** A ULID of your own, for what may be built twice and must count once. */
  id?: string;
  /** When it happened: unix seconds or a `Date`. Left out, the time it arrives. */
  timestamp?: number | Date;
}

/** An event, a page view or a screen view, with the ULID made here. */
export function occurrence<T extends string, A extends string, I>(
  type: T,
  action: A,
  identifiers: I,
  name: string,
  attributes: Attributes | undefined,
  { id = ulid(), timestamp }: OccurrenceOptions,
) {
  requireText('name', name, LIMITS.eventNameBytes);
  if (attributes !== undefined) requireObject('attributes', attributes);
  if (!isUlid(id)) throw new ValidationError('id', 'expected a ULID, 26 characters of base 32');
  // Millions of these are built one after another: plain assignments, no spreads.
  const operation: Occurrence<T, A, I> = { type, action, identifiers, id, name };
  if (timestamp !== undefined) {
    checkTimestamp('timestamp', timestamp);
    operation.timestamp = timestamp;
  }
  if (attributes !== undefined) operation.attributes = attributes;
  return operation;
}

interface Occurrence<T, A, I> {
  type: T;
  action: A;
  identifiers: I;
  id: string;
  name: string;
  timestamp?: number | Date;
  attributes?: Attributes;
}

/** The keys that have a value. */
export function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
