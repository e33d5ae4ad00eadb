import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isValidationError } from '@cio/core';
import { person } from '@cio/track-v2';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type PostgresOutboxOptions, postgresOutbox } from './postgres-outbox.js';

const pglite = new PGlite();
beforeAll(() => pglite.waitReady);
afterAll(() => pglite.close());

const event = (name = 'order_placed') => person.event({ id: '5' }, name);

test('items are committed with a transaction, or not at all', async () => {
  const outbox = await postgresOutbox({ database: pglite, name: 'transactions', partitions: 2 });
  await pglite.transaction(async (tx) => {
    await outbox.add([event(), event()], { tx });
  });
  expect((await outbox.stats()).depth).toBe(2);
  await pglite.transaction(async (tx) => {
    await outbox.add(event(), { tx });
    await tx.rollback();
  });
  expect((await outbox.stats()).depth).toBe(2);
  // Of the database itself, it would not be in the transaction.
  await expect(outbox.add(event(), { tx: pglite as never })).rejects.toMatchObject({ field: 'tx' });
  await expect(outbox.add(event(), { tx: 5 as never })).rejects.toMatchObject({ field: 'tx' });
  await outbox.close();
  const other = postgresOutbox({ database: pglite, name: 'transactions', partitions: 4 });
  await expect(other).rejects.toMatchObject({ name: 'ValidationError', field: 'partitions' });
});

test('what is in a folder is there for the next process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cio-outbox-'));
  const first = await postgresOutbox({ database: `file:${folder}`, partitions: 2 });
  await first.add(event('kept'));
  await first.close();
  const second = await postgresOutbox({ database: `file:${folder}` });
  expect((await second.stats()).depth).toBe(1);
  await second.close();
  rmSync(folder, { recursive: true });
});

test('the trace context of adding comes to the worker', async () => {
  const outbox = await postgresOutbox({
    database: pglite,
    name: 'traced',
    partitions: 2,
    storeContext: () => ({ traceparent: '00-1-2-01' }),
  });
  await outbox.add(event());
  const runLinked = vi.fn((_contexts: readonly unknown[], run: () => unknown) => run());
  const trackV2 = { sendBatch: async () => ({ accepted: 1, rejected: [] }) };
  outbox.work({ clients: { trackV2 }, pollMs: 10, runLinked: runLinked as never });
  await vi.waitFor(() =>
    expect(runLinked).toHaveBeenCalledWith([{ traceparent: '00-1-2-01' }], expect.anything()),
  );
  await outbox.close();
});

test('a worker sends while its process adds in a loop that awaits nothing else', async () => {
  const outbox = await postgresOutbox({ database: pglite, name: 'busy', partitions: 2 });
  let isSent = false;
  const trackV2 = {
    sendBatch: async () => {
      isSent = true;
      return { accepted: 1, rejected: [] };
    },
  };
  outbox.work({ clients: { trackV2 }, pollMs: 10 });
  let added = 0;
  for (; !isSent && added < 1000; added++) await pglite.transaction((tx) => outbox.add(event(), { tx }));
  expect(added).toBeLessThan(1000);
  await outbox.close();
});

test.each<[string, Partial<PostgresOutboxOptions>]>([
  ['database', { database: 'mysql://localhost' }],
  ['database', { database: 'file:' }],
  ['database', { database: '' }],
  ['schema', { schema: 'Public' }],
  ['name', { name: 'a b' }],
  ['partitions', { partitions: 0 }],
  ['maxConnections', { maxConnections: 1 }],
  ['storeContext', { storeContext: 5 as never }],
  ['url', { url: 'postgres://' } as object],
])('names an option that is not valid: %s', async (field, options) => {
  const error = await postgresOutbox(options as PostgresOutboxOptions).catch((caught: unknown) => caught);
  expect(isValidationError(error) && error.field).toBe(field);
});

test('an outbox that is closed says so', async () => {
  const outbox = await postgresOutbox({ database: 'memory:', partitions: 2 });
  await outbox.close();
  await outbox.close();
  const closed = { name: 'ValidationError', field: 'outbox', message: expect.stringContaining('is closed') };
  await expect(outbox.add(event())).rejects.toMatchObject(closed);
  await expect(outbox.stats()).rejects.toMatchObject(closed);
  await expect(outbox.deadLetters.list()).rejects.toMatchObject(closed);
  await expect(outbox.deadLetters.retry({})).rejects.toMatchObject(closed);
  expect(() => outbox.work({ clients: {} })).toThrow(expect.objectContaining(closed));
});

test('a server that is not there is reported by its own error', async () => {
  const opening = postgresOutbox({ database: 'postgres://nobody@127.0.0.1:1/none' });
  await expect(opening).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a database that is undefined, as an environment variable that is not set, is not the default', async () => {
  // @ts-expect-error It may be undefined.
  const opening = postgresOutbox({ database: process.env.CIO_NOT_SET });
  await expect(opening).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'database',
    message: expect.stringContaining('got undefined'),
  });
});
