import { CustomerIOError, type HttpClient, isCustomerIOError } from '@cio/core';
import { isOversize, OVERSIZE, ROOM, toItem } from '../batch/pack.js';
import type { Rejection } from '../batch/send-batch.js';
import type { Operation } from '../operations/types.js';
import { Dispatcher, Entry } from './dispatcher.js';
import { checkPositive } from './options.js';
import { type OperationSource, pull } from './source.js';

export interface IngestOptions {
  /** Requests under way at once. Default 4. */
  concurrency?: number;
  /** Told after each request how far it is. */
  onProgress?: (progress: IngestSummary) => void;
  /** Told of each operation that was not taken, with its place in the source. */
  onRejected?: (rejection: Rejection) => void;
  /** Ends the ingestion: it rejects with an {@link IngestError} whose cause is the signal's reason. */
  signal?: AbortSignal | undefined;
}

export interface IngestSummary {
  /** Operations that Customer.io took. */
  accepted: number;
  /** Operations that were not taken, and never will be: `onRejected` is told which. */
  rejected: number;
  /** Operations read from the source whose outcome is open. 0 when all went well. */
  unsent: number;
  requests: number;
  /** Bytes of operations sent. */
  bytes: number;
  seconds: number;
  /** Operations accepted a second, so far. */
  perSecond: number;
}

/**
 * An ingestion did not come to its end. To go on, send `unsent`, then what the source has from
 * `position`: an event that was built once counts once, however often it is sent.
 */
export class IngestError extends CustomerIOError {
  override readonly name = 'IngestError';
  /** How far it came. */
  readonly summary: IngestSummary;
  /** How many operations were read from the source. */
  readonly position: number;
  /** Of those, the ones that were not taken, or not known to be, in their order. */
  readonly unsent: readonly Operation[];

  constructor(cause: unknown, summary: IngestSummary, position: number, unsent: readonly Operation[]) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`stopped at operation ${position} with ${unsent.length} unsent: ${why}`, { cause });
    this.summary = summary;
    this.position = position;
    this.unsent = unsent;
  }
}

/** Whether a caught value is an {@link IngestError}, from whichever copy of the package. */
export function isIngestError(error: unknown): error is IngestError {
  return isCustomerIOError(error) && error.name === 'IngestError';
}

class Numbered extends Entry {
  constructor(
    operation: Operation,
    json: string,
    readonly index: number,
  ) {
    super(operation, json);
  }
}

/** Sends all that a source has, with bounded memory, in order for everybody the operations are about. */
export async function ingest(
  http: HttpClient,
  source: OperationSource,
  options: IngestOptions = {},
): Promise<IngestSummary> {
  const { concurrency = 4, onProgress, onRejected, signal } = options;
  checkPositive({ concurrency });
  const startedAt = performance.now();
  const counts = { accepted: 0, rejected: 0, requests: 0, bytes: 0 };
  const unsent: Numbered[] = [];
  let failure: { cause: unknown } | undefined;
  let inFlightOrQueued = 0;
  let position = 0;

  const fail = (cause: unknown) => {
    failure ??= { cause };
  };
  const reject = (rejection: Rejection) => {
    counts.rejected++;
    guard(() => onRejected?.(rejection), fail);
  };
  const summary = (): IngestSummary => {
    const seconds = (performance.now() - startedAt) / 1000;
    const open = failure ? unsent.length : inFlightOrQueued;
    return { ...counts, unsent: open, seconds, perSecond: counts.accepted / seconds };
  };

  let onDone = () => {};
  const dispatcher: Dispatcher<Numbered> = new Dispatcher<Numbered>(http, {
    concurrency,
    maxBytes: ROOM,
    maxWaitMs: 50,
    // What is under way, and the next request.
    capacity: (concurrency + 1) * ROOM,
    costOf: ({ bytes }) => bytes,
    signal,
    onAccepted: () => void counts.accepted++,
    onRejected: ({ index, operation }, complaint) => reject({ index, operation, ...complaint }),
    onFailed(entry, error) {
      fail(error);
      unsent.push(entry);
    },
    onRequest(entries) {
      inFlightOrQueued -= entries.length;
      counts.requests++;
      for (const { bytes } of entries) counts.bytes += bytes;
      guard(() => onProgress?.(summary()), fail);
      if (failure) giveUpQueued();
      onDone();
    },
  });
  const giveUpQueued = () => {
    const queued = dispatcher.drain();
    inFlightOrQueued -= queued.length;
    unsent.push(...queued);
  };

  try {
    for await (const operation of pull(source, signal)) {
      const index = position++;
      const json = toItem(operation, index);
      if (isOversize(json)) {
        reject({ index, operation, reason: 'too_large', field: '', message: OVERSIZE });
        continue;
      }
      const entry = new Numbered(operation, json, index);
      const room = dispatcher.reserve(entry);
      if (room) await room;
      if (failure) {
        unsent.push(entry);
        break;
      }
      inFlightOrQueued++;
      dispatcher.push(entry);
    }
  } catch (error) {
    // The source broke off, or holds what is no operation, or the caller gave up.
    fail(error);
  }
  if (signal?.aborted) giveUpQueued();
  dispatcher.flush();
  while (inFlightOrQueued > 0) await new Promise<void>((resolve) => (onDone = resolve));

  if (!failure) return summary();
  unsent.sort((a, b) => a.index - b.index);
  const operations = unsent.map(({ operation }) => operation);
  throw new IngestError(failure.cause, summary(), position, operations);
}

/** Calls back; what the callback throws ends the ingestion instead of being lost. */
function guard(callback: () => void, fail: (error: unknown) => void): void {
  try {
    callback();
  } catch (error) {
    fail(error);
  }
}
