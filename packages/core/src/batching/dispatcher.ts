import type { ErrorDetail } from '../errors/error-details.js';
import type { Rejections } from './batch-api.js';
import type { Entry } from './entry.js';
import { Fifo } from './fifo.js';

export interface DispatcherOptions<E extends Entry<unknown>> {
  /** The concurrency limit: requests in flight. */
  concurrency: number;
  /** The maximum size of the items of one request, in bytes. */
  maxBytes: number;
  /** How long an entry waits for others to fill its request, in milliseconds. Undefined: until `flush`. */
  maxWaitMs: number | undefined;
  /** The maximum number of entries that are blocked or in flight. */
  maxPending: number;
  /** Sends one request. */
  send(
    entries: readonly E[],
    signals: { signal: AbortSignal; noRetrySignal: AbortSignal },
  ): Promise<Rejections>;
  onAccepted(entry: E): void;
  onRejected(entry: E, errors: readonly ErrorDetail[]): void;
  onFailed(entry: E, error: unknown): void;
  /** Called after each request, when its entries have been settled. */
  onRequestEnd(entries: readonly E[]): void;
}

/**
 * Packs entries into requests and sends several concurrently, in order: an entry waits while an earlier entry with the same
 * ordering key is waiting or in flight. With a concurrency limit of 1, all entries are sent in the order in which they were queued.
 *
 * A request has only entries that are replay-safe, which it may be retried with, or only entries that are not.
 */
export class Dispatcher<E extends Entry<unknown>> {
  readonly #options: DispatcherOptions<E>;
  readonly #queue = new Fifo<E>();
  #queuedBytes = 0;
  /** Entries that wait for a request in flight, because of an ordering key. They are checked again when a request ends. */
  #blocked: E[] = [];
  readonly #blockedKeys = new Set<string>();
  readonly #inFlight = new Set<readonly E[]>();
  readonly #keysInFlight = new Set<string>();
  #countInFlight = 0;
  #pendingBytes = 0;
  /** Entries with a lower index are sent as soon as possible, also in a request that is not full. */
  #dueBefore = 0;
  #nextIndex = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #controller = new AbortController();
  readonly #drainController = new AbortController();

  constructor(options: DispatcherOptions<E>) {
    this.#options = options;
  }

  /** The number of entries that have not been accepted or rejected, and have not failed. */
  get pending(): number {
    return this.#queue.size + this.#blocked.length + this.#countInFlight;
  }

