import { callSafely } from '../callbacks/call-safely.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { type BatchApi, postEntries } from './batch-api.js';
import {
  type BatcherCloseOptions,
  type BatcherOptions,
  type NotAccepted,
  readBatcherOptions,
  readCloseTimeout,
} from './batcher-options.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { RejectedError } from './rejected-error.js';

class AddedEntry<Op> extends Entry<Op> {
  resolve!: () => void;
  reject!: (error: unknown) => void;
  readonly settled = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/** Gathers operations from many callers into few requests, in order for each person and object. */
export class Batcher<Op = unknown> {
  readonly #api: BatchApi<Op>;
  readonly #dispatcher: Dispatcher<AddedEntry<Op>>;
  readonly #onRejected: ((notAccepted: NotAccepted<Op>) => unknown) | undefined;
  /** How many operations were taken; the number of the next one. */
  #added = 0;
  #isClosed = false;
  /** Whether `onRejected` is being called. */
  #isReporting = false;
  /** Those who wait until all operations with a lower number have settled, in the order of these. */
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
        this.#fail(entry, new RejectedError(api.describe(entry.operation), errors)),
      onFailed: (entry, error) => this.#fail(entry, error),
      onRequestEnd: () => this.#notifyWaiting(),
    });
  }

  /** How many operations have been added and have not settled. They are held in memory. */
  get pending(): number {
    return this.#dispatcher.pending;
  }

  /**
   * Adds an operation. Resolves when Customer.io has accepted it; whoever waits for that before adding more is slowed down
   * to what Customer.io takes.
   *
   * @throws RejectedError where Customer.io rejected it; ValidationError where it cannot be sent, is over 32 KB, or the
   * batcher is closed; what its request failed with, after retries, in any other case.
   */
  add(operation: Op): Promise<void> {
    if (this.#isClosed) {
      return this.#refuse(operation, new ValidationError('batcher', 'is closed'), 'unprocessed');
    }
    let entry: AddedEntry<Op>;
    try {
      entry = new AddedEntry(this.#api, operation, this.#added);
    } catch (error) {
      return this.#refuse(operation, error, 'rejected');
    }
    this.#added++;
    this.#dispatcher.push(entry);
    return entry.settled;
  }

  /** Sends what was added so far, and resolves when all of it has settled, well or not. It does not reject. */
  async flush(): Promise<void> {
    this.#dispatcher.flush();
    if (this.#isSettled(this.#added)) return;
    await new Promise<void>((resolve) => this.#waiting.push({ before: this.#added, resolve }));
  }

  /**
   * Takes no more, sends what was added, and resolves when all of it has settled, well or not: `onRejected` has been called
   * with whatever was not accepted. The client's connections stay open.
   *
   * @throws ValidationError
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

  /** Settles all that is left: after this nothing is sent any more. */
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
    const waiting = this.#dispatcher.takeBack();
    const underWay = this.#dispatcher.abandon(error(true));
    for (const entry of underWay) this.#fail(entry, error(true));
    for (const entry of waiting) this.#fail(entry, error(false));
    this.#notifyWaiting();
  }

  #refuse(operation: Op, error: unknown, outcome: Outcome): Promise<void> {
    const refused = Promise.reject(error);
    this.#report(refused, { operation, error, outcome });
    return refused;
  }

  #fail({ operation, reject, settled }: AddedEntry<Op>, error: unknown): void {
    reject(error);
    this.#report(settled, { operation, error, outcome: outcomeOf(error) });
  }

  /** Calls `onRejected`. The promise needs nobody then who handles its rejection. */
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

  #isSettled(before: number): boolean {
    return (this.#dispatcher.firstPending ?? this.#added) >= before;
  }

  #notifyWaiting(): void {
    while (this.#waiting[0] && this.#isSettled(this.#waiting[0].before)) this.#waiting.shift()!.resolve();
  }
}
