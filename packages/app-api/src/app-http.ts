import {
  authorizationOf,
  CLIENT_OPTIONS,
  type ClientOptions,
  type Credential,
  credentialsHint,
  HttpClient,
  type RateLimiter,
  type Region,
  type RegionHosts,
  readOptions,
  requireIdentifier,
  requireObject,
  resolveBaseUrl,
  ValidationError,
} from '@cio/core';
import { sharedRateLimiter } from './shared-rate-limiter.js';

const HOSTS: RegionHosts = { us: 'https://api.customer.io', eu: 'https://api-eu.customer.io' };

/** Options of an `AppClient`: the key, the region, and how requests are sent. */
export interface AppOptions extends ClientOptions {
  /**
   * An App API key, or a service account's token (`sa_live_…`), which Customer.io documents for sends alone. Or a function that
   * returns it at the first request.
   */
  apiKey: Credential;
  /** The region of the workspace. Default `us`. */
  region?: Region | undefined;
  /** The address of the API, without `/v1`, in place of the region's: a proxy, or a local Customer.io. */
  baseUrl?: string | undefined;
  /** The number of the workspace, which a service account's token needs. */
  workspaceId?: string | number | undefined;
  /**
   * Rate limits of the API, by the buckets `app`, `design`, `send` and `trigger`. Default: the published rate limits, counted in
   * memory, for all clients of this process with the same key. `false` for none.
   */
  rateLimiter?: RateLimiter | false | undefined;
}

const APP_OPTIONS = [...CLIENT_OPTIONS, 'apiKey', 'region', 'baseUrl', 'workspaceId', 'rateLimiter'] as const;

/**
 * The HTTP client of the App API, for an `AppClient` and its resources: a new one, or another client's.
 *
 * @throws ValidationError for a missing or malformed option.
 */
export function appHttp(options: AppOptions | HttpClient): HttpClient {
  requireObject('options', options);
  // An instance of another copy of the package is accepted too.
  if (typeof (options as Partial<HttpClient>).request === 'function') return options as unknown as HttpClient;
  const { apiKey, region, workspaceId, rateLimiter, ...rest } = readOptions(
    options as AppOptions,
    APP_OPTIONS,
  ) as AppOptions;
  const authorization = authorizationOf({ apiKey }, ({ apiKey }) => {
    if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ValidationError('apiKey', 'expected ASCII without spaces');
    if (apiKey.startsWith('sa_') && workspaceId === undefined) {
      throw new ValidationError('workspaceId', 'is needed with the token of a service account');
    }
    return `Bearer ${apiKey}`;
  });
  if (workspaceId !== undefined) {
    requireIdentifier('workspaceId', workspaceId);
    if (!/^\d+$/.test(String(workspaceId))) {
      throw new ValidationError('workspaceId', 'expected the number of a workspace');
    }
  }
  const baseUrl = resolveBaseUrl(HOSTS, region, rest.baseUrl);
  const keyOfLimits = () =>
    `${baseUrl} ${typeof authorization === 'function' ? authorization() : authorization}`;
  const limiter = rateLimiter === undefined ? sharedRateLimiter(keyOfLimits) : rateLimiter;
  return new HttpClient({
    ...rest,
    baseUrl,
    authorization,
    credentialsHint: credentialsHint('App API', 'an App API key', region, rest.baseUrl),
    headers: workspaceId === undefined ? {} : { 'x-workspace-id': String(workspaceId) },
    rateLimiter: limiter === false ? undefined : limiter,
  });
}
