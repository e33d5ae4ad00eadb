import { isValidationError, ValidationError } from '../errors/validation-error.js';
import { isDate, typeTag } from '../validation/type-tag.js';

/** A value that JSON holds as it is. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** What a `Date` becomes: unix seconds, or text of ISO 8601 in UTC, such as `2026-05-01T12:00:00.000Z`. */
export type DateFormat = 'unix' | 'iso';

/** How deep a value may be nested. */
export const MAX_DEPTH = 1000;

/**
 * A value made of plain JSON values alone, as Customer.io reads them: a `Date` becomes unix seconds, `NaN` and `Infinity`
 * become null, and a key whose value is `undefined`, a function or a symbol is left out. It is the value itself where
 * `JSON.stringify` makes all that of it, and a copy otherwise.
 *
 * @param field What the value is called in errors, such as `attributes`.
 * @param dates What a `Date` becomes. Default unix seconds.
 * @throws ValidationError, with the path to the value, for what JSON would lose or cannot hold: an invalid `Date`, a
 * bigint, a cycle, a `Map`, a `Set`, a typed array, a `Promise`, a `RegExp`, a getter or a `toJSON` that throws.
 */
export function toJsonValue(value: unknown, field = '', dates: DateFormat = 'unix'): JsonValue | undefined {
  return isJsonReady(value, 0) ? (value as JsonValue) : new Converter(field, dates).convert(value, '', true);
}

/** Whether `JSON.stringify` alone makes of a value what Customer.io reads: it holds plain objects, arrays and primitives. */
function isJsonReady(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (depth > MAX_DEPTH) return false;
  try {
    if ('toJSON' in value) return false;
    if (Array.isArray(value)) return value.every((item) => isJsonReady(item, depth + 1));
    if (!isPlainObject(value)) return false;
    for (const key in value) {
      if (!isJsonReady((value as Record<string, unknown>)[key], depth + 1)) return false;
    }
    return true;
  } catch {
    // What cannot be read is told by its path when it is converted.
    return false;
  }
}

/** Whether an object is an object literal's, or has no prototype. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

class Converter {
  /** The objects from the root to the value at hand, and the keys that lead there. */
  readonly #parents: object[] = [];
  readonly #path: (string | number)[] = [];
  readonly #field: string;
  readonly #dates: DateFormat;

  constructor(field: string, dates: DateFormat) {
    this.#field = field;
    this.#dates = dates;
  }

  convert(value: unknown, key: string | number, callToJson: boolean): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : null;
      case 'bigint':
        throw this.#error('JSON has no bigint: pass a number or a string');
      case 'object':
        return value === null ? null : this.#convertObject(value, key, callToJson);
      default:
        return undefined;
    }
  }

  #convertObject(value: object, key: string | number, callToJson: boolean): JsonValue | undefined {
    const depth = this.#parents.length;
    try {
      const isPlain = Array.isArray(value) || isPlainObject(value);
      if (!isPlain && isDate(value)) return this.#convertDate(value);
      if (this.#parents.includes(value)) throw this.#error('contains itself, which JSON cannot hold');
      if (depth >= MAX_DEPTH) throw this.#error(`is nested more than ${MAX_DEPTH} levels deep`);
      this.#parents.push(value);
      if (ArrayBuffer.isView(value)) throw this.#error(`is a ${typeTag(value)}: pass base64 or an array`);
      const { toJSON } = value as { toJSON?: unknown };
      if (callToJson && typeof toJSON === 'function') {
        const given: unknown = toJSON.call(value, String(key));
        if (given !== value) return this.convert(given, key, false);
      }
      if (Array.isArray(value)) return this.#copyArray(value);
      return isPlain ? this.#copyKeys(value, Object.keys(value)) : this.#copyInstance(value);
    } catch (error) {
      if (isValidationError(error)) throw error;
      // A getter, a toJSON or a proxy of the caller's threw.
      throw this.#error('cannot be read', error);
    } finally {
      this.#parents.length = depth;
    }
  }

  #copyArray(values: unknown[]): JsonValue[] {
    return Array.from(values, (value, index) => {
      this.#path.push(index);
      const converted = this.convert(value, index, true) ?? null;
      this.#path.pop();
      return converted;
    });
  }

  #copyInstance(value: object): JsonValue {
    const tag = typeTag(value);
    if (tag === 'Number' || tag === 'String' || tag === 'Boolean')
      return this.convert(value.valueOf(), '', false)!;
    const keys = Object.keys(value);
    // What has no keys of its own and is no object of a class of the caller's keeps its content where JSON does not find it.
    if (keys.length === 0 && tag !== 'Object') {
      throw this.#error(
        `is a ${tag}, whose content JSON does not hold: pass a plain object, an array or a string`,
      );
    }
    return this.#copyKeys(value, keys);
  }

  #copyKeys(value: object, keys: string[]): JsonValue {
    const copy: Record<string, JsonValue> = {};
    for (const key of keys) {
      this.#path.push(key);
      const converted = this.convert(this.#read(value, key), key, true);
      this.#path.pop();
      if (converted === undefined) continue;
      // Assigned, this one would become the prototype.
      if (key === '__proto__') Object.defineProperty(copy, key, { value: converted, enumerable: true });
      else copy[key] = converted;
    }
    return copy;
  }

  #read(value: object, key: string): unknown {
    try {
      return (value as Record<string, unknown>)[key];
    } catch (cause) {
      throw this.#error('cannot be read', cause);
    }
  }

  #convertDate(date: Date): number | string {
    const milliseconds = Number(Date.prototype.getTime.call(date));
    if (Number.isNaN(milliseconds)) throw this.#error('is an invalid Date');
    return this.#dates === 'iso' ? new Date(milliseconds).toISOString() : Math.floor(milliseconds / 1000);
  }

  #error(expected: string, cause?: unknown): ValidationError {
    const steps = this.#path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
    const path = (this.#field + steps.join('')).replace(/^\./, '');
    return new ValidationError(path || 'body', expected, cause === undefined ? {} : { cause });
  }
}
