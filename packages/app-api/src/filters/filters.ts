interface AttributeEquals {
  field: string;
  operator: 'eq';
  value: string | number | boolean;
}

interface AttributeExists {
  field: string;
  operator: 'exists';
}

/** `eq`: the attribute has this value. `exists`: it has any. */
export type AttributeCondition = (AttributeEquals | AttributeExists) & { inverse?: undefined };

/** The same of newsletters, which alone can turn it round: `inverse: true` means everybody else. */
export type NewsletterAttributeCondition = (AttributeEquals | AttributeExists) & {
  inverse?: boolean | undefined;
};

/** None of these keys. */
type Without<Keys extends string> = { [Key in Keys]?: undefined };

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

type AnyFilter = AudienceFilter | ObjectFilter | { attribute: NewsletterAttributeCondition };

/** Whoever all of these mean. */
export function and<Fs extends AnyFilter[]>(...filters: Fs): { and: Fs[number][] } {
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

/**
 * The people who do not have an attribute; with a value, who do not have it with that value. Only for newsletters:
 * in other filters it is `not(attribute(…))`.
 */
export function withoutAttribute(
  field: string,
  value?: string | number | boolean,
): { attribute: (AttributeEquals | AttributeExists) & { inverse: true } } {
  return { attribute: { ...condition(field, value), inverse: true } };
}

/** The objects of a type that have an attribute; with a value, that have it with that value. */
export function objectAttribute(
  typeId: string | number,
  field: string,
  value?: string | number | boolean,
): { object_attribute: ObjectAttributeCondition } {
  return { object_attribute: { ...condition(field, value), type_id: typeId } };
}

function condition(
  field: string,
  value: string | number | boolean | undefined,
): AttributeEquals | AttributeExists {
  return value === undefined ? { field, operator: 'exists' } : { field, operator: 'eq', value };
}
