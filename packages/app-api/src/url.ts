import { checkTimestamp, describe, type Identifier, pathSegment, ValidationError } from '@cio/core';
import type { Query } from './paging.js';

/** A path that is put together when the call is made, so that what is wrong with it rejects the call's promise. */
export type Path = (method: string) => string;

/** A path below `/v1`, its parameters percent-encoded: path`/campaigns/${{ campaignId }}` */
export function path(parts: TemplateStringsArray, ...parameters: Record<string, Identifier>[]): Path {
  return (method) =>
    parts.reduce((whole, part, index) => {
      const [[name, value]] = Object.entries(parameters[index - 1]!) as [[string, Identifier]];
      // Without a language the default one is meant. What is deleted has to be named.
      const segment =
        name === 'language' && value === '' && method !== 'DELETE' ? '' : pathSegment(name, value);
      return whole + segment + part;
    });
}

const TIMES = /^(start|end)(_ts)?$|_(before|after)$/;

/** The query of a URL, from `?` on; nothing where there are no parameters. */
export function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value instanceof Date || (typeof value === 'number' && TIMES.test(name))) checkTimestamp(name, value);
    return [`${encodeURIComponent(name)}=${encodeURIComponent(text(name, value))}`];
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function text(name: string, value: unknown): string | number | boolean {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return value as string | number | boolean;
  }
  throw new ValidationError(name, `expected a string, a number, a boolean or a Date, got ${describe(value)}`);
}
