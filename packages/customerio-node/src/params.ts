import { MissingParamError } from './errors.js';
import type { Id } from './json.js';
import { IdentifierType } from './types.js';

type QueryValue = string | number | boolean | null | undefined;

/** Whether an argument is missing: nothing, blank text, or a number that is none. */
export function isMissing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'string' ? value.trim() === '' : !Number.isFinite(value);
}

/** @throws MissingParamError for a missing argument. */
export function requireParam(name: string, value: unknown): void {
  if (isMissing(value)) throw new MissingParamError(name);
}

/** @throws MissingParamError for null and undefined. */
export function requireValue(name: string, value: unknown): void {
  if (value === null || value === undefined) throw new MissingParamError(name);
}

/** @throws MissingParamError for what is no object. */
export function requireObject(name: string, value: unknown): void {
  if (value === null || typeof value !== 'object') throw new MissingParamError(name);
}

/** @throws MissingParamError for what is no list. */
export function requireList(name: string, value: unknown): void {
  if (!Array.isArray(value)) throw new MissingParamError(name);
}

/** @throws MissingParamError for what is no list, and for one without items. */
export function requireItems(name: string, value: unknown): void {
  if (!Array.isArray(value) || value.length === 0) throw new MissingParamError(name);
}

/** Whether a value is a kind of a person's identifiers. */
export function isIdentifierType(value: unknown): boolean {
  return Object.values<unknown>(IdentifierType).includes(value);
}

/** @throws Error for a kind of identifier that people do not have. */
export function requireIdentifierType(value: unknown): void {
  if (value !== undefined && !isIdentifierType(value)) {
    throw new Error('idType must be one of "id", "cio_id", or "email"');
  }
}

/** @throws Error for a kind of identifier that objects do not have. */
export function requireObjectIdType(value: unknown): void {
  if (value !== undefined && value !== 'object_id' && value !== 'cio_object_id') {
    throw new Error('idType must be one of "object_id" or "cio_object_id"');
  }
}

/**
 * An argument as a segment of a path.
 *
 * @throws MissingParamError for a missing one, Error for `.` and `..`: URL parsers take them for steps within the path, so that
 * deleting the device `..` of a person would delete the person.
 */
export function pathParam(name: string, value: Id): string {
  requireParam(name, value);
  if (value === '.' || value === '..')
    throw new Error(`${name}: "${value}" cannot be sent in the path of a URL`);
  return encodeURIComponent(value);
}

/** The query of a URL with its question mark; empty without values. */
export function queryString(params: Record<string, QueryValue>): string {
  const pairs = Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
