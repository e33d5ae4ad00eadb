import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ValidationError } from '@cio/core';
import { startEmulator } from '@cio/emulator';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { type Attributes, type EventData, TrackClient } from '@cio/track';
import { type ImportResult, importRows } from './import-rows.js';
import { startReceiver } from './receiver.js';

const shop = (name: string) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));

/** What the local Customer.io tells of a person. */
interface KnownPerson {
  id: string | null;
  email: string | null;
  /** How many. */
  events: number;
}

async function tour(peopleFile: string, eventsFile: string): Promise<boolean> {
  const signingKey = randomBytes(24).toString('hex');
  const receiver = await startReceiver(signingKey);
  const emulator = await startEmulator({ webhook: { url: receiver.url, signingKey } });
  console.log(`A local Customer.io listens on ${emulator.url}\n`);

  const track = new TrackClient({
    siteId: emulator.siteId,
    apiKey: emulator.apiKey,
    baseUrl: emulator.url,
    retry: pRetryStrategy({ retries: 3 }),
  });

  try {
    // Who was told of, and how many events each should have in the end.
    const expected = new Map<string, number>();
    const people = await importRows('people', peopleFile, async ({ id, ...attributes }) => {
      await track.identify(identifier('id', id), attributes as Attributes);
      expected.set(String(id), expected.get(String(id)) ?? 0);
    });
    const events = await importRows('events', eventsFile, async (row) => {
      const { person, name, timestamp, data, ...rest } = row;
      const options = timestamp === undefined ? {} : { timestamp: toDate(timestamp) };
      await track.track(identifier('person', person), name as string, (data ?? rest) as EventData, options);
      expected.set(String(person), (expected.get(String(person)) ?? 0) + 1);
    });

    const leaver = [...expected.keys()][0];
    if (leaver !== undefined) await track.identify(leaver, { unsubscribed: true });
    await emulator.webhooksSettled();

    const known = await knownPeople(emulator.url);
    const checks = [
      { what: 'people', expected: expected.size, found: known.length },
      {
        what: 'events',
        expected: events.sent,
        found: known.reduce((sum, { events }) => sum + events, 0),
      },
      { what: 'people whose events agree', expected: expected.size, found: countAgreeing(expected, known) },
      { what: 'webhooks verified', expected: leaver === undefined ? 0 : 1, found: receiver.verified.length },
    ];
    report(people, events, checks);
    for (const { operation, reason } of emulator.workspace.dropped)
      console.log(`  dropped: ${operation}: ${reason}`);
    return checks.every(({ expected, found }) => expected === found);
  } finally {
    await track.close();
    await emulator.close();
    receiver.close();
  }
}

/** A missing identifier is told by its column's name. */
function identifier(column: string, value: unknown): string {
  if (value === undefined) throw new ValidationError(column, 'missing');
  return value as string;
}

function toDate(timestamp: unknown): number | Date {
  return typeof timestamp === 'string' ? new Date(timestamp) : (timestamp as number);
}

/** Everyone whom the local Customer.io knows, page by page. */
async function knownPeople(url: string): Promise<KnownPerson[]> {
  const known: KnownPerson[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const response = await fetch(`${url}/_emulator/people?limit=500${query}`);
    const page = (await response.json()) as { items: KnownPerson[]; next: string | null };
    known.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return known;
}

function countAgreeing(expected: Map<string, number>, known: KnownPerson[]): number {
  return known.filter(({ id, email, events }) => {
    const count = (id === null ? undefined : expected.get(id)) ?? expected.get(email ?? '');
    return count === events;
  }).length;
}

interface Check {
  what: string;
  expected: number;
  found: number;
}

function report(people: ImportResult, events: ImportResult, checks: Check[]): void {
  console.log();
  for (const [what, { sent, bad, seconds }] of Object.entries({ people, events })) {
    const rate = Math.round(sent / seconds);
    console.log(
      `  ${what.padEnd(8)} ${sent} sent, ${bad.length} bad, ${seconds.toFixed(2)} s, ${rate} a second`,
    );
  }
  for (const { file, line, reason } of [...people.bad, ...events.bad]) {
    console.log(`  bad row: ${relative(process.cwd(), file)}:${line}: ${reason}`);
  }
  console.log('\n  read back from Customer.io:');
  for (const { what, expected, found } of checks) {
    console.log(`  ${expected === found ? '✓' : '✗'} ${what}: ${found} of ${expected}`);
  }
}

const [peopleFile = shop('people.csv'), eventsFile = shop('events.ndjson')] = process.argv.slice(2);
tour(peopleFile, eventsFile).then(
  (agrees) => {
    console.log(agrees ? '\nEverything agrees.' : '\nThe counts do not agree.');
    process.exitCode = agrees ? 0 : 1;
  },
  (error: Error) => {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  },
);
