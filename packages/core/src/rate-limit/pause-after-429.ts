import type { RateLimitOutcome } from './rate-limiter.js';

/** The maximum pause of a bucket after a 429, whatever the server asks for: five minutes. */
const MAX_PAUSE_MS = 300_000;

/** How long a bucket pauses after a 429: as long as the server asks, or else one period of its limit. In milliseconds. */
export function pauseAfter429({ retryAfterMs }: RateLimitOutcome, perMs: number): number {
  // A caller's own client may report anything.
  const isTime = typeof retryAfterMs === 'number' && retryAfterMs > 0;
  return Math.min(isTime ? retryAfterMs : perMs, MAX_PAUSE_MS);
}
