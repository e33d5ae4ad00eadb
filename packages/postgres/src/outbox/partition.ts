import { sleep } from '@cio/core';
import type { HeldPartition, OutboxItem, Settlement, StoredItem } from '@cio/core/outbox';
import type PgBoss from 'pg-boss';
import type { Database, PartitionLock } from '../database/database.js';
import { type DeadData, insertDead, type JobData } from './jobs.js';
import type { OutboxTables } from './schema.js';

/** What a holder that died may still have in flight arrives within this time, in milliseconds, before others follow. */
const TAKEOVER_MS = 1000;
/** Characters of JSON that are read at once, about. */
const READ_CHARACTERS = 8_000_000;

/** A job of a partition, and what of it is still stored. */
interface HeldJob {
  readonly id: string;
  readonly remaining: Set<JobItem>;
}

/** An item of a job. */
export interface JobItem extends StoredItem {
  readonly job: HeldJob;
}

interface FetchedJob extends PgBoss.JobWithMetadata<JobData> {
  readonly output: { claimed?: boolean };
}

/** A partition that this process holds the lock of. */
export class PgPartition implements HeldPartition<JobItem> {
  readonly partition: number;
  readonly lost: AbortSignal;
  readonly #boss: PgBoss;
  readonly #database: Database;
  readonly #tables: OutboxTables;
  readonly #lock: PartitionLock;
  readonly #queue: string;
  /** Averages of a job, of what was read last. */
  #itemsPerJob = 40;
  #charactersPerJob = 10_000;

  constructor(
    partition: number,
    boss: PgBoss,
    database: Database,
    tables: OutboxTables,
    lock: PartitionLock,
  ) {
    this.partition = partition;
    this.lost = lock.lost;
    this.#boss = boss;
    this.#database = database;
    this.#tables = tables;
    this.#lock = lock;
    this.#queue = tables.queues[partition]!;
  }

  /** Puts back what a holder before has read and not settled. */
  async takeOver(): Promise<void> {
    if ((await this.#putBack()) > 0) await sleep(TAKEOVER_MS, this.lost);
  }

  async read(maxItems: number): Promise<readonly JobItem[]> {
    const byItems = Math.ceil(maxItems / this.#itemsPerJob);
    const byCharacters = Math.ceil(READ_CHARACTERS / this.#charactersPerJob);
    const jobs = (await this.#boss.fetch<JobData>(this.#queue, {
      batchSize: Math.max(1, Math.min(byItems, byCharacters, 5000)),
      priority: false,
      includeMetadata: true,
    })) as FetchedJob[];
    if (jobs.length === 0) return [];
    // Returned in any order.
    jobs.sort((a, b) => (a.id < b.id ? -1 : 1));
    const items = jobs.flatMap(itemsOf);
    this.#itemsPerJob = items.length / jobs.length;
    this.#charactersPerJob = jobs.reduce((sum, { data }) => sum + data.items.length, 0) / jobs.length;
    return items;
  }

  async claim(items: readonly JobItem[]): Promise<void> {
    await this.#setOutput(items, `output || '{"claimed":true}'`);
  }

  async unclaim(items: readonly JobItem[]): Promise<void> {
    await this.#setOutput(items, "output - 'claimed'");
  }

  async settle(settlements: readonly Settlement<JobItem>[]): Promise<void> {
    const jobs = new Map<HeldJob, Set<JobItem>>();
    for (const { stored } of settlements) {
      const rest = jobs.get(stored.job) ?? new Set(stored.job.remaining);
      rest.delete(stored);
      jobs.set(stored.job, rest);
    }
    const settled: string[] = [];
    const shortened: { id: string; items: string; count: number }[] = [];
    for (const [{ id }, rest] of jobs) {
      if (rest.size === 0) settled.push(id);
      else
        shortened.push({ id, items: JSON.stringify(Array.from(rest, ({ item }) => item)), count: rest.size });
    }
    const dead = settlements.flatMap(({ stored, reason }): DeadData[] =>
      reason
        ? [{ item: JSON.stringify(stored.item), reason, partition: this.partition, addedAt: stored.addedAt }]
        : [],
    );
    if (dead.length === 0 && shortened.length === 0) await this.#boss.deleteJob(this.#queue, settled);
    else {
      await this.#database.transaction(async (query) => {
        const db = {
          executeSql: async (text: string, values: unknown[]) => ({
            rows: (await query(text, values)) as [],
          }),
        };
        await insertDead(query, this.#tables, dead);
        if (settled.length > 0) await this.#boss.deleteJob(this.#queue, settled, { db });
        if (shortened.length === 0) return;
        await query(
          `update ${this.#tables.schema}.job as job
           set data = jsonb_set(job.data, '{items}', to_jsonb(rest.items)), output = jsonb_build_object('items', rest.count)
           from json_to_recordset($2::json) as rest (id uuid, items text, count int)
           where job.name = $1 and job.id = rest.id`,
          [this.#queue, JSON.stringify(shortened)],
        );
      });
    }
    for (const { stored } of settlements) stored.job.remaining.delete(stored);
  }

  async release(): Promise<void> {
    try {
      if (!this.lost.aborted) await this.#putBack();
    } finally {
      await this.#lock.unlock();
    }
  }

  /** Jobs that were fetched and not settled are fetched again, in their old order. */
  async #putBack(): Promise<number> {
    const [row] = await this.#database.query(
      `with back as (
         update ${this.#tables.schema}.job set state = 'retry' where name = $1 and state = 'active' returning 1
       ) select count(*)::int as count from back`,
      [this.#queue],
    );
    return Number(row?.count);
  }

  async #setOutput(items: readonly JobItem[], output: string): Promise<void> {
    await this.#database.query(
      `update ${this.#tables.schema}.job set output = ${output} where name = $1 and id = any($2::uuid[])`,
      [this.#queue, items.map(({ job }) => job.id)],
    );
  }
}

function itemsOf({ id, data, createdOn, output }: FetchedJob): JobItem[] {
  const job: HeldJob = { id, remaining: new Set() };
  const addedAt = createdOn.getTime();
  const isClaimed = output?.claimed === true;
  for (const item of JSON.parse(data.items) as OutboxItem[]) {
    const context = data.context === undefined ? {} : { context: data.context };
    job.remaining.add({ job, item, addedAt, isClaimed, ...context });
  }
  return [...job.remaining];
}
