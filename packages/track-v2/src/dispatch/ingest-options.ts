import { readOptions, requireCount, requireFunction, requireSignal, ValidationError } from '@cio/core';
import type { Rejection } from '../batch/rejection.js';

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
export interface IngestOptions {
  /** The concurrency limit: how many requests are in flight at once. Default 4. */
  concurrency?: number | undefined;
  /** Called after each request. */
  onProgress?: ((progress: IngestSummary) => unknown) | undefined;
  /** Called with each rejected operation: rejected by Customer.io, not valid, or larger than 32 KB. */
  onRejected?: ((rejection: Rejection) => unknown) | undefined;
  /**
   * Called with a checkpoint: a position in the source, from 0. All operations before it have been accepted or rejected. It
   * only increases. Store it to resume from there after a crash.
   */
  onSettled?: ((position: number) => unknown) | undefined;
  /** Aborts the ingestion, which rejects with an `IngestError` whose cause is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Whether requests that are in flight when the signal aborts may complete. Default `false`: they are aborted. */
  drain?: boolean | undefined;
}

/** The options with their defaults. */
export function readIngestOptions(options: IngestOptions | undefined) {
  const {
    concurrency = 4,
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
