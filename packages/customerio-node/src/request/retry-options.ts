/** How a request is repeated after a temporary failure. */
export type RetryOptions = {
  /** Attempts after the first. 0 for none. Default 3. */
  maxRetries: number;
  /** The shortest wait before the first repeat, in milliseconds; it doubles with each. Default 200. */
  minTimeoutMs: number;
  /** The longest wait before a repeat, in milliseconds. Default 5,000. */
  maxTimeoutMs: number;
  /** The statuses after which a request is repeated. Default 408, 429, 500, 502, 503, 504, 522 and 524. */
  retryStatusCodes: number[];
  /** Whether `Retry-After` of a response takes the place of the computed wait. Default `true`. */
  respectRetryAfter: boolean;
  /** The longest `Retry-After` that is kept to, in seconds. Default 300. */
  retryAfterMaxSeconds: number;
  /** The longest time to wait in all, in milliseconds: what would exceed it fails. Default 30,000. */
  maxTotalBackoffMs: number;
  /**
   * Whether a message is sent again where the first request may have been processed, so that people may get it twice. The
   * official client does that. Default `false`: such a call rejects.
   */
  retryUnsafe?: boolean;
};

/** The options without any given. */
export const DEFAULT_RETRY: RetryOptions = {
  maxRetries: 3,
  minTimeoutMs: 200,
  maxTimeoutMs: 5_000,
  retryStatusCodes: [408, 429, 500, 502, 503, 504, 522, 524],
  respectRetryAfter: true,
  retryAfterMaxSeconds: 300,
  maxTotalBackoffMs: 30_000,
};
