import { isRetryableError, type RetryStrategy, sleep } from '@cio/core';

const MIN_WAIT_MS = 25;
const MAX_WAIT_MS = 1000;
/** What a server that asks for a longer wait has to be content with. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Repeats what may succeed later, after waits that grow and are spread at random. */
export function backoff(maxRetries: number, onAttempt: () => void): RetryStrategy {
  return {
    async execute(operation, { replaySafe, signal }) {
      for (let attempt = 1; ; attempt++) {
        onAttempt();
        try {
          return await operation();
        } catch (error) {
          if (attempt > maxRetries || !isRetryableError(error) || (error.requestSent && !replaySafe))
            throw error;
          const { retryAfterMs = 0 } = error;
          const waitMs = Math.min(MIN_WAIT_MS * 2 ** attempt * (1 + Math.random()), MAX_WAIT_MS);
          await sleep(Math.max(waitMs, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)), signal);
        }
      }
    },
  };
}
