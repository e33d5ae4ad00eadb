import {
  byteLength,
  checkTimestamp,
  exceedsBytes,
  isUlid,
  LIMITS,
  requireText,
  serialize,
  toJsonObject,
  ulid,
  ValidationError,
} from '@cio/core';

/** The fields of an event besides its data. */
export interface EventFields {
  name: string;
  type?: string | undefined;
  anonymous_id?: string | undefined;
  id?: string | undefined;
  timestamp?: number | Date | undefined;
}

/** Whether an event counts once however often it is sent: Customer.io tells repeats by a ULID, and by no other id. */
export function countsOnce(id: string | undefined): boolean {
  return id === undefined || isUlid(id);
}

/** The body of an event, as JSON: checked, and with the ULID that makes every repeat of it count once. */
export function eventBody({ name, type, anonymous_id, id, timestamp }: EventFields, data: unknown): string {
  requireText('name', name, LIMITS.eventNameBytes);
  const fields = toJsonObject('data', data);
  if (id !== undefined) requireText('id', id, LIMITS.identifierBytes);
  checkTimestamp('timestamp', timestamp);

  const json = serialize({ name, type, anonymous_id, id: id ?? ulid(), timestamp, data: fields });
  // The data alone is limited; it is measured alone only where the whole is over.
  if (exceedsBytes(json, LIMITS.eventDataBytes)) {
    const size = byteLength(serialize(fields));
    if (size > LIMITS.eventDataBytes) {
      throw new ValidationError('data', `${size} bytes of JSON, the limit is ${LIMITS.eventDataBytes}`);
    }
  }
  return json;
}
