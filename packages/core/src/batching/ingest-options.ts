import { ValidationError } from '../errors/validation-error.js';
import { requireFunction, requireSignal } from '../validation/checks.js';
import { requireCount } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import { DEFAULT_CONCURRENCY } from './batch-api.js';
import type { Rejection } from './rejection.js';

/** The progress or the result of an ingestion. */
export interface IngestSummary {
  /** Operations that Customer.io accepted. */
  readonly accepted: number;
  /** Operations that were rejected: `onRejected` was called with each. */
  readonly rejected: number;
  /** Operations that were read from the source and neither accepted nor rejected. 0 at the end of a complete ingestion. */
  readonly unsent: number;
  /** Requests made. */
  readonly requests: number;
  /** Bytes of operations in these requests. */
  readonly bytes: number;
  /** Seconds since the start. */
  readonly seconds: number;
  /** Operations accepted per second, on average. */
  readonly perSecond: number;
}

/** Options of an ingestion. An error that a callback throws, or its promise rejects with, is written to `console.error`. */
export interface IngestOptions<Op = unknown> {
  /**
   * The concurrency limit: how many requests are in flight at once, at most. Default 32. Memory is bounded by one request more
   * than that, of 500 KB each: so far the source is read ahead. 1: all operations are sent in the order of the source.
   */
  concurrency?: number | undefined;
  /** Called after each request. */
  onProgress?: ((progress: IngestSummary) => unknown) | undefined;
  /** Called with each rejected operation: rejected by Customer.io, not valid, or larger than 32 KB. */
  onRejected?: ((rejection: Rejection<Op>) => unknown) | undefined;
  /**
   * Called with a checkpoint: a position in the source, from 0. All operations before it have been accepted or rejected. It
   * only increases. Store it to resume from there after a crash. While an early request is retried, it stays before that one,
   * and operations after it go on: they are sent again after a crash.
   */
  onCheckpoint?: ((position: number) => unknown) | undefined;
  /** Aborts the ingestion, which rejects with an `IngestError` whose cause is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Whether requests that are in flight when the signal aborts may complete. Default `false`: they are aborted. */
  drain?: boolean | undefined;
}

/** The options with their defaults. */
export function readIngestOptions<Op>(options: IngestOptions<Op> | undefined) {
  const {
    concurrency = DEFAULT_CONCURRENCY,
    drain = false,
    signal,
    ...callbacks
  } = readOptions(options, ['concurrency', 'onProgress', 'onRejected', 'onCheckpoint', 'signal', 'drain']);
  requireCount('concurrency', concurrency);
  for (const [name, callback] of Object.entries(callbacks)) requireFunction(name, callback);
  requireSignal('signal', signal);
  if (typeof drain !== 'boolean') throw new ValidationError('drain', 'expected true or false');
  return { concurrency, drain, signal, ...callbacks };
}
