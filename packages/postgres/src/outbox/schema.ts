import { ValidationError } from '@cio/core';
import type PgBoss from 'pg-boss';
import { createMissing } from '../database/create-missing.js';
import type { Database, Statements } from '../database/database.js';

/** Where an outbox is in the database. */
export interface OutboxTables {
  /** The schema of pg-boss. */
  readonly schema: string;
  /** The queue of each partition. */
  readonly queues: readonly string[];
  /** The queue of the dead letters, from which nothing is fetched. */
  readonly deadQueue: string;
}

/** Creates the schema of pg-boss, and the queues of an outbox, where they are missing. */
export async function install(
  database: Database,
  schema: string,
  name: string,
  partitions: number | undefined,
): Promise<{ boss: PgBoss; tables: OutboxTables }> {
  const { default: PgBossClass } = await import('pg-boss');
  let statements: Statements = database;
  const boss = new PgBossClass({
    schema,
    // Nothing is scheduled, and nothing expires: who holds a partition sees to its jobs.
    supervise: false,
    schedule: false,
    db: {
      executeSql: async (text, values) => ({
        rows: (await (values && values.length > 0
          ? statements.query(text, values)
          : statements.script(text))) as [],
      }),
    },
  });
  const tables = await database.exclusively(`${schema} install`, async (exclusive) => {
    statements = exclusive;
    await boss.start();
    await createMissing(
      exclusive,
      { schema, relations: ['outbox', 'outbox_hold', 'outbox_id'] },
      `create table if not exists ${schema}.outbox (name text primary key, partitions int not null);
      create table if not exists ${schema}.outbox_hold (queue text primary key);
      create sequence if not exists ${schema}.outbox_id`,
    );
    await exclusive.query(
      `insert into ${schema}.outbox (name, partitions) values ($1, $2) on conflict do nothing`,
      [name, partitions ?? DEFAULT_PARTITIONS],
    );
    const [row] = await exclusive.query(`select partitions from ${schema}.outbox where name = $1`, [name]);
    const stored = Number(row!.partitions);
    if (partitions !== undefined && partitions !== stored) {
      throw new ValidationError(
        'partitions',
        `the outbox ${name} was created with ${stored}, which cannot be changed while it has items: leave the option out, or use another name`,
      );
    }
    const queues = Array.from({ length: stored }, (_, partition) => `${name}.${partition}`);
    const deadQueue = `${name}.dead`;
    const existing = await exclusive.query(`select name from ${schema}.queue where name = any($1)`, [
      [...queues, deadQueue],
    ]);
    const names = new Set(existing.map((queue) => queue.name));
    for (const queue of [...queues, deadQueue]) if (!names.has(queue)) await boss.createQueue(queue);
    return { schema, queues, deadQueue };
  });
  statements = database;
  return { boss, tables };
}

/** As many are sent from at once, by all workers together. */
const DEFAULT_PARTITIONS = 16;
