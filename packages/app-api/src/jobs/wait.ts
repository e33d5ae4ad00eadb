import {
  ApiError,
  type CallOptions,
  callSafely,
  describe,
  isRetryableError,
  readOptions,
  requireDuration,
  requireFunction,
  requireSignal,
  sleep,
} from '@cio/core';
import { JobError } from './job-error.js';

export interface WaitOptions<Job> {
  /** Aborts the wait, which rejects with the signal's reason. The job continues. */
  signal?: AbortSignal | undefined;
  /**
   * How long to wait for the job, in milliseconds, plus the duration of the last request. Default 600,000 (ten minutes); at
   * most 2,147,483,647.
   */
  timeoutMs?: number | undefined;
  /**
   * The polling interval, in milliseconds. It increases with each request, up to ten times this. Default 1,000; at most
   * 2,147,483,647.
   */
  intervalMs?: number | undefined;
  /**
   * Called after each request, with the job. An error that it throws, or its promise rejects with, is written to
   * `console.error`.
   */
  onProgress?: ((job: Job) => void) | undefined;
}

/** A kind of job. */
interface JobKind<Job> {
  /** The name of the job in error messages, such as `export 7`. */
  what: string;
  read(options: CallOptions): Promise<Job>;
  isDone(job: Job): boolean;
  /** Why the job failed; undefined if it did not. */
  failure?(job: Job): string | undefined;
}

const WAIT_OPTIONS = ['signal', 'timeoutMs', 'intervalMs', 'onProgress'] as const;

/** The maximum delay between two requests, whatever a server asks for. */
const MAX_RETRY_AFTER_MS = 300_000;

/**
 * Polls a job until it has ended. A request that fails with a `RetryableError` does not end the wait.
 *
 * @throws JobError if the job fails, or has not ended in time.
 */
export async function waitFor<Job>(kind: JobKind<Job>, options?: WaitOptions<Job>): Promise<Job> {
  const { signal, timeoutMs = 600_000, intervalMs = 1000, onProgress } = readOptions(options, WAIT_OPTIONS);
  requireSignal('signal', signal);
  requireDuration('timeoutMs', timeoutMs);
  requireDuration('intervalMs', intervalMs);
  requireFunction('onProgress', onProgress);
  const deadline = performance.now() + timeoutMs;
  let pauseMs = intervalMs;
  let job: Job | undefined;
  let lastError: unknown;
  for (;;) {
    let retryAfterMs = 0;
    try {
      const seen = await kind.read({ signal });
      requireJob(kind.what, seen);
      job = seen;
      if (onProgress) callSafely('onProgress', () => onProgress(seen));
      const failure = kind.failure?.(seen);
      if (failure !== undefined) {
        throw new JobError(`${kind.what} failed: ${toLine(failure)}`, 'failed', seen);
      }
      if (kind.isDone(seen)) return seen;
      lastError = undefined;
    } catch (error) {
      // A closed client cannot make another request.
      if (!isRetryableError(error) || error.kind === 'closed') throw error;
      lastError = error;
      retryAfterMs = Math.min(error.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
    }
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) {
      throw new JobError(`${kind.what} has not ended within ${timeoutMs} ms`, 'timeout', job, {
        cause: lastError,
      });
    }
    await sleep(Math.min(Math.max(pauseMs, retryAfterMs), leftMs), signal);
    pauseMs = Math.min(pauseMs * 1.5, intervalMs * 10);
  }
}

function requireJob(what: string, job: unknown): void {
  if (typeof job === 'object' && job !== null && !Array.isArray(job)) return;
  throw new ApiError(`${what} → expected an object in the response, got ${describe(job)}`, {
    status: 200,
    body: job,
    headers: {},
    requestId: '',
    details: [],
  });
}

const MAX_REASON = 500;

/** The text of a server on one line, limited: it goes into logs. */
function toLine(text: unknown): string {
  const line = String(text).replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return line.length > MAX_REASON ? `${line.slice(0, MAX_REASON)}…` : line;
}
