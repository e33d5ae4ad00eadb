import { describe, requireObject, requireOneKey, requireText, ValidationError } from '@cio/core';

/** `eq`: the attribute has this value. `exists`: it has any. */
export type AttributeCondition =
  | { field: string; operator: 'eq'; value: string | number | boolean }
  | { field: string; operator: 'exists' };

/** None of these keys. */
type Without<Keys extends string> = { [Key in Keys]?: never };

interface AllOf<F> {
  and: F[];
}
interface AnyOf<F> {
  or: F[];
}
interface Not<F> {
  not: F;
}

/** Which people are meant: exactly one of the keys. */
export type AudienceFilter =
  | (AllOf<AudienceFilter> & Without<'or' | 'not' | 'segment' | 'attribute'>)
  | (AnyOf<AudienceFilter> & Without<'and' | 'not' | 'segment' | 'attribute'>)
  | (Not<AudienceFilter> & Without<'and' | 'or' | 'segment' | 'attribute'>)
  | ({ segment: { id: number } } & Without<'and' | 'or' | 'not' | 'attribute'>)
  | ({ attribute: AttributeCondition } & Without<'and' | 'or' | 'not' | 'segment'>);

/** A condition on objects of one type. */
export type ObjectAttributeCondition = AttributeCondition & { type_id: string | number };

/** Which objects are meant: exactly one of the keys. */
export type ObjectFilter =
  | (AllOf<ObjectFilter> & Without<'or' | 'not' | 'object_attribute'>)
  | (AnyOf<ObjectFilter> & Without<'and' | 'not' | 'object_attribute'>)
  | (Not<ObjectFilter> & Without<'and' | 'or' | 'object_attribute'>)
  | ({ object_attribute: ObjectAttributeCondition } & Without<'and' | 'or' | 'not'>);

/** Whoever all of these mean. */
export function and<Fs extends (AudienceFilter | ObjectFilter)[]>(...filters: Fs): { and: Fs[number][] } {
  return { and: filters };
}

/** Whoever any of these means. */
export function or<Fs extends (AudienceFilter | ObjectFilter)[]>(...filters: Fs): { or: Fs[number][] } {
  return { or: filters };
}

/** Whoever this does not mean. */
export function not<F extends AudienceFilter | ObjectFilter>(filter: F): { not: F } {
  return { not: filter };
}

/** The people in a segment. */
export function segment(id: number): { segment: { id: number } } {
  return { segment: { id } };
}

/** The people who have an attribute; with a value, who have it with that value. */
export function attribute(
  field: string,
  value?: string | number | boolean,
): { attribute: AttributeCondition } {
  return { attribute: condition(field, value) };
}

/** The objects of a type that have an attribute; with a value, that have it with that value. */
export function objectAttribute(
  typeId: string | number,
  field: string,
  value?: string | number | boolean,
): { object_attribute: ObjectAttributeCondition } {
  return { object_attribute: { ...condition(field, value), type_id: typeId } };
}

function condition(field: string, value: string | number | boolean | undefined): AttributeCondition {
  return value === undefined ? { field, operator: 'exists' } : { field, operator: 'eq', value };
}

const KEYS = ['and', 'or', 'not', 'segment', 'attribute', 'object_attribute'];

/** Refuses what is no filter, and names the place: `filter.and[1].attribute.field`. */
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
  requireObject(inside, value);
  if (key === 'segment') {
    if (!Number.isSafeInteger(value.id)) throw new ValidationError(`${inside}.id`, 'expected an id');
    return;
  }
  requireText(`${inside}.field`, value.field);
  if (value.operator !== 'exists' && (value.operator !== 'eq' || value.value === undefined)) {
    throw new ValidationError(`${inside}.operator`, 'expected "exists", or "eq" and a value');
  }
}
