import { readOptions, requireObject } from '@cio/core';
import type { MessageOptions } from './input-types.js';
import { MESSAGE_OPTIONS } from './message-fields.js';

/**
 * What a builder was passed, each field read once.
 *
 * @param known The names of the fields, besides those of every message.
 * @throws ValidationError for what is no object, and for a field that is not known, such as one that is misspelt.
 */
export function readInput<T extends MessageOptions>(
  input: T,
  known: readonly (keyof T & string)[],
): Partial<T> {
  requireObject('message', input);
  return readOptions(input, [...known, ...MESSAGE_OPTIONS], 'message');
}
