import type { RetryStrategy, Transport } from '@cio/core';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { type Region, regionName } from './regions.js';
import type { CIORequest } from './request/request.js';

/** What the options of a client are for the `@cio` client of the same API. */
interface ModernOptions {
  region?: 'us' | 'eu';
  baseUrl?: string;
  timeoutMs: number;
  retry: RetryStrategy;
  transport: Transport;
}

/**
 * The options of a client for the `@cio` client of the same API. Its retries are as many and as long, and of what cannot have a
 * second effect: an event that is repeated counts once.
 *
 * @param url The address of the API, with its path.
 * @param path The path that the `@cio` client adds by itself.
 * @throws Error for an address with another path.
 */
export function modernOptions(
  url: string,
  path: string,
  region: Region,
  { defaults, retry, transport }: CIORequest,
): ModernOptions {
  const { timeout: timeoutMs = 10_000 } = defaults;
  const { maxRetries, minTimeoutMs, maxTimeoutMs, retryAfterMaxSeconds, maxTotalBackoffMs, retryUnsafe } =
    retry;
  const options = {
    transport,
    timeoutMs,
    retry: pRetryStrategy({
      retries: maxRetries,
      minTimeoutMs,
      maxTimeoutMs,
      maxRetryAfterMs: retryAfterMaxSeconds * 1000,
      // The official bound is one of the waits alone.
      maxRetryTimeMs: maxTotalBackoffMs + (maxRetries + 1) * timeoutMs,
      retryUnsafe,
    }),
  };
  const name = regionName(region);
  if (name !== undefined && Object.values(region).includes(url)) return { ...options, region: name };
  if (!url.endsWith(path)) throw new Error(`expected a url that ends with ${path}: ${url}`);
  return { ...options, baseUrl: url.slice(0, -path.length) };
}

/** The client that belongs to another one, made when it is first asked for. */
export function kept<K extends object, V extends object>(clients: WeakMap<K, V>, key: K, make: () => V): V {
  let client = clients.get(key);
  if (!client) {
    client = make();
    clients.set(key, client);
  }
  return client;
}
