import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isCustomerIOError } from '@cio/core';
import { startEmulator } from '@cio/emulator';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { isIngestError, type Operation, TrackV2Client } from '@cio/track-v2';
import { countRows, readRows } from '@cio-examples/rows';
import { Presets, SingleBar } from 'cli-progress';
import { Checkpoint } from './checkpoint.js';
import { SettledRows } from './settled-rows.js';
import { toOperation } from './to-operation.js';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: '4' },
    checkpoint: { type: 'string', default: 'bulk-import.checkpoint' },
  },
});
function usageError(message: string): never {
  console.error(message);
  process.exit(2);
}
if (files.length === 0) {
  usageError('usage: node dist/main.js [--concurrency 4] [--checkpoint file] people.csv events.ndjson …');
}

// The workspace of the environment, or a local Customer.io where it names none; that one forgets, and needs no checkpoint.
const { CIO_SITE_ID, CIO_API_KEY, CIO_REGION, CIO_URL } = process.env;
const emulator = CIO_SITE_ID ? undefined : await startEmulator();
const address = emulator?.url ?? CIO_URL;
const client = new TrackV2Client({
  siteId: CIO_SITE_ID ?? emulator!.siteId,
  apiKey: CIO_API_KEY ?? emulator!.apiKey,
  region: CIO_REGION === 'eu' ? 'eu' : 'us',
  ...(address && { baseUrl: address }),
  retry: pRetryStrategy({ retries: 5 }),
});

let checkpoint: Checkpoint | undefined;
let total = 0;
try {
  if (!emulator) checkpoint = new Checkpoint(values.checkpoint, files);
  for (const file of files) total += await countRows(file);
} catch (error) {
  usageError((error as Error).message);
}
const skipped = checkpoint?.rows ?? 0;

let bad = 0;
/** Told at once: a list of them would be gone with a process that is killed. */
function tellBad(place: string, why: string): void {
  bad++;
  console.error(`${place}: ${why}`);
}

/** Where each operation came from; it is forgotten together with the operation. */
const places = new WeakMap<Operation, string>();
const settledRows = new SettledRows();

async function* operations(): AsyncGenerator<Operation> {
  let number = 0;
  for (const file of files) {
    const changed = statSync(file).mtime;
    for await (const row of readRows(file)) {
      number++;
      if (number <= skipped) continue;
      bar.increment();
      const place = `${row.file}:${row.line}`;
      try {
        if ('bad' in row) {
          tellBad(place, row.bad);
          continue;
        }
        const operation = toOperation({ ...row, changed });
        places.set(operation, place);
        settledRows.add(number);
        yield operation;
      } catch (error) {
        if (!isCustomerIOError(error)) throw error;
        tellBad(place, error.message);
      }
    }
  }
}

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => controller.abort(new Error(`stopped by ${signal}`)));
}

const bar = new SingleBar(
  {
    format: '{bar} {percentage}% | {value}/{total} rows | {accepted} accepted, {perSecond}/s',
    noTTYOutput: true,
    notTTYSchedule: 5000,
  },
  Presets.shades_classic,
);

try {
  if (skipped > 0) console.log(`going on after row ${skipped}`);
  bar.start(total, skipped, { accepted: 0, perSecond: 0 });
  const summary = await client.ingest(operations(), {
    concurrency: Number(values.concurrency),
    signal: controller.signal,
    drain: true,
    onProgress: ({ accepted, perSecond }) => bar.update({ accepted, perSecond: Math.round(perSecond) }),
    onRejected: ({ operation, message }) => tellBad(places.get(operation)!, message),
    onCheckpoint: (position) => checkpoint?.reached(settledRows.before(position)),
  });
  bar.update({ accepted: summary.accepted, perSecond: Math.round(summary.perSecond) });
  bar.stop();
  checkpoint?.remove();
  console.log(
    `${summary.accepted} accepted, ${bad} bad, ${summary.requests} requests, ${summary.seconds.toFixed(1)} s`,
  );
} catch (error) {
  bar.stop();
  checkpoint?.write();
  if (!isIngestError(error)) throw error;
  console.error(`${error.message}\n${error.summary.accepted} accepted, ${bad} bad`);
  const [first] = error.unsent;
  if (first) console.error(`run it again to go on from ${places.get(first.operation)}`);
  process.exitCode = 1;
} finally {
  await client.close();
  await emulator?.close();
}
