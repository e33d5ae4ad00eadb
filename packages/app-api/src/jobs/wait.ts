import { type CallOptions, isRetryableError, ValidationError } from '@cio/core';
import { JobError } from './job-error.js';

export interface WaitOptions<Job> {
  /** Stops waiting, with the signal's reason. The job goes on. */
  signal?: AbortSignal | undefined;
  /** How long to wait for the end in all, in milliseconds. Default 600,000: ten minutes. */
  timeoutMs?: number;
  /** How long to wait before asking a second time, in milliseconds; then longer and longer, up to ten times that. Default 1,000. */
  intervalMs?: number;
  /** Called each time the job was looked at. */
  onProgress?: (job: Job) => void;
}

/** What is known of a kind of job. */
interface Kind<Job> {
  what: string;
  read(options: CallOptions): Promise<Job>;
  isDone(job: Job): boolean;
  /** Why it failed; undefined where it did not. */
  failure?(job: Job): string | undefined;
}

/** Asks for a job again and again until it has ended. A passing failure to ask does not end the waiting. */
export async function waitFor<Job>(kind: Kind<Job>, options: WaitOptions<Job> = {}): Promise<Job> {
  const { signal, timeoutMs = 600_000, intervalMs = 1000, onProgress } = options;
  for (const [field, value] of Object.entries({ timeoutMs, intervalMs })) {
    if (!(value > 0)) throw new ValidationError(field, 'expected milliseconds above 0');
  }
  const deadline = performance.now() + timeoutMs;
  let pauseMs = intervalMs;
  let job: Job | undefined;
  let lastError: unknown;
  for (;;) {
    let retryAfterMs = 0;
    try {
      job = await kind.read({ signal });
      onProgress?.(job);
      const failure = kind.failure?.(job);
      if (failure !== undefined) throw new JobError(`${kind.what} failed: ${failure}`, 'failed', job);
      if (kind.isDone(job)) return job;
      lastError = undefined;
    } catch (error) {
      if (!isRetryableError(error)) throw error;
      lastError = error;
      retryAfterMs = error.retryAfterMs ?? 0;
    }
    const left = deadline - performance.now();
    if (left <= 0) {
      throw new JobError(`${kind.what} has not ended within ${timeoutMs} ms`, 'timeout', job, {
        cause: lastError,
      });
    }
    await sleep(Math.min(Math.max(pauseMs, retryAfterMs), left), signal);
    pauseMs = Math.min(pauseMs * 1.5, intervalMs * 10);
  }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
  });
}
