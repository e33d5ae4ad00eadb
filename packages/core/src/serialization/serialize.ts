import { ValidationError } from '../errors/validation-error.js';

/**
 * A value as JSON, as Customer.io reads it: a `Date` becomes unix seconds, `NaN` and `Infinity` null,
 * `undefined` is dropped. The value is not changed.
 *
 * @throws ValidationError for a bigint or a cycle; it names the key.
 */
export function serialize(value: unknown): string {
  try {
    const json = JSON.stringify(value);
    // A Date leaves a "Z" at the end of a text. Where there is none, this is all.
    if (datesAreIso() && !json.includes('Z"')) return json;
  } catch {
    // Again, the slow way, which knows where it stands when it fails.
  }
  return JSON.stringify(value, wireValue());
}

/** The `Date.prototype.toJSON` that was seen to be the platform's: programs have been known to replace it. */
let isoToJson: unknown;

function datesAreIso(): boolean {
  const { toJSON } = Date.prototype;
  if (toJSON === isoToJson) return true;
  if (new Date(0).toJSON() !== '1970-01-01T00:00:00.000Z') return false;
  isoToJson = toJSON;
  return true;
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
      throw new ValidationError(here(), 'JSON cannot hold a bigint: pass a number or a string');
    }
    if (typeof value === 'object' && value !== null) {
      if (holders.includes(value)) {
        throw new ValidationError(here(), 'JSON cannot hold an object that contains itself');
      }
      if (holders.length > 1000) throw new ValidationError(here(), 'nested more than 1,000 levels deep');
      holders.push(value);
      keys.push(key);
    }
    return value;
  };
}
