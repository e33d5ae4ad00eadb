import { toJsonValue } from './json-value.js';

/**
 * Serializes a value as JSON; {@link toJsonValue} has the conversions. `undefined` is null.
 *
 * @param field The name of the value in errors, such as `attributes`.
 * @throws ValidationError, with the path of the value, for values that JSON cannot represent.
 */
export function serialize(value: unknown, field = ''): string {
  return JSON.stringify(toJsonValue(value, field)) ?? 'null';
}
