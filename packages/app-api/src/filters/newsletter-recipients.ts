import { describe, requireOneKey, ValidationError } from '@cio/core';
import { checkAttribute, checkSegment } from './check-filter.js';
import type { NewsletterAttributeCondition } from './filters.js';

/** The people in any of these segments. A single segment is a list of one. */
export interface NewsletterSegments {
  /** The people in any of these segments. */
  or: {
    /** A segment. */
    segment: {
      /** The id of the segment. */
      id: number;
    };
  }[];
  /** All of these conditions have to match. */
  and?: undefined;
  /** The people in none of these segments. */
  not?: undefined;
  /** The people who match a condition on an attribute. */
  attribute?: undefined;
}

/** The people in none of these segments. */
export interface NewsletterExcludedSegments {
  /** The people in none of these segments. */
  not: NewsletterSegments;
  /** All of these conditions have to match. */
  and?: undefined;
  /** The people in any of these segments. */
  or?: undefined;
  /** The people who match a condition on an attribute. */
  attribute?: undefined;
}

/** The people who match a condition on an attribute. */
export interface NewsletterAttribute {
  /** The people who match a condition on an attribute. */
  attribute: NewsletterAttributeCondition;
  /** All of these conditions have to match. */
  and?: undefined;
  /** The people in any of these segments. */
  or?: undefined;
  /** The people in none of these segments. */
  not?: undefined;
}

/**
 * The recipients of a newsletter: the people who match all conditions. Customer.io accepts less here than in other filters:
 * segments only inside `or`, excluded segments inside a `not` around it, attributes directly, negated by `inverse`.
 */
export interface NewsletterRecipients {
  /** All of these conditions have to match. */
  and: (NewsletterSegments | NewsletterExcludedSegments | NewsletterAttribute)[];
}

/** Throws a ValidationError for what Customer.io rejects, with its path: `recipients.and[1].or[0].segment.id`. */
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
