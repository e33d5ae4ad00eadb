import { isThenable } from '../callbacks/call-safely.js';
import { isValidationError, ValidationError } from '../errors/validation-error.js';
import type { Region } from '../regions/regions.js';
import { requireText } from '../validation/checks.js';
import { readSafely } from '../validation/read-safely.js';

/**
 * A credential, or a function that returns it. The function is called once, at the first request: a client can be created where
 * the credentials are not there, as in a build. A call rejects with a `ValidationError` if the function throws, or returns none.
 */
export type Credential = string | (() => string);

const FIELDS = ['siteId', 'apiKey', 'writeKey'];

/** Whether a call failed because the function of a credential did: the next call asks for it again. */
export function isCredentialError(error: unknown): boolean {
  return isValidationError(error) && FIELDS.includes(error.field);
}

/** Throws a ValidationError for a credential that is missing, blank, or has a line break from an environment file. */
export function requireCredential(field: string, value: unknown): asserts value is string {
  if (readSafely(field, () => isThenable(value))) {
    // Nobody else would handle its rejection.
    Promise.resolve(value).catch(() => {});
    throw new ValidationError(field, 'expected a string, got a promise: await it before');
  }
  requireText(field, value);
  if (/[\r\n]/.test(value)) throw new ValidationError(field, 'expected a string without line breaks');
}

/**
 * The `Authorization` header of credentials: at once, so that what is missing is told where the client is created; at the first
 * request if one of them is a function.
 */
export function authorizationOf<Field extends string>(
  credentials: Record<Field, Credential | undefined>,
  headerOf: (values: Record<Field, string>) => string,
): string | (() => string) {
  const read = (): string => {
    const values = {} as Record<Field, string>;
    for (const field of Object.keys(credentials) as Field[]) {
      const source = credentials[field];
      const value = typeof source === 'function' ? readSafely(field, source) : source;
      requireCredential(field, value);
      values[field] = value;
    }
    return headerOf(values);
  };
  if (!Object.values(credentials).some((source) => typeof source === 'function')) return read();
  let header: string | undefined;
  return () => {
    header ??= read();
    return header;
  };
}

/** The `Authorization` header of a name and a password. */
export function basicAuthorization(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** A hint for a 401: Customer.io's response does not say whether a key is missing, wrong, or of another region. */
export function credentialsHint(
  api: string,
  credentials: string,
  region: Region = 'us',
  baseUrl?: string | undefined,
): string {
  if (baseUrl !== undefined) return `The ${api} expects ${credentials}`;
  const other = region === 'eu' ? 'us' : 'eu';
  return (
    `The ${api} of region '${region}' expects ${credentials} of a workspace in that region: ` +
    `for a workspace in the other region, pass region: '${other}'`
  );
}
