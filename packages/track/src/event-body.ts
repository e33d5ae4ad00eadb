import {
  byteLength,
  checkTimestamp,
  exceedsBytes,
  isUlid,
  LIMITS,
  requireObject,
  requireText,
  serialize,
  ulid,
  ValidationError,
} from '@cio/core';
import type { EventOptions } from './types/event.js';

/** The body of an event, as JSON: checked, and with the ULID that makes every repeat of it count once. */
export function eventBody(
  { name, type, anonymous_id }: { name: string; type?: string; anonymous_id?: string },
  data: unknown,
  { id, timestamp }: EventOptions,
): string {
  requireText('name', name, LIMITS.eventNameBytes);
  requireObject('data', data);
  if (id !== undefined && !isUlid(id))
    throw new ValidationError('id', 'expected a ULID, 26 characters of base 32');
  checkTimestamp('timestamp', timestamp);

  const json = serialize({ name, type, anonymous_id, id: id ?? ulid(), timestamp, data });
  // The data alone is limited; it is measured alone only where the whole is over.
  if (exceedsBytes(json, LIMITS.eventDataBytes)) {
    const size = byteLength(serialize(data));
    if (size > LIMITS.eventDataBytes) {
      throw new ValidationError('data', `${size} bytes of JSON, the limit is ${LIMITS.eventDataBytes}`);
    }
  }
  return json;
}
