import type { JsonValue } from '@cio/core';

type JsonMessage = Readonly<Record<string, JsonValue | undefined>>;

/**
 * A key for each person, group and delivery that a message is about. Messages that share one are kept in their order.
 *
 * The same id has the same key whether it is a `userId` or an `anonymousId`, since an `alias` may name either, and an email
 * address has the same key as a `userId` and as the trait that identifies a person.
 */
export function orderingKeys({
  type,
  event,
  userId,
  anonymousId,
  previousId,
  groupId,
  traits,
  properties,
}: JsonMessage): string[] {
  const keys: string[] = [];
  addKey(keys, 'person', userId);
  addKey(keys, 'person', anonymousId);
  addKey(keys, 'person', previousId);
  addKey(keys, 'group', groupId);
  if (type === 'identify' && isObject(traits)) addKey(keys, 'person', traits.email);
  if (type === 'track' && isObject(properties)) {
    if (event === 'Object Deleted' || event === 'Relationship Deleted') {
      addKey(keys, 'group', properties.objectId);
    } else if (event === 'Report Delivery Event') addKey(keys, 'delivery', properties.deliveryId);
  }
  return keys;
}

function addKey(keys: string[], kind: string, value: JsonValue | undefined): void {
  if (value === undefined || value === null || value === '') return;
  let text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // Customer.io compares addresses without regard to case.
  if (text.includes('@')) text = text.trim().toLowerCase();
  const key = `${kind}:${text}`;
  if (!keys.includes(key)) keys.push(key);
}

function isObject(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
