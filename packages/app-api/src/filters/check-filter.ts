import { describe, requireObject, requireOneKey, requireText, ValidationError } from '@cio/core';

const KEYS = ['and', 'or', 'not', 'segment', 'attribute', 'object_attribute'];

/** Throws a ValidationError for a filter that is not valid, with the path: `filter.and[1].attribute.field`. */
export function checkFilter(place: string, filter: unknown): void {
  const key = requireOneKey(place, filter, KEYS);
  const value = (filter as Record<string, unknown>)[key];
  const inside = `${place}.${key}`;
  if (key === 'not') {
    checkFilter(inside, value);
    return;
  }
  if (key === 'and' || key === 'or') {
    if (!Array.isArray(value) || value.length === 0) {
      throw new ValidationError(inside, `expected a list with at least one filter, got ${describe(value)}`);
    }
    for (const [index, one] of value.entries()) checkFilter(`${inside}[${index}]`, one);
    return;
  }
  if (key === 'segment') {
    checkSegment(inside, value);
    return;
  }
  checkAttribute(inside, value);
  if ((value as Record<string, unknown>).inverse !== undefined) {
    throw new ValidationError(`${inside}.inverse`, 'is for newsletters alone: use a filter with not');
  }
}

export function checkSegment(place: string, segment: unknown): void {
  requireObject(place, segment);
  if (!Number.isSafeInteger(segment.id))
    throw new ValidationError(`${place}.id`, 'expected the id of a segment');
}

export function checkAttribute(place: string, condition: unknown): void {
  requireObject(place, condition);
  requireText(`${place}.field`, condition.field);
  if (condition.operator !== 'exists' && (condition.operator !== 'eq' || condition.value === undefined)) {
    throw new ValidationError(`${place}.operator`, 'expected "exists", or "eq" and a value');
  }
}
