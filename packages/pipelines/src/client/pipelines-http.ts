import {
  authorizationOf,
  basicAuthorization,
  CLIENT_OPTIONS,
  type ClientOptions,
  type Credential,
  credentialsHint,
  HttpClient,
  memoryRateLimiter,
  PUBLISHED_RATE_LIMITS,
  type RateLimiter,
  type Region,
  type RegionHosts,
  readOptions,
  readSafely,
  requireObject,
  resolveBaseUrl,
  ValidationError,
} from '@cio/core';

const HOSTS: RegionHosts = { us: 'https://cdp.customer.io', eu: 'https://cdp-eu.customer.io' };

/** Options of a client of the Pipelines API. */
export interface PipelinesOptions extends ClientOptions {
  /** The API key of a source: the write key. Or a function that returns it at the first request. */
  writeKey: Credential;
  /** Where the workspace's data is kept. Default `us`. */
  region?: Region | undefined;
  /** An address in place of the region's: a proxy, or a local Customer.io. */
  baseUrl?: string | undefined;
  /**
   * Whether Customer.io refuses invalid messages with 400 (`X-Strict-Mode: 1`). By default it answers 200, and drops them.
   */
  strictMode?: boolean | undefined;
  /**
   * The rate limit, by the bucket `pipelines`. Default: the published 3,000 requests in 3 seconds, counted in memory, for this
   * client. `false` for none.
   */
  rateLimiter?: RateLimiter | false | undefined;
}

const PIPELINES_OPTIONS = [
  ...CLIENT_OPTIONS,
  'writeKey',
  'region',
  'baseUrl',
  'strictMode',
  'rateLimiter',
] as const;

/** The connection of a client of the Pipelines API: one of its own, or another client's. */
export function pipelinesHttp(options: PipelinesOptions | HttpClient): HttpClient {
  return readSafely('options', () => {
    if (options instanceof Object && 'request' in options) return options;
    requireObject('options', options);
    const read = readOptions(options, PIPELINES_OPTIONS);
    const { writeKey, region, baseUrl, strictMode = false, rateLimiter, ...client } = read;
    const authorization = authorizationOf({ writeKey }, ({ writeKey }) => {
      if (writeKey.includes(':')) throw new ValidationError('writeKey', 'contains a colon');
      return basicAuthorization(writeKey, '');
    });
    if (typeof strictMode !== 'boolean') throw new ValidationError('strictMode', 'expected true or false');
    return new HttpClient({
      ...client,
      authorization,
      credentialsHint: credentialsHint('Pipelines API', "a source's write key", region, baseUrl),
      baseUrl: resolveBaseUrl(HOSTS, region, baseUrl),
      ...(strictMode && { headers: { 'x-strict-mode': '1' } }),
      rateLimiter:
        rateLimiter === false ? undefined : (rateLimiter ?? memoryRateLimiter(PUBLISHED_RATE_LIMITS)),
    });
  });
}
