import { asText, ownValue } from '../workspace/own.js';
import type { Person, StoredObject, Workspace } from '../workspace/workspace.js';
import { AppFailure } from './failure.js';
import type { Json } from './request.js';

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

/** Refuses a filter that says several things at once, or a comparison with nothing. */
export function checkFilter(filter: unknown, status = 400): void {
  const entries = typeof filter === 'object' && filter !== null ? Object.entries(filter) : [];
  const [key, value] = entries[0] ?? [];
  if (entries.length !== 1) throw new AppFailure(status, 'Invalid filter spec: expected one condition');
  if (key === 'and' || key === 'or') {
    if (!Array.isArray(value)) throw new AppFailure(status, `Invalid filter spec: ${key} takes a list`);
    for (const one of value) checkFilter(one, status);
  } else if (key === 'not') checkFilter(value, status);
  else if (value?.operator === 'eq' && value.value === undefined)
    throw new AppFailure(status, 'Invalid filter spec: eq needs a value');
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
