import {
  type Identifier,
  isCustomerIOError,
  LIMITS,
  requireIdentifier,
  requireOneKey,
  requireText,
  ValidationError,
} from '@cio/core';
import { plainObject } from './plain-object.js';
import type {
  AnonymousIdentifiers,
  ObjectIdentifiers,
  PersonIdentifiers,
  RelatedPersonIdentifiers,
} from './types.js';

const PERSON = ['id', 'email', 'cio_id', 'phone'];
const RELATED_PERSON = ['id', 'email', 'cio_id'];

export function personIdentifiers(field: string, value: unknown): PersonIdentifiers {
  return oneIdentifier(field, value, PERSON) as unknown as PersonIdentifiers;
}

/** A person where Customer.io does not take a phone number. */
export function relatedPerson(field: string, value: unknown): RelatedPersonIdentifiers {
  return oneIdentifier(field, value, RELATED_PERSON) as unknown as RelatedPersonIdentifiers;
}

export function anonymousIdentifiers(field: string, value: unknown): AnonymousIdentifiers {
  return oneIdentifier(field, value, ['anonymous_id']) as unknown as AnonymousIdentifiers;
}

export function objectIdentifiers(field: string, value: unknown): ObjectIdentifiers {
  const { object_type_id, object_id, ...others } = plainObject(field, value);
  if (others.cio_object_id !== undefined) {
    return oneIdentifier(field, value, ['cio_object_id']) as unknown as ObjectIdentifiers;
  }
  if (Object.keys(others).length > 0) {
    throw new ValidationError(field, 'expected object_type_id and object_id, or cio_object_id');
  }
  requireIdentifier(`${field}.object_type_id`, object_type_id, LIMITS.identifierBytes);
  requireText(`${field}.object_id`, object_id, LIMITS.identifierBytes);
  return { object_type_id, object_id };
}

/** A copy of what has exactly one of the keys, and something in it. */
function oneIdentifier(
  field: string,
  value: unknown,
  keys: readonly string[],
): { readonly [key: string]: Identifier } {
  let key: string;
  let identifier: unknown;
  try {
    key = requireOneKey(field, value, keys);
    identifier = (value as Record<string, unknown>)[key];
  } catch (cause) {
    if (isCustomerIOError(cause)) throw cause;
    throw new ValidationError(field, 'cannot be read', { cause });
  }
  requireIdentifier(`${field}.${key}`, identifier, LIMITS.identifierBytes);
  // -0 is 0 in JSON.
  return { [key]: typeof identifier === 'number' ? identifier + 0 : identifier };
}
