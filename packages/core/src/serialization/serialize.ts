import { type DateFormat, toJsonValue } from './json-value.js';

/**
 * Serializes a value as JSON; `toJsonValue` has the conversions. `undefined` is null.
 *
 * @param field What the value is called in errors, such as `attributes`.
 * @param dates What a `Date` becomes. Default unix seconds.
 * @throws ValidationError, with the path to the value, for what JSON would lose or cannot hold.
 */
export function serialize(value: unknown, field = '', dates: DateFormat = 'unix'): string {
  return JSON.stringify(toJsonValue(value, field, dates)) ?? 'null';
}
