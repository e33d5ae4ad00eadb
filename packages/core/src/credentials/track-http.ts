import { CLIENT_OPTIONS, type ClientOptions, HttpClient } from '../client/http-client.js';
import { ValidationError } from '../errors/validation-error.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import { type Region, resolveBaseUrl, TRACK_HOSTS } from '../regions/regions.js';
import { requireObject } from '../validation/checks.js';
import { readOptions } from '../validation/options.js';
import { readSafely } from '../validation/read-safely.js';
import { authorizationOf, basicAuthorization, type Credential, credentialsHint } from './credentials.js';

/** Options of the clients of the Track API, v1 and v2. */
export interface TrackOptions extends ClientOptions {
  /** The site id of the workspace, or a function that returns it at the first request. */
  siteId: Credential;
  /** The Track API key that belongs to the site id, or a function that returns it at the first request. */
  apiKey: Credential;
  /** The region of the workspace. Default `us`. */
  region?: Region | undefined;
  /** The address of the API, in place of the region's: a proxy, or a local Customer.io. */
  baseUrl?: string | undefined;
  /**
   * A rate limiter for the bucket `track`. The published rate limit is 1,000 requests per second, which Customer.io does not
   * strictly enforce. Default: none.
   */
  rateLimiter?: RateLimiter | undefined;
}

const TRACK_OPTIONS = [...CLIENT_OPTIONS, 'siteId', 'apiKey', 'region', 'baseUrl', 'rateLimiter'] as const;

/** The HTTP client of the Track API: a new one, or another client's. */
export function trackHttp(options: TrackOptions | HttpClient): HttpClient {
  return readSafely('options', () => {
    if (options instanceof Object && 'request' in options) return options;
    requireObject('options', options);
    const { siteId, apiKey, region, baseUrl, ...client } = readOptions(options, TRACK_OPTIONS);
    return new HttpClient({
      ...client,
      authorization: authorizationOf({ siteId, apiKey }, trackAuthorization),
      credentialsHint: credentialsHint('Track API', 'a site id and its Track API key', region, baseUrl),
      baseUrl: resolveBaseUrl(TRACK_HOSTS, region, baseUrl),
    });
  });
}

/** The `Authorization` header of the Track API. */
export function trackAuthorization({ siteId, apiKey }: { siteId: string; apiKey: string }): string {
  if (siteId.includes(':')) throw new ValidationError('siteId', 'expected a string without a colon');
  return basicAuthorization(siteId, apiKey);
}
