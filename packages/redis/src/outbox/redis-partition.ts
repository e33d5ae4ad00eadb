import type { HeldPartition, Settlement, StoredItem } from '@cio/core/outbox';
import type { Queue } from 'bullmq';
import { chunksOf } from './chunks.js';
import { itemsOfJob, type JobData } from './jobs.js';
import type { Lock } from './lock.js';
import type { Queues } from './queues.js';
import { READ_PROGRESS, STORE_PROGRESS } from './scripts.js';

/** The progress of a send that is being made. */
const CLAIMED = 'claimed';

/** A job of a partition, and which of its items are not settled. */
interface HeldJob {
  readonly id: string;
  readonly count: number;
  readonly open: Set<number>;
  /** Whether Redis has a progress of it. */
  hasProgress: boolean;
}

/** An item of a job. */
export interface JobItem extends StoredItem {
  readonly job: HeldJob;
  readonly index: number;
}

/**
 * A partition that this process has the lock of. Its jobs stay where they are until all of their items are settled; of a job that is not,
 * the progress is stored: the indexes of the items that are, or that a send is claimed.
 */
export class RedisPartition implements HeldPartition<JobItem> {
  readonly partition: number;
  readonly lost: AbortSignal;
  readonly #queues: Queues;
  readonly #queue: Queue<JobData>;
  readonly #lock: Lock;
  readonly #progressKey: string;
  readonly #held = new Map<string, HeldJob>();
  /** What holders before have stored, by job. */
  #progress: Map<string, string> | undefined;

  constructor(queues: Queues, partition: number, lock: Lock) {
    this.partition = partition;
    this.lost = lock.lost;
    this.#queues = queues;
    this.#queue = queues.partitions[partition]!;
    this.#lock = lock;
    this.#progressKey = progressKey(queues, partition);
  }

  async read(maxItems: number): Promise<readonly JobItem[]> {
    this.#progress ??= await this.#readProgress();
    const progress = this.#progress;
    const last = this.#held.size + maxItems - 1;
    const ids = await this.#queue.getRanges(['prioritized'], 0, last, true);
    const next: string[] = [];
    let count = 0;
    for (const id of ids) {
      if (this.#held.has(id)) continue;
      if (count >= maxItems) break;
      count += itemsOfJob(id);
      next.push(id);
    }
    const [chunk] = await chunksOf(this.#queues, this.#queue, next);
    if (!chunk) return [];
    const jobs = await Promise.all(chunk.map((id) => this.#queue.getJob(id)));
    const items: JobItem[] = [];
    const removed: string[] = [];
    let missing: string | undefined;
    jobs.forEach((job, index) => {
      const id = chunk[index]!;
      if (!job) missing = id;
      const stored = progress.get(id);
      const settled = new Set(stored && stored !== CLAIMED ? (JSON.parse(stored) as number[]) : []);
      const open = new Set<number>();
      const held = { id, count: itemsOfJob(id), open, hasProgress: stored !== undefined };
      const context = job?.data.context === undefined ? {} : { context: job.data.context };
      job?.data.items.forEach((item, index) => {
        if (settled.has(index)) return;
        open.add(index);
        const isClaimed = stored === CLAIMED;
        items.push({ item, addedAt: job.timestamp, isClaimed, job: held, index, ...context });
      });
      if (open.size > 0) this.#held.set(id, held);
      else removed.push(id);
    });
    await this.#remove(removed);
    if (missing !== undefined) {
      throw new Error(
        `the data of the job ${missing} is not in Redis: let it evict nothing (maxmemory-policy noeviction)`,
      );
    }
    // All of them had been settled by a holder before.
    return items.length > 0 ? items : this.read(maxItems);
  }

  claim(items: readonly JobItem[]): Promise<void> {
    for (const { job } of items) job.hasProgress = true;
    return this.#storeProgress(items.map(({ job }) => [job.id, CLAIMED]));
  }

  unclaim(items: readonly JobItem[]): Promise<void> {
    return this.#storeProgress(items.map(({ job }) => [job.id, '']));
  }

  async settle(settlements: readonly Settlement<JobItem>[]): Promise<void> {
    const deadAt = Date.now();
    // With ids that are the same if this is done again, after a crash.
    await this.#queues.addDead(
      settlements.flatMap(({ stored: { item, addedAt, job, index }, reason }) =>
        reason
          ? [{ id: `${job.id}-${index}`, data: { item, reason, partition: this.partition, addedAt, deadAt } }]
          : [],
      ),
    );
    const jobs = new Map<HeldJob, Set<number>>();
    for (const { stored } of settlements) {
      const open = jobs.get(stored.job) ?? new Set(stored.job.open);
      open.delete(stored.index);
      jobs.set(stored.job, open);
    }
    const finished = [...jobs].filter(([, open]) => open.size === 0).map(([job]) => job);
    await this.#storeProgress(
      [...jobs]
        // A send that is settled is no longer claimed, even if its job is not removed.
        .filter(([job, open]) => open.size > 0 || job.hasProgress)
        .map(([job, open]) => {
          job.hasProgress = true;
          const settled = Array.from({ length: job.count }, (_, index) => index).filter(
            (index) => !open.has(index),
          );
          return [job.id, JSON.stringify(settled)];
        }),
    );
    for (const { stored } of settlements) stored.job.open.delete(stored.index);
    await this.#remove(finished.map(({ id }) => id));
    const done = finished.filter(({ hasProgress }) => hasProgress);
    if (done.length > 0) await this.#storeProgress(done.map(({ id }) => [id, '']));
  }

  release(): Promise<void> {
    return this.#lock.release();
  }

  async #readProgress(): Promise<Map<string, string>> {
    const flat = (await READ_PROGRESS.run(
      this.#queues.client,
      [this.#progressKey, this.#queue.keys.prioritized!],
      [],
    )) as string[];
    return new Map(flat.flatMap((id, index) => (index % 2 === 0 ? [[id, flat[index + 1]!] as const] : [])));
  }

  /** Stores the progress of jobs. Rejects if this process has lost the lock: then nothing is stored. */
  async #storeProgress(entries: [id: string, progress: string][]): Promise<void> {
    const { client } = this.#queues;
    const { key, token } = this.#lock;
    const isHeld = await STORE_PROGRESS.run(client, [key, this.#progressKey], [token, ...entries.flat()]);
    if (isHeld === 1) return;
    this.#lock.lose();
    throw this.lost.reason;
  }

  async #remove(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#queue.remove(id)));
    for (const id of ids) this.#held.delete(id);
  }
}

/** The key of the progress of a partition's jobs. */
export function progressKey(queues: Queues, partition: number): string {
  return queues.key(`progress-${partition}`);
}
