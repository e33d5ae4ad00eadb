import { ValidationError } from '../errors/validation-error.js';
import { requireObject } from './checks.js';
import { readSafely } from './read-safely.js';

/**
 * Reads options, each once. Undefined means no options.
 *
 * @param known The names of all options.
 * @throws ValidationError for a value that is neither undefined nor an object, and for an unknown option, such as a misspelled
 * one.
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
        const similar = known.find((option) => option.toLowerCase().includes(name.toLowerCase()));
        const hint = similar ? ` (did you mean ${similar}?)` : '';
        throw new ValidationError(name, `unknown option, expected one of ${known.join(', ')}${hint}`);
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
