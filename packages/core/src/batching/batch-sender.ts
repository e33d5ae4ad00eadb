import { nextTurn } from '../abort/next-turn.js';
import type { ErrorDetail } from '../errors/error-details.js';
import { type BatchApi, maxItemsBytes, type PostOptions } from './batch-api.js';
import { Dispatcher } from './dispatcher.js';
import type { Entry } from './entry.js';
import { outcomeOfRequest, type UnsentOperation } from './outcome.js';
import { postEntries } from './post-entries.js';
import { Withheld } from './withheld.js';

interface BatchSenderOptions<Op> extends Omit<PostOptions, 'replaySafe' | 'batch'> {
  /** The concurrency limit: requests in flight. */
  concurrency: number;
  /** How long an operation waits for others to fill its request, in milliseconds. Undefined: until the end. */
  maxWaitMs: number | undefined;
  /** Called before each request. */
  onRequest?(entries: readonly Entry<Op>[]): void;
  onAccepted(): void;
  onRejected(entry: Entry<Op>, errors: readonly ErrorDetail[]): void;
  /** Called after each request, when its operations have been settled. */
  onRequestEnd?(): void;
}

/**
 * Operations that are read in a turn of the event loop at the most: many more than a request has room for. Those that are not valid
 * take no room.
 */
const READS_PER_TURN = 10_000;

/**
 * Sends the operations of `sendBatch` and `ingest`. When a request has failed, `Withheld` says what is still sent after it, and what is
 * not is kept. It also paces the reading of operations.
 */
export class BatchSender<Op> {
  /** Why not all operations are sent, or why their source has ended early; undefined if neither is so. */
  failure: { cause: unknown } | undefined;
  /** What has been read and is not sent. In order after `end`. */
  readonly unsent: UnsentOperation<Op>[] = [];
  readonly #dispatcher: Dispatcher<Entry<Op>>;
  readonly #withheld: Withheld;
  #firstUnsent = Number.POSITIVE_INFINITY;
  readonly #maxRequestBytes: number;
  readonly #maxPendingBytes: number;
  #bytesInTurn = 0;
  #readsInTurn = 0;
  /** Resolved when a request has ended. */
  #waiting: (() => void)[] = [];

  constructor(
    api: BatchApi<Op>,
    {
      concurrency,
      maxWaitMs,
      onRequest,
      onAccepted,
      onRejected,
      onRequestEnd,
      ...post
    }: BatchSenderOptions<Op>,
  ) {
    this.#maxRequestBytes = maxItemsBytes(api);
    // The requests in flight, and the next one.
    this.#maxPendingBytes = (concurrency + 1) * this.#maxRequestBytes;
    this.#withheld = new Withheld(concurrency);
    this.#dispatcher = new Dispatcher<Entry<Op>>({
      concurrency,
      maxBytes: this.#maxRequestBytes,
      maxWaitMs,
      maxPending: Number.POSITIVE_INFINITY,
      send(entries, signals) {
        onRequest?.(entries);
        // The signal of a batch's caller takes the place of that of the dispatcher, which only an ingestion aborts.
        return postEntries(api, entries, { ...signals, ...post });
      },
      onAccepted,
      onRejected,
      onFailed: (entry, error) => {
        this.failure ??= { cause: error };
        this.setAside(entry, outcomeOfRequest(error));
        this.#withheld.onFailed(entry);
        // All others would be aborted as well.
        if (post.signal?.aborted) this.#withheld.isAll = true;
      },
      onRequestEnd: () => {
        if (this.unsent.length > 0) this.#withholdQueued();
        onRequestEnd?.();
        this.#wake();
      },
    });
  }

  /** Whether nothing is sent any more. */
  get isStopped(): boolean {
    return this.#withheld.isAll;
  }

  /** The number of operations that have been read, and neither accepted nor rejected. */
  get unsettled(): number {
    return this.unsent.length + this.#dispatcher.pending;
  }

  /** The lowest of their indexes; infinity if there are none. */
  get firstUnsettled(): number {
    return Math.min(this.#dispatcher.firstPending ?? Number.POSITIVE_INFINITY, this.#firstUnsent);
  }

  /**
   * Undefined if the next operation may be read at once; otherwise a promise that resolves when it may. A request goes out before
   * another one is prepared, and what has been read and not been sent is bounded.
   */
  untilReady(): Promise<void> | undefined {
    this.#readsInTurn++;
    const isTurnOver = this.#bytesInTurn >= this.#maxRequestBytes || this.#readsInTurn > READS_PER_TURN;
    if (!isTurnOver && this.#dispatcher.pendingBytes < this.#maxPendingBytes) return undefined;
    return this.#waitUntilReady(isTurnOver);
  }

  async #waitUntilReady(isTurnOver: boolean): Promise<void> {
    if (isTurnOver) {
      this.#bytesInTurn = 0;
      this.#readsInTurn = 1;
      await nextTurn();
    }
    while (this.#dispatcher.pendingBytes >= this.#maxPendingBytes) await this.#requestEnd();
  }

  /** Queues an operation, with a higher index than the previous one. */
  push(entry: Entry<Op>): void {
    this.#bytesInTurn += entry.bytes;
    if (this.unsent.length > 0 && this.#withheld.holds(entry)) this.setAside(entry);
    else this.#dispatcher.push(entry);
  }

  /** Keeps an operation that is not sent. */
  setAside(
    { index, operation }: { index: number; operation: Op },
    outcome: UnsentOperation['outcome'] = 'unprocessed',
  ): void {
    this.unsent.push({ index, operation, outcome });
    if (index < this.#firstUnsent) this.#firstUnsent = index;
  }

  /** Sends nothing more. Requests in flight complete. */
  stop(cause: unknown): void {
    this.failure ??= { cause };
    this.#withheld.isAll = true;
    this.#withholdQueued();
    this.#wake();
  }

  /** Sends nothing more, and aborts the requests in flight; or, with `drain`, lets them end and repeats none of them. */
  abort(reason: unknown, drain: boolean): void {
    this.stop(reason);
    if (drain) this.#dispatcher.drain(reason);
    else for (const entry of this.#dispatcher.abortInFlight(reason)) this.setAside(entry, 'unknown');
    this.#wake();
  }

  /** Sends all that is queued, and resolves when nothing is in flight any more. */
  async end(): Promise<void> {
    this.#dispatcher.flush();
    while (this.#dispatcher.pending > 0) await this.#requestEnd();
    this.unsent.sort((a, b) => a.index - b.index);
  }

  #withholdQueued(): void {
    for (const entry of this.#dispatcher.removeQueued()) {
      if (this.#withheld.holds(entry)) this.setAside(entry);
      else this.#dispatcher.push(entry);
    }
  }

  #requestEnd(): Promise<void> {
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
