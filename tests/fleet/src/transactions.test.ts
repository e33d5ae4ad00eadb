import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  drizzleTransaction,
  knexTransaction,
  type PostgresOutbox,
  postgresDeduplicator,
  postgresOutbox,
  postgresRateLimiter,
  prismaTransaction,
  type Transaction,
} from '@cio/postgres';
import { person } from '@cio/track-v2';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { drizzle as drizzleOfPglite } from 'drizzle-orm/pglite';
import knex from 'knex';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingPostgres, type PostgresServer, startPostgres } from './postgres-server.js';

/** Runs a function in a transaction, which ends as it says. */
type InTransaction = (run: (tx: Transaction) => Promise<void>, end: 'commit' | 'rollback') => Promise<void>;

class RolledBack extends Error {}
const endOf = async (work: Promise<void>, end: string) => {
  await work;
  if (end === 'rollback') throw new RolledBack();
};
const ignoreRollback = (error: unknown) => {
  if (!(error instanceof RolledBack)) throw error;
};

async function expectAtomic(outbox: PostgresOutbox, inTransaction: InTransaction): Promise<void> {
  const { depth } = await outbox.stats();
  const items = [person.event({ id: "o'clock" }, 'a?b $1'), person.event({ id: '6' }, '\u0000 "x" \\')];
  await inTransaction((tx) => outbox.add(items, { tx }), 'rollback');
  expect((await outbox.stats()).depth).toBe(depth);
  await inTransaction((tx) => outbox.add(items, { tx }), 'commit');
  expect((await outbox.stats()).depth).toBe(depth + 2);
}

test('items are committed with a transaction of Drizzle on PGlite, or not at all', async () => {
  const pglite = new PGlite();
  const outbox = await postgresOutbox({ database: pglite, partitions: 2 });
  const db = drizzleOfPglite(pglite);
  await expectAtomic(outbox, (run, end) =>
    db.transaction((tx) => endOf(run(drizzleTransaction(tx, sql)), end)).catch(ignoreRollback),
  );
  await outbox.close();
  await pglite.close();
});

const reason = missingPostgres();

describe.skipIf(reason !== undefined)(
  `on Postgres ${reason ?? ''}, items are committed or rolled back with`,
  () => {
    let server: PostgresServer;
    let pool: pg.Pool;
    let outbox: PostgresOutbox;
    beforeAll(async () => {
      server = await startPostgres();
      pool = new pg.Pool({ connectionString: server.url, max: 4 });
      pool.on('error', () => {});
      outbox = await postgresOutbox({ database: pool, partitions: 2 });
    });
    afterAll(async () => {
      await outbox.close();
      await pool.end();
      await server.stop();
    });

    test('what its owner has created, a role that may not create anything can use', async () => {
      type Open = (options: { database: pg.Pool; schema: string }) => Promise<{ close(): Promise<void> }>;
      const all: Open[] = [postgresOutbox, postgresRateLimiter, postgresDeduplicator];
      for (const open of all) await (await open({ database: pool, schema: 'owned' })).close();
      await pool.query(`create role app login;
        grant usage on schema owned to app;
        grant all on all tables in schema owned to app;
        grant all on all sequences in schema owned to app`);
      const url = Object.assign(new URL(server.url), { username: 'app' });
      const limited = new pg.Pool({ connectionString: url.href, max: 4 });
      limited.on('error', () => {});
      for (const open of all) await (await open({ database: limited, schema: 'owned' })).close();
      await expect(postgresDeduplicator({ database: limited, schema: 'other' })).rejects.toMatchObject({
        code: '42501',
      });
      await limited.end();
    });

    test('a pool of one connection, which a worker would hold, is refused', async () => {
      const one = new pg.Pool({ connectionString: server.url, max: 1 });
      await expect(postgresOutbox({ database: one })).rejects.toMatchObject({
        name: 'ValidationError',
        message: 'database: expected a pool of at least 2 connections, got 1',
      });
      await one.end();
    });

    const onClient = async (run: (client: pg.PoolClient) => Promise<void>, end: string) => {
      const client = await pool.connect();
      await client.query('begin');
      await run(client);
      await client.query(end);
      client.release();
    };

    test('a client of pg', () => expectAtomic(outbox, onClient));

    test('a transaction of Drizzle', () =>
      expectAtomic(outbox, (run, end) =>
        drizzle(pool)
          .transaction((tx) => endOf(run(drizzleTransaction(tx, sql)), end))
          .catch(ignoreRollback),
      ));

    test('a transaction of Knex', async () => {
      const db = knex({ client: 'pg', connection: server.url });
      await expectAtomic(outbox, (run, end) =>
        db.transaction((trx) => endOf(run(knexTransaction(trx)), end)).catch(ignoreRollback),
      );
      await db.destroy();
    });

    test('a transaction of Prisma, by its interface', () =>
      expectAtomic(outbox, (run, end) =>
        onClient((client) => {
          const tx = {
            $executeRawUnsafe: async (text: string, ...values: unknown[]) =>
              (await client.query(text, values)).rowCount,
          };
          return run(prismaTransaction(tx));
        }, end),
      ));

    test('a manager of TypeORM, by its interface', () =>
      expectAtomic(outbox, (run, end) =>
        onClient(
          (client) =>
            run({
              query: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows,
            }),
          end,
        ),
      ));

    test('a pool is refused: its statements run on any connection', async () => {
      const item = person.event({ id: '5' }, 'e');
      await expect(outbox.add(item, { tx: pool })).rejects.toMatchObject({
        name: 'ValidationError',
        field: 'tx',
      });
    });

    test('the command lists, retries and purges dead letters', async () => {
      const cli = fileURLToPath(new URL('../node_modules/@cio/postgres/dist/cli.js', import.meta.url));
      const run = async (...args: string[]) => {
        const command = promisify(execFile)(process.execPath, [
          cli,
          'outbox',
          ...args,
          '--url',
          server.url,
          '--name',
          'cli',
        ]);
        const { stdout, stderr } = await command.catch((error) => error);
        return stdout + stderr;
      };
      const named = await postgresOutbox({ database: pool, name: 'cli', partitions: 2 });
      await named.add([person.event({ id: 'ada' }, 'one'), person.event({ id: 'ada' }, 'two')]);
      expect(await run('ls')).toMatch(
        /^2 to be sent, the oldest \d+ s old; 0 dead letters\n {2}partition \d: 2, /,
      );
      const errors = [{ message: 'too long', field: 'name' }];
      const rejected = [0, 1].map((index) => ({ index, message: 'name: too long', errors, operation: {} }));
      const worker = named.work({
        clients: { trackV2: { sendBatch: async () => ({ accepted: 0, rejected }) } },
      });
      while ((await named.stats()).deadLetters < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      await worker.close();
      const listed = await run('ls');
      expect(listed).toMatch(/^0 to be sent; 2 dead letters\n/);
      expect(listed).toContain('track-v2  rejected (name)\n');
      expect(listed).not.toContain('ada');
      const { deadLetters } = JSON.parse(await run('ls', '--json', '--limit', '1'));
      expect(deadLetters).toMatchObject([{ item: { operation: { identifiers: { id: 'ada' } } } }]);
      expect(await run('retry', '--id', deadLetters[0].id)).toBe('1 added to the outbox again\n');
      expect(await named.stats()).toMatchObject({ depth: 1, deadLetters: 1 });
      expect(await run('purge')).toMatch(/needs --id, --kind or --all/);
      expect(await run('purge', '--kind', 'rejected')).toBe('1 deleted\n');
      expect(await run('rm')).toMatch(/expected outbox ls/);
      await named.close();
    });
  },
);
