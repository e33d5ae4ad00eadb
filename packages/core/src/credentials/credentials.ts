import { ValidationError } from '../errors/validation-error.js';
import type { Region } from '../regions/regions.js';
import { requireText } from '../validation/checks.js';

/** Throws a ValidationError for a credential that is missing, blank, or has a line break from an environment file. */
export function requireCredential(field: string, value: unknown): asserts value is string {
  requireText(field, value);
  if (/[\r\n]/.test(value)) throw new ValidationError(field, 'expected a string without line breaks');
}

/** The `Authorization` header of the Track API. */
export function basicAuth(credentials: { siteId: string; apiKey: string }): string {
  const { siteId, apiKey } = credentials;
  requireCredential('siteId', siteId);
  requireCredential('apiKey', apiKey);
  if (siteId.includes(':')) throw new ValidationError('siteId', 'expected a string without a colon');
  return basicAuthorization(siteId, apiKey);
}

/** The `Authorization` header of a name and a password. */
export function basicAuthorization(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** A hint for a 401: Customer.io's response does not say whether a key is missing, wrong, or of another region. */
export function credentialsHint(api: string, credentials: string, region: Region = 'us'): string {
  const other = region === 'eu' ? 'us' : 'eu';
  return (
    `The ${api} of region '${region}' expects ${credentials} of a workspace in that region: ` +
    `for a workspace in the other region, pass region: '${other}'`
  );
}
