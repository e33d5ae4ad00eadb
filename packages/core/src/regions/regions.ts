import { ValidationError } from '../errors/validation-error.js';
import { requireText } from '../validation/checks.js';

/** The region of a workspace: the United States or the European Union. */
export type Region = 'us' | 'eu';

/** The hosts of one API by region. */
export type RegionHosts = Readonly<Record<Region, string>>;

export const TRACK_HOSTS: RegionHosts = {
  us: 'https://track.customer.io',
  eu: 'https://track-eu.customer.io',
};

/** The base URL of an API, without a slash at its end. */
export function resolveBaseUrl(hosts: RegionHosts, region: Region = 'us', baseUrl?: string): string {
  if (baseUrl === undefined) {
    if (!Object.hasOwn(hosts, region)) throw new ValidationError('region', `expected "us" or "eu"`);
    return hosts[region];
  }
  requireText('baseUrl', baseUrl);
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    // No cause: it would contain the URL, which may contain a password.
    throw new ValidationError('baseUrl', 'expected an absolute http or https URL');
  }
  if (!/^https?:$/.test(url.protocol)) {
    throw new ValidationError('baseUrl', `expected http or https, got ${url.protocol}`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ValidationError('baseUrl', 'expected no credentials, query or fragment');
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (/^\/(api\/)?v\d$/.test(path)) {
    throw new ValidationError(
      'baseUrl',
      `expected the address without ${path}, which is part of each method's path`,
    );
  }
  return url.origin + path;
}
