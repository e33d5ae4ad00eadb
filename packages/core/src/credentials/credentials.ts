import { ValidationError } from '../errors/validation-error.js';
import type { Region } from '../regions/regions.js';
import { requireText } from '../validation/checks.js';

/** Refuses a credential that is missing, blank, or carries what an environment file leaves behind. */
export function requireCredential(field: string, value: unknown): asserts value is string {
  requireText(field, value);
  if (/[\r\n]/.test(value)) throw new ValidationError(field, 'contains a line break');
}

/** The `Authorization` header of the Track API. */
export function basicAuth(credentials: { siteId: string; apiKey: string }): string {
  const { siteId, apiKey } = credentials;
  requireCredential('siteId', siteId);
  requireCredential('apiKey', apiKey);
  if (siteId.includes(':')) throw new ValidationError('siteId', 'contains a colon');
  return basicAuthorization(siteId, apiKey);
}

/** The `Authorization` header of a name and a password. */
export function basicAuthorization(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** What a 401 may come from: Customer.io tells a missing, a wrong and another region's key apart by nothing. */
export function credentialsHint(api: string, credentials: string, region: Region = 'us'): string {
  const other = region === 'eu' ? 'us' : 'eu';
  return (
    `The ${api} of region '${region}' takes ${credentials}, of a workspace of that region: ` +
    `for one of the other region pass region: '${other}'`
  );
}
