import type { TransportResponse } from '../transport/types.js';

/** Statuses of temporary failures. 520 to 524 are those of a CDN, for failures of its origin server. */
const RETRYABLE_STATUSES = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

/**
 * Whether a failure is temporary. `client/parse-response.ts` makes a `RetryableError` of it, and an `ApiError` of any other.
 *
 * A 429 is temporary, unless it is for a daily quota: no Retry-After, and `x-ratelimit-remaining: 0`. `client/http-client.ts` leaves
 * `requestSent` false for it, since the server did not process the request: a retry strategy, if the client has one, may repeat any
 * call. If the client has a rate limiter and the call a bucket, `client/attempt-admission.ts` reports a 429 that is not a quota's, and
 * the limiter pauses the bucket and halves its limit (`rate-limit/memory-rate-limiter.ts`, `settled`).
 */
export function isRetryable({ status, headers }: Pick<TransportResponse, 'status' | 'headers'>): boolean {
  const isQuota = headers['x-ratelimit-remaining']?.trim() === '0' && headers['retry-after'] === undefined;
  return RETRYABLE_STATUSES.includes(status) && !(status === 429 && isQuota);
}
