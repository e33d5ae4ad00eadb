import { ValidationError } from '../errors/validation-error.js';

/**
 * A value as JSON, as Customer.io reads it: a `Date` becomes unix seconds, `NaN` and `Infinity` null,
 * `undefined` is dropped. The value is not changed.
 *
 * @throws ValidationError for a bigint or a cycle; it names the key.
 */
export function serialize(value: unknown): string {
  try {
    if (!hasDate(value, 0)) return JSON.stringify(value);
  } catch {
    // Again, the slow way, which knows where it stands when it fails.
  }
  return JSON.stringify(value, wireValue());
}

const DEEP = 100;

/** Whether JSON.stringify alone would not do. What is too deep to look through may hold a cycle. */
function hasDate(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Date || depth > DEEP) return true;
  if (Array.isArray(value)) return value.some((item) => hasDate(item, depth + 1));
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object' && hasDate(item, depth + 1)) return true;
  }
  return false;
}

/** A replacer for JSON.stringify that keeps the path from the root to where it is. */
function wireValue() {
  const holders: unknown[] = [];
  const keys: string[] = [];

  return function (this: unknown, key: string, value: unknown): unknown {
    // JSON.stringify goes depth first: whoever holds this value is the last on the path.
    while (holders.length > 0 && holders.at(-1) !== this) {
      holders.pop();
      keys.pop();
    }
    const original = (this as Record<string, unknown>)[key];
    if (original instanceof Date) {
      const seconds = Math.floor(original.getTime() / 1000);
      return Number.isNaN(seconds) ? null : seconds;
    }
    const here = () => [...keys.slice(1), key].join('.') || 'body';
    if (typeof value === 'bigint') {
      throw new ValidationError(
        here(),
        'expected a value that JSON can hold, got a bigint: pass a number or a string',
      );
    }
    if (typeof value === 'object' && value !== null) {
      if (holders.includes(value)) {
        throw new ValidationError(
          here(),
          'expected a value that JSON can hold, got an object that contains itself',
        );
      }
      if (holders.length > 1000) throw new ValidationError(here(), 'nested more than 1,000 levels deep');
      holders.push(value);
      keys.push(key);
    }
    return value;
  };
}
