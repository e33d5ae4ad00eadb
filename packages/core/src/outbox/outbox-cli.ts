import { isValidationError } from '../errors/validation-error.js';
import { describeOutbox } from './describe-outbox.js';
import type { DeadLetterFilter, Outbox } from './outbox.js';

/** What is wrong with a command line: shown without a stack. */
export class UsageError extends Error {}

/** The command of a package that has an outbox. */
export interface OutboxCli<Flag extends string> {
  /** Its name, such as `cio-redis`. */
  readonly command: string;
  /** The options that tell which outbox it is, each with the line of the help that describes it. */
  readonly flags: Readonly<Record<Flag, string>>;
  /**
   * Opens the outbox.
   *
   * @throws UsageError
   */
  open(flags: Readonly<Partial<Record<Flag, string>>>): Promise<{ outbox: Outbox; close(): Promise<void> }>;
}

/** Runs a command line. What is wrong with it, or fails, is written to stderr, and the exit code is 1. */
export async function runOutboxCli<Flag extends string>(cli: OutboxCli<Flag>, args: string[]): Promise<void> {
  // Whoever reads the output, such as `head`, may have read enough.
  process.stdout.on('error', () => {});
  try {
    await run(cli, args);
  } catch (error) {
    console.error(error instanceof UsageError || isValidationError(error) ? error.message : error);
    process.exitCode = 1;
  }
}

async function run<Flag extends string>(cli: OutboxCli<Flag>, args: string[]): Promise<void> {
  const help = helpOf(cli);
  const { values, positionals } = await parse(cli, args, help);
  if (values.help) return print(help);
  const [subject, command, ...more] = positionals;
  if (subject !== 'outbox' || !['ls', 'retry', 'purge'].includes(command ?? '') || more.length > 0) {
    throw new UsageError(`expected outbox ls, outbox retry or outbox purge\n\n${help}`);
  }
  const { id, kind, all, limit, json, help: _, ...flags } = values;
  const filter = { ids: id, kind } as DeadLetterFilter;
  if (command !== 'ls' && !id && !kind && !all) {
    throw new UsageError(`which dead letters? ${command} needs --id, --kind or --all`);
  }
  const { outbox, close } = await cli.open(flags as Partial<Record<Flag, string>>);
  try {
    if (command === 'ls') {
      await list(
        outbox,
        { ...filter, limit: limit === undefined ? undefined : Number(limit) },
        json === true,
      );
    } else {
      const count = await outbox.deadLetters[command as 'retry' | 'purge'](filter);
      print(`${count} ${command === 'retry' ? 'added to the outbox again' : 'deleted'}\n`);
    }
  } finally {
    await close();
  }
}

async function parse(cli: OutboxCli<string>, args: string[], help: string) {
  const { parseArgs } = await import('node:util');
  const flags = Object.fromEntries(Object.keys(cli.flags).map((name) => [name, { type: 'string' }]));
  const options = {
    ...(flags as Record<string, { type: 'string' }>),
    id: { type: 'string', multiple: true },
    kind: { type: 'string' },
    all: { type: 'boolean' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`);
  }
}

async function list(
  outbox: Outbox,
  page: Parameters<Outbox['deadLetters']['list']>[0],
  isJson: boolean,
): Promise<void> {
  const stats = await outbox.stats();
  const deadLetters = await outbox.deadLetters.list(page);
  if (isJson) return print(`${JSON.stringify({ stats, deadLetters }, null, 2)}\n`);
  for (const line of describeOutbox(stats, deadLetters)) print(`${line}\n`);
}

function helpOf({ command, flags }: OutboxCli<string>): string {
  const options = {
    ...Object.fromEntries(Object.entries(flags).map(([name, text]) => [`${name} <${name}>`, text])),
    'id <id>': 'this dead letter; may be given several times',
    'kind <kind>': 'those that were rejected, may_have_been_sent, gave_up or handler_failed',
    all: 'all of them, which retry and purge need where there is no --id and no --kind',
    'limit <n>': 'how many ls lists at most, default 100',
    json: 'ls as JSON, with the items, which contain personal data',
  };
  const lines = Object.entries(options).map(([option, text]) => `  ${`--${option}`.padEnd(18)} ${text}\n`);
  return `${command} outbox <command> [options]

  ls      how the outbox stands, and its dead letters
  retry   sends dead letters again
  purge   deletes dead letters

Options
${lines.join('')}`;
}

function print(text: string): void {
  process.stdout.write(text);
}
