import type { RateLimit } from './memory-rate-limiter.js';

/**
 * The rate limits that Customer.io publishes, by bucket: `track` of the Track API, `pipelines` of the Pipelines API, and of the App
 * API `app`, `design` for slow operations of Design Studio, `send` and `trigger`.
 */
export const PUBLISHED_RATE_LIMITS = {
  track: { requests: 1000, perMs: 1000 },
  pipelines: { requests: 3000, perMs: 3000 },
  app: { requests: 10, perMs: 1000 },
  design: { requests: 5, perMs: 1000 },
  send: { requests: 3000, perMs: 3000 },
  trigger: { requests: 1, perMs: 10_000 },
} as const satisfies Record<string, RateLimit>;
