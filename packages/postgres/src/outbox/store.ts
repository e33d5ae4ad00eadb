import type { OutboxStore } from '@cio/core/outbox';
import type PgBoss from 'pg-boss';
import type { Database, PartitionLocks } from '../database/database.js';
import { type JobItem, PgPartition } from './partition.js';
import type { OutboxTables } from './schema.js';

/** The partitions of an outbox, one of which is held by one process at a time. */
export function pgStore(
  database: Database,
  boss: PgBoss,
  tables: OutboxTables,
  locks: PartitionLocks,
): OutboxStore<JobItem> {
  const { schema, queues } = tables;
  return {
    async acquire() {
      // At random, so that workers do not all try the same.
      const rows = await database.query(
        `select place::int as place from unnest($1::text[]) with ordinality as queue (name, place)
         where exists (select 1 from ${schema}.job where job.name = queue.name and job.state < 'active')
         order by random()`,
        [queues],
      );
      for (const { place } of rows) {
        const partition = Number(place) - 1;
        const lock = await locks.tryLock(partition);
        if (lock) return new PgPartition(partition, boss, database, tables, lock);
      }
      return undefined;
    },
  };
}
