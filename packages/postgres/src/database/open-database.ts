import { describe, ValidationError } from '@cio/core';
import type { Database } from './database.js';
import { pgDatabase } from './pg-database.js';
import type { PgPool } from './pg-types.js';
import { type PgliteLike, pgliteDatabase } from './pglite-database.js';
import { lockFolderOf, openFolder } from './pglite-folders.js';

/**
 * Where the data is: the connection string of a server (`postgres://…`), a folder for an embedded Postgres (`file:./data`), one in
 * memory (`memory:`), or a pool of `pg` or a PGlite that you opened and close yourself. One process at a time can have a folder open.
 */
export type DatabaseSource = string | PgPool | PgliteLike;

/** Options with no database: the data is in an embedded one, in the folder `.cio-postgres`. */
export type WithoutDatabase<Options> = Omit<Options, 'database'> & { database?: never };

const DEFAULT_FOLDER = 'file:.cio-postgres';

/**
 * The database of options; the default where they have none.
 *
 * @throws ValidationError for one that is undefined, such as an environment variable that is not set.
 */
export function sourceOf(options: { readonly database?: DatabaseSource } | undefined): DatabaseSource {
  if (options && 'database' in options) {
    if (options.database !== undefined) return options.database;
    throw new ValidationError(
      'database',
      `${EXPECTED}, got undefined: is the environment variable set? Leave the option out for the folder ${DEFAULT_FOLDER.slice(5)}`,
    );
  }
  console.warn(
    `@cio/postgres: without a database, data is kept in ${DEFAULT_FOLDER.slice(5)}, for this process alone`,
  );
  return DEFAULT_FOLDER;
}

/**
 * Opens a database.
 *
 * @param maxConnections Of a pool that is opened here.
 * @param minConnections Of a pool that was passed in.
 * @throws ValidationError for what is no database, and for a folder that another process has open.
 */
export async function openDatabase(
  source: DatabaseSource,
  maxConnections: number,
  minConnections = 1,
): Promise<Database> {
  if (typeof source === 'object' && source !== null) {
    if ('exec' in source) return pgliteDatabase(source, await lockFolderOf(source));
    if ('connect' in source) {
      const { max } = (source as { options?: { max?: number } }).options ?? {};
      if (max !== undefined && max < minConnections)
        throw new ValidationError(
          'database',
          `expected a pool of at least ${minConnections} connections, got ${max}`,
        );
      return pgDatabase(source, async () => {});
    }
  }
  if (typeof source === 'string') {
    if (/^postgres(ql)?:/.test(source)) return openPool(source, maxConnections);
    if (source === 'memory:') return openInMemory();
    const folder = folderOf(source);
    if (folder !== undefined) {
      const { pglite, close } = await openFolder(folder);
      return pgliteDatabase(pglite, close);
    }
  }
  throw new ValidationError('database', `${EXPECTED}, got ${describe(source)}`);
}

/** The folder of a `file:` source; undefined for another. */
export function folderOf(source: string): string | undefined {
  return /^file:(?:\/\/)?(.+)/s.exec(source)?.[1];
}

const EXPECTED = "expected a connection string, 'file:' with a folder, 'memory:', a pool of pg, or a PGlite";

async function openPool(connectionString: string, max: number): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString, max, keepAlive: true, connectionTimeoutMillis: 10_000 });
  // Of a connection that is not used: the next query opens another.
  pool.on('error', () => {});
  return pgDatabase(pool, () => pool.end());
}

async function openInMemory(): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create('memory://');
  return pgliteDatabase(pglite, () => pglite.close());
}
