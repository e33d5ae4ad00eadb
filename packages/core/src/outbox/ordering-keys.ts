import type { JsonValue } from '../serialization/json-value.js';
import type { OutboxItem, StoredCall } from './items.js';

type Json = JsonValue | undefined;

/**
 * The ordering keys of an item: one for each person, object, group and delivery in it, the first of which decides the partition.
 * The same id or email address has the same key in all APIs.
 */
export function itemKeys(item: OutboxItem): string[] {
  const keys = new Set<string>();
  const add = (value: Json) => addKey(keys, value);
  switch (item.kind) {
    case 'track-v2':
      addOperation(keys, item.operation);
      break;
    case 'pipelines': {
      const { type, userId, anonymousId, previousId, groupId, traits } = item.message;
      for (const id of [userId, anonymousId, previousId]) add(id);
      if (groupId !== undefined) keys.add(`group ${groupId}`);
      if (type === 'identify') add(field(traits, 'email'));
      break;
    }
    case 'event': {
      const data = item.event.data;
      for (const id of identifiersOf(field(data, 'identifiers'))) add(id);
      add(field(data, 'customer_id'));
      if (keys.size === 0) add(item.event.event_id);
      break;
    }
    default:
      addCall(keys, item.call);
  }
  return [...keys];
}

/** The partition of an ordering key, from 0: the same in all processes. */
export function partitionOf(key: string, partitions: number): number {
  // FNV-1a, 32 bits, of the UTF-16 units.
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  // Its lowest bits differ too little for keys that differ in their last character.
  hash ^= hash >>> 16;
  return (hash >>> 0) % partitions;
}

function addOperation(keys: Set<string>, operation: Readonly<Record<string, JsonValue>>): void {
  const { type, action, identifiers, primary, secondary, cio_relationships, attributes } = operation;
  if (type === 'delivery') {
    keys.add(`delivery ${field(identifiers, 'id')}`);
    return;
  }
  for (const named of [identifiers, primary, secondary]) addIdentifiers(keys, named);
  if (type === 'person' && action === 'identify') {
    for (const name of ['id', 'email', 'phone', 'anonymous_id']) addKey(keys, field(attributes, name));
  }
  if (!Array.isArray(cio_relationships)) return;
  for (const related of cio_relationships) addIdentifiers(keys, field(related, 'identifiers'));
}

function addIdentifiers(keys: Set<string>, identifiers: Json): void {
  const id = field(identifiers, 'object_id');
  if (id !== undefined) keys.add(`object ${field(identifiers, 'object_type_id')} ${id}`);
  else for (const value of identifiersOf(identifiers)) addKey(keys, value);
}

function addCall(keys: Set<string>, { path, body }: StoredCall): void {
  const person = /^\/api\/v1\/customers\/([^/]+)/.exec(path)?.[1];
  if (person !== undefined) addKey(keys, decodeURIComponent(person).replace(/^cio_/, ''));
  for (const name of ['primary', 'secondary', 'identifiers']) {
    for (const value of identifiersOf(field(body, name))) addKey(keys, value);
  }
  const data = field(body, 'data');
  if (path.startsWith('/api/v1/forms/')) for (const name of ['id', 'email']) addKey(keys, field(data, name));
  for (const name of ['anonymous_id', 'delivery_id']) addKey(keys, field(body, name));
  if (keys.size === 0) addKey(keys, field(body, 'to') ?? field(data, 'recipient') ?? path);
}

function identifiersOf(identifiers: Json): JsonValue[] {
  return isObject(identifiers) ? Object.values(identifiers) : [];
}

function addKey(keys: Set<string>, value: Json): void {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const text = String(value).trim();
  // Customer.io compares email addresses case-insensitively.
  if (text !== '') keys.add(text.includes('@') ? text.toLowerCase() : text);
}

function field(value: Json, name: string): Json {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: Json): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
