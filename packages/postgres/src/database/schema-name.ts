import { requireText, ValidationError } from '@cio/core';

/** @throws ValidationError for what is no plain name of a schema: it becomes a part of statements. */
export function requireSchema(schema: unknown): void {
  requireText('schema', schema, 50);
  if (!/^[a-z_][a-z\d_]*$/.test(schema)) {
    throw new ValidationError('schema', 'expected lower case letters, digits and _, a letter first');
  }
}
