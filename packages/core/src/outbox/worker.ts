import { onAbort } from '../abort/on-abort.js';
import { callSafely } from '../callbacks/call-safely.js';
import { isRetryableError } from '../errors/retryable-error.js';
import { readCloseTimeout } from '../validation/close-timeout.js';
import { deliver } from './deliver.js';
import { MissingClientError } from './failures.js';
import type { HeldPartition, OutboxStore, StoredItem } from './stored-item.js';
import {
  type OutboxWorker,
  type OutboxWorkerOptions,
  readWorkerOptions,
  type WorkerSettings,
} from './worker-options.js';

/** How long a partition is held while others may have items, in milliseconds. */
const SLICE_MS = 1000;
const MIN_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 300_000;
/** Of errors of the store, which comes back at any moment. */
const MAX_STORE_BACKOFF_MS = 5000;
/** How long a worker that is closed waits for its store, after requests in flight have been aborted. */
const STORE_GRACE_MS = 5000;

/**
 * Starts a worker over a store.
 *
 * @throws ValidationError for an option that is not valid.
 */
export function startWorker<Item extends StoredItem>(
  store: OutboxStore<Item>,
  options: OutboxWorkerOptions,
): OutboxWorker {
  const worker = new Worker(store, readWorkerOptions(options));
  return { stats: () => worker.stats(), close: (closeOptions) => worker.close(closeOptions) };
}

class Worker<Item extends StoredItem> {
  readonly #store: OutboxStore<Item>;
  readonly #settings: WorkerSettings;
  readonly #closing = new AbortController();
  readonly #aborting = new AbortController();
  readonly #runs = new Set<Promise<void>>();
  readonly #attempts = new WeakMap<StoredItem, number>();
  /** By partition: how often in a row it could not be read, or what became of its items not be stored. */
  readonly #storeFailures = new Map<number, number>();
  /** By partition with items for which there is no client here: until when it is left to other workers, and how often in a row. */
  readonly #left = new Map<number, { until: number; times: number }>();
  #sending = 0;
  #totalDone = 0;
  #totalDead = 0;
  #wake = () => {};
  readonly #polling: Promise<void>;

