// Under Jest, jsdom has no `setImmediate`.
import { setImmediate } from 'node:timers';
import type { Database, PartitionLock, PartitionLocks, Query, Statements } from './database.js';

/** What is used of a transaction of PGlite. */
export interface PgliteTransaction {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What is used of PGlite. */
export interface PgliteLike extends PgliteTransaction {
  exec(text: string): Promise<{ rows: unknown[] }[]>;
  transaction<T>(run: (tx: PgliteTransaction) => Promise<T>): Promise<T>;
}

/** The locks of each database in this process: nobody else has it open. */
const locksOf = /* @__PURE__ */ new WeakMap<object, Set<string>>();

/**
 * How long promises of PGlite may keep the event loop, in milliseconds. It works in this thread: a loop that awaits nothing else lets no
 * timer and no connection of the process have its turn.
 */
const YIELD_AFTER_MS = 10;

/** What runs exclusively on each database, the last of it. */
const lastOf = /* @__PURE__ */ new WeakMap<object, Promise<unknown>>();

/** A database over PGlite: in this process, with one connection. */
export function pgliteDatabase(pglite: PgliteLike, end: () => Promise<void>): Database {
  let yieldedAt = performance.now();
  const statements: Statements = {
    query: queryOf(pglite),
    script: async (text) => (await pglite.exec(text)).at(-1)?.rows as [],
  };
  return {
    ...statements,
    transaction: (run) => pglite.transaction((tx) => run(queryOf(tx))),
    exclusively: (_, run) => oneAtATime(pglite, () => run(statements)),
    locks: (name) => processLocks(pglite, name),
    async yieldToOthers() {
      if (performance.now() - yieldedAt < YIELD_AFTER_MS) return;
      await new Promise((resolve) => setImmediate(resolve));
      yieldedAt = performance.now();
    },
    close: end,
  };
}

/** Runs a function after those that this process has begun on the same database. */
function oneAtATime<T>(pglite: object, run: () => Promise<T>): Promise<T> {
  const result = (lastOf.get(pglite) ?? Promise.resolve()).then(run);
  lastOf.set(
    pglite,
    result.catch(() => {}),
  );
  return result;
}

function queryOf(connection: PgliteTransaction): Query {
  return async (text, values) => (await connection.query(text, values as unknown[] | undefined)).rows as [];
}

function processLocks(pglite: object, name: string): PartitionLocks {
  const locks = locksOf.get(pglite) ?? new Set();
  locksOf.set(pglite, locks);
  return {
    async tryLock(partition): Promise<PartitionLock | undefined> {
      const key = `${name} ${partition}`;
      if (locks.has(key)) return undefined;
      locks.add(key);
      return { lost: new AbortController().signal, unlock: async () => void locks.delete(key) };
    },
    async close() {},
  };
}
