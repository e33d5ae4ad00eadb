import { exceedsBytes, type JsonValue, LIMITS, toJsonObject, ValidationError } from '@cio/core';

/** An operation as plain JSON, and as text. */
export interface SerializedOperation {
  value: Readonly<Record<string, JsonValue>>;
  json: string;
}

/**
 * @param field What the operation is called in errors.
 * @throws ValidationError for what is no object, what JSON cannot hold, and what is over 32 KB.
 */
export function serializeOperation(operation: unknown, field = 'operation'): SerializedOperation {
  const value = toJsonObject(field, operation);
  const json = JSON.stringify(value);
  if (exceedsBytes(json, LIMITS.operationBytes)) {
    throw new ValidationError(
      field,
      `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one operation`,
    );
  }
  return { value, json };
}
