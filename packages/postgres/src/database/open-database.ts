import { describe, ValidationError } from '@cio/core';
import type { Database } from './database.js';
import { pgDatabase } from './pg-database.js';
import type { PgPool } from './pg-types.js';
import { type PgliteLike, pgliteDatabase } from './pglite-database.js';

/**
 * Where the data is: the connection string of a server (`postgres://…`), a folder for an embedded Postgres (`file:./data`), one in
 * memory (`memory:`), or a pool of `pg` or a PGlite that you opened and close yourself. Undefined: embedded, in the folder
 * `.cio-postgres`.
 */
export type DatabaseSource = string | PgPool | PgliteLike | undefined;

const DEFAULT_FOLDER = 'file:.cio-postgres';

/**
 * Opens a database.
 *
 * @param maxConnections Of a pool that is opened here.
 * @throws ValidationError for what is no database.
 */
export async function openDatabase(source: DatabaseSource, maxConnections: number): Promise<Database> {
  if (typeof source === 'object' && source !== null) {
    if ('exec' in source) return pgliteDatabase(source, async () => {});
    if ('connect' in source) return pgDatabase(source, async () => {});
  }
  if (source === undefined) {
    console.warn(
      `@cio/postgres: without a database, data is kept in ${DEFAULT_FOLDER.slice(5)}, for this process alone`,
    );
    return openPglite(DEFAULT_FOLDER);
  }
  if (typeof source === 'string') {
    if (/^postgres(ql)?:/.test(source)) return openPool(source, maxConnections);
    if (source === 'memory:') return openPglite('memory://');
    if (source.startsWith('file:')) return openPglite(source);
  }
  throw new ValidationError(
    'database',
    `expected a connection string, 'file:' with a folder, 'memory:', a pool of pg, or a PGlite, got ${describe(source)}`,
  );
}

async function openPool(connectionString: string, max: number): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString, max, keepAlive: true, connectionTimeoutMillis: 10_000 });
  // Of a connection that is not used: the next query opens another.
  pool.on('error', () => {});
  return pgDatabase(pool, () => pool.end());
}

async function openPglite(folder: string): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create(folder.replace(/^file:(\/\/)?/, ''));
  return pgliteDatabase(pglite, () => pglite.close());
}
