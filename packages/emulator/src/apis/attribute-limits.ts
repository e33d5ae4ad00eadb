import { LIMITS } from '@cio/core';

/** An attribute that Customer.io rejects: for its value, its name, or because there are too many. */
export interface AttributeOverLimit {
  limit: 'value' | 'name' | 'count';
  /** Its name; the empty string where there are too many. */
  name: string;
}

/** Keys of Customer.io's own, such as instructions and preferences: no limit of attributes is about them. */
const RESERVED_KEYS = new Set([
  'id',
  'anonymous_id',
  '_update',
  '_timestamp',
  'cio_relationships',
  'cio_subscription_preferences',
]);

/**
 * The attributes of a person, an object or a relationship that exceed a limit. What becomes of them depends on the API:
 *
 * - Track v1: the call is answered with 400 (`track-v1/operations.ts`).
 * - Track v2: the operation is rejected (`track-v2/rejections.ts`).
 * - Pipelines: the message is dropped, or answered with 400 in strict mode (`pipelines/rejections.ts`).
 * - Imports: the row is imported without the attribute, with a warning; too many are an error of the row (`app/imports.ts`).
 *
 * @param existing The attributes that are set already: the limit on their number is for all together.
 */
export function attributesOverLimits(
  attributes: Record<string, unknown> = {},
  existing: Record<string, unknown> = {},
): AttributeOverLimit[] {
  const violations: AttributeOverLimit[] = [];
  const names = new Set(Object.keys(existing).filter((name) => !RESERVED_KEYS.has(name)));
  for (const [name, value] of Object.entries(attributes)) {
    if (RESERVED_KEYS.has(name)) continue;
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
