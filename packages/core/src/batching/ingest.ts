import { onAbort } from '../abort/on-abort.js';
import { callSafely, isThenable } from '../callbacks/call-safely.js';
import { describeErrors } from '../errors/describe-errors.js';
import type { ErrorDetail } from '../errors/error-details.js';
import { isValidationError, type ValidationError } from '../errors/validation-error.js';
import type { BatchApi } from './batch-api.js';
import { BatchSender } from './batch-sender.js';
import { Entry } from './entry.js';
import { IngestError } from './ingest-error.js';
import { type IngestOptions, type IngestSummary, readIngestOptions } from './ingest-options.js';
import { serializeItem } from './item.js';
import { type OperationSource, SourceReader } from './source-reader.js';

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
  readonly #sender: BatchSender<Op>;
  readonly #startedAt = performance.now();
  readonly #counts = { accepted: 0, rejected: 0, requests: 0, bytes: 0 };
  /** The number of operations that have been read. */
  #position = 0;
  /** The last position that was passed to `onCheckpoint`. */
  #checkpoint = 0;
  #stop = () => {};
  /** Resolves when reading should stop. */
  readonly #stopped = new Promise<void>((resolve) => {
    this.#stop = resolve;
  });

  constructor(api: BatchApi<Op>, source: OperationSource<Op>, options: IngestOptions<Op> | undefined) {
    this.#api = api;
    this.#options = readIngestOptions(options);
    this.#reader = new SourceReader(source);
    const counts = this.#counts;
    this.#sender = new BatchSender(api, {
      concurrency: this.#options.concurrency,
      maxWaitMs: 50,
      onRequest(entries) {
        counts.requests++;
        for (const { bytes } of entries) counts.bytes += bytes;
      },
      onAccepted: () => void counts.accepted++,
      onRejected: ({ operation, index }, errors) => this.#reject(operation, index, errors),
      onRequestEnd: () => this.#onRequestEnd(),
    });
  }

  async run(): Promise<IngestSummary> {
    const { signal, drain } = this.#options;
    const abort = (reason: unknown) => {
      this.#sender.abort(reason, drain);
      this.#stop();
    };
    const stopListening = signal && onAbort(signal, abort);
    // A pending read of the source is not awaited after the ingestion has failed.
    await Promise.race([this.#readSource(), this.#stopped]);
    this.#reader.close();
    await this.#sender.end();
    stopListening?.();
    this.#reportCheckpoint();
    const { failure, unsent } = this.#sender;
    if (!failure) return this.#summary();
    throw new IngestError(failure.cause, this.#summary(), this.#position, unsent);
  }

  /** Reads until the end of the source, or until the ingestion fails. Does not reject. */
  async #readSource(): Promise<void> {
    const sender = this.#sender;
    try {
      for (;;) {
        const ready = sender.untilReady();
        if (ready) await ready;
        if (sender.failure) return;
        const next = this.#reader.next();
        const read = this.#reader.read(isThenable(next) ? await next : next);
        // An operation that is read after the ingestion has failed is not counted: the ingestion is resumed from it.
        if (!read || sender.failure) return;
        this.#push(read.operation);
      }
    } catch (error) {
      // The source has failed. The operations before that are sent.
      this.#reader.fail();
      sender.failure ??= { cause: error };
    }
  }

  #push(operation: Op): void {
    const index = this.#position++;
    let entry: Entry<Op>;
    try {
      entry = new Entry(this.#api, operation, serializeItem(this.#api, operation), index);
    } catch (error) {
      if (!isValidationError(error)) throw error;
      this.#reject(operation, index, [detailOf(error)]);
      return;
    }
    this.#sender.push(entry);
  }

  #reject(operation: Op, index: number, errors: readonly ErrorDetail[]): void {
    this.#counts.rejected++;
    const { onRejected } = this.#options;
    if (!onRejected) return;
    const rejection = { index, operation, errors, message: describeErrors(errors) };
    callSafely('onRejected', () => onRejected(rejection));
  }

  #onRequestEnd(): void {
    const { onProgress } = this.#options;
    if (onProgress) callSafely('onProgress', () => onProgress(this.#summary()));
    this.#reportCheckpoint();
    if (this.#sender.failure) this.#stop();
  }

  #reportCheckpoint(): void {
    const { onCheckpoint } = this.#options;
    const position = Math.min(this.#position, this.#sender.firstUnsettled);
    if (!onCheckpoint || position <= this.#checkpoint) return;
    this.#checkpoint = position;
    callSafely('onCheckpoint', () => onCheckpoint(position));
  }

  #summary(): IngestSummary {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    // A clock can stand still: that of Cloudflare Workers does between inputs.
    const perSecond = seconds > 0 ? this.#counts.accepted / seconds : 0;
    return { ...this.#counts, unsent: this.#sender.unsettled, seconds, perSecond };
  }
}

/** The error of an operation that is not valid, in the format of Customer.io's errors. */
function detailOf({ field, message }: ValidationError): ErrorDetail {
  return { reason: 'invalid', field, message: message.slice(field.length + 2) };
}
