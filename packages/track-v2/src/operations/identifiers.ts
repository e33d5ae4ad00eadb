import {
  copyJsonObject,
  LIMITS,
  requireIdentifier,
  requireOneIdentifier,
  requireText,
  ValidationError,
} from '@cio/core';
import type {
  AnonymousIdentifiers,
  ObjectIdentifiers,
  PersonIdentifiers,
  RelatedPersonIdentifiers,
} from './types.js';

const PERSON = ['id', 'email', 'cio_id', 'phone'];
const RELATED_PERSON = ['id', 'email', 'cio_id'];

export function personIdentifiers(field: string, value: unknown): PersonIdentifiers {
  return requireOneIdentifier(field, value, PERSON) as unknown as PersonIdentifiers;
}

/** The identifiers of a person, where Customer.io does not accept a phone number. */
export function relatedPerson(field: string, value: unknown): RelatedPersonIdentifiers {
  return requireOneIdentifier(field, value, RELATED_PERSON) as unknown as RelatedPersonIdentifiers;
}

export function anonymousIdentifiers(field: string, value: unknown): AnonymousIdentifiers {
  return requireOneIdentifier(field, value, ['anonymous_id']) as unknown as AnonymousIdentifiers;
}

export function objectIdentifiers(field: string, value: unknown): ObjectIdentifiers {
  const { object_type_id, object_id, ...others } = copyJsonObject(field, value);
  if (others.cio_object_id !== undefined) {
    return requireOneIdentifier(field, value, ['cio_object_id']) as unknown as ObjectIdentifiers;
  }
  if (Object.keys(others).length > 0) {
    throw new ValidationError(field, 'expected object_type_id and object_id, or cio_object_id');
  }
  requireIdentifier(`${field}.object_type_id`, object_type_id, LIMITS.identifierBytes);
  requireText(`${field}.object_id`, object_id, LIMITS.identifierBytes);
  return { object_type_id, object_id };
}
