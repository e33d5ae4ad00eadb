import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationError } from '@cio/core';
import { lockFolder } from './folder-lock.js';
import type { PgliteLike } from './pglite-database.js';

/** A folder that this process has open. */
interface OpenFolder {
  users: number;
  readonly ready: Promise<{ readonly pglite: ClosablePglite; readonly unlock: () => void }>;
}

interface ClosablePglite extends PgliteLike {
  close(): Promise<void>;
  readonly closed?: boolean;
}

/** By their paths. */
const openFolders = new Map<string, OpenFolder>();
/** Those that are being closed. */
const closingFolders = new Map<string, Promise<unknown>>();

/**
 * Opens the database in a folder, which an outbox, a rate limiter and a deduplicator of one process share.
 *
 * @returns The database, and a function that closes it after the last of its users.
 * @throws ValidationError if another process has it open.
 */
export async function openFolder(
  folder: string,
): Promise<{ pglite: PgliteLike; close: () => Promise<void> }> {
  const { PGlite } = await import('@electric-sql/pglite');
  mkdirSync(folder, { recursive: true });
  const { pglite, release } = await use(
    folder,
    async (path) => (await PGlite.create(path)) as ClosablePglite,
  );
  return { pglite, close: () => release(() => pglite.close()) };
}

/**
 * Locks the folder of a database that the caller has opened.
 *
 * @returns A function that unlocks it after the last of its users.
 * @throws ValidationError if another process, or another instance in this one, has it open.
 */
export async function lockFolderOf(
  pglite: PgliteLike & { readonly dataDir?: unknown; readonly waitReady?: Promise<void> },
): Promise<() => Promise<void>> {
  await pglite.waitReady;
  const folder = typeof pglite.dataDir === 'string' ? pglite.dataDir.replace(/^file:\/\//, '') : '';
  // In memory, or in a file system of the caller's own.
  if (folder === '' || !hasDatabase(folder)) return async () => {};
  const { pglite: opened, release } = await use(folder, async () => pglite as ClosablePglite);
  const unlock = () => release(async () => {});
  if (opened === pglite) return unlock;
  await unlock();
  throw new ValidationError(
    'database',
    `another PGlite of this process has ${folder} open, and a folder can be opened once: pass the same one`,
  );
}

/** Whether a folder has a database. */
export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'));
}

async function use(
  folder: string,
  create: (path: string) => Promise<ClosablePglite>,
): Promise<{ pglite: ClosablePglite; release: (close: () => Promise<void>) => Promise<void> }> {
  const path = realpathSync(folder);
  while (closingFolders.has(path)) await closingFolders.get(path);
  const entry = openFolders.get(path) ?? { users: 0, ready: lockAndCreate(path, create) };
  openFolders.set(path, entry);
  entry.users++;
  const forget = () => {
    if (openFolders.get(path) === entry) openFolders.delete(path);
  };
  const { pglite, unlock } = await entry.ready.catch((error: unknown) => {
    forget();
    throw error;
  });
  if (pglite.closed) {
    // By its owner, who left the outbox over it open.
    forget();
    unlock();
    return use(folder, create);
  }
  return {
    pglite,
    async release(close) {
      entry.users--;
      if (entry.users > 0) return;
      forget();
      const closed = close().finally(unlock);
      const settled = closed.catch(() => {}).finally(() => closingFolders.delete(path));
      closingFolders.set(path, settled);
      await closed;
    },
  };
}

async function lockAndCreate(path: string, create: (path: string) => Promise<ClosablePglite>) {
  const unlock = await lockFolder(path);
  try {
    return { pglite: await create(path), unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}
