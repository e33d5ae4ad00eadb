import { requireObject } from '../validation/checks.js';
import { copyJsonValue } from './copy-json-value.js';
import { type DateFormat, type JsonValue, toJsonValue } from './json-value.js';

type JsonObject = Record<string, JsonValue>;

/**
 * An object as plain JSON values, each read once: the object itself if it is plain, as with `toJsonValue`.
 *
 * @throws ValidationError for a value that is not an object, and for values that JSON cannot represent.
 */
export function toJsonObject(field: string, value: unknown): JsonObject {
  return jsonObject(field, value, 'unix', toJsonValue);
}

/** A deep copy of an object as plain JSON values. */
export function copyJsonObject(field: string, value: unknown, dates: DateFormat = 'unix'): JsonObject {
  return jsonObject(field, value, dates, copyJsonValue);
}

function jsonObject(
  field: string,
  value: unknown,
  dates: DateFormat,
  convert: (value: unknown, field: string, dates: DateFormat) => unknown,
): JsonObject {
  if (typeof value !== 'object') requireObject(field, value);
  const json = convert(value, field, dates);
  // A Date has become a number, and a toJSON may return anything.
  requireObject(field, json);
  return json as JsonObject;
}
