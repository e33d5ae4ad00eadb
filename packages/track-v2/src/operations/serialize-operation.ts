import { exceedsBytes, LIMITS, type SerializedOperation, toJsonObject, ValidationError } from '@cio/core';

/**
 * @throws ValidationError for what is no object, what JSON cannot hold, and what is over 32 KB.
 */
export function serializeOperation(operation: unknown): SerializedOperation {
  const value = toJsonObject('operation', operation);
  const json = JSON.stringify(value);
  if (exceedsBytes(json, LIMITS.operationBytes)) {
    throw new ValidationError(
      'operation',
      `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one operation`,
    );
  }
  return { value, json };
}
