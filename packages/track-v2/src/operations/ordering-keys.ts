import type { JsonValue } from '@cio/core';

/** An operation of the caller, which is JSON but not validated. */
type JsonOperation = Readonly<Record<string, JsonValue | undefined>>;

/** Identifiers of a person that can be in the attributes of an `identify`. */
const IDENTIFYING_ATTRIBUTES = ['id', 'email', 'phone', 'anonymous_id'] as const;

/**
 * The ordering keys of an operation: one for each person, object and delivery in it. Operations that share a key are sent in order.
 *
 * Notations of an identifier have the same key: `5` and `'5'`, and an email address in upper and lower case. Another type of
 * identifier of the same person has another key, unless an `identify` has both. Different people never share a key.
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
  // Written out, not in a loop: this runs for each of millions of operations.
  const { id, email, cio_id, phone, anonymous_id, cio_object_id, object_type_id, object_id } = identifiers;
  addKey(keys, 'id', id);
  addKey(keys, 'email', email);
  addKey(keys, 'cio_id', cio_id);
  addKey(keys, 'phone', phone);
  addKey(keys, 'anonymous_id', anonymous_id);
  addKey(keys, 'cio_object_id', cio_object_id);
  if (object_id === undefined && object_type_id === undefined) return;
  const type = textOf(object_type_id);
  // The prefix with the length separates the type and the id unambiguously.
  keys.push(`object:${type.length}:${type}${textOf(object_id)}`);
}

function addKey(keys: string[], name: string, value: JsonValue | undefined): void {
  if (value === undefined || value === null) return;
  const text = textOf(value);
  // Customer.io compares email addresses case-insensitively.
  keys.push(`${name}:${name === 'email' ? text.trim().toLowerCase() : text}`);
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value ?? null);
}

function isObject(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
