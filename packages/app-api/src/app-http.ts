import {
  type ClientOptions,
  HttpClient,
  memoryRateLimiter,
  type RateLimiter,
  type Region,
  type RegionHosts,
  requireCredential,
  requireObject,
  resolveBaseUrl,
  ValidationError,
} from '@cio/core';

const HOSTS: RegionHosts = { us: 'https://api.customer.io', eu: 'https://api-eu.customer.io' };

/** What Customer.io publishes: 10 requests a second, 100 sends, and a broadcast trigger every 10 seconds. */
const PUBLISHED = {
  app: { requests: 10, perMs: 1000 },
  send: { requests: 100, perMs: 1000 },
  trigger: { requests: 1, perMs: 10_000 },
};

export interface AppOptions extends ClientOptions {
  /** An App API key, or a service account's token (`sa_live_…`) for sends. */
  apiKey: string;
  /** Where the workspace's data is kept. Default `us`. */
  region?: Region;
  /** An address in place of the region's, without `/v1`: a proxy, or a local Customer.io. */
  baseUrl?: string;
  /** The workspace a service account's token is used for. */
  workspaceId?: string | number;
  /**
   * Keeps to the API's limits, by the buckets `app`, `send` and `trigger`. Default: the published limits,
   * counted in memory for all clients of this process with the same key. `false` for none.
   */
  rateLimiter?: RateLimiter | false;
}

/** The connection of the App API's client and of its resources: one of its own, or another client's. */
export function appHttp(options: AppOptions | HttpClient): HttpClient {
  if (options instanceof Object && 'request' in options) return options;
  requireObject('options', options);
  const { apiKey, region, workspaceId, rateLimiter, ...rest } = options;
  requireCredential('apiKey', apiKey);
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ValidationError('apiKey', 'expected ASCII without spaces');
  if (apiKey.startsWith('sa_') && workspaceId === undefined) {
    throw new ValidationError('workspaceId', 'is needed with the token of a service account');
  }
  if (workspaceId !== undefined && !/^[\w-]+$/.test(String(workspaceId))) {
    throw new ValidationError('workspaceId', 'expected an id');
  }
  const baseUrl = resolveBaseUrl(HOSTS, region, options.baseUrl);
  const limiter = rateLimiter ?? sharedRateLimiter(`${baseUrl} ${apiKey}`);
  return new HttpClient({
    ...rest,
    baseUrl,
    authorization: `Bearer ${apiKey}`,
    headers: workspaceId === undefined ? {} : { 'x-workspace-id': String(workspaceId) },
    rateLimiter: limiter || undefined,
  });
}

type Limiters = Map<string, WeakRef<RateLimiter>>;

/** On the global object, so that two copies of this package count together. */
const LIMITERS = Symbol.for('@cio/app-api');

function sharedRateLimiter(key: string): RateLimiter {
  const holder = globalThis as { [LIMITERS]?: Limiters };
  holder[LIMITERS] ??= new Map();
  const limiters = holder[LIMITERS];
  const known = limiters.get(key)?.deref();
  if (known) return known;
  // Clients that are gone leave nothing behind, in a process that makes many with many keys.
  for (const [other, limiter] of limiters) if (!limiter.deref()) limiters.delete(other);
  const limiter = memoryRateLimiter(PUBLISHED);
  limiters.set(key, new WeakRef(limiter));
  return limiter;
}
