import type { JsonValue } from '../serialization/json-value.js';

type Json = JsonValue | undefined;
type JsonObject = Readonly<Record<string, Json>>;

/** Identifiers of a person that can be in the attributes of an `identify`. */
const IDENTIFYING_ATTRIBUTES = ['id', 'email', 'phone', 'anonymous_id'];

/**
 * The ordering keys of an operation of the Track API v2: one for each person, object and delivery in it. Operations that share a key
 * are sent in order.
 *
 * A key is the identifier itself, whatever type of identifier it is: the same person or object has the same key in all APIs. Two that
 * have nothing in common but the text of an identifier are kept in order as well, which does no harm.
 */
export function operationKeys(operation: JsonObject): string[] {
  const { type, action, identifiers, primary, secondary, cio_relationships, attributes } = operation;
  const keys: string[] = [];
  if (type === 'delivery') {
    addKey(keys, field(identifiers, 'id'), 'delivery ');
    return keys;
  }
  addIdentifiers(keys, identifiers);
  addIdentifiers(keys, primary);
  addIdentifiers(keys, secondary);
  if (type === 'person' && action === 'identify' && isObject(attributes)) {
    for (const name of IDENTIFYING_ATTRIBUTES) addKey(keys, attributes[name]);
  }
  if (Array.isArray(cio_relationships)) {
    for (const related of cio_relationships) addIdentifiers(keys, field(related, 'identifiers'));
  }
  return keys;
}

/** The ordering keys of a message of the Pipelines API: one for each person, group and delivery that it is about. */
export function messageKeys(message: JsonObject): string[] {
  const { type, event, userId, anonymousId, previousId, groupId, traits, properties } = message;
  const keys: string[] = [];
  addKey(keys, userId);
  addKey(keys, anonymousId);
  addKey(keys, previousId);
  // A group is an object. The message does not always have its type.
  addKey(keys, groupId, 'object ');
  if (type === 'identify') addKey(keys, field(traits, 'email'));
  if (type !== 'track') return keys;
  if (event === 'Object Deleted' || event === 'Relationship Deleted') {
    addKey(keys, field(properties, 'objectId'), 'object ');
  } else if (event === 'Report Delivery Event') addKey(keys, field(properties, 'deliveryId'), 'delivery ');
  return keys;
}

/** Adds a key for each identifier. */
export function addIdentifiers(keys: string[], identifiers: Json): void {
  if (!isObject(identifiers)) return;
  // Written out, not in a loop: this runs for each of millions of operations.
  const { id, email, cio_id, phone, anonymous_id, cio_object_id, object_id } = identifiers;
  addKey(keys, id);
  addKey(keys, email);
  addKey(keys, cio_id);
  addKey(keys, phone);
  addKey(keys, anonymous_id);
  addKey(keys, cio_object_id, 'object ');
  addKey(keys, object_id, 'object ');
}

/** Adds the key of an identifier, unless it has no value. */
export function addKey(keys: string[], value: Json, prefix = ''): void {
  if (value === undefined || value === null || value === '') return;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  keys.push(prefix + normalize(text));
}

function normalize(text: string): string {
  // Customer.io compares email addresses case-insensitively.
  if (text.includes('@')) return text.trim().toLowerCase();
  // How a cio_id is written where an id or an email address could be, too.
  return text.startsWith('cio_') ? text.slice(4) : text;
}

export function field(value: Json, name: string): Json {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: Json): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