  /** Their size in bytes. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** The lowest index of a pending entry; undefined if there is none. */
  get firstPending(): number | undefined {
    let first = this.#blocked[0]?.index ?? this.#queue.first?.index;
    for (const [entry] of this.#inFlight)
      if (first === undefined || entry!.index < first) first = entry!.index;
    return first;
  }

  /** Queues an entry, with a higher index than the previous one. */
  push(entry: E): void {
    this.#nextIndex = entry.index + 1;
    this.#pendingBytes += entry.bytes;
    this.#queuedBytes += entry.bytes + 1;
    this.#queue.push(entry);
    if (this.#isDue) this.#dispatch();
    else this.#startTimer();
  }

  /** Sends all queued entries as soon as possible, also in requests that are not full. */
  flush(): void {
    this.#dueBefore = this.#nextIndex;
    this.#dispatch();
  }

  /** Removes and returns the entries that are not in flight. */
  removeQueued(): E[] {
    const entries = [...this.#blocked, ...this.#queue.clear()];
    this.#blocked = [];
    this.#blockedKeys.clear();
    this.#queuedBytes = 0;
    for (const { bytes } of entries) this.#pendingBytes -= bytes;
    this.#stopTimer();
    return entries;
  }

  /** Lets the requests in flight end, and repeats none of them. */
  drain(reason: unknown): void {
    this.#drainController.abort(reason);
  }

  /** Aborts the requests in flight, and returns their entries, which are not settled any more. */
  abortInFlight(reason: unknown): E[] {
    const requests = [...this.#inFlight];
    this.#inFlight.clear();
    this.#controller.abort(reason);
    for (const entries of requests) this.#removeFromInFlight(entries);
    return requests.flat().sort((a, b) => a.index - b.index);
  }

  get #isDue(): boolean {
    const { first } = this.#queue;
    if (first === undefined) return false;
    const { maxBytes, maxPending } = this.#options;
    return first.index < this.#dueBefore || this.#queuedBytes >= maxBytes || this.pending >= maxPending;
  }

  #dispatch(): void {
    while (this.#inFlight.size < this.#options.concurrency && this.#isDue) {
      const entries = this.#takeRequest();
      if (entries.length === 0) break;
      void this.#send(entries);
    }
    if (this.#queue.size === 0) this.#stopTimer();
    else if (!this.#isDue) this.#startTimer();
  }

  /**
   * The entries of the next request: the first entries that are not blocked, as many as fit, of the same replay safety. Those that
   * it passes over stay in the queue.
   */
  #takeRequest(): E[] {
    const { concurrency, maxBytes, maxPending } = this.#options;
    const entries: E[] = [];
    const passedOver: E[] = [];
    const passedOverKeys = new Set<string>();
    let bytesLeft = maxBytes;
    let bytesToPassOver = maxBytes;
    for (let entry = this.#queue.first; entry !== undefined; entry = this.#queue.first) {
      if (this.#countInFlight + this.#blocked.length + entries.length >= maxPending) break;
      const size = entry.bytes + 1;
      const isBlocked = this.#isBlocked(entry);
      if (isBlocked && passedOver.length === 0) {
        // It blocks all following entries with one of its keys.
        this.#blocked.push(entry);
        for (const key of entry.orderingKeys) this.#blockedKeys.add(key);
      } else if (
        isBlocked ||
        (entries.length > 0 && entry.isReplaySafe !== entries[0]!.isReplaySafe) ||
        (passedOver.length > 0 && entry.orderingKeys.some((key) => passedOverKeys.has(key)))
      ) {
        // After an entry that is passed over, blocked ones are as well: all blocked entries are earlier than those in the queue.
        if (concurrency === 1 || size > bytesToPassOver) break;
        bytesToPassOver -= size;
        passedOver.push(entry);
        for (const key of entry.orderingKeys) passedOverKeys.add(key);
      } else {
        if (size >= bytesLeft && entries.length > 0) break;
        bytesLeft -= size;
        entries.push(entry);
      }
      this.#queuedBytes -= size;
      this.#queue.shift();
    }
    this.#requeue(passedOver);
    return entries;
  }

  #isBlocked({ orderingKeys }: E): boolean {
    return orderingKeys.some((key) => this.#keysInFlight.has(key) || this.#blockedKeys.has(key));
  }

  async #send(entries: readonly E[]): Promise<void> {
    const { send, onAccepted, onRejected, onFailed, onRequestEnd } = this.#options;
    this.#inFlight.add(entries);
    this.#countInFlight += entries.length;
    for (const { orderingKeys } of entries) for (const key of orderingKeys) this.#keysInFlight.add(key);
    let rejections: Rejections | undefined;
    let failure: unknown;
    try {
      const { signal } = this.#controller;
      rejections = await send(entries, { signal, noRetrySignal: this.#drainController.signal });
    } catch (error) {
      failure = error;
    }
    // The request was aborted, and its entries were returned.
    if (!this.#inFlight.delete(entries)) return;
    this.#removeFromInFlight(entries);
    entries.forEach((entry, place) => {
      const errors = rejections?.get(place);
      if (!rejections) onFailed(entry, failure);
      else if (errors) onRejected(entry, errors);
      else onAccepted(entry);
    });
    onRequestEnd(entries);
    this.#unblock();
    this.#dispatch();
  }

  #removeFromInFlight(entries: readonly E[]): void {
    this.#countInFlight -= entries.length;
    // No two requests in flight share a key.
    for (const { orderingKeys, bytes } of entries) {
      this.#pendingBytes -= bytes;
      for (const key of orderingKeys) this.#keysInFlight.delete(key);
    }
  }

  /** The blocked entries are checked again. */
  #unblock(): void {
    this.#requeue(this.#blocked);
    this.#blocked = [];
    this.#blockedKeys.clear();
  }

  /** Moves entries, which were due, back to the front of the queue. */
  #requeue(entries: readonly E[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#queue.prepend(entries);
    for (const { bytes } of entries) this.#queuedBytes += bytes + 1;
    this.#dueBefore = Math.max(this.#dueBefore, last.index + 1);
  }

  #startTimer(): void {
    const { maxWaitMs } = this.#options;
    if (maxWaitMs === undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.flush();
    }, maxWaitMs);
  }

  /** Clears the timer of an empty queue, so that it does not keep the process alive. */
  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
