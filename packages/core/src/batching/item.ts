import { ValidationError } from '../errors/validation-error.js';
import type { JsonValue } from '../serialization/json-value.js';
import { exceedsBytes } from '../validation/checks.js';
import { LIMITS } from '../validation/limits.js';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** How the operations of an API with batches are called and read. */
export interface ItemFormat {
  /** What an operation is called in errors, such as `message`. */
  readonly itemName: string;
  /**
   * An operation as plain JSON values: the operation itself if it is plain.
   *
   * @throws ValidationError of the field `operation`, for an operation that is not valid.
   */
  read(operation: unknown): JsonObject;
}

/**
 * An operation as plain JSON values, of at most 32 KB of JSON.
 *
 * @throws ValidationError of the field `operation`, for an operation that is not valid, or is larger.
 */
export function checkItem(format: ItemFormat, operation: unknown): JsonObject {
  const value = format.read(operation);
  // Most operations are far from the limit: they are not serialized to know it.
  if (maxJsonLength(value) * 3 > LIMITS.operationBytes) serializeValue(format, value);
  return value;
}

/**
 * An operation as JSON, of at most 32 KB.
 *
 * @throws ValidationError of the field `operation`, for an operation that is not valid, or is larger.
 */
export function serializeItem(format: ItemFormat, operation: unknown): { value: JsonObject; json: string } {
  const value = format.read(operation);
  return { value, json: serializeValue(format, value) };
}

function serializeValue({ itemName }: ItemFormat, value: JsonObject): string {
  const json = JSON.stringify(value);
  if (exceedsBytes(json, LIMITS.operationBytes)) {
    throw new ValidationError(
      'operation',
      `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one ${itemName}`,
    );
  }
  return json;
}

/** A length in UTF-16 units that the JSON of a value does not exceed. */
function maxJsonLength(value: unknown): number {
  // A number has at most 24 characters, and an escape sequence such as \u0001 six.
  if (typeof value === 'string') return value.length * 6 + 2;
  if (typeof value !== 'object' || value === null) return 24;
  let length = 2;
  if (Array.isArray(value)) {
    for (const item of value) length += maxJsonLength(item) + 1;
  } else {
    for (const key in value)
      length += key.length * 6 + 4 + maxJsonLength((value as Record<string, unknown>)[key]);
  }
  return length;
}
