import type { TransportResponse } from '../transport/types.js';

/** Statuses of temporary failures. 520 to 524 are those of a CDN, for failures of its origin server. */
const RETRYABLE_STATUSES = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

/**
 * Whether a failure is temporary. `client/parse-response.ts` makes a `RetryableError` of it, and an `ApiError` of any other.
 *
 * A 429 is temporary, unless it is for a daily quota, which has no Retry-After. The request was not processed, so that a retry
 * strategy may repeat any call; `client/attempt-admission.ts` reports it to the rate limiter, which pauses the bucket and slows it
 * down (`rate-limit/memory-rate-limiter.ts`).
 */
export function isRetryable({ status, headers }: Pick<TransportResponse, 'status' | 'headers'>): boolean {
  const isQuota = headers['x-ratelimit-remaining']?.trim() === '0' && headers['retry-after'] === undefined;
  return RETRYABLE_STATUSES.includes(status) && !(status === 429 && isQuota);
}
