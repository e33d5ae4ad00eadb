import type { Database, Query } from './database.js';
import { lockKey } from './hash.js';
import { PgLocks } from './pg-locks.js';
import type { PgClient, PgPool } from './pg-types.js';

/** A database over a pool of `pg`. */
export function pgDatabase(pool: PgPool, end: () => Promise<void>): Database {
  return {
    query: queryOf(pool),
    script: queryOf(pool),
    transaction: (run) =>
      onClient(pool, async (client) => {
        await client.query('begin');
        try {
          const result = await run(queryOf(client));
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback').catch(() => {});
          throw error;
        }
      }),
    exclusively: (key, run) =>
      onClient(pool, async (client) => {
        await client.query('select pg_advisory_lock($1, -1)', [lockKey(key)]);
        try {
          return await run({ query: queryOf(client), script: queryOf(client) });
        } finally {
          await client.query('select pg_advisory_unlock($1, -1)', [lockKey(key)]);
        }
      }),
    locks: (name) => new PgLocks(pool, lockKey(name)),
    close: end,
  };
}

/** Runs a function with a connection of its own, which is given back unless it is lost. */
async function onClient<T>(pool: PgPool, run: (client: PgClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isLost = false;
  // Without a listener, a connection that is lost between two statements would end the process.
  const onError = () => {
    isLost = true;
  };
  client.on('error', onError);
  try {
    return await run(client);
  } finally {
    client.removeListener('error', onError);
    client.release(isLost);
  }
}

function queryOf(connection: Pick<PgPool, 'query'>): Query {
  return async (text, values) => {
    const result = await connection.query(text, values as unknown[] | undefined);
    // Several statements have several results.
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows?: [] }).rows ?? [];
  };
}
