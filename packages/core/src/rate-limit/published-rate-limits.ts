/** A rate limit: a number of requests per period. */
export interface RateLimit {
  /** The number of requests: a whole number, at least 1. */
  requests: number;
  /** The period in milliseconds, at most 2,147,483,647. */
  perMs: number;
}

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

/** Rate limits by bucket. A bucket that is not named is not limited. */
export type RateLimits = Readonly<Partial<Record<keyof typeof PUBLISHED_RATE_LIMITS, RateLimit>>>;
