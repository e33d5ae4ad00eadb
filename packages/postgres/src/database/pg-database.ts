import type { Database, Query } from './database.js';
import { lockKey } from './hash.js';
import { PgLocks } from './pg-locks.js';

/** What is used of a client of `pg`. */
export interface PgClient {
  query(text: string, values?: unknown[]): Promise<unknown>;
  release(destroy?: boolean): void;
  on(event: 'error' | 'end', listener: (error?: Error) => void): unknown;
}

/** What is used of a pool of `pg`. */
export interface PgPool {
  query(text: string, values?: unknown[]): Promise<unknown>;
  connect(): Promise<PgClient>;
}

/** A database over a pool of `pg`. */
export function pgDatabase(pool: PgPool, end: () => Promise<void>): Database {
  return {
    query: queryOf(pool),
    script: queryOf(pool),
    async transaction(run) {
      const client = await pool.connect();
      let isBroken = true;
      try {
        await client.query('begin');
        const result = await run(queryOf(client));
        await client.query('commit');
        isBroken = false;
        return result;
      } catch (error) {
        isBroken = await client.query('rollback').then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    async exclusively(key, run) {
      const client = await pool.connect();
      let isBroken = true;
      try {
        await client.query('select pg_advisory_lock($1, -1)', [lockKey(key)]);
        const result = await run();
        await client.query('select pg_advisory_unlock($1, -1)', [lockKey(key)]);
        isBroken = false;
        return result;
      } finally {
        client.release(isBroken);
      }
    },
    locks: (name) => new PgLocks(pool, lockKey(name)),
    close: end,
  };
}

function queryOf(connection: Pick<PgPool, 'query'>): Query {
  return async (text, values) => {
    const result = await connection.query(text, values as unknown[] | undefined);
    // Several statements have several results.
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows?: [] }).rows ?? [];
  };
}
