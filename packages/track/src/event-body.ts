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

/** Whether sending an event twice has no second effect: Customer.io deduplicates events by ULIDs only. */
export function isIdempotent(id: string | undefined): boolean {
  return id === undefined || isUlid(id);
}

/** The JSON body of an event, validated, with a ULID as its idempotency key. */
export function eventBody(
  { name, type, anonymous_id, id, timestamp }: EventFields,
  given: object | null,
): string {
  const data = given ?? {};
  requireText('name', name, LIMITS.eventNameBytes);
  const fields = toJsonObject('data', data);
  if (id !== undefined) requireText('id', id, LIMITS.identifierBytes);
  checkTimestamp('timestamp', timestamp);

  const json = serialize({ name, type, anonymous_id, id: id ?? ulid(), timestamp, data: fields });
  // The limit is for the data alone, which is measured only if the whole body is over it.
  if (exceedsBytes(json, LIMITS.eventDataBytes)) checkEventData({ data: fields });
  return json;
}

/** @throws ValidationError for the body of an event whose data is over the limit. */
export function checkEventData({ data }: { data?: unknown }): void {
  const size = data === undefined ? 0 : byteLength(serialize(data));
  if (size > LIMITS.eventDataBytes) {
    throw new ValidationError('data', `${size} bytes of JSON, the limit is ${LIMITS.eventDataBytes}`);
  }
}
