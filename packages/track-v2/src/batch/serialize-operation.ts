import { exceedsBytes, type JsonValue, LIMITS, toJsonObject, ValidationError } from '@cio/core';

/** An operation as plain JSON values, and serialized. */
export interface SerializedOperation {
  value: Readonly<Record<string, JsonValue>>;
  json: string;
}

/**
 * @param field The name of the operation in errors.
 * @throws ValidationError for a value that is not an object, for values that JSON cannot represent, and over 32 KB.
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
