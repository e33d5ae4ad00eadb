import {
  exceedsBytes,
  type JsonValue,
  LIMITS,
  requireObject,
  requireOneOf,
  type SerializedOperation,
  toJsonValue,
  ValidationError,
} from '@cio/core';

const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

/**
 * @throws ValidationError for what is no message, what JSON cannot hold, and what is over 32 KB: Customer.io answers 200 to
 * that, and drops it.
 */
export function serializeMessage(message: unknown): SerializedOperation {
  requireObject('operation', message);
  const value = toJsonValue(message, 'operation', 'iso');
  requireObject('operation', value);
  requireOneOf('operation.type', value.type, TYPES);
  const json = JSON.stringify(value);
  if (exceedsBytes(json, LIMITS.operationBytes)) {
    throw new ValidationError(
      'operation',
      `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one message`,
    );
  }
  return { value: value as Readonly<Record<string, JsonValue>>, json };
}
