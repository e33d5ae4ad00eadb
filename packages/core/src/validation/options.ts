import { ValidationError } from '../errors/validation-error.js';
import { requireObject } from './checks.js';
import { readSafely } from './read-safely.js';

/**
 * The options of a call, each read once. Undefined is none.
 *
 * @param known The names of all options that there are.
 * @throws ValidationError for what is neither undefined nor an object, and for an option that is not known, such as one that
 * is misspelt.
 */
export function readOptions<T extends object>(
  options: T | undefined,
  known: readonly (keyof T & string)[],
  field = 'options',
): Partial<T> {
  if (options === undefined) return {};
  return readSafely(field, () => {
    requireObject(field, options);
    const given = options as Record<string, unknown>;
    for (const name of Object.keys(given)) {
      if (!(known as readonly string[]).includes(name) && given[name] !== undefined) {
        throw new ValidationError(name, `is no option here, expected ${known.join(', ')}`);
      }
    }
    const read: Partial<T> = {};
    for (const name of known) {
      const value = options[name];
      if (value !== undefined) read[name] = value;
    }
    return read;
  });
}
