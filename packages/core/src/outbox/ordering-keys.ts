import { addIdentifiers, addKey, field, messageKeys, operationKeys } from '../ordering/ordering-keys.js';
import type { OutboxItem, StoredCall } from './items.js';

/**
 * The ordering keys of an item: the one that it was added with, and one for each person, object and delivery in it. The first one
 * decides the partition; within a partition, items that share any are sent in order.
 */
export function itemKeys(item: OutboxItem): string[] {
  const keys: string[] = [];
  addKey(keys, item.orderingKey);
  switch (item.kind) {
    case 'track-v2':
      return keys.concat(operationKeys(item.operation));
    case 'pipelines':
      return keys.concat(messageKeys(item.message));
    case 'event': {
      const { data, event_id } = item.event;
      addIdentifiers(keys, field(data, 'identifiers'));
      addKey(keys, field(data, 'customer_id'));
      if (keys.length === 0) addKey(keys, event_id);
      return keys;
    }
    default:
      addCall(keys, item.call);
      return keys;
  }
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

function addCall(keys: string[], { path, body }: StoredCall): void {
  const person = /^\/api\/v1\/customers\/([^/]+)/.exec(path)?.[1];
  if (person !== undefined) addKey(keys, decodeURIComponent(person));
  for (const name of ['primary', 'secondary', 'identifiers']) addIdentifiers(keys, field(body, name));
  const data = field(body, 'data');
  if (path.startsWith('/api/v1/forms/')) for (const name of ['id', 'email']) addKey(keys, field(data, name));
  addKey(keys, field(body, 'anonymous_id'));
  addKey(keys, field(body, 'delivery_id'), 'delivery ');
  // The people of a segment.
  const ids = field(body, 'ids');
  if (Array.isArray(ids)) for (const id of ids) addKey(keys, id);
  if (keys.length === 0) addKey(keys, field(body, 'to') ?? field(data, 'recipient') ?? path);
}
