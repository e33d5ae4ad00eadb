// Runs every contestant in a process of its own, several rounds interleaved, and prints medians and ratios.
// `pnpm bench [--rounds 5] [--scale 1] [--only verify] [--json file]`
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contestants } from './contestants.js';
import { measurePace } from './pace.js';
import { measureReceivers } from './receivers.js';

interface Result {
  perSecond: number;
  cpuMicroseconds: number;
  growthMb?: number;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
    json: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

function start(file: string, ...args: string[]) {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--expose-gc'] });
}

const server = start('./server.js');
const port = await new Promise<number>((resolve) =>
  server.once('message', (message) => resolve(message as number)),
);

async function measure(name: string): Promise<Result> {
  const child = start('./contestant.js', name, `http://127.0.0.1:${port}`, values.scale);
  const result = await new Promise<Result>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Result));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  child.kill();
  return result;
}

const names = Object.keys(contestants).filter((name) => name.startsWith(values.only));
const results = new Map<string, Result[]>(names.map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const name of names) results.get(name)!.push(await measure(name));
}
server.kill();

function median(name: string, of: (result: Result) => number): number {
  const sorted = (results.get(name) ?? []).map(of).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const [cpu] = cpus();
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpu?.model}, medians of ${values.rounds} rounds\n`,
);
console.log(
  '| contestant | operations/s | CPU µs an operation | memory growth, at most |\n|---|---|---|---|',
);
const report: Record<string, unknown> = {};
for (const name of names) {
  const perSecond = median(name, (result) => result.perSecond);
  const cpuMicroseconds = median(name, (result) => result.cpuMicroseconds);
  const growths = results.get(name)!.flatMap(({ growthMb }) => growthMb ?? []);
  const growth = growths.length > 0 ? `${whole(Math.max(...growths))} MB` : '';
  report[name] = { perSecond, cpuMicroseconds, runs: results.get(name) };
  console.log(`| ${name} | ${whole(perSecond)} | ${cpuMicroseconds.toFixed(1)} | ${growth} |`);
}

const speed = (name: string) => median(name, ({ perSecond }) => perSecond);
const ratios = {
  'sendBatch to its floor': speed('batch: sendBatch') / speed('batch: floor'),
  'sendBatch to customerio-node, an event a request':
    speed('batch: sendBatch') / speed('event: customerio-node'),
  '@cio/track to customerio-node': speed('event: @cio/track') / speed('event: customerio-node'),
  'verifySignature to the same by hand': speed('verify: verifySignature') / speed('verify: by hand'),
};
console.log('\n| ratio | |\n|---|---|');
for (const [what, ratio] of Object.entries(ratios))
  if (!Number.isNaN(ratio)) console.log(`| ${what} | ${ratio.toFixed(2)} |`);

const receiving = 'receive'.startsWith(values.only) ? await measureReceivers(31) : [];
if (receiving.length > 0) {
  console.log(
    '\n| receiver | requests/s | CPU µs a request | to one by hand | to one that parses too |\n|---|---|---|---|---|',
  );
  for (const { kind, perSecond, cpuMicroseconds, toVerified, toParsed } of receiving)
    console.log(
      `| ${kind} | ${whole(perSecond)} | ${cpuMicroseconds.toFixed(1)} | ${toVerified.toFixed(2)} | ${toParsed.toFixed(2)} |`,
    );
}

const pace = 'pace'.startsWith(values.only) ? await measurePace() : undefined;
if (pace)
  console.log(
    `\n${pace.calls} App API calls at once, ten a second allowed: ${pace.seconds.toFixed(2)} s, ideal ${pace.idealSeconds} s ` +
      `(${(((pace.seconds - pace.idealSeconds) / pace.idealSeconds) * 100).toFixed(1)} % over), ${pace.tooMany} × 429`,
  );
if (values.json)
  writeFileSync(
    values.json,
    JSON.stringify({ node: process.versions.node, report, ratios, receiving, pace }, null, 2),
  );
