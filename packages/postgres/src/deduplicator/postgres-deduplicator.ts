import { randomUUID } from 'node:crypto';
import { readOptions, requireDuration, requireText } from '@cio/core';
import { createMissing } from '../database/create-missing.js';
import {
  type DatabaseSource,
  openDatabase,
  sourceOf,
  type WithoutDatabase,
} from '../database/open-database.js';
import { requireSchema } from '../database/schema-name.js';

/** Options of a `postgresDeduplicator`. */
export interface PostgresDeduplicatorOptions {
  /**
   * Where the data is: the connection string of a server (`postgres://…`), or a pool of `pg` that you opened and close yourself; or an
   * embedded database, which one process can use at a time, as {@link PostgresOutboxOptions.database} has it. Left out: embedded, in the
   * folder `.cio-postgres`.
   */
  database: DatabaseSource;
  /** The schema of its table. Lower case letters, digits and `_`. Default `cio`. */
  schema?: string | undefined;
  /** Receivers with the same key share their events: give each webhook with its own events one. Default `default`. */
  key?: string | undefined;
  /**
   * How long a receiver may take to handle an event, in milliseconds. After it, another receiver may claim the event: the first has
   * died. More than the receiver's `abandonAfterMs`. Default 90,000, at most 2,147,483,647.
   */
  leaseMs?: number | undefined;
  /**
   * How long a handled event is remembered, in milliseconds. Default eight days: Customer.io repeats a delivery for up to seven. At
   * most 2,147,483,647.
   */
  rememberMs?: number | undefined;
}

/** A `Deduplicator` of `@cio/webhooks`, for all processes that use the same Postgres. */
export interface PostgresDeduplicator {
  /** Claims an event: `'claimed'` if the caller has it now, `'running'` if another has it, `'done'` if it has been handled. */
  claim(eventId: string): Promise<'claimed' | 'running' | 'done'>;
  /** Remembers that an event has been handled. */
  done(eventId: string): Promise<void>;
  /** Releases the claim of an event, so that its next delivery is handled. */
  failed(eventId: string): Promise<void>;
  /** Closes the connections that it opened. */
  close(): Promise<void>;
}

/** How often a process deletes what is remembered no longer, in milliseconds. */
const PURGE_MS = 60_000;
/** Rows that are deleted at once, so that nobody waits for it. */
const PURGED_AT_ONCE = 10_000;

/**
 * Remembers in Postgres which webhook events have been handled, so that of all receivers one handles each. The claim of a receiver that
 * died ends with its lease. An event takes 230 to 270 bytes, index included, for as long as it is remembered. The table is created where
 * it is missing.
 *
 * While Postgres cannot be reached, its methods reject, and the receiver responds with 503: Customer.io delivers the event again.
 *
 * @throws ValidationError for an option that is not valid; otherwise what the database says when the table is created.
 */
export function postgresDeduplicator(options: PostgresDeduplicatorOptions): Promise<PostgresDeduplicator>;
/** With the data in an embedded Postgres, in the folder `.cio-postgres`. */
export function postgresDeduplicator(
  options?: WithoutDatabase<PostgresDeduplicatorOptions>,
): Promise<PostgresDeduplicator>;
export async function postgresDeduplicator(
  options?: PostgresDeduplicatorOptions | WithoutDatabase<PostgresDeduplicatorOptions>,
): Promise<PostgresDeduplicator> {
  const {
    schema = 'cio',
    key = 'default',
    leaseMs = 90_000,
    rememberMs = 8 * 86_400_000,
  } = readOptions<Partial<PostgresDeduplicatorOptions>>(options, [
    'database',
    'schema',
    'key',
    'leaseMs',
    'rememberMs',
  ]);
  requireSchema(schema);
  requireText('key', key);
  requireDuration('leaseMs', leaseMs);
  requireDuration('rememberMs', rememberMs);
  const database = await openDatabase(sourceOf(options), 10);
  const table = `${schema}.webhook_event`;
  await database
    .exclusively(`${schema} install`, (statements) =>
      createMissing(
        statements,
        { schema, relations: ['webhook_event', 'webhook_event_expiry'] },
        `create schema if not exists ${schema};
        create table if not exists ${table} (
          key text, event_id text, holder text, expires_at timestamptz not null, primary key (key, event_id));
        create index if not exists webhook_event_expiry on ${table} (expires_at)`,
      ),
    )
    .catch(async (error) => {
      await database.close().catch(() => {});
      throw error;
    });

  const receiver = randomUUID();
  let purgeAt = performance.now() + PURGE_MS;

  /** By one of a process at a time, and not waited for. */
  function purge(): void {
    if (performance.now() < purgeAt) return;
    purgeAt = performance.now() + PURGE_MS;
    database
      .query(
        `delete from ${table} where (key, event_id) in
           (select key, event_id from ${table} where expires_at < now() limit ${PURGED_AT_ONCE} for update skip locked)
         returning true`,
      )
      .then((rows) => {
        // More may be left.
        if (rows.length === PURGED_AT_ONCE) purgeAt = 0;
      })
      // The next attempt is in a minute.
      .catch(() => {});
  }

  return {
    async claim(eventId) {
      purge();
      // A claim that has expired, or an event that is remembered no longer, is taken over in place.
      const [row] = await database.query(
        `with claim as (
           insert into ${table} as event values ($1, $2, $3, clock_timestamp() + $4 * interval '1 ms')
           on conflict (key, event_id) do update set holder = excluded.holder, expires_at = excluded.expires_at
             where event.expires_at < clock_timestamp()
           returning true
         )
         select exists (select from claim) as claimed,
           (select holder is null from ${table} where key = $1 and event_id = $2) as handled`,
        [key, eventId, receiver, leaseMs],
      );
      if (row!.claimed === true) return 'claimed';
      return row!.handled === true ? 'done' : 'running';
    },
    async done(eventId) {
      await database.query(
        `insert into ${table} values ($1, $2, null, now() + $3 * interval '1 ms')
         on conflict (key, event_id) do update set holder = null, expires_at = excluded.expires_at`,
        [key, eventId, rememberMs],
      );
    },
    async failed(eventId) {
      // After the lease another receiver may have the claim.
      await database.query(`delete from ${table} where key = $1 and event_id = $2 and holder = $3`, [
        key,
        eventId,
        receiver,
      ]);
    },
    close: () => database.close(),
  };
}
