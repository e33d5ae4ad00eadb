import { type DateFormat, type JsonValue, MAX_DEPTH } from './json-value.js';
import { serialize } from './serialize.js';

/**
 * A deep copy of a value as plain JSON values, which `JSON.parse(JSON.stringify(copy))` equals. Values are converted as in
 * `toJsonValue`.
 *
 * @param field What the value is called in errors, such as `attributes`.
 * @param dates What a `Date` becomes. Default unix seconds.
 * @throws ValidationError, with the path to the value, for what JSON would lose or cannot hold.
 */
export function copyJsonValue(value: unknown, field = '', dates: DateFormat = 'unix'): JsonValue {
  try {
    return copyPlain(value, 0) ?? null;
  } catch {
    // A value that is not plain, or cannot be read. Serializing takes ten times as long.
    return JSON.parse(serialize(value, field, dates)) as JsonValue;
  }
}

/** Copies plain objects, arrays and primitives. Throws for any other value. */
function copyPlain(value: unknown, depth: number): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // -0 is 0 in JSON.
      return Number.isFinite(value) ? value + 0 : null;
    case 'object':
      break;
    case 'bigint':
      throw NOT_PLAIN;
    default:
      return undefined;
  }
  if (value === null) return null;
  if (depth > MAX_DEPTH || 'toJSON' in value) throw NOT_PLAIN;
  if (Array.isArray(value)) return Array.from(value, (item) => copyPlain(item, depth + 1) ?? null);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw NOT_PLAIN;
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    // An assignment would set the prototype.
    if (key === '__proto__') throw NOT_PLAIN;
    const item = copyPlain((value as Record<string, unknown>)[key], depth + 1);
    if (item !== undefined) copy[key] = item;
  }
  return copy;
}

const NOT_PLAIN = /* @__PURE__ */ new Error('not a plain value');
