import { type BatchError, isBatchError } from '../batching/batch-error.js';
import type { SendBatchOptions } from '../batching/send-batch.js';
import { callSafely } from '../callbacks/call-safely.js';
import type { CallProgress } from '../client/call.js';
import { isValidationError } from '../errors/validation-error.js';
import { isRejection, isUnprocessed, MissingClientError, reasonOf, rejectedReason } from './failures.js';
import type { OutboxItem, StoredCall } from './items.js';
import { type Keyed, type Lane, laneOf, stagesOf } from './stages.js';
import type { DeadLetterReason, HeldPartition, Settlement, StoredItem } from './stored-item.js';
import type { OutboxClients, WorkerSettings } from './worker-options.js';

/** Calls of one partition that are made at once. */
const CALLS_AT_ONCE = 16;

/** Of batches: what comes first in the outbox is then first in the first request. */
const ONE_AFTER_THE_OTHER: SendBatchOptions = { concurrency: 1 };

/** Items of a partition whose delivery has been tried. */
export interface Delivery<Item extends StoredItem> {
  /** Those that are still to be sent, in order. */
  readonly kept: readonly Item[];
  /** Why; undefined if all are settled. */
  readonly failure: { readonly error: unknown } | undefined;
  readonly done: number;
  readonly dead: number;
}

type Kind = OutboxItem['kind'];
type ItemOf<K extends Kind> = Extract<OutboxItem, { kind: K }>;

/**
 * Sends items of a partition, in order for each ordering key, and settles them. The first failure that is not of an item ends it:
 * what has not been sent by then is kept.
 *
 * @param signal Aborts requests in flight.
 */
export async function deliver<Item extends StoredItem>(
  items: readonly Item[],
  partition: HeldPartition<Item>,
  settings: WorkerSettings,
  attempts: WeakMap<StoredItem, number>,
  signal: AbortSignal,
): Promise<Delivery<Item>> {
  const run = new DeliveryRun(partition, settings, attempts, signal);
  // One that may be repeated is.
  const isInDoubt = (stored: Item) => stored.isClaimed && !mayRepeat(stored);
  const claimed = items.filter(isInDoubt);
  for (const stored of claimed) run.end(stored, CLAIMED);
  if (claimed.length > 0) await run.settle();
  for (const stage of stagesOf(items.filter((stored) => !isInDoubt(stored)))) {
    await run.deliverStage(stage);
    if (run.failure) break;
  }
  const { failure, done, dead } = run;
  return { kept: items.filter((item) => !run.ended.has(item)), failure, done, dead };
}

const CLAIMED: DeadLetterReason = {
  kind: 'may_have_been_sent',
  message: 'the worker that was sending it ended before the outcome was stored',
};

class DeliveryRun<Item extends StoredItem> {
  failure: { error: unknown } | undefined;
  done = 0;
  dead = 0;
  readonly ended = new Set<Item>();
  readonly #partition: HeldPartition<Item>;
  readonly #settings: WorkerSettings;
  readonly #attempts: WeakMap<StoredItem, number>;
  readonly #signal: AbortSignal;
  #unsettled: Settlement<Item>[] = [];

  constructor(
    partition: HeldPartition<Item>,
    settings: WorkerSettings,
    attempts: WeakMap<StoredItem, number>,
    signal: AbortSignal,
  ) {
    this.#partition = partition;
    this.#settings = settings;
    this.#attempts = attempts;
    this.#signal = signal;
  }

  async deliverStage(stage: readonly Keyed<Item>[]): Promise<void> {
    const { clients } = this.#settings;
    const of = (lane: Lane) => stage.filter(({ stored }) => laneOf(stored) === lane);
    const lanes = [
      this.#batches('track-v2', clients.trackV2, of('track-v2')),
      this.#batches('track-v2', clients.trackV2, of('track-v2 in order'), ONE_AFTER_THE_OTHER),
      this.#batches('pipelines', clients.pipelines, of('pipelines')),
      this.#batches('pipelines', clients.pipelines, of('pipelines in order'), ONE_AFTER_THE_OTHER),
      this.#inOrder(of('track'), (stored) => this.#call(stored as Item)),
      this.#inOrder(of('event'), (stored) => this.#handle(stored as Item)),
      this.#sends(of('send')),
    ];
    const results = await Promise.allSettled(lanes);
    await this.settle();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  /** An item is done, or has become a dead letter. */
  end(stored: Item, reason?: DeadLetterReason): void {
    this.ended.add(stored);
    this.#unsettled.push({ stored, reason });
  }

  async settle(): Promise<void> {
    const settlements = this.#unsettled;
    if (settlements.length === 0) return;
    this.#unsettled = [];
    await this.#partition.settle(settlements);
    for (const { stored, reason } of settlements) {
      if (reason) this.dead++;
      else this.done++;
      if (reason) this.#settings.onDeadLetter?.(stored.item, reason);
    }
  }

  /** An item could not be sent at present. */
  #keep(stored: Item, error: unknown): void {
    const isAborted = this.#signal.aborted;
    if (!isAborted && Date.now() - stored.addedAt > this.#settings.retryForMs) {
      this.end(stored, reasonOf('gave_up', error));
    } else this.failure ??= { error };
  }

