import { ValidationError } from '@cio/core';

interface AttributeEquals {
  /** The name of the attribute. */
  field: string;
  /** `eq`: the attribute has the value. `exists`: it has any value. */
  operator: 'eq';
  /** The value. */
  value: string | number | boolean;
}

interface AttributeExists {
  /** The name of the attribute. */
  field: string;
  /** `eq`: the attribute has the value. `exists`: it has any value. */
  operator: 'exists';
}

/** A condition on an attribute. */
export type AttributeCondition = (AttributeEquals | AttributeExists) & {
  /** Negates the condition. Only for newsletters. */
  inverse?: undefined;
};

/** A condition on an attribute, for the recipients of a newsletter. */
export type NewsletterAttributeCondition = (AttributeEquals | AttributeExists) & {
  /** `true`: negates the condition. Default `false`. */
  inverse?: boolean | undefined;
};

/** None of these keys. */
type Without<Keys extends string> = { [Key in Keys]?: undefined };

interface AllOf<F> {
  /** All of these filters have to match. */
  and: F[];
}
interface AnyOf<F> {
  /** At least one of these filters has to match. */
  or: F[];
}
interface Not<F> {
  /** This filter must not match. */
  not: F;
}
interface InSegment {
  /** The people in a segment. */
  segment: {
    /** The id of the segment. */
    id: number;
  };
}
interface HasAttribute {
  /** A condition on an attribute of the person. */
  attribute: AttributeCondition;
}

/** A filter of people: exactly one of the keys. */
export type AudienceFilter =
  | (AllOf<AudienceFilter> & Without<'or' | 'not' | 'segment' | 'attribute'>)
  | (AnyOf<AudienceFilter> & Without<'and' | 'not' | 'segment' | 'attribute'>)
  | (Not<AudienceFilter> & Without<'and' | 'or' | 'segment' | 'attribute'>)
  | (InSegment & Without<'and' | 'or' | 'not' | 'attribute'>)
  | (HasAttribute & Without<'and' | 'or' | 'not' | 'segment'>);

/** A condition on objects of one type. */
export type ObjectAttributeCondition = AttributeCondition & {
  /** The id of the object type. */
  type_id: string | number;
};

interface HasObjectAttribute {
  /** A condition on an attribute of the object. */
  object_attribute: ObjectAttributeCondition;
}

/** A filter of objects: exactly one of the keys. */
export type ObjectFilter =
  | (AllOf<ObjectFilter> & Without<'or' | 'not' | 'object_attribute'>)
  | (AnyOf<ObjectFilter> & Without<'and' | 'not' | 'object_attribute'>)
  | (Not<ObjectFilter> & Without<'and' | 'or' | 'object_attribute'>)
  | (HasObjectAttribute & Without<'and' | 'or' | 'not'>);

type AnyFilter = AudienceFilter | ObjectFilter | { attribute: NewsletterAttributeCondition };

/** Matches if all of the filters match. */
export function and<Fs extends AnyFilter[]>(...filters: Fs): { and: Fs[number][] } {
  return { and: filters };
}

/** Matches if at least one of the filters matches. */
export function or<Fs extends (AudienceFilter | ObjectFilter)[]>(...filters: Fs): { or: Fs[number][] } {
  return { or: filters };
}

/** Matches if the filter does not match. */
export function not<F extends AudienceFilter | ObjectFilter>(filter: F): { not: F } {
  return { not: filter };
}

/** Matches the people in a segment, by its id. */
export function segment(id: number): { segment: { id: number } } {
  return { segment: { id } };
}

/** The value of an attribute, or none: then the condition is that there is any. */
type AttributeValue = [] | [value: string | number | boolean];

/**
 * Matches the people who have an attribute; with a value, the people whose attribute has that value.
 *
 * @throws ValidationError for a value that is `undefined`.
 */
export function attribute(field: string, ...value: AttributeValue): { attribute: AttributeCondition } {
  return { attribute: condition(field, value) };
}

/**
 * Matches the people who do not have an attribute; with a value, the people whose attribute does not have that value. Only
 * for newsletters: in other filters, use `not(attribute(…))`.
 *
 * @throws ValidationError for a value that is `undefined`.
 */
export function withoutAttribute(
  field: string,
  ...value: AttributeValue
): { attribute: (AttributeEquals | AttributeExists) & { inverse: true } } {
  return { attribute: { ...condition(field, value), inverse: true } };
}

/**
 * Matches the objects of a type that have an attribute; with a value, the objects whose attribute has that value.
 *
 * @throws ValidationError for a value that is `undefined`.
 */
export function objectAttribute(
  typeId: string | number,
  field: string,
  ...value: AttributeValue
): { object_attribute: ObjectAttributeCondition } {
  return { object_attribute: { ...condition(field, value), type_id: typeId } };
}

function condition(field: string, value: AttributeValue): AttributeEquals | AttributeExists {
  if (value.length === 0) return { field, operator: 'exists' };
  // A variable that is not set would otherwise match everybody who has the attribute.
  if (value[0] === undefined) {
    const message = 'expected a value, got undefined; for people who have the attribute, pass its name alone';
    throw new ValidationError('value', message);
  }
  return { field, operator: 'eq', value: value[0] };
}
