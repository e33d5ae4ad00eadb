import {
  checkTimestamp,
  describe,
  type Identifier,
  isDate,
  isValidationError,
  pathSegment,
  ValidationError,
} from '@cio/core';
import type { Query } from './paging.js';

/** A path below `/v1` with parameters in it. */
export interface Path {
  /** With the parameters' names in place of their values, such as `/campaigns/{campaignId}`. */
  template: string;
  /**
   * With the parameters' values, percent-encoded once.
   *
   * @throws ValidationError for a value that cannot be in a path. So it is called when the request is made, and rejects
   * its promise.
   */
  encode(method: string): string;
}

/** A path with parameters: path`/campaigns/${{ campaignId }}` */
export function path(parts: TemplateStringsArray, ...parameters: Record<string, Identifier>[]): Path {
  const entries = parameters.map((parameter) => Object.entries(parameter)[0] as [string, Identifier]);
  return {
    template: parts.reduce((whole, part, index) => `${whole}{${entries[index - 1]![0]}}${part}`),
    encode: (method) =>
      parts.reduce((whole, part, index) => {
        const [name, value] = entries[index - 1]!;
        // Without a language the default one is meant. What is deleted has to be named.
        const isDefaultLanguage = name === 'language' && value === '' && method !== 'DELETE';
        return whole + (isDefaultLanguage ? '' : pathSegment(name, value)) + part;
      }),
  };
}

const TIMES = /^(start|end)(_ts|_date)?$|_(before|after)$/;

/**
 * The query of a URL, from `?` on; nothing where there are no parameters.
 *
 * @throws ValidationError for a value that cannot be in a query, by its name.
 */
export function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encode(name, name)}=${encode(name, toText(name, value))}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function toText(name: string, value: unknown): string | number | boolean {
  try {
    if (isDate(value) || (typeof value === 'number' && TIMES.test(name))) checkTimestamp(name, value);
    if (isDate(value)) return Math.floor(Number(value) / 1000);
  } catch (error) {
    if (isValidationError(error)) throw error;
    throw new ValidationError(name, 'cannot be read', { cause: error });
  }
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return value as string | number | boolean;
  }
  throw new ValidationError(name, `expected a string, a number, a boolean or a Date, got ${describe(value)}`);
}

function encode(name: string, text: string | number | boolean): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw new ValidationError(name, 'expected well-formed Unicode, got half of a surrogate pair', { cause });
  }
}
