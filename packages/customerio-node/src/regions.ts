const brand = Symbol.for('customerio-node.Region');

/**
 * A region of Customer.io: the addresses of its APIs. Use {@link RegionUS} and {@link RegionEU}.
 *
 * `instanceof` recognizes the regions of every copy of this package, and of the official client.
 */
export class Region {
  /** The address of the Track API v1. */
  readonly trackUrl: string;
  /** The address of the Track API v2: that of v1, with `/api/v2`. */
  readonly trackV2Url: string;
  /** The address of the App API. */
  readonly apiUrl: string;
  /** The address of the Pipelines API. */
  readonly pipelinesUrl: string;

  static [Symbol.hasInstance](instance: unknown): instance is Region {
    return typeof instance === 'object' && instance !== null && Reflect.get(instance, brand) === true;
  }

  constructor(trackUrl: string, apiUrl: string, pipelinesUrl: string) {
    Object.defineProperty(this, brand, { value: true });
    this.trackUrl = trackUrl;
    this.trackV2Url = trackUrl.replace('/api/v1', '/api/v2');
    this.apiUrl = apiUrl;
    this.pipelinesUrl = pipelinesUrl;
  }
}

/** The United States: the default. */
export const RegionUS = new Region(
  'https://track.customer.io/api/v1',
  'https://api.customer.io/v1',
  'https://cdp.customer.io/v1',
);

/** The European Union. */
export const RegionEU = new Region(
  'https://track-eu.customer.io/api/v1',
  'https://api-eu.customer.io/v1',
  'https://cdp-eu.customer.io/v1',
);

/** @throws Error for a region that is none. */
export function requireRegion(region: unknown): void {
  if (region && !(region instanceof Region)) {
    throw new Error('region must be one of Regions.US or Regions.EU');
  }
}

/** The name that the `@cio` clients have for a region; undefined for one of the caller's own. */
export function regionName({ apiUrl }: Region): 'us' | 'eu' | undefined {
  if (apiUrl === RegionUS.apiUrl) return 'us';
  return apiUrl === RegionEU.apiUrl ? 'eu' : undefined;
}
