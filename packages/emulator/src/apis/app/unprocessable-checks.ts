// Checks whose failure is a 422 (Unprocessable Content). They run before the contract's schemas, which reject the same with 400.
import { AppError } from './errors.js';
import type { Json } from './request.js';
import { checkNewSnippet } from './snippets.js';

const MAX_DESCRIBED = 100;

/** Rejects no descriptions of attributes or events, and too many. */
const checkDescribed = (key: 'attributes' | 'events', one: string) => (body: Json) => {
  const list = body[key];
  if (!Array.isArray(list)) return;
  const pointer = `/data/attributes/${key}`;
  if (list.length === 0) throw new AppError(422, `At least one ${one} is required`, { pointer });
  if (list.length > MAX_DESCRIBED) {
    throw new AppError(422, `Can not update more than ${MAX_DESCRIBED} ${key} at once`, { pointer });
  }
};

function checkLanguage({ language }: Json): void {
  if (language === undefined || language === '') throw new AppError(422, 'language is required');
}

export const UNPROCESSABLE_CHECKS: ReadonlyMap<string, (body: Json) => void> = new Map<
  string,
  (body: Json) => void
>([
  ['updateAttributeMetadata', checkDescribed('attributes', 'attribute')],
  ['updateEventMetadata', checkDescribed('events', 'event')],
  ['createNewsletterLanguageVariant', checkLanguage],
  ['createNewsletterTestLanguageVariant', checkLanguage],
  ['createSnippet', checkNewSnippet],
]);
