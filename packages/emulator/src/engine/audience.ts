import { asText, ownValue } from '../lib/own-properties.js';
import type { Person, StoredObject, Workspace } from './workspace.js';

type Json = Record<string, unknown>;

type Test = (key: string, condition: Json) => boolean;

/** Whether a filter, `and`s and `or`s and all, holds. An empty one does; what is no filter does not. */
function holds(filter: unknown, test: Test): boolean {
  if (typeof filter !== 'object' || filter === null) return false;
  return Object.entries(filter).every(([key, value]) => {
    if (key === 'and') return Array.isArray(value) && value.every((one) => holds(one, test));
    if (key === 'or') return Array.isArray(value) && value.some((one) => holds(one, test));
    if (key === 'not') return !holds(value, test);
    return typeof value === 'object' && value !== null && test(key, value);
  });
}

function attributeIs(attributes: Json, { field, operator, value, inverse }: Json): boolean {
  const actual = typeof field === 'string' ? ownValue(attributes, field) : undefined;
  const exists = actual !== undefined && actual !== null && actual !== '';
  const isSo = exists && (operator === 'exists' || asText(actual) === asText(value));
  return inverse === true ? !isSo : isSo;
}

/** The people whom an audience filter means. */
export function audience(workspace: Workspace, filter: Json): Person[] {
  return [...workspace.people.values()].filter((person) => {
    const { id, email, cio_id, attributes } = person;
    return holds(filter, (key, condition) => {
      // The first segment is everyone.
      if (key === 'segment') return condition.id === 1 || person.segments.includes(condition.id as number);
      return attributeIs({ ...attributes, id, email, cio_id }, condition);
    });
  });
}

/** The objects of a type that a filter means. */
export function objectsThat(workspace: Workspace, typeId: string, filter: Json): StoredObject[] {
  return [...workspace.objects.values()].filter(
    (object) =>
      object.object_type_id === typeId &&
      holds(filter, (_, condition) =>
        attributeIs({ ...object.attributes, object_id: object.object_id }, condition),
      ),
  );
}
