import { type Region, regionName } from './regions.js';
import type { RequestDefaults } from './request/request.js';

/** What the options of a client are for the `@cio` client of the same API. */
interface ModernOptions {
  region?: 'us' | 'eu';
  baseUrl?: string;
  timeoutMs?: number;
}

/**
 * The options of a client for the `@cio` client of the same API.
 *
 * @param url The address of the API, with its path.
 * @param path The path that the `@cio` client adds by itself.
 * @throws Error for an address with another path.
 */
export function modernOptions(
  url: string,
  path: string,
  { region, timeout }: RequestDefaults & { region?: Region },
): ModernOptions {
  const options: ModernOptions = {};
  if (timeout !== undefined) options.timeoutMs = timeout;
  const name = regionName(region);
  const isOfRegion = name !== undefined && region !== undefined && Object.values(region).includes(url);
  if (isOfRegion) return { ...options, region: name };
  if (!url.endsWith(path)) throw new Error(`expected a url that ends with ${path}: ${url}`);
  return { ...options, baseUrl: url.slice(0, -path.length) };
}
