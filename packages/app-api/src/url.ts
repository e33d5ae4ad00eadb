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

/** A path below `/v1`, with parameters. */
export interface Path {
  /** The path with the names of the parameters, such as `/campaigns/{campaignId}`. */
  template: string;
  /**
   * The path with the values of the parameters, percent-encoded.
   *
   * @throws ValidationError for a value that cannot be in a path: it is called when the request is made, so that its promise
   * rejects.
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
        // An empty language is the default language, which cannot be deleted.
        const isDefaultLanguage = name === 'language' && value === '' && method !== 'DELETE';
        return whole + (isDefaultLanguage ? '' : pathSegment(name, value)) + part;
      }),
  };
}

const TIMES = /^(start|end)(_ts|_date)?$|_(before|after)$/;

/**
 * The query of a URL, with its `?`; empty if there are no parameters.
 *
 * @throws ValidationError for a value that cannot be in a query.
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