  async #batches(
    kind: Kind,
    client: OutboxClients['trackV2'],
    items: readonly Keyed<Item>[],
    options: SendBatchOptions = {},
  ): Promise<void> {
    if (items.length === 0) return;
    const all = items.map(({ stored }) => stored);
    if (!client) return this.#keep(all[0]!, new MissingClientError(kind));
    await this.#link(all, () => this.#sendBatch(client, all, { ...options, signal: this.#signal }));
  }

  async #sendBatch(
    client: NonNullable<OutboxClients['trackV2']>,
    items: readonly Item[],
    options: SendBatchOptions,
  ): Promise<void> {
    let failure: BatchError | undefined;
    let rejected: readonly { index: number; message: string; errors: DeadLetterReason['errors'] }[];
    try {
      rejected = (await client.sendBatch(items.map(batchItemOf), options)).rejected as never;
    } catch (error) {
      if (isValidationError(error) && error.indexes) {
        // Nothing was sent.
        const invalid = new Set(error.indexes);
        for (const index of invalid) this.end(items[index]!, reasonOf('rejected', error));
        const rest = items.filter((_, index) => !invalid.has(index));
        if (rest.length > 0) await this.#sendBatch(client, rest, options);
        return;
      }
      if (!isBatchError(error)) return this.#keep(items[0]!, error);
      failure = error;
      rejected = failure.rejected as never;
    }
    const unsent = new Set(failure?.unsent.map(({ index }) => index));
    const reasons = new Map(rejected.map((rejection) => [rejection.index, rejection]));
    items.forEach((stored, index) => {
      const rejection = reasons.get(index);
      if (rejection) this.end(stored, rejectedReason(rejection));
      else if (!unsent.has(index)) this.end(stored);
    });
    if (!failure) return;
    const rest = items.filter((_, index) => unsent.has(index));
    if (!isRejection(failure.cause)) {
      for (const stored of rest) this.#keep(stored, failure.cause);
    } else if (rest.length === 1) this.end(rest[0]!, reasonOf('rejected', failure.cause));
    else {
      // The whole request was refused, for one of its items, which is found by bisection.
      const half = Math.ceil(rest.length / 2);
      await this.#sendBatch(client, rest.slice(0, half), options);
      if (!this.failure) await this.#sendBatch(client, rest.slice(half), options);
    }
  }

  async #call(stored: Item): Promise<void> {
    const { call } = stored.item as ItemOf<'track'>;
    const client = this.#settings.clients.track;
    if (!client) return this.#keep(stored, new MissingClientError('track'));
    try {
      await this.#link([stored], () => client.http.request(requestOf(call, this.#signal)));
      this.end(stored);
    } catch (error) {
      if (isRejection(error)) this.end(stored, reasonOf('rejected', error));
      else this.#keep(stored, error);
    }
  }

  async #handle(stored: Item): Promise<void> {
    const { event } = stored.item as ItemOf<'event'>;
    const { onEvent, eventAttempts } = this.#settings;
    if (!onEvent) return this.#keep(stored, new Error('an event is stored, and the worker has no onEvent'));
    const attempt = (this.#attempts.get(stored) ?? 0) + 1;
    this.#attempts.set(stored, attempt);
    try {
      await this.#link([stored], async () => onEvent(event, { signal: this.#signal }));
      this.end(stored);
    } catch (error) {
      if (this.#signal.aborted) {
        // Not the event's fault.
        this.#attempts.set(stored, attempt - 1);
        this.#keep(stored, error);
      } else if (attempt >= eventAttempts) this.end(stored, reasonOf('handler_failed', error));
      else this.#keep(stored, error);
    }
  }

  /**
   * Sends are claimed, made and settled in small groups, the first of one: as few as possible are in doubt when the process ends, or
   * while the service is away. After one that is, the partition waits.
   */
  async #sends(items: readonly Keyed<Item>[]): Promise<void> {
    for (const group of groupsWithoutSharedKeys(items)) {
      if (this.failure || this.#signal.aborted) return;
      const client = this.#settings.clients.app;
      if (!client) return this.#keep(group[0]!, new MissingClientError('app'));
      const claimed = group.filter((stored) => !mayRepeat(stored));
      if (claimed.length > 0) await this.#partition.claim(claimed);
      const unclaimed: Item[] = [];
      await Promise.all(
        group.map(async (stored) => {
          const { call } = stored.item as ItemOf<'send'>;
          const progress: CallProgress = {};
          try {
            await this.#link([stored], () =>
              client.http.request({ ...requestOf(call, this.#signal), progress }),
            );
            this.end(stored);
          } catch (error) {
            if (isRejection(error)) this.end(stored, reasonOf('rejected', error));
            else if (mayRepeat(stored)) this.#keep(stored, error);
            else if (progress.isSent !== false && !isUnprocessed(error)) {
              this.end(stored, reasonOf('may_have_been_sent', error));
              this.failure ??= { error };
            } else {
              unclaimed.push(stored);
              this.#keep(stored, error);
            }
          }
        }),
      );
      const kept = unclaimed.filter((stored) => !this.ended.has(stored));
      if (kept.length > 0) await this.#partition.unclaim(kept);
      await this.settle();
    }
  }

  /** Runs a function for each item: several at once, but in order where they share an ordering key. None after a failure. */
  async #inOrder(items: readonly Keyed<Item>[], run: (stored: StoredItem) => Promise<void>): Promise<void> {
    const last = new Map<string, Promise<void>>();
    const slots: Promise<void>[] = [];
    for (const { stored, keys } of items) {
      const before = keys.map((key) => last.get(key));
      if (slots.length >= CALLS_AT_ONCE) await Promise.race(slots);
      if (this.failure || this.#signal.aborted) break;
      const running = Promise.all(before).then(() =>
        this.failure || this.#signal.aborted ? undefined : run(stored),
      );
      for (const key of keys) last.set(key, running);
      const slotted = running.finally(() => slots.splice(slots.indexOf(slotted), 1));
      slots.push(slotted);
    }
    await Promise.all(slots);
  }

  /** Whatever becomes of the link, the items are sent. */
  async #link<T>(items: readonly Item[], run: () => Promise<T>): Promise<T> {
    const { runLinked } = this.#settings;
    let running: Promise<T> | undefined;
    const start = () => {
      running ??= run();
      return running;
    };
    if (runLinked) {
      callSafely('runLinked', () => {
        const returned = runLinked(items.map(({ context }) => context) as never[], start);
        return running ? undefined : returned;
      });
    }
    return start();
  }
}

/** What a client with batches sends of an item. */
function batchItemOf({ item }: StoredItem): unknown {
  return item.kind === 'track-v2' ? item.operation : (item as ItemOf<'pipelines'>).message;
}

function requestOf(call: StoredCall, signal: AbortSignal) {
  const { body, ...rest } = call;
  return { ...rest, signal, ...(body !== undefined && { raw: JSON.stringify(body) }) };
}

/** Whether it is a send whose caller said that it may be repeated. */
function mayRepeat({ item }: StoredItem): boolean {
  return item.kind === 'send' && item.call.replaySafe;
}

/** Groups of twice as many each, up to `CALLS_AT_ONCE`. */
function groupsWithoutSharedKeys<Item extends StoredItem>(items: readonly Keyed<Item>[]): Item[][] {
  const groups: Item[][] = [];
  let group: Item[] = [];
  let taken = new Set<string>();
  for (const { stored, keys } of items) {
    const size = Math.min(2 ** groups.length, CALLS_AT_ONCE);
    if (group.length === size || keys.some((key) => taken.has(key))) {
      groups.push(group);
      group = [];
      taken = new Set();
    }
    for (const key of keys) taken.add(key);
    group.push(stored);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}