  constructor(store: OutboxStore<Item>, settings: WorkerSettings) {
    this.#store = store;
    const { onDeadLetter, onError } = settings;
    this.#settings = {
      ...settings,
      onError: (error) => {
        if (onError) callSafely('onError', () => onError(error));
        else console.error('@cio: the outbox worker goes on after an error of its store:', error);
      },
      onDeadLetter:
        onDeadLetter && ((item, reason) => callSafely('onDeadLetter', () => onDeadLetter(item, reason))),
    };
    this.#polling = this.#poll();
  }

  stats() {
    return { active: this.#sending, waiting: this.#runs.size - this.#sending };
  }

  async close(options?: { timeoutMs?: number | undefined }): Promise<void> {
    const timeoutMs = readCloseTimeout(options);
    this.#closing.abort();
    this.#wake();
    const ended = this.#polling.then(() => Promise.all(this.#runs));
    if (await endsWithin(ended, timeoutMs)) return;
    this.#aborting.abort(new Error('the outbox worker was closed'));
    if (await endsWithin(ended, STORE_GRACE_MS)) return;
    this.#settings.onError?.(new Error('the outbox worker was closed while its store did not respond'));
  }

  /** Holds partitions, as many as are sent from at once. One that waits does not count. */
  async #poll(): Promise<void> {
    const { concurrency, pollMs, onError } = this.#settings;
    let failures = 0;
    while (!this.#closing.signal.aborted) {
      let held: HeldPartition<Item> | undefined;
      try {
        if (this.#sending < concurrency) held = await this.#store.acquire();
        if (held && performance.now() < (this.#left.get(held.partition)?.until ?? 0)) {
          await held.release();
          held = undefined;
        }
        failures = 0;
      } catch (error) {
        onError?.(error);
        failures++;
      }
      if (held) this.#start(held);
      else await this.#pause(Math.max(pollMs, failures > 0 ? storeBackoffMs(failures) : 0));
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#closing.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #start(held: HeldPartition<Item>): void {
    this.#sending++;
    const run: Promise<void> = this.#drain(held)
      .catch((error: unknown) => this.#waitForStore(held, error))
      .then(() => held.release())
      .catch((error: unknown) => void this.#settings.onError?.(error))
      .finally(() => {
        this.#sending--;
        this.#runs.delete(run);
        this.#wake();
      });
    this.#runs.add(run);
  }

  /** Holds a partition a while longer whose store has failed: whoever takes it next sends again what could not be settled. */
  #waitForStore({ partition, lost }: HeldPartition<Item>, error: unknown): Promise<void> {
    this.#settings.onError?.(error);
    const failures = (this.#storeFailures.get(partition) ?? 0) + 1;
    this.#storeFailures.set(partition, failures);
    return this.#wait(storeBackoffMs(failures), [lost, this.#closing.signal]);
  }

  /** Sends the items of a partition until there are none, or its time is over. */
  async #drain(held: HeldPartition<Item>): Promise<void> {
    const { batchSize, onProgress, onWait } = this.#settings;
    const { partition } = held;
    const startedAt = performance.now();
    const abort = new AbortController();
    const stops = [held.lost, this.#aborting.signal].map((signal) =>
      onAbort(signal, (reason) => abort.abort(reason)),
    );
    let items: readonly Item[] = [];
    let limit = batchSize;
    let attempt = 0;
    try {
      while (!abort.signal.aborted && !this.#closing.signal.aborted) {
        if (items.length === 0) {
          if (performance.now() - startedAt > SLICE_MS) return;
          items = await held.read(batchSize);
          if (items.length === 0) return;
        }
        const { kept, failure, done, dead } = await deliver(
          items.slice(0, limit),
          held,
          this.#settings,
          this.#attempts,
          abort.signal,
        );
        items = [...kept, ...items.slice(limit)];
        this.#storeFailures.delete(partition);
        this.#totalDone += done;
        this.#totalDead += dead;
        const totals = { totalDone: this.#totalDone, totalDead: this.#totalDead };
        if (onProgress) callSafely('onProgress', () => onProgress({ partition, done, dead, ...totals }));
        if (failure === undefined) {
          this.#left.delete(partition);
          attempt = 0;
          limit = Math.min(batchSize, limit * 2);
          continue;
        }
        if (abort.signal.aborted || this.#closing.signal.aborted) return;
        const { error } = failure;
        if (error instanceof MissingClientError) return this.#leave(partition, error, done > 0);
        // It makes progress: of many items, some fail.
        attempt = done > 0 ? 1 : attempt + 1;
        // Half as many, in case that one of them makes the server fail.
        if (isRetryableError(error) && error.kind === 'http' && error.status !== 429)
          limit = Math.max(1, Math.floor(Math.min(limit, items.length) / 2));
        const delayMs = backoffMs(attempt, isRetryableError(error) ? error.retryAfterMs : undefined);
        if (onWait) callSafely('onWait', () => onWait({ partition, error, attempt, delayMs }));
        await this.#wait(delayMs, [abort.signal, this.#closing.signal]);
      }
    } finally {
      for (const stop of stops) stop();
    }
  }

  /** Leaves a partition to other workers for a while. */
  #leave(partition: number, error: Error, hasProgress: boolean): void {
    const { onWait } = this.#settings;
    const before = hasProgress ? 0 : (this.#left.get(partition)?.times ?? 0);
    const times = before + 1;
    const delayMs = storeBackoffMs(times);
    this.#left.set(partition, { until: performance.now() + delayMs, times });
    if (onWait) callSafely('onWait', () => onWait({ partition, error, attempt: times, delayMs }));
  }

  /** While a partition waits, others are sent from. */
  async #wait(ms: number, ends: readonly AbortSignal[]): Promise<void> {
    this.#sending--;
    this.#wake();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(end, ms);
      const stops = ends.map((signal) => onAbort(signal, end));
      function end() {
        clearTimeout(timer);
        // Not yet there where a signal had aborted before.
        queueMicrotask(() => {
          for (const stop of stops) stop();
        });
        resolve();
      }
    });
    this.#sending++;
  }
}

function storeBackoffMs(failures: number): number {
  return Math.min(MAX_STORE_BACKOFF_MS, backoffMs(failures, undefined));
}

/** Whether work ends in time: undefined is no limit. */
async function endsWithin(work: Promise<unknown>, ms: number | undefined): Promise<boolean> {
  if (ms === undefined) {
    await work;
    return true;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const isEnded = await Promise.race([work.then(() => true), timeout]);
  clearTimeout(timer);
  return isEnded;
}

/** Twice as long each time, up to five minutes, and at random, so that workers do not come all at once. */
function backoffMs(attempt: number, retryAfterMs: number | undefined): number {
  const ms = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 2 ** Math.min(attempt - 1, 30));
  return Math.round(Math.max(ms * (0.5 + Math.random() / 2), Math.min(retryAfterMs ?? 0, MAX_BACKOFF_MS)));
}
