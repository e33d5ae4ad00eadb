import { parseArgs } from 'node:util';
import { isCustomerIOError } from '@cio/core';
import { startEmulator } from '@cio/emulator';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { isIngestError, type Operation, person, TrackV2Client } from '@cio/track-v2';
import { countRows, type Row, readRows } from '@cio-examples/rows';
import { Presets, SingleBar } from 'cli-progress';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '4' } },
});
if (files.length === 0) {
  console.error('usage: node dist/main.js [--concurrency 4] people.csv events.ndjson …');
  process.exit(2);
}

// The workspace of the environment, or a local Customer.io where it names none.
const { CIO_SITE_ID, CIO_API_KEY, CIO_REGION, CIO_BASE_URL } = process.env;
const emulator = CIO_SITE_ID ? undefined : await startEmulator();
const address = emulator?.url ?? CIO_BASE_URL;
const client = new TrackV2Client({
  siteId: CIO_SITE_ID ?? emulator!.siteId,
  apiKey: CIO_API_KEY ?? emulator!.apiKey,
  region: CIO_REGION === 'eu' ? 'eu' : 'us',
  ...(address && { baseUrl: address }),
  retry: pRetryStrategy({ retries: 5 }),
});

const bad: string[] = [];
/** Where each operation came from; it is forgotten together with the operation. */
const places = new WeakMap<Operation, string>();

/** A row of people has an id; a row of events has person, name, timestamp and data. */
function toOperation({
  id,
  person: who,
  name,
  timestamp,
  data,
  ...rest
}: Record<string, unknown>): Operation {
  if (who === undefined)
    return person.identify({ id: id as string }, { ...rest, ...(name !== undefined && { name }) });
  const time = typeof timestamp === 'string' ? new Date(timestamp) : (timestamp as number | undefined);
  const options = time === undefined ? {} : { timestamp: time };
  return person.event(
    { id: who as string },
    name as string,
    (data ?? rest) as Record<string, unknown>,
    options,
  );
}

async function* operations(): AsyncGenerator<Operation> {
  for (const file of files) {
    for await (const row of readRows(file)) {
      const operation = build(row);
      bar.increment();
      if (!operation) continue;
      places.set(operation, `${row.file}:${row.line}`);
      yield operation;
    }
  }
}

function build(row: Row): Operation | undefined {
  if ('bad' in row) {
    bad.push(`${row.file}:${row.line}: ${row.bad}`);
    return undefined;
  }
  try {
    return toOperation(row.record);
  } catch (error) {
    if (!isCustomerIOError(error)) throw error;
    bad.push(`${row.file}:${row.line}: ${error.message}`);
    return undefined;
  }
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort(new Error('interrupted')));

const bar = new SingleBar(
  {
    format: '{bar} {percentage}% | {value}/{total} rows | {accepted} accepted, {perSecond}/s',
    noTTYOutput: true,
    notTTYSchedule: 5000,
  },
  Presets.shades_classic,
);

try {
  let total = 0;
  for (const file of files) total += await countRows(file);
  bar.start(total, 0, { accepted: 0, perSecond: 0 });
  const summary = await client.ingest(operations(), {
    concurrency: Number(values.concurrency),
    signal: controller.signal,
    onProgress: ({ accepted, perSecond }) => bar.update({ accepted, perSecond: Math.round(perSecond) }),
    onRejected: ({ operation, message }) => void bad.push(`${places.get(operation)}: ${message}`),
  });
  bar.update({ accepted: summary.accepted, perSecond: Math.round(summary.perSecond) });
  bar.stop();
  console.log(
    `${summary.accepted} accepted, ${bad.length} bad, ${summary.requests} requests, ${summary.seconds.toFixed(1)} s`,
  );
} catch (error) {
  bar.stop();
  if (!isIngestError(error)) throw error;
  console.error(`${error.message}\n${error.summary.accepted} accepted`);
  if (error.unsent[0]) console.error(`go on from ${places.get(error.unsent[0])}`);
  process.exitCode = 1;
} finally {
  for (const line of bad) console.error(`  ${line}`);
  await client.close();
  await emulator?.close();
}
