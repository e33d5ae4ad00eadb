// Each client brings what is needed of core: nobody depends on that by itself.
export { AppClient } from '@cio/app-api';
export { pRetryStrategy } from '@cio/retry-p-retry';
export { isApiError, TrackClient } from '@cio/track';
export { person, TrackV2Client } from '@cio/track-v2';
export { createWebhookHandler, signPayload } from '@cio/webhooks';
