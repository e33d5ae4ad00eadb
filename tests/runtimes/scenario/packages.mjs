export { AppClient } from '@cio/app-api';
export { isRetryableError } from '@cio/core';
export { message, PipelinesClient } from '@cio/pipelines';
export { Analytics } from '@cio/pipelines/analytics';
export { pRetryStrategy } from '@cio/retry-p-retry';
export { TrackClient } from '@cio/track';
export { person, TrackV2Client } from '@cio/track-v2';
export { createWebhookHandler, signPayload, verifySignature } from '@cio/webhooks';
