import { callSafely } from '../callbacks/call-safely.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { readCloseTimeout } from '../validation/close-timeout.js';
import type { BatchApi } from './batch-api.js';
import {
  type BatcherCloseOptions,
  type BatcherOptions,
  type NotAccepted,
  readBatcherOptions,
} from './batcher-options.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { serializeItem } from './item.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { postEntries } from './post-entries.js';
import { RejectedError } from './rejected-error.js';

class AddedEntry<Op> extends Entry<Op> {
  resolve!: () => void;
  reject!: (error: unknown) => void;
  readonly settled = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/** Collects operations from many callers into few requests, in order for each person and object. */
export class Batcher<Op = unknown> {
  readonly #api: BatchApi<Op>;
  readonly #dispatcher: Dispatcher<AddedEntry<Op>>;
  readonly #onRejected: ((notAccepted: NotAccepted<Op>) => unknown) | undefined;
  /** The number of operations that were added: the index of the next one. */
  #added = 0;
  #isClosed = false;
  /** Whether `onRejected` is being called. */
  #isReporting = false;
  /** Callers that wait until all operations with a lower index have settled, in order. */
  #waiting: { before: number; resolve: () => void }[] = [];

  constructor(api: BatchApi<Op>, options?: BatcherOptions<Op>) {
    this.#api = api;
    const { onRejected, ...limits } = readBatcherOptions(api, options);
    this.#onRejected = onRejected;
    this.#dispatcher = new Dispatcher<AddedEntry<Op>>({
      ...limits,
      send: (entries, signals) => postEntries(api, entries, signals),
      onAccepted: ({ resolve }) => resolve(),
      onRejected: (entry, errors) =>
        this.#fail(entry, new RejectedError(this.#describe(entry.operation), errors)),
      onFailed: (entry, error) => this.#fail(entry, error),
      onRequestEnd: () => this.#notifyWaiting(),
    });
  }

  /** The number of pending operations, which are held in memory. */
  get pending(): number {
    return this.#dispatcher.pending;
  }

  /**
   * Adds an operation. The promise resolves when Customer.io has accepted it: await it for backpressure.
   *
   * @throws RejectedError if Customer.io rejected it; ValidationError if it is not valid, larger than 32 KB, or the batcher is
   * closed; otherwise the error of its request, after retries.
   */
  add(operation: Op): Promise<void> {
    if (this.#isClosed) {
      return this.#reject(
        operation,
        new ValidationError('batcher', 'is closed: create another one'),
        'unprocessed',
      );
    }
    let entry: AddedEntry<Op>;
    try {
      entry = new AddedEntry(this.#api, operation, serializeItem(this.#api, operation), this.#added);
    } catch (error) {
      return this.#reject(operation, error, 'rejected');
    }
    this.#added++;
    entry.contexts = this.#api.captureContexts?.();
    this.#dispatcher.push(entry);
    return entry.settled;
  }

  /** Sends all pending operations now, and resolves when they have settled, also if they failed. Does not reject. */
  async flush(): Promise<void> {
    this.#dispatcher.flush();
    if (this.#isSettled(this.#added)) return;
    await new Promise<void>((resolve) => this.#waiting.push({ before: this.#added, resolve }));
  }

  /**
   * Closes the batcher for new operations, sends all pending ones, and resolves when they have settled: `onRejected` has been called
   * with each that was not accepted. The connections of the client are not closed.
   *
   * @throws ValidationError for an option that is not valid.
   */
  async close(options?: BatcherCloseOptions): Promise<void> {
    const timeoutMs = readCloseTimeout(options);
    this.#isClosed = true;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.#giveUp(timeoutMs), timeoutMs);
    await this.flush();
    clearTimeout(timer);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Settles all remaining operations as failed. */
  #giveUp(timeoutMs: number): void {
    const error = (requestSent: boolean) =>
      new RetryableError(
        `given up: the batcher was closed, and this had not settled within ${timeoutMs} ms`,
        {
          kind: 'closed',
          requestSent,
          requestId: '',
        },
      );
    const waiting = this.#dispatcher.removeQueued();
    const inFlight = this.#dispatcher.abortInFlight(error(true));
    for (const entry of inFlight) this.#fail(entry, error(true));
    for (const entry of waiting) this.#fail(entry, error(false));
    this.#notifyWaiting();
  }

  #reject(operation: Op, error: unknown, outcome: Outcome): Promise<void> {
    const refused = Promise.reject(error);
    this.#report(refused, { operation, error, outcome });
    return refused;
  }

  #fail({ operation, reject, settled }: AddedEntry<Op>, error: unknown): void {
    reject(error);
    this.#report(settled, { operation, error, outcome: outcomeOf(error) });
  }

  /** Calls `onRejected`. The rejection of the promise then does not have to be handled. */
  #report(rejection: Promise<void>, notAccepted: NotAccepted<Op>): void {
    const onRejected = this.#onRejected;
    if (!onRejected) return;
    rejection.catch(() => {});
    // What the callback itself adds and is refused at once: calling it again could go on without an end.
    if (this.#isReporting) {
      callSafely('an operation added by onRejected', () => {
        throw notAccepted.error;
      });
      return;
    }
    this.#isReporting = true;
    callSafely('onRejected', () => onRejected(notAccepted));
    this.#isReporting = false;
  }

  #describe(operation: Op): string {
    try {
      return this.#api.describe(operation);
    } catch {
      // It can be an object of any kind that has a `toJSON`.
      return this.#api.itemName;
    }
  }

  #isSettled(before: number): boolean {
    return (this.#dispatcher.firstPending ?? this.#added) >= before;
  }

  #notifyWaiting(): void {
    while (this.#waiting[0] && this.#isSettled(this.#waiting[0].before)) this.#waiting.shift()!.resolve();
  }
}
