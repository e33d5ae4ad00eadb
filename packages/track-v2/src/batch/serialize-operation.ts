import { exceedsBytes, type JsonValue, LIMITS, requireObject, toJsonValue, ValidationError } from '@cio/core';

/** An operation as plain JSON, and as text. */
export interface SerializedOperation {
  value: Readonly<Record<string, JsonValue | undefined>>;
  json: string;
}

/**
 * @param field What the operation is called in errors.
 * @throws ValidationError for what is no object, what JSON cannot hold, and what is over 32 KB.
 */
export function serializeOperation(operation: unknown, field = 'operation'): SerializedOperation {
  if (typeof operation !== 'object') requireObject(field, operation);
  const value: unknown = toJsonValue(operation, field);
  requireObject(field, value);
  const json = JSON.stringify(value);
  if (exceedsBytes(json, LIMITS.operationBytes)) {
    throw new ValidationError(
      field,
      `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one operation`,
    );
  }
  return { value: value as SerializedOperation['value'], json };
}
