#!/usr/bin/env node
import { runOutboxCli, UsageError } from '@cio/core/outbox';
import { folderOf, openDatabase } from './database/open-database.js';
import { hasDatabase } from './database/pglite-folders.js';
import { requireSchema } from './database/schema-name.js';
import { postgresOutbox } from './outbox/postgres-outbox.js';

void runOutboxCli(
  {
    command: 'cio-postgres',
    flags: {
      url: 'the database: postgres://..., or file: with the folder of an embedded one that no process has open;\n                     default $DATABASE_URL',
      schema: 'the schema, default cio',
      name: 'the outbox, default outbox',
    },
    async open({ url: database = process.env.DATABASE_URL, schema = 'cio', name = 'outbox' }) {
      if (!database) throw new UsageError('which database? Give --url, or set DATABASE_URL');
      await requireOutbox(database, schema, name).catch((error: Error & { code?: string }) => {
        if (error.code === undefined) throw error;
        throw new UsageError(`cannot use the database of --url: ${error.message || error.code}`);
      });
      const outbox = await postgresOutbox({ database, schema, name });
      return { outbox, close: () => outbox.close() };
    },
  },
  process.argv.slice(2),
);

/** Opening an outbox creates it, which a misspelt name should not. */
async function requireOutbox(source: string, schema: string, name: string): Promise<void> {
  requireSchema(schema);
  const folder = folderOf(source);
  if (folder !== undefined && !hasDatabase(folder)) throw new UsageError(`there is no database in ${folder}`);
  const database = await openDatabase(source, 1);
  try {
    const [table] = await database.query("select to_regclass($1 || '.outbox') is not null as exists", [
      schema,
    ]);
    if (!table?.exists) throw new UsageError(`the database has no outbox in the schema ${schema}`);
    const rows = await database.query(`select name from ${schema}.outbox order by name`);
    const names = rows.map((row) => row.name);
    if (!names.includes(name)) {
      throw new UsageError(`the schema ${schema} has no outbox ${name}, but ${names.join(', ') || 'none'}`);
    }
  } finally {
    await database.close();
  }
}
