import type { JsonValue } from '@cio/core';

/** An operation as it was given, of which nothing is known but that it is JSON. */
type JsonOperation = Readonly<Record<string, JsonValue | undefined>>;

/** What a person may be named by in the attributes of an `identify`. */
const IDENTIFYING_ATTRIBUTES = ['id', 'email', 'phone', 'anonymous_id'] as const;

/**
 * A key for each person, object and delivery that an operation is about. Operations that share one are kept in their order.
 *
 * The same person has the same key however the identifier is written: `5` and `'5'`, an email address in either case. The
 * same person by another kind of identifier has another key, unless an `identify` names both. Two different ones never
 * share a key.
 */
export function orderingKeys(operation: JsonOperation): string[] {
  const { type, action, identifiers, primary, secondary, cio_relationships, attributes } = operation;
  const keys: string[] = [];
  if (type === 'delivery') {
    if (isObject(identifiers)) addKey(keys, 'delivery', identifiers.id);
    return keys;
  }
  addIdentifiers(keys, identifiers);
  addIdentifiers(keys, primary);
  addIdentifiers(keys, secondary);
  if (type === 'person' && action === 'identify' && isObject(attributes)) {
    for (const name of IDENTIFYING_ATTRIBUTES) addKey(keys, name, attributes[name]);
  }
  if (Array.isArray(cio_relationships)) {
    for (const related of cio_relationships) if (isObject(related)) addIdentifiers(keys, related.identifiers);
  }
  return keys;
}

function addIdentifiers(keys: string[], identifiers: JsonValue | undefined): void {
  if (!isObject(identifiers)) return;
  // By name, not in a loop over the names: this is done for each of millions.
  const { id, email, cio_id, phone, anonymous_id, cio_object_id, object_type_id, object_id } = identifiers;
  addKey(keys, 'id', id);
  addKey(keys, 'email', email);
  addKey(keys, 'cio_id', cio_id);
  addKey(keys, 'phone', phone);
  addKey(keys, 'anonymous_id', anonymous_id);
  addKey(keys, 'cio_object_id', cio_object_id);
  if (object_id === undefined && object_type_id === undefined) return;
  const type = textOf(object_type_id);
  // With the length before it, what belongs to the type and what to the id is never in doubt.
  keys.push(`object:${type.length}:${type}${textOf(object_id)}`);
}

function addKey(keys: string[], name: string, value: JsonValue | undefined): void {
  if (value === undefined || value === null) return;
  const text = textOf(value);
  // Customer.io compares addresses without regard to case.
  keys.push(`${name}:${name === 'email' ? text.trim().toLowerCase() : text}`);
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value ?? null);
}

function isObject(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
