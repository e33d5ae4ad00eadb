import { ValidationError } from '../errors/validation-error.js';
import { requireFunction, requireSignal } from '../validation/checks.js';
import { requireCount } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import { DEFAULT_CONCURRENCY } from './batch-api.js';
import type { Rejection } from './rejection.js';

/** How far an ingestion is. */
export interface IngestSummary {
  /** Operations that Customer.io accepted. */
  readonly accepted: number;
  /** Operations that were rejected, and always will be: `onRejected` is called with each. */
  readonly rejected: number;
  /** Operations read from the source that have neither been accepted nor rejected. 0 when all went well. */
  readonly unsent: number;
  /** Requests made. */
  readonly requests: number;
  /** Bytes of operations in these requests. */
  readonly bytes: number;
  readonly seconds: number;
  /** Operations accepted a second, so far. */
  readonly perSecond: number;
}

/** What a callback throws, or its promise rejects with, changes nothing else and is written to `console.error`. */
export interface IngestOptions<Op = unknown> {
  /** Requests under way at once, at the most. Default 16: memory is bounded by one more than that, of 500 KB each. */
  concurrency?: number | undefined;
  /** Called after each request. */
  onProgress?: ((progress: IngestSummary) => unknown) | undefined;
  /** Called with each operation that was rejected: by Customer.io, or because it cannot be sent or is over 32 KB. */
  onRejected?: ((rejection: Rejection<Op>) => unknown) | undefined;
  /**
   * Called with a position in the source, from 0: all operations before it have been accepted or rejected. It only grows.
   * Whoever stores it can go on from there after a crash.
   */
  onSettled?: ((position: number) => unknown) | undefined;
  /** Ends the ingestion: it rejects with an `IngestError` whose cause is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Whether requests that are under way when the signal aborts may end first. By default they are aborted too. */
  drain?: boolean | undefined;
}

/** The options with their defaults. */
export function readIngestOptions<Op>(options: IngestOptions<Op> | undefined) {
  const {
    concurrency = DEFAULT_CONCURRENCY,
    drain = false,
    signal,
    ...callbacks
  } = readOptions(options, ['concurrency', 'onProgress', 'onRejected', 'onSettled', 'signal', 'drain']);
  requireCount('concurrency', concurrency);
  for (const [name, callback] of Object.entries(callbacks)) requireFunction(name, callback);
  requireSignal('signal', signal);
  if (typeof drain !== 'boolean') throw new ValidationError('drain', 'expected true or false');
  return { concurrency, drain, signal, ...callbacks };
}
