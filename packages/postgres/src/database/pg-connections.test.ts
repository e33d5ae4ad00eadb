import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { pgDatabase } from './pg-database.js';
import { PgLocks } from './pg-locks.js';

afterEach(() => vi.useRealTimers());

/** A pool whose connections fail at a statement, and which counts them. */
function failingPool(failsAt: RegExp) {
  const open = new Set<object>();
  const returned: boolean[] = [];
  const pool = {
    query: async () => ({ rows: [] }),
    async connect() {
      const client = Object.assign(new EventEmitter(), {
        async query(text: string) {
          if (failsAt.test(text)) throw new Error(`no ${failsAt.source}`);
          return { rows: [{ locked: true }] };
        },
        release(destroy?: boolean) {
          open.delete(client);
          returned.push(destroy !== true);
        },
      });
      open.add(client);
      return client;
    },
  };
  return { pool, open, returned };
}

test('a connection that could not be prepared for locks is closed, and the next attempt opens another', async () => {
  vi.useFakeTimers();
  const { pool, open, returned } = failingPool(/set_config/);
  const locks = new PgLocks(pool, 1);
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(locks.tryLock(0)).rejects.toThrow('no set_config');
    expect(open.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  }
  expect(returned).toEqual([false, false, false]);
});

test('a lock that cannot be unlocked ends with its connection, and others of the connection are lost', async () => {
  const { pool, open } = failingPool(/advisory_unlock/);
  const locks = new PgLocks(pool, 1);
  const [lock, other] = [await locks.tryLock(0), await locks.tryLock(1)];
  await expect(lock!.unlock()).rejects.toThrow('no advisory_unlock');
  expect(open.size).toBe(0);
  expect(other!.lost.aborted).toBe(true);
  expect(await locks.tryLock(1)).toBeDefined();
  await locks.close();
  expect(open.size).toBe(0);
});

const fail = () => Promise.reject(new Error('the real error'));

test('the error of a function comes through although its lock cannot be unlocked, whose connection is closed', async () => {
  const { pool, returned } = failingPool(/advisory_unlock/);
  const database = pgDatabase(pool, async () => {});
  await expect(database.exclusively('key', fail)).rejects.toThrow('the real error');
  expect(await database.exclusively('key', async () => 5)).toBe(5);
  expect(returned).toEqual([false, false]);
});

test('a transaction that cannot be rolled back ends with its connection', async () => {
  const { pool, returned } = failingPool(/rollback/);
  const database = pgDatabase(pool, async () => {});
  await expect(database.transaction(fail)).rejects.toThrow('the real error');
  expect(await database.transaction(async () => 5)).toBe(5);
  expect(returned).toEqual([false, true]);
});
