import { describe, requireOneKey, ValidationError } from '@cio/core';
import { checkAttribute, checkSegment } from './check-filter.js';
import type { NewsletterAttributeCondition } from './filters.js';

/** The people in any of these segments. One segment stands in a list too. */
export interface NewsletterSegments {
  or: { segment: { id: number } }[];
  and?: undefined;
  not?: undefined;
  attribute?: undefined;
}

/** The people in none of these segments. */
export interface NewsletterExcludedSegments {
  not: NewsletterSegments;
  and?: undefined;
  or?: undefined;
  attribute?: undefined;
}

/** The people who have an attribute; with `inverse: true`, those who have not. */
export interface NewsletterAttribute {
  attribute: NewsletterAttributeCondition;
  and?: undefined;
  or?: undefined;
  not?: undefined;
}

/**
 * Who gets a newsletter: whoever all conditions apply to. Customer.io takes less here than in other filters:
 * segments only in an `or`, excluded ones in a `not` around it, attributes by themselves and negated by `inverse`.
 */
export interface NewsletterRecipients {
  and: (NewsletterSegments | NewsletterExcludedSegments | NewsletterAttribute)[];
}

/** Refuses what Customer.io refuses, and names the place: `recipients.and[1].or[0].segment.id`. */
export function checkRecipients(place: string, recipients: unknown): void {
  requireOneKey(place, recipients, ['and']);
  const { and } = recipients as { and: unknown };
  requireFilled(`${place}.and`, and);
  for (const [index, condition] of and.entries()) checkCondition(`${place}.and[${index}]`, condition);
}

function checkCondition(place: string, condition: unknown): void {
  const key = requireOneKey(place, condition, ['or', 'not', 'attribute']);
  const value = (condition as Record<string, unknown>)[key];
  if (key === 'attribute') checkAttribute(`${place}.attribute`, value);
  else if (key === 'or') checkSegments(`${place}.or`, value);
  else {
    requireOneKey(`${place}.not`, value, ['or']);
    checkSegments(`${place}.not.or`, (value as { or: unknown }).or);
  }
}

function checkSegments(place: string, segments: unknown): void {
  requireFilled(place, segments);
  for (const [index, one] of segments.entries()) {
    const inside = `${place}[${index}]`;
    requireOneKey(inside, one, ['segment']);
    checkSegment(`${inside}.segment`, (one as { segment: unknown }).segment);
  }
}

function requireFilled(place: string, value: unknown): asserts value is unknown[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new ValidationError(place, `expected a list with at least one condition, got ${describe(value)}`);
  }
}
