import { type ClientOptions, HttpClient } from '../client/http-client.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import { type Region, resolveBaseUrl, TRACK_HOSTS } from '../regions/regions.js';
import { requireObject } from '../validation/checks.js';
import { readSafely } from '../validation/read-safely.js';
import { basicAuth, credentialsHint } from './credentials.js';

/** What the clients of the Track API, v1 and v2, take. */
export interface TrackOptions extends ClientOptions {
  /** The workspace's site id. */
  siteId: string;
  /** The Track API key that belongs to the site id. */
  apiKey: string;
  /** Where the workspace's data is kept. Default `us`. */
  region?: Region | undefined;
  /** An address in place of the region's: a proxy, or a local Customer.io. */
  baseUrl?: string | undefined;
  /**
   * Holds calls back, by the bucket `track`. Customer.io publishes 1,000 requests a second, and does not strictly enforce
   * it. Default: none.
   */
  rateLimiter?: RateLimiter | undefined;
}

/** The connection of a client of the Track API: one of its own, or another client's. */
export function trackHttp(options: TrackOptions | HttpClient): HttpClient {
  return readSafely('options', () => {
    if (options instanceof Object && 'request' in options) return options;
    requireObject('options', options);
    return new HttpClient({
      ...options,
      authorization: basicAuth(options),
      credentialsHint: credentialsHint('Track API', 'a site id and its Track API key', options.region),
      baseUrl: resolveBaseUrl(TRACK_HOSTS, options.region, options.baseUrl),
    });
  });
}
