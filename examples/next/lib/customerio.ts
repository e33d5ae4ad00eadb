import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient } from '@cio/track';

let client: TrackClient | undefined;

/** One client an instance, made at the first request: `next build` loads the routes, and has no secrets. */
export function customerio(): TrackClient {
  client ??= new TrackClient({
    siteId: process.env.CIO_SITE_ID!,
    apiKey: process.env.CIO_API_KEY!,
    // For the emulator; without it the calls go to Customer.io.
    baseUrl: process.env.CIO_URL,
    retry: pRetryStrategy(),
  });
  return client;
}
