import { onAbort } from '../abort/on-abort.js';
import { callSafely, isThenable } from '../callbacks/call-safely.js';
import type { ErrorDetail } from '../errors/error-details.js';
import { isValidationError, type ValidationError } from '../errors/validation-error.js';
import { type BatchApi, maxItemsBytes, postEntries } from './batch-api.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { IngestError } from './ingest-error.js';
import { type IngestOptions, type IngestSummary, readIngestOptions } from './ingest-options.js';
import { nextTurn } from './next-turn.js';
import { outcomeOfRequest, type UnsentOperation } from './outcome.js';
import { describeErrors } from './rejection.js';
import { type OperationSource, SourceReader } from './source-reader.js';

/** Sends all that a source has, with bounded memory, in order for each person and object. */
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
  /** How many operations have been read. */
  #position = 0;
  readonly #unsent: UnsentOperation<Op>[] = [];
  #firstUnsent = Number.POSITIVE_INFINITY;
  /** The position that was last told. */
  #settledBefore = 0;
  #failure: { cause: unknown } | undefined;
  /** Goes on with what waits for a request to end. */
  #wake = () => {};
  #stop = () => {};
  /** Resolves when there is no point in reading on. */
  readonly #stopped = new Promise<void>((resolve) => {
    this.#stop = resolve;
  });

  constructor(api: BatchApi<Op>, source: OperationSource<Op>, options: IngestOptions<Op> | undefined) {
    this.#api = api;
    this.#options = readIngestOptions(options);
    this.#reader = new SourceReader(source);
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
      },
      onRequestEnd: () => this.#onRequestEnd(),
    });
  }

  async run(): Promise<IngestSummary> {
    const { signal } = this.#options;
    const stopListening = signal && onAbort(signal, (reason) => this.#abort(reason));
    // A source that is silent is not waited for once the ingestion has failed.
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

  /** Ends with the source, or when the ingestion fails. It does not reject. */
  async #readSource(): Promise<void> {
    const maxRequestBytes = maxItemsBytes(this.#api);
    // What is under way, and the next request.
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
        // What comes when the ingestion has failed is not taken: it is where to go on from.
        if (!read || this.#failure) return;
        bytesInTurn += this.#push(read.operation);
        // A source that never waits would fill the memory before the first request is on its way, and hold up the process.
        if (bytesInTurn >= maxRequestBytes) {
          bytesInTurn = 0;
          await nextTurn();
        }
      }
    } catch (error) {
      // The source broke off. What it gave is sent.
      this.#reader.fail();
      this.#failure ??= { cause: error };
    }
  }

  /** @returns The bytes that it takes in a request. */
  #push(operation: Op): number {
    const index = this.#position++;
    let entry: Entry<Op>;
    try {
      entry = new Entry(this.#api, operation, index);
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
    if (this.#options.drain) this.#dispatcher.drain(reason);
    else this.#setAside(this.#dispatcher.abandon(reason), 'unknown');
    this.#stop();
    this.#wake();
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

/** What is wrong with an operation that is not sent, as Customer.io would tell it. */
function detailOf({ field, message }: ValidationError): ErrorDetail {
  return { reason: 'invalid', field, message: message.slice(field.length + 2) };
}
