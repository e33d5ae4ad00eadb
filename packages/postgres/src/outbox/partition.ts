import { sleep } from '@cio/core';
import type { HeldPartition, OutboxItem, Settlement, StoredItem } from '@cio/core/outbox';
import type PgBoss from 'pg-boss';
import type { Database, PartitionLock } from '../database/database.js';
import { type DeadData, insertDead } from './jobs.js';
import type { OutboxTables } from './schema.js';

/** Grace period for requests in flight of a crashed owner, in milliseconds. */
const TAKEOVER_GRACE_MS = 1000;
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

interface JobRow {
  readonly id: string;
  readonly items: string;
  readonly context: unknown;
  readonly claimed: boolean | null;
  readonly added_at: number;
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
  #hasTakenOver = false;
  #lastId = '00000000-0000-0000-0000-000000000000';
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

  /** Waits where the owner before has crashed: its requests in flight may still arrive. */
  async #takeOver(): Promise<void> {
    const rows = await this.#database.query(
      `insert into ${this.#tables.schema}.outbox_hold (queue) values ($1) on conflict do nothing returning true`,
      [this.#queue],
    );
    if (rows.length === 0) await sleep(TAKEOVER_GRACE_MS, this.lost);
  }

  /** By id, which is the order of adding. Jobs are not marked as active: the lock keeps others away, and a mark is a write more. */
  async read(maxItems: number): Promise<readonly JobItem[]> {
    if (!this.#hasTakenOver) await this.#takeOver();
    this.#hasTakenOver = true;
    const byItems = Math.ceil(maxItems / this.#itemsPerJob);
    const byCharacters = Math.ceil(READ_CHARACTERS / this.#charactersPerJob);
    const rows = (await this.#database.query(
      `select id, data ->> 'items' as items, data -> 'context' as context, (output -> 'claimed')::bool as claimed,
         (extract(epoch from created_on) * 1000)::float8 as added_at
       from ${this.#tables.schema}.job where name = $1 and id > $2::uuid and state < 'active' order by id limit $3`,
      [this.#queue, this.#lastId, Math.max(1, Math.min(byItems, byCharacters, 5000))],
    )) as unknown as readonly JobRow[];
    if (rows.length === 0) return [];
    const items = rows.flatMap(itemsOf);
    this.#lastId = rows.at(-1)!.id;
    this.#itemsPerJob = items.length / rows.length;
    this.#charactersPerJob = rows.reduce((sum, { items }) => sum + items.length, 0) / rows.length;
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
      if (this.lost.aborted) return;
      await this.#database.query(`delete from ${this.#tables.schema}.outbox_hold where queue = $1`, [
        this.#queue,
      ]);
    } finally {
      await this.#lock.unlock();
    }
  }

  async #setOutput(items: readonly JobItem[], output: string): Promise<void> {
    await this.#database.query(
      `update ${this.#tables.schema}.job set output = ${output} where name = $1 and id = any($2::uuid[])`,
      [this.#queue, items.map(({ job }) => job.id)],
    );
  }
}

function itemsOf({ id, items, context, claimed, added_at: addedAt }: JobRow): JobItem[] {
  const job: HeldJob = { id, remaining: new Set() };
  for (const item of JSON.parse(items) as OutboxItem[]) {
    job.remaining.add({
      job,
      item,
      addedAt,
      isClaimed: claimed === true,
      ...(context !== null && { context }),
    });
  }
  return [...job.remaining];
}
