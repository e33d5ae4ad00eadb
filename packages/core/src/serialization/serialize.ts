import { type DateFormat, toJsonValue } from './json-value.js';

/**
 * A value as JSON, as Customer.io reads it; see {@link toJsonValue} for what becomes of each kind of value. The value is
 * not changed. What has no form in JSON, such as `undefined`, is null.
 *
 * @param field What the value is called in errors, such as `attributes`.
 * @param dates What a `Date` becomes. Default unix seconds.
 * @throws ValidationError, with the path to the value, for what JSON would lose or cannot hold.
 */
export function serialize(value: unknown, field = '', dates: DateFormat = 'unix'): string {
  return JSON.stringify(toJsonValue(value, field, dates)) ?? 'null';
}
