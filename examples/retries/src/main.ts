import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient } from '@cio/track';

const track = new TrackClient({
  siteId: process.env.CIO_SITE_ID!,
  apiKey: process.env.CIO_API_KEY!,
  ...(process.env.CIO_URL && { baseUrl: process.env.CIO_URL }),
  retry: pRetryStrategy({ retries: 5, minTimeoutMs: 20, maxRetryTimeMs: 30_000 }),
  hooks: { onRetry: ({ operation, attempt }) => console.log(`${operation}, attempt ${attempt}`) },
});

// An event counts once, however often it has to be sent.
await track.track('C-10001', 'order_placed', { total: 54.5 });
console.log('done');
await track.close();
