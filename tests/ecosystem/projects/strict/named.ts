export { isApiError, TrackClient, ulid } from '@cio/track';
export { nodeTransport as nodeOnly } from '@cio/track/node';
