import { readOptions, requireCount, requireFunction, requireText, ValidationError } from '@cio/core';
import { type AddOptions, type Outbox, type OutboxWorker, readAddable, startWorker } from '@cio/core/outbox';
import type { Database } from '../database/database.js';
import {
  type DatabaseSource,
  openDatabase,
  sourceOf,
  type WithoutDatabase,
} from '../database/open-database.js';
import { requireSchema } from '../database/schema-name.js';
import { deadLettersOf } from './dead-letters.js';
import { insertItems } from './jobs.js';
import { install } from './schema.js';
import { pgStore } from './store.js';
import { queryIn, type Transaction } from './transaction.js';

/** Options of an outbox. */
export interface PostgresOutboxOptions {
  /**
   * Where the data is: the connection string of a server (`postgres://…`), a folder for an embedded Postgres (`file:./data`), one in
   * memory (`memory:`), or a pool of `pg` or a PGlite that you opened and close yourself. One process at a
   * time can have a folder open. Left out: embedded, in the folder `.cio-postgres`.
   *
   * A worker holds one connection of a pool as long as it runs, and uses others. Locks belong to that connection: a pooler that hands
   * out connections by the transaction (PgBouncer's `transaction` mode) cannot stand between.
   */
  database: DatabaseSource;
  /** The schema of its tables, which are pg-boss's. Lower case letters, digits and `_`. Default `cio`. */
  schema?: string | undefined;
  /** Its name: several outboxes can share a schema. Default `outbox`. */
  name?: string | undefined;
  /**
   * Partitions: what has the same ordering key is in one partition, and one worker at a time sends from it. It is fixed when the outbox
   * is created. Default 16.
   */
  partitions?: number | undefined;
  /** Connections of a pool that is opened here. Default 10. */
  maxConnections?: number | undefined;
  /** `storeContext` of `@cio/opentelemetry`: what it returns is stored with items, for the worker's `runLinked`. */
  storeContext?: (() => unknown) | undefined;
}

/** Options of adding to an outbox on Postgres. */
export interface PostgresAddOptions extends AddOptions {
  /** Your own transaction: the items are stored when it is committed, or not at all. Default: a transaction of their own. */
  tx?: Transaction | undefined;
}

/** An outbox on Postgres. */
export type PostgresOutbox = Outbox<PostgresAddOptions>;

/**
 * Opens an outbox on Postgres, over pg-boss. Its tables are created where they are missing.
 *
 * @throws ValidationError for an option that is not valid; otherwise what the database says.
 * @example
 * const outbox = await postgresOutbox({ database: process.env.DATABASE_URL! });
 * await outbox.add(person.event({ id: '5' }, 'order_placed', { total: 54.2 }), { tx: client });
 */
export function postgresOutbox(options: PostgresOutboxOptions): Promise<PostgresOutbox>;
/** With the data in an embedded Postgres, in the folder `.cio-postgres`. */
export function postgresOutbox(options?: WithoutDatabase<PostgresOutboxOptions>): Promise<PostgresOutbox>;
export async function postgresOutbox(
  options?: PostgresOutboxOptions | WithoutDatabase<PostgresOutboxOptions>,
): Promise<PostgresOutbox> {
  const {
    schema = 'cio',
    name = 'outbox',
    partitions,
    maxConnections = 10,
    storeContext,
  } = readOptions<Partial<PostgresOutboxOptions>>(options, [
    'database',
    'schema',
    'name',
    'partitions',
    'maxConnections',
    'storeContext',
  ]);
  requireSchema(schema);
  requireText('name', name, 100);
  if (!/^[\w-]+$/.test(name)) throw new ValidationError('name', 'expected letters, digits, _ and -');
  if (partitions !== undefined) requireCount('partitions', partitions);
  requireCount('maxConnections', maxConnections, 2);
  requireFunction('storeContext', storeContext);

  // A worker holds its partitions with one of them.
  const database = await openDatabase(sourceOf(options), maxConnections, 2);
  const { boss, tables } = await install(database, schema, name, partitions).catch(async (error) => {
    await database.close().catch(() => {});
    throw error;
  });
  const locks = database.locks(`${schema}.${name}`);
  const store = pgStore(database, boss, tables, locks);
  const workers = new Set<OutboxWorker>();
  let isClosed = false;
  const requireOpen = () => {
    if (isClosed) throw new ValidationError('outbox', 'is closed: open another one');
  };
  const whileOpen: Database = {
    ...database,
    query: async (text, values) => {
      requireOpen();
      return database.query(text, values);
    },
    transaction: async (run) => {
      requireOpen();
      return database.transaction(run);
    },
  };

  return {
    async add(items, addOptions) {
      const { tx, orderingKey } = readOptions(addOptions, ['tx', 'orderingKey']);
      requireOpen();
      await database.yieldToOthers();
      const query = tx === undefined ? whileOpen.query : queryIn(tx);
      const context = storeContext?.();
      await insertItems(query, tables, await readAddable(items, orderingKey, tables.queues.length), context);
    },
    work(workerOptions) {
      requireOpen();
      const worker = startWorker(store, workerOptions);
      workers.add(worker);
      return worker;
    },
    async stats() {
      const rows = await whileOpen.query(
        `select name, sum((output ->> 'items')::int)::float8 as depth,
           extract(epoch from clock_timestamp() - min(created_on))::float8 as age
         from ${schema}.job where name = any($1) and state < 'active' group by name order by depth desc`,
        [tables.queues],
      );
      const [dead] = await whileOpen.query(
        `select count(*)::int as count from ${schema}.job where name = $1`,
        [tables.deadQueue],
      );
      const found = rows.map(({ name: queue, depth, age }) => ({
        partition: tables.queues.indexOf(queue as string),
        depth: Number(depth),
        ageSeconds: Math.max(0, Number(age)),
      }));
      return {
        depth: found.reduce((sum, { depth }) => sum + depth, 0),
        ageSeconds: found.length === 0 ? undefined : Math.max(...found.map(({ ageSeconds }) => ageSeconds)),
        deadLetters: Number(dead?.count),
        partitions: found,
      };
    },
    deadLetters: deadLettersOf(whileOpen, tables),
    async close(closeOptions) {
      await Promise.all(Array.from(workers, (worker) => worker.close(closeOptions)));
      if (isClosed) return;
      isClosed = true;
      await locks.close();
      await database.close();
    },
  };
}
