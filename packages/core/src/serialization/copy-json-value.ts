import { type DateFormat, type JsonValue, MAX_DEPTH } from './json-value.js';
import { serialize } from './serialize.js';

/**
 * A copy of a value, made of plain JSON values alone: `JSON.parse(JSON.stringify(copy))` equals it, and what becomes of the
 * original later does not change it. Each kind of value becomes what `toJsonValue` says.
 *
 * @param field What the value is called in errors, such as `attributes`.
 * @param dates What a `Date` becomes. Default unix seconds.
 * @throws ValidationError, with the path to the value, for what JSON would lose or cannot hold.
 */
export function copyJsonValue(value: unknown, field = '', dates: DateFormat = 'unix'): JsonValue {
  try {
    return copyPlain(value, 0) ?? null;
  } catch {
    // Something that is no plain value, or that cannot be read. The way through text takes ten times as long.
    return JSON.parse(serialize(value, field, dates)) as JsonValue;
  }
}

/** Copies a value of plain objects, arrays and primitives. Throws where there is anything else in it. */
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
    // Assigned, this one would become the prototype.
    if (key === '__proto__') throw NOT_PLAIN;
    const item = copyPlain((value as Record<string, unknown>)[key], depth + 1);
    if (item !== undefined) copy[key] = item;
  }
  return copy;
}

const NOT_PLAIN = /* @__PURE__ */ new Error('not a plain value');
