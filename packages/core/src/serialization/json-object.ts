import { requireObject } from '../validation/checks.js';
import { copyJsonValue } from './copy-json-value.js';
import { type DateFormat, type JsonValue, toJsonValue } from './json-value.js';

type JsonObject = Record<string, JsonValue>;

/**
 * An object as plain JSON, for what is read more than once: it is the object itself where it is plain already, as with
 * `toJsonValue`.
 *
 * @throws ValidationError for what is no object, and for what JSON would lose or cannot hold.
 */
export function toJsonObject(field: string, value: unknown): JsonObject {
  return jsonObject(field, value, toJsonValue);
}

/** A copy of an object as plain JSON, which no later change of the original reaches. */
export function copyJsonObject(field: string, value: unknown, dates: DateFormat = 'unix'): JsonObject {
  return jsonObject(field, value, (given, name) => copyJsonValue(given, name, dates));
}

function jsonObject(
  field: string,
  value: unknown,
  convert: (value: unknown, field: string) => unknown,
): JsonObject {
  if (typeof value !== 'object') requireObject(field, value);
  const json = convert(value, field);
  // A Date has become a number, and a toJSON may have made anything.
  requireObject(field, json);
  return json as JsonObject;
}
