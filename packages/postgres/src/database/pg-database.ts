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
      onClient(pool, async (client, discard) => {
        await client.query('begin');
        try {
          const result = await run(queryOf(client));
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback').catch(discard);
          throw error;
        }
      }),
    exclusively: (key, run) =>
      onClient(pool, async (client, discard) => {
        await client.query('select pg_advisory_lock($1, -1)', [lockKey(key)]);
        try {
          return await run({ query: queryOf(client), script: queryOf(client) });
        } finally {
          // The lock ends with the connection.
          await client.query('select pg_advisory_unlock($1, -1)', [lockKey(key)]).catch(discard);
        }
      }),
    locks: (name) => new PgLocks(pool, lockKey(name)),
    async yieldToOthers() {},
    close: end,
  };
}

/**
 * Runs a function with a connection of its own.
 *
 * @param run Its `discard` closes the connection afterwards, in place of returning it to the pool.
 */
async function onClient<T>(
  pool: PgPool,
  run: (client: PgClient, discard: () => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isDiscarded = false;
  const discard = () => {
    isDiscarded = true;
  };
  // Without a listener, a connection that is lost between two statements would end the process.
  client.on('error', discard);
  try {
    return await run(client, discard);
  } finally {
    client.removeListener('error', discard);
    client.release(isDiscarded);
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
