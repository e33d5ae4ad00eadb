import { LIMITS } from '@cio/core';

/** An attribute that Customer.io rejects: for its value, its name, or because there are too many. */
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
 * The attributes of a person, an object or a relationship that exceed a limit.
 *
 * @param existing The attributes that are set already: the limit on their number is for all together.
 */
export function attributesOverLimits(
  attributes: Record<string, unknown> = {},
  existing: Record<string, unknown> = {},
): AttributeOverLimit[] {
  const violations: AttributeOverLimit[] = [];
  const names = new Set(Object.keys(existing).filter((name) => !NOT_MEASURED.has(name)));
  for (const [name, value] of Object.entries(attributes)) {
    if (NOT_MEASURED.has(name)) continue;
    names.add(name);
    if (Buffer.byteLength(name) > LIMITS.attributeNameBytes) violations.push({ limit: 'name', name });
    if (valueBytes(value) > LIMITS.attributeValueBytes) violations.push({ limit: 'value', name });
  }
  if (names.size > LIMITS.attributes) violations.push({ limit: 'count', name: '' });
  return violations;
}

/**
 * A value's size, in bytes of UTF-8. It was seen live for strings. Other values count by their JSON, because Customer.io
 * keeps every attribute as text, and publishes one limit for all values.
 */
function valueBytes(value: unknown): number {
  return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
}
