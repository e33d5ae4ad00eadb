import {
  callSafely,
  type ErrorDetail,
  type HttpClient,
  isThenable,
  isValidationError,
  onAbort,
  type ValidationError,
} from '@cio/core';
import { outcomeOfRequest, type UnsentOperation } from '../batch/outcome.js';
import { postBatch } from '../batch/post-batch.js';
import { describeErrors } from '../batch/rejection.js';
import { bodyOf, MAX_ITEMS_BYTES } from '../batch/request-packer.js';
import type { Operation } from '../operations/types.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { IngestError } from './ingest-error.js';
import { type IngestOptions, type IngestSummary, readIngestOptions } from './ingest-options.js';
import { type OperationSource, SourceReader } from './source-reader.js';

/** Sends all operations of a source, with bounded memory, in order for each person and object. */
export async function ingest(
  http: HttpClient,
  source: OperationSource,
  options?: IngestOptions,
): Promise<IngestSummary> {
  return new Ingestion(http, source, options).run();
}

class Ingestion {
  readonly #options: ReturnType<typeof readIngestOptions>;
  readonly #reader: SourceReader;
  readonly #dispatcher: Dispatcher<Entry>;
  readonly #startedAt = performance.now();
  readonly #counts = { accepted: 0, rejected: 0, requests: 0, bytes: 0 };
  /** The number of operations that have been read. */
  #position = 0;
  readonly #unsent: UnsentOperation[] = [];
  #firstUnsent = Number.POSITIVE_INFINITY;
  /** The last position that was passed to `onSettled`. */
  #settledBefore = 0;
  #failure: { cause: unknown } | undefined;
  /** Resumes reading, which waits for a request to end. */
  #wake = () => {};
  #stop = () => {};
  /** Resolves when reading should stop. */
  readonly #stopped = new Promise<void>((resolve) => {
    this.#stop = resolve;
  });

  constructor(http: HttpClient, source: OperationSource, options: IngestOptions | undefined) {
    this.#options = readIngestOptions(options);
    this.#reader = new SourceReader(source);
    const counts = this.#counts;
    this.#dispatcher = new Dispatcher<Entry>({
      concurrency: this.#options.concurrency,
      maxBytes: MAX_ITEMS_BYTES,
      maxWaitMs: 50,
      maxPending: Number.POSITIVE_INFINITY,
      send(entries, signal) {
        counts.requests++;
        for (const { bytes } of entries) counts.bytes += bytes;
        const body = bodyOf(entries.map(({ json }) => json));
        const operations = entries.map(({ operation }) => operation);
        return postBatch(http, body, operations, { signal });
      },
      onAccepted: () => void counts.accepted++,
      onRejected: ({ operation, index }, errors) => this.#reject(operation, index, errors),
      onFailed: (entry, error) => {
        this.#failure ??= { cause: error };
        this.#setAside([entry], outcomeOfRequest(error));
      },
      onRequestEnd: () => this.#onRequestEnd(),
    });
  }

  async run(): Promise<IngestSummary> {
    const { signal } = this.#options;
    const stopListening = signal && onAbort(signal, (reason) => this.#abort(reason));
    // A pending read of the source is not awaited after the ingestion has failed.
    await Promise.race([this.#readSource(), this.#stopped]);
    this.#reader.close();
    this.#dispatcher.flush();
    while (this.#dispatcher.pending > 0) await this.#nextRequestEnd();
    stopListening?.();
    this.#reportSettled();
    if (!this.#failure) return this.#summary();
    this.#unsent.sort((a, b) => a.index - b.index);
    throw new IngestError(this.#failure.cause, this.#summary(), this.#position, this.#unsent);
  }

  /** Reads until the end of the source, or until the ingestion fails. Does not reject. */
  async #readSource(): Promise<void> {
    // The requests in flight, and the next one.
    const maxPendingBytes = (this.#options.concurrency + 1) * MAX_ITEMS_BYTES;
    try {
      while (!this.#failure) {
        if (this.#dispatcher.pendingBytes >= maxPendingBytes) {
          await this.#nextRequestEnd();
          continue;
        }
        const next = this.#reader.next();
        const read = this.#reader.read(isThenable(next) ? await next : next);
        // An operation that is read after the ingestion has failed is not counted: the ingestion is resumed from it.
        if (!read || this.#failure) return;
        this.#push(read.operation);
      }
    } catch (error) {
      // The source has failed. The operations before that are sent.
      this.#reader.fail();
      this.#failure ??= { cause: error };
    }
  }

  #push(operation: Operation): void {
    const index = this.#position++;
    let entry: Entry;
    try {
      entry = new Entry(operation, index);
    } catch (error) {
      if (!isValidationError(error)) throw error;
      this.#reject(operation, index, [detailOf(error)]);
      return;
    }
    this.#dispatcher.push(entry);
  }

  #reject(operation: Operation, index: number, errors: readonly ErrorDetail[]): void {
    this.#counts.rejected++;
    const { onRejected } = this.#options;
    if (!onRejected) return;
    const rejection = { index, operation, errors, message: describeErrors(errors) };
    callSafely('onRejected', () => onRejected(rejection));
  }

  #onRequestEnd(): void {
    if (this.#failure && this.#unsent.length > 0) this.#setAside(this.#dispatcher.takeBack(), 'unprocessed');
    const { onProgress } = this.#options;
    if (onProgress) callSafely('onProgress', () => onProgress(this.#summary()));
    this.#reportSettled();
    if (this.#failure) this.#stop();
    this.#wake();
  }

  #abort(reason: unknown): void {
    this.#failure ??= { cause: reason };
    this.#setAside(this.#dispatcher.takeBack(), 'unprocessed');
    if (!this.#options.drain) this.#setAside(this.#dispatcher.abandon(reason), 'unknown');
    this.#stop();
    this.#wake();
  }

  #setAside(entries: readonly Entry[], outcome: UnsentOperation['outcome']): void {
    for (const { index, operation } of entries) {
      this.#unsent.push({ index, operation, outcome });
      if (index < this.#firstUnsent) this.#firstUnsent = index;
    }
  }

  #nextRequestEnd(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #reportSettled(): void {
    const { onSettled } = this.#options;
    const position = Math.min(this.#dispatcher.firstPending ?? this.#position, this.#firstUnsent);
    if (!onSettled || position <= this.#settledBefore) return;
    this.#settledBefore = position;
    callSafely('onSettled', () => onSettled(position));
  }

  #summary(): IngestSummary {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const unsent = this.#unsent.length + this.#dispatcher.pending;
    return { ...this.#counts, unsent, seconds, perSecond: this.#counts.accepted / seconds };
  }
}

/** The error of an operation that is not valid, in the format of Customer.io's errors. */
function detailOf({ field, message }: ValidationError): ErrorDetail {
  return { reason: 'invalid', field, message: message.slice(field.length + 2) };
}
