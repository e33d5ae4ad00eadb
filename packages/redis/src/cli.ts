#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { isValidationError } from '@cio/core';
import { type DeadLetterFilter, describeOutbox, type Outbox } from '@cio/core/outbox';
import { openClient } from './client/open-client.js';
import { redisOutbox } from './outbox/redis-outbox.js';

const HELP = `cio-redis outbox <command> [options]

  ls      how the outbox stands, and its dead letters
  retry   sends dead letters again
  purge   deletes dead letters

Options
  --url <url>      the Redis, default $REDIS_URL or redis://127.0.0.1:6379
  --name <name>    the outbox, default outbox
  --id <id>        this dead letter; may be given several times
  --kind <kind>    those that were rejected, may_have_been_sent, gave_up or handler_failed
  --all            all of them, which retry and purge need where there is no --id and no --kind
  --limit <n>      how many ls lists at most, default 100
  --json           ls as JSON, with the items, which contain personal data
`;

const options = {
  url: { type: 'string' },
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
  const url = values.url ?? process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
  const { client, close } = await openClient(url).catch((error: Error) => {
    throw new UsageError(`cannot connect to the Redis of --url: ${error.message}`);
  });
  try {
    const outbox = await redisOutbox(client, { name: values.name });
    if (command === 'ls') await list(outbox, filter, values);
    else {
      const count = await outbox.deadLetters[command as 'retry' | 'purge'](filter);
      print(`${count} ${command === 'retry' ? 'added to the outbox again' : 'deleted'}\n`);
    }
    await outbox.close();
  } finally {
    await close();
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
