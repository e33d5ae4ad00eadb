import {
  copyJsonObject,
  LIMITS,
  requireIdentifier,
  requireOneIdentifier,
  requireText,
  ValidationError,
} from '@cio/core';
import type {
  ActorIdentifiers,
  AnonymousIdentifiers,
  ObjectIdentifiers,
  PersonIdentifiers,
  RelatedPersonIdentifiers,
} from './types.js';

const PERSON = ['id', 'email', 'cio_id', 'phone'];
const ACTOR = [...PERSON, 'anonymous_id'];
const RELATED_PERSON = ['id', 'email', 'cio_id'];

export function personIdentifiers(field: string, value: unknown): PersonIdentifiers {
  return requireOneIdentifier(field, value, PERSON) as unknown as PersonIdentifiers;
}

/** Whoever did something: events and views are taken of people not identified yet, too. */
export function actorIdentifiers(field: string, value: unknown): ActorIdentifiers {
  return requireOneIdentifier(field, value, ACTOR) as unknown as ActorIdentifiers;
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
