import { ValidationError } from '../errors/validation-error.js';
import { type Identifier, requireIdentifier } from '../validation/checks.js';

/**
 * An identifier as a segment of a URL's path, percent-encoded.
 *
 * @throws ValidationError for a value that is not an identifier, for text that is not well-formed Unicode, and for `.` and `..`,
 * which URL parsers remove from a path.
 */
export function pathSegment(field: string, value: Identifier, maxBytes?: number): string {
  requireIdentifier(field, value, maxBytes);
  if (value === '.' || value === '..') {
    throw new ValidationError(field, `"${value}" cannot be sent in a URL's path`);
  }
  return encodeURIComponent(value);
}
