import { LIMITS } from '@cio/core';
import { ownValue } from '../lib/own-properties.js';
import type { ObjectIdentifiers } from '../store/objects.js';
import { identifierText, type PersonIdentifier, type PersonKey } from '../store/person.js';

const PERSON_KEYS: readonly PersonKey[] = ['id', 'email', 'phone', 'cio_id'];

/** The person that a request means: by the first of these keys that has a value. Undefined where none has. */
export function personIdentifier(
  identifiers: Record<string, unknown> | undefined,
  keys: readonly PersonKey[] = PERSON_KEYS,
): PersonIdentifier | undefined {
  for (const key of keys) {
    const value = identifierText(ownValue(identifiers ?? {}, key));
    if (value !== undefined) return [key, value];
  }
  return undefined;
}

/** The object that a request means. Undefined where it means none. */
export function objectIdentifiers(
  identifiers: Record<string, unknown> | undefined,
): ObjectIdentifiers | undefined {
  const cio_object_id = identifierText(ownValue(identifiers ?? {}, 'cio_object_id'));
  if (cio_object_id !== undefined) return { cio_object_id };
  const object_type_id = identifierText(ownValue(identifiers ?? {}, 'object_type_id'));
  const object_id = identifierText(ownValue(identifiers ?? {}, 'object_id'));
  if (object_type_id === undefined || object_id === undefined) return undefined;
  return { object_type_id, object_id };
}

/** Whether the id of a person or an object is longer than Customer.io takes. */
export function isTooLongId(id: string): boolean {
  return Buffer.byteLength(id) > LIMITS.identifierBytes;
}
