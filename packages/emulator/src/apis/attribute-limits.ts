import { LIMITS } from '@cio/core';

/** An attribute that Customer.io refuses: for its value, its name, or for being one too many. */
export interface AttributeOverLimit {
  limit: 'value' | 'name' | 'count';
  /** Its name; the empty string where there are too many. */
  name: string;
}

/** Keys that are instructions, preferences or an id, and are no attributes to Customer.io. */
const NOT_MEASURED = new Set([
  'id',
  'anonymous_id',
  '_update',
  '_timestamp',
  'cio_relationships',
  'cio_subscription_preferences',
]);

/**
 * The attributes of a person, an object or a relationship that Customer.io refuses.
 *
 * @param existing Those that are there already: the limit is one of both together.
 */
export function attributesOverLimits(
  attributes: Record<string, unknown> = {},
  existing: Record<string, unknown> = {},
): AttributeOverLimit[] {
  const refused: AttributeOverLimit[] = [];
  const names = new Set(Object.keys(existing).filter((name) => !NOT_MEASURED.has(name)));
  for (const [name, value] of Object.entries(attributes)) {
    if (NOT_MEASURED.has(name)) continue;
    names.add(name);
    if (Buffer.byteLength(name) > LIMITS.attributeNameBytes) refused.push({ limit: 'name', name });
    if (valueBytes(value) > LIMITS.attributeValueBytes) refused.push({ limit: 'value', name });
  }
  if (names.size > LIMITS.attributes) refused.push({ limit: 'count', name: '' });
  return refused;
}

/**
 * A value's size, in bytes of UTF-8. Live it was seen for strings. What is none counts by its JSON, because Customer.io
 * keeps every attribute as text and gives it back so, and publishes the limit for all values alike.
 */
function valueBytes(value: unknown): number {
  return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
}
