import { checkAttributes, copyJsonObject, readSafely, requireObject, ValidationError } from '@cio/core';
import type { JsonRelationship } from './types.js';

/** At least one relationship, whose identifiers are read by the function. */
export function relationshipsOf<Identifiers>(
  field: string,
  relationships: unknown,
  readIdentifiers: (field: string, value: unknown) => Identifiers,
): JsonRelationship<Identifiers>[] {
  return readAll(field, relationships).map(({ identifiers, attributes }, index) => {
    const checked = readIdentifiers(`${field}[${index}].identifiers`, identifiers);
    if (attributes === undefined) return { identifiers: checked };
    const name = `${field}[${index}].relationship_attributes`;
    const copy = copyJsonObject(name, attributes);
    checkAttributes(copy, name);
    return { identifiers: checked, relationship_attributes: copy };
  });
}

/** The fields of each relationship. */
function readAll(field: string, relationships: unknown): { identifiers: unknown; attributes: unknown }[] {
  return readSafely(field, () => {
    if (!Array.isArray(relationships) || relationships.length === 0) {
      throw new ValidationError(field, 'expected an array with at least one relationship');
    }
    return Array.from(relationships, (relationship: unknown, index) => {
      requireObject(`${field}[${index}]`, relationship);
      return { identifiers: relationship.identifiers, attributes: relationship.relationship_attributes };
    });
  });
}
