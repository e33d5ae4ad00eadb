import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient } from '@cio/track';

/** One client an instance. The credentials are functions: `next build` loads the routes, and has no secrets. */
export const customerio = new TrackClient({
  siteId: () => process.env.CIO_SITE_ID!,
  apiKey: () => process.env.CIO_API_KEY!,
  // For the emulator; without it the calls go to Customer.io.
  baseUrl: process.env.CIO_URL,
  retry: pRetryStrategy(),
});
