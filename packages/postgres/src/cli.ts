#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { isValidationError } from '@cio/core';
import { type DeadLetterFilter, describeOutbox, type Outbox } from '@cio/core/outbox';
import { folderOf, openDatabase } from './database/open-database.js';
import { hasDatabase } from './database/pglite-folders.js';
import { requireSchema } from './database/schema-name.js';
import { postgresOutbox } from './outbox/postgres-outbox.js';

const HELP = `cio-postgres outbox <command> [options]

  ls      how the outbox stands, and its dead letters
  retry   sends dead letters again
  purge   deletes dead letters

Options
  --url <url>      the database: postgres://..., or file: with the folder of an embedded one that no process
                   has open; default $DATABASE_URL
  --schema <name>  the schema, default cio
  --name <name>    the outbox, default outbox
  --id <id>        this dead letter; may be given several times
  --kind <kind>    those that were rejected, may_have_been_sent, gave_up or handler_failed
  --all            all of them, which retry and purge need where there is no --id and no --kind
  --limit <n>      how many ls lists at most, default 100
  --json           ls as JSON, with the items, which contain personal data
`;

const options = {
  url: { type: 'string' },
  schema: { type: 'string' },
  name: { type: 'string' },
  id: { type: 'string', multiple: true },
  kind: { type: 'string' },
  all: { type: 'boolean' },
  limit: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Flags = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** What is wrong with the command line. */
class UsageError extends Error {}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return print(HELP);
  const [subject, command] = positionals;
  if (
    subject !== 'outbox' ||
    !command ||
    !['ls', 'retry', 'purge'].includes(command) ||
    positionals.length > 2
  ) {
    throw new UsageError(`expected outbox ls, outbox retry or outbox purge\n\n${HELP}`);
  }
  const filter = { ids: values.id, kind: values.kind } as DeadLetterFilter;
  if (command !== 'ls' && !values.id && !values.kind && !values.all) {
    throw new UsageError(`which dead letters? ${command} needs --id, --kind or --all`);
  }
  const database = values.url ?? process.env.DATABASE_URL;
  if (!database) throw new UsageError('which database? Give --url, or set DATABASE_URL');
  await requireOutbox(database, values);
  const outbox = await postgresOutbox({ database, schema: values.schema, name: values.name });
  try {
    if (command === 'ls') await list(outbox, filter, values);
    else {
      const count = await outbox.deadLetters[command as 'retry' | 'purge'](filter);
      print(`${count} ${command === 'retry' ? 'added to the outbox again' : 'deleted'}\n`);
    }
  } finally {
    await outbox.close();
  }
}

/** Opening an outbox creates it, which a misspelt name should not. */
async function requireOutbox(source: string, { schema = 'cio', name = 'outbox' }: Flags): Promise<void> {
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

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}

async function list(outbox: Outbox, filter: DeadLetterFilter, { limit, json }: Flags): Promise<void> {
  const stats = await outbox.stats();
  const letters = await outbox.deadLetters.list({
    ...filter,
    limit: limit === undefined ? undefined : Number(limit),
  });
  if (json) return print(`${JSON.stringify({ stats, deadLetters: letters }, null, 2)}\n`);
  for (const line of describeOutbox(stats, letters)) print(`${line}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isPlain = error instanceof UsageError || isValidationError(error);
  console.error(isPlain ? error.message : error);
  process.exitCode = 1;
});
