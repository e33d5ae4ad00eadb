import {
  type ClientOptions,
  credentialsHint,
  HttpClient,
  type RateLimiter,
  type Region,
  type RegionHosts,
  requireCredential,
  requireIdentifier,
  requireObject,
  resolveBaseUrl,
  ValidationError,
} from '@cio/core';
import { copyObject } from './copy-object.js';
import { sharedRateLimiter } from './shared-rate-limiter.js';

const HOSTS: RegionHosts = { us: 'https://api.customer.io', eu: 'https://api-eu.customer.io' };

export interface AppOptions extends ClientOptions {
  /** An App API key, or a service account's token (`sa_live_…`) for sends. */
  apiKey: string;
  /** Where the workspace's data is kept. Default `us`. */
  region?: Region | undefined;
  /** An address in place of the region's, without `/v1`: a proxy, or a local Customer.io. */
  baseUrl?: string | undefined;
  /** The workspace a service account's token is used for: its number. */
  workspaceId?: string | number | undefined;
  /**
   * Keeps to the API's limits, by the buckets `app`, `design`, `send` and `trigger`. Default: the published limits,
   * counted in memory for all clients of this process with the same key. `false` for none.
   */
  rateLimiter?: RateLimiter | false | undefined;
}

/**
 * What the App API's client and its resources make their requests with: an `HttpClient` of their own, or another client's.
 *
 * @throws ValidationError for options that are bad.
 */
export function appHttp(options: AppOptions | HttpClient): HttpClient {
  requireObject('options', options);
  // Of another copy of the package too.
  if (typeof (options as Partial<HttpClient>).request === 'function') return options as unknown as HttpClient;
  const { apiKey, region, workspaceId, rateLimiter, ...rest } = copyObject('options', options as AppOptions);
  requireCredential('apiKey', apiKey);
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ValidationError('apiKey', 'expected ASCII without spaces');
  if (apiKey.startsWith('sa_') && workspaceId === undefined) {
    throw new ValidationError('workspaceId', 'is needed with the token of a service account');
  }
  if (workspaceId !== undefined) {
    requireIdentifier('workspaceId', workspaceId);
    if (!/^\d+$/.test(String(workspaceId))) {
      throw new ValidationError('workspaceId', 'expected the number of a workspace');
    }
  }
  const baseUrl = resolveBaseUrl(HOSTS, region, rest.baseUrl);
  const limiter = rateLimiter === undefined ? sharedRateLimiter(`${baseUrl} ${apiKey}`) : rateLimiter;
  return new HttpClient({
    ...rest,
    baseUrl,
    authorization: `Bearer ${apiKey}`,
    credentialsHint: credentialsHint('App API', 'an App API key', region),
    headers: workspaceId === undefined ? {} : { 'x-workspace-id': String(workspaceId) },
    rateLimiter: limiter === false ? undefined : limiter,
  });
}
