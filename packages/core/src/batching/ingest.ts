import { nextTurn } from '../abort/next-turn.js';
import { onAbort } from '../abort/on-abort.js';
import { callSafely, isThenable } from '../callbacks/call-safely.js';
import { describeErrors } from '../errors/describe-errors.js';
import type { ErrorDetail } from '../errors/error-details.js';
import { isValidationError, type ValidationError } from '../errors/validation-error.js';
import { type BatchApi, maxItemsBytes } from './batch-api.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { IngestError } from './ingest-error.js';
import { type IngestOptions, type IngestSummary, readIngestOptions } from './ingest-options.js';
import { serializeItem } from './item.js';
import { outcomeOfRequest, type UnsentOperation } from './outcome.js';
import { postEntries } from './post-entries.js';
import { type OperationSource, SourceReader } from './source-reader.js';
import { Withheld } from './withheld.js';

/** Sends all operations of a source, with bounded memory, in order for each person and object. */
export async function ingest<Op>(
  api: BatchApi<Op>,
  source: OperationSource<Op>,
  options?: IngestOptions<Op>,
): Promise<IngestSummary> {
  return new Ingestion(api, source, options).run();
}

class Ingestion<Op> {
  readonly #api: BatchApi<Op>;
  readonly #options: ReturnType<typeof readIngestOptions<Op>>;
  readonly #reader: SourceReader<Op>;
  readonly #dispatcher: Dispatcher<Entry<Op>>;
  readonly #startedAt = performance.now();
  readonly #counts = { accepted: 0, rejected: 0, requests: 0, bytes: 0 };
  /** The number of operations that have been read. */
  #position = 0;
  readonly #unsent: UnsentOperation<Op>[] = [];
  #firstUnsent = Number.POSITIVE_INFINITY;
  /** The last position that was passed to `onCheckpoint`. */
  #checkpoint = 0;
  #failure: { cause: unknown } | undefined;
  readonly #withheld: Withheld;
  /** Resumes reading, which waits for a request to end. */
  #wake = () => {};
  #stop = () => {};
  /** Resolves when reading should stop. */
  readonly #stopped = new Promise<void>((resolve) => {
    this.#stop = resolve;
  });

  constructor(api: BatchApi<Op>, source: OperationSource<Op>, options: IngestOptions<Op> | undefined) {
    this.#api = api;
    this.#options = readIngestOptions(options);
    this.#reader = new SourceReader(source);
    this.#withheld = new Withheld(this.#options.concurrency);
    const counts = this.#counts;
    this.#dispatcher = new Dispatcher<Entry<Op>>({
      concurrency: this.#options.concurrency,
      maxBytes: maxItemsBytes(api),
      maxWaitMs: 50,
      maxPending: Number.POSITIVE_INFINITY,
      send(entries, signals) {
        counts.requests++;
        for (const { bytes } of entries) counts.bytes += bytes;
        return postEntries(api, entries, signals);
      },
      onAccepted: () => void counts.accepted++,
      onRejected: ({ operation, index }, errors) => this.#reject(operation, index, errors),
      onFailed: (entry, error) => {
        this.#failure ??= { cause: error };
        this.#setAside([entry], outcomeOfRequest(error));
        this.#withheld.onFailed(entry);
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
    this.#reportCheckpoint();
    if (!this.#failure) return this.#summary();
    this.#unsent.sort((a, b) => a.index - b.index);
    throw new IngestError(this.#failure.cause, this.#summary(), this.#position, this.#unsent);
  }

  /** Reads until the end of the source, or until the ingestion fails. Does not reject. */
  async #readSource(): Promise<void> {
    const maxRequestBytes = maxItemsBytes(this.#api);
    // The requests in flight, and the next one.
    const maxPendingBytes = (this.#options.concurrency + 1) * maxRequestBytes;
    let bytesInTurn = 0;
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
        bytesInTurn += this.#push(read.operation);
        // A source that never waits would fill the memory before the first request is on its way, and hold up the process.
        if (bytesInTurn >= maxRequestBytes) {
          bytesInTurn = 0;
          await nextTurn();
        }
      }
    } catch (error) {
      // The source has failed. The operations before that are sent.
      this.#reader.fail();
      this.#failure ??= { cause: error };
    }
  }

  /** @returns The bytes that it takes in a request. */
  #push(operation: Op): number {
    const index = this.#position++;
    let entry: Entry<Op>;
    try {
      entry = new Entry(this.#api, operation, serializeItem(this.#api, operation), index);
    } catch (error) {
      if (!isValidationError(error)) throw error;
      this.#reject(operation, index, [detailOf(error)]);
      return 0;
    }
    this.#dispatcher.push(entry);
    return entry.bytes;
  }

  #reject(operation: Op, index: number, errors: readonly ErrorDetail[]): void {
    this.#counts.rejected++;
    const { onRejected } = this.#options;
    if (!onRejected) return;
    const rejection = { index, operation, errors, message: describeErrors(errors) };
    callSafely('onRejected', () => onRejected(rejection));
  }

  #onRequestEnd(): void {
    if (this.#unsent.length > 0) this.#withholdQueued();
    const { onProgress } = this.#options;
    if (onProgress) callSafely('onProgress', () => onProgress(this.#summary()));
    this.#reportCheckpoint();
    if (this.#failure) this.#stop();
    this.#wake();
  }

  #abort(reason: unknown): void {
    this.#failure ??= { cause: reason };
    this.#withheld.isAll = true;
    this.#withholdQueued();
    if (this.#options.drain) this.#dispatcher.drain(reason);
    else this.#setAside(this.#dispatcher.abortInFlight(reason), 'unknown');
    this.#stop();
    this.#wake();
  }

  #withholdQueued(): void {
    for (const entry of this.#dispatcher.removeQueued()) {
      if (this.#withheld.holds(entry)) this.#setAside([entry], 'unprocessed');
      else this.#dispatcher.push(entry);
    }
  }

  #setAside(entries: readonly Entry<Op>[], outcome: UnsentOperation['outcome']): void {
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

  #reportCheckpoint(): void {
    const { onCheckpoint } = this.#options;
    const position = Math.min(this.#dispatcher.firstPending ?? this.#position, this.#firstUnsent);
    if (!onCheckpoint || position <= this.#checkpoint) return;
    this.#checkpoint = position;
    callSafely('onCheckpoint', () => onCheckpoint(position));
  }

  #summary(): IngestSummary {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const unsent = this.#unsent.length + this.#dispatcher.pending;
    // A clock can stand still: that of Cloudflare Workers does between inputs.
    const perSecond = seconds > 0 ? this.#counts.accepted / seconds : 0;
    return { ...this.#counts, unsent, seconds, perSecond };
  }
}

/** The error of an operation that is not valid, in the format of Customer.io's errors. */
function detailOf({ field, message }: ValidationError): ErrorDetail {
  return { reason: 'invalid', field, message: message.slice(field.length + 2) };
}
