// A million calls and a million operations against a server with faults, with retries: what the server processed against
// what the clients reported. Then the emulator with its state on disk: 200 kills, and 2,000 requests a second. Prints the
// figures; ends with 1 where something was told that is not so.
//
// usage: npm run soak [-- --only emulator --calls 1000000 --operations 1000000 --kills 200 --rate 2000 --seconds 60]
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Transport } from '@cio/core';
import { fetchTransport } from '@cio/core/fetch';
import { nodeTransport } from '@cio/core/node';
import { undiciTransport } from '@cio/transport-undici';
import { type CallOutcomes, makeCalls } from './calls.js';
import { soakEmulator } from './emulator-soak.js';
import type { Processed } from './fault-server.js';
import { sendOperations } from './operations.js';
import { compare, type Outcome, tally } from './outcomes.js';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    operations: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '200' },
    rate: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
  },
});
const calls = Number(values.calls);
const operations = Number(values.operations);

const { kills, rate, seconds, only } = values;
if (only !== undefined && only !== 'emulator') throw new Error('--only: expected emulator');
if (only === 'emulator') {
  process.exit((await soakEmulator(Number(kills), Number(rate), Number(seconds))) === 0 ? 0 : 1);
}

const failures: string[] = [];
process.on('unhandledRejection', (error) => failures.push(`unhandled rejection: ${String(error)}`));
process.on('uncaughtException', (error) => failures.push(`uncaught exception: ${String(error)}`));
process.on('warning', (warning) => failures.push(`warning: ${warning.message}`));

const server = fork(fileURLToPath(new URL('fault-server.js', import.meta.url)));
const port = await new Promise<number>((resolve) =>
  server.once('message', (message) => resolve((message as { port: number }).port)),
);
const baseUrl = `http://127.0.0.1:${port}`;

/** Seconds, as they are told. */
async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  await work();
  console.log(`${what}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

const said: CallOutcomes = { events: [], forms: [], sends: [], identifies: [] };
const transports: [name: string, share: number, transport: Transport][] = [
  ['node:http', 0.7, nodeTransport()],
  ['undici', 0.2, undiciTransport()],
  ['fetch', 0.1, fetchTransport()],
];
let from = 0;
for (const [name, share, transport] of transports) {
  const to = from + Math.round(calls * share);
  await timed(`${to - from} calls over ${name}`, () => makeCalls(baseUrl, transport, { from, to }, said));
  from = to;
}
const saidOfOperations: Outcome[] = [];
await timed(`${operations} operations`, () => sendOperations(baseUrl, operations, saidOfOperations));

const processed = (await (await fetch(`${baseUrl}/_processed`)).json()) as Processed;
server.kill();

console.log('\nfaults', JSON.stringify(processed.faults));
const kinds: [string, readonly Outcome[], [number, number][]][] = [
  ['events', said.events, processed.events],
  ['forms', said.forms, processed.forms],
  ['sends', said.sends, processed.sends],
  ['operations', saidOfOperations, processed.operations],
];
let violations = 0;
for (const [what, outcomes, counts] of kinds) {
  const found = compare(outcomes, counts);
  console.log(`\n${what}: ${JSON.stringify(tally(outcomes))}`);
  for (const [violation, count] of Object.entries(found)) {
    console.log(`  ${violation}: ${count}`);
    violations += count;
  }
}
console.log(`\nidentify: ${JSON.stringify(tally(said.identifies))}`);
console.log(`order of a person broken: ${processed.outOfOrder}`);
console.log(`failures of the process: ${failures.length === 0 ? 'none' : failures.join('; ')}`);
const lost = await soakEmulator(Number(kills), Number(rate), Number(seconds));
process.exit(violations + processed.outOfOrder + failures.length + lost === 0 ? 0 : 1);
