import { ValidationError } from '../errors/validation-error.js';
import { describe, requireFunction } from '../validation/checks.js';
import { MAX_TIMER_MS, requireCount } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import { type BatchApi, DEFAULT_CONCURRENCY, maxItemsBytes } from './batch-api.js';
import type { Outcome } from './outcome.js';

/** An operation that Customer.io did not accept, or is not known to have accepted. */
export interface NotAccepted<Op = unknown> {
  readonly operation: Op;
  /**
   * Why; the promise of `add` rejects with the same. A `RejectedError` where Customer.io rejected it, a `ValidationError`
   * where it was not sent, otherwise what its request failed with.
   */
  readonly error: unknown;
  /** What is known of it, and whether it may be sent again. */
  readonly outcome: Outcome;
}

export interface BatcherOptions<Op = unknown> {
  /**
   * How long an operation may wait for others to share its request, in milliseconds. 0: what is added in one turn of the
   * event loop shares one. Default 50.
   */
  maxWaitMs?: number | undefined;
  /** How large a request may become, in bytes. Default, and at the most, 500,000. */
  maxBytes?: number | undefined;
  /** Requests under way at once, at the most. Default 16. */
  concurrency?: number | undefined;
  /**
   * How many operations may be gathered or under way at once: where there are so many, requests go out at once, and what is
   * added beyond waits its turn. Default 10,000.
   */
  maxPending?: number | undefined;
  /**
   * Called with each operation that was not accepted, whatever the reason. With it the promises of `add` may be left alone;
   * without it a rejection of theirs that nobody handles is an `unhandledRejection`. What it throws changes nothing else and
   * is written to `console.error`. To add the operation again from here, without a wait, is a loop as long as Customer.io is
   * away.
   */
  onRejected?: ((notAccepted: NotAccepted<Op>) => unknown) | undefined;
}

export interface BatcherCloseOptions {
  /**
   * How long to wait for what was added, in milliseconds. What has not settled by then is given up: its promise rejects
   * with a `RetryableError` of kind `closed`, and `onRejected` is told. 0 gives up at once. Default: as long as it takes.
   */
  timeoutMs?: number | undefined;
}

/** The options with their defaults. */
export function readBatcherOptions<Op>(api: BatchApi<Op>, options: BatcherOptions<Op> | undefined) {
  const {
    maxWaitMs = 50,
    maxBytes = api.maxBytes,
    concurrency = DEFAULT_CONCURRENCY,
    maxPending = 10_000,
    onRejected,
  } = readOptions(options, ['maxWaitMs', 'maxBytes', 'concurrency', 'maxPending', 'onRejected']);
  requireDelay('maxWaitMs', maxWaitMs);
  requireCount('maxBytes', maxBytes);
  if (maxBytes > api.maxBytes) {
    throw new ValidationError('maxBytes', `expected at most ${api.maxBytes}, the limit of a request`);
  }
  requireCount('concurrency', concurrency);
  requireCount('maxPending', maxPending);
  requireFunction('onRejected', onRejected);
  return { maxWaitMs, maxBytes: Math.min(maxBytes, maxItemsBytes(api)), concurrency, maxPending, onRejected };
}

/** Undefined where it is to wait as long as it takes. */
export function readCloseTimeout(options: BatcherCloseOptions | undefined): number | undefined {
  const { timeoutMs } = readOptions(options, ['timeoutMs']);
  if (timeoutMs !== undefined) requireDelay('timeoutMs', timeoutMs);
  return timeoutMs;
}

/** Refuses what is neither a time in milliseconds that a timer can hold, nor 0. */
function requireDelay(field: string, value: unknown): asserts value is number {
  if (typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS) return;
  throw new ValidationError(
    field,
    `expected milliseconds, from 0 to ${MAX_TIMER_MS}, got ${describe(value)}`,
  );
}
