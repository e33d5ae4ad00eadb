import { ValidationError } from '../errors/validation-error.js';
import { byteLength, exceedsBytes, requireObject } from './checks.js';
import { LIMITS } from './limits.js';
import { checkTimestamp, looksLikeMilliseconds } from './timestamp.js';

/** Keys of an identify call that are instructions to Customer.io, not attributes. */
const INSTRUCTIONS = [
  '_update',
  '_timestamp',
  'anonymous_id',
  'cio_relationships',
  'cio_subscription_preferences',
];

/** Throws a ValidationError for attributes that Customer.io rejects or truncates: too many, too long, or in milliseconds. */
export function checkAttributes(attributes: unknown, field = 'attributes'): void {
  requireObject(field, attributes);
  checkTimestamp(`${field}._timestamp`, attributes._timestamp);
  let count = 0;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (!INSTRUCTIONS.includes(name)) count++;
    if (exceedsBytes(name, LIMITS.attributeNameBytes)) {
      throw new ValidationError(
        `${field}.${name.slice(0, 30)}…`,
        `the name is ${byteLength(name)} bytes, the limit is ${LIMITS.attributeNameBytes}`,
      );
    }
    if (typeof value === 'string' && exceedsBytes(value, LIMITS.attributeValueBytes)) {
      throw new ValidationError(
        `${field}.${name}`,
        `the value is ${byteLength(value)} bytes, the limit is ${LIMITS.attributeValueBytes}`,
      );
    }
  }
  if (looksLikeMilliseconds(attributes.created_at)) {
    throw new ValidationError(
      `${field}.created_at`,
      'expected unix seconds, got what looks like milliseconds',
    );
  }
  if (count > LIMITS.attributes) {
    throw new ValidationError(field, `${count} attributes, the limit is ${LIMITS.attributes}`);
  }
}
