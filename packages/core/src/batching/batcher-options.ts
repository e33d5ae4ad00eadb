import { ValidationError } from '../errors/validation-error.js';
import { requireFunction } from '../validation/checks.js';
import { requireCount, requireDuration } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import { type BatchApi, DEFAULT_CONCURRENCY, maxItemsBytes } from './batch-api.js';
import type { Outcome } from './outcome.js';

/** An operation that Customer.io did not accept, or may not have accepted. */
export interface NotAccepted<Op = unknown> {
  /** The operation, as it was added. */
  readonly operation: Op;
  /**
   * The cause, which the promise of `add` rejects with too: a `RejectedError` if Customer.io rejected the operation, a
   * `ValidationError` if it was not sent, otherwise the error of its request.
   */
  readonly error: unknown;
  /** Whether the operation may have been processed, and whether it may be sent again. */
  readonly outcome: Outcome;
}

/** Options of a batcher. */
export interface BatcherOptions<Op = unknown> {
  /**
   * How long an operation waits for others to share its request, in milliseconds. 0: operations that are added in the same
   * turn of the event loop share a request. Default 50; at most 2,147,483,647.
   */
  maxWaitMs?: number | undefined;
  /** The size of a request, in bytes, at which it is sent. Default and maximum 500,000. */
  maxBytes?: number | undefined;
  /** The concurrency limit: how many requests are in flight at once, at most. Default 32. */
  concurrency?: number | undefined;
  /**
   * How many operations may be pending: waiting for a request or in flight. At the limit, requests are sent without waiting
   * for `maxWaitMs`, and `add` waits (backpressure). Default 10,000.
   */
  maxPending?: number | undefined;
  /**
   * Called with each operation that was not accepted, whatever the cause. With this callback you may ignore the promises of
   * `add`; without it, a rejected promise that is not handled is an `unhandledRejection`. An error that it throws is written to
   * `console.error` and has no other effect. Do not add the operation again from here without a delay: while Customer.io is
   * not reachable, that is an endless loop.
   */
  onRejected?: ((notAccepted: NotAccepted<Op>) => unknown) | undefined;
}

/** Options of closing a batcher. */
export interface BatcherCloseOptions {
  /**
   * How long to wait for pending operations, in milliseconds. Operations that have not settled by then are aborted: their
   * promises reject with a `RetryableError` of kind `closed`, and `onRejected` is called. 0 aborts at once. Default: no limit.
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
  requireDuration('maxWaitMs', maxWaitMs, true);
  requireCount('maxBytes', maxBytes);
  if (maxBytes > api.maxBytes) {
    throw new ValidationError('maxBytes', `expected at most ${api.maxBytes}, the limit of a request`);
  }
  requireCount('concurrency', concurrency);
  requireCount('maxPending', maxPending);
  requireFunction('onRejected', onRejected);
  return { maxWaitMs, maxBytes: Math.min(maxBytes, maxItemsBytes(api)), concurrency, maxPending, onRejected };
}
