// Runs every contestant in a process of its own, those of a case all alive at once and in many short turns, so that a
// machine that is slow for a while is slow for all of them. Prints medians and ratios.
// `npm run bench -- [--rounds 15] [--only event] [--json file]`, or `npm run bench -- distance …` for the grid.
import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureColdStarts } from './cold-start.js';
import { measureCompileTimes } from './compile-time.js';
import { contestants } from './contestants.js';
import { benchDistance } from './distance.js';
import { measureEmulatorScale } from './emulator-scale.js';
import { median } from './median.js';
import { measureOptionPrice } from './option-price.js';
import { measurePace } from './pace.js';
import { measurePlanPrice } from './plan-price.js';
import { ratiosOf } from './ratios.js';
import { measureReceivers } from './receivers.js';
import type { Result } from './run.js';
import { table, whole } from './table.js';

if (process.argv[2] === 'distance') {
  await benchDistance(process.argv.slice(3));
  process.exit();
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    json: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);

function start(file: string, ...args: string[]) {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--expose-gc'] });
}

const server = start('./server.js');
const port = await new Promise<number>((resolve) =>
  server.once('message', (message) => resolve(message as number)),
);
const url = `http://127.0.0.1:${port}`;

/** One turn of a contestant, on so much of its work. */
function turn(contestant: ChildProcess, scale = 1): Promise<Result> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a contestant ended with ${code}`));
    contestant.once('exit', failed);
    contestant.once('message', (result) => {
      contestant.off('exit', failed);
      resolve(result as Result);
    });
    contestant.send(scale);
  });
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const results = new Map<string, Result[]>();
const cases = new Set(Object.keys(contestants).map((name) => name.split(': ')[0]!));
for (const what of cases) {
  const names = Object.keys(contestants).filter(
    (name) => name.startsWith(`${what}: `) && name.startsWith(values.only),
  );
  // A hundred thousand requests, or a million messages, are long enough to be measured once; requests by who has done
  // nothing yet.
  const isOnce = what === 'memory' || what === 'pipelines';
  const turns = isOnce ? 1 : what === 'in flight' ? Math.ceil(rounds / 2) : rounds;
  for (const name of names) results.set(name, []);
  const who = new Map(names.map((name) => [name, start('./contestant.js', name, url)]));
  if (!isOnce) for (const contestant of who.values()) await turn(contestant, 2);
  for (let round = 0; round < turns; round++) {
    // In another order each time: a machine that is slow now and then is not always slow for the same.
    for (const [name, contestant] of shuffled([...who])) {
      results.get(name)!.push(await turn(contestant));
    }
  }
  for (const contestant of who.values()) contestant.kill();
}

const [cpu] = cpus();
const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpu?.model}`;
console.log(`${machine}, ${new Date().toISOString().slice(0, 10)}, medians of ${rounds} rounds`);

const medians = Object.fromEntries(
  [...results].map(([name, runs]) => [
    name,
    {
      perSecond: median(runs.map(({ perSecond }) => perSecond)),
      cpuMicroseconds: median(runs.map(({ cpuMicroseconds }) => cpuMicroseconds)),
      ...(runs[0]?.atRestMb && { atRestMb: median(runs.map(({ atRestMb }) => atRestMb!)) }),
      ...(runs[0]?.growthMb && { growthMb: Math.max(...runs.map(({ growthMb }) => growthMb!)) }),
    },
  ]),
);
const megabytes = (value: number | undefined) => (value === undefined ? '' : `${whole(value)} MB`);
table(
  ['case', 'who', 'operations/s', 'CPU µs an operation', 'memory at rest', 'growth, at most'],
  Object.entries(medians).map(([name, { perSecond, cpuMicroseconds, atRestMb, growthMb }]) => [
    ...name
      .split(': ')
      .map((part, n, all) => (n === 1 ? all.slice(1).join(': ') : part))
      .slice(0, 2),
    whole(perSecond),
    cpuMicroseconds.toFixed(1),
    megabytes(atRestMb),
    megabytes(growthMb),
  ]),
);

const ratios = ratiosOf(results);
table(
  ['ratio', 'measured', 'wanted'],
  ratios.map(({ what, ratio, wanted }) => [what, ratio.toFixed(2), wanted]),
);

const only = (name: string) => name.startsWith(values.only);
const receiving = only('receive') ? await measureReceivers(31) : [];
table(
  ['receiver', 'requests/s', 'CPU µs a request', 'to one that verifies', 'to one that parses too'],
  receiving.map(({ kind, perSecond, cpuMicroseconds, toVerified, toParsed }) => [
    kind,
    whole(perSecond),
    cpuMicroseconds.toFixed(1),
    toVerified.toFixed(2),
    toParsed.toFixed(2),
  ]),
);

const coldStarts = only('cold start') ? await measureColdStarts(url, 15) : [];
table(
  ['cold start: process, import, first answer', 'ms'],
  coldStarts.map(({ who, milliseconds }) => [who, whole(milliseconds)]),
);

const compileTimes = only('compile') ? measureCompileTimes(5) : [];
table(
  ['compiling', 's'],
  compileTimes.map(({ what, seconds }) => [what, seconds.toFixed(2)]),
);

const optionPrice = only('options') ? await measureOptionPrice(31) : [];
table(
  ['with this option', 'µs a call, without a network', 'more than with nothing'],
  optionPrice.map(({ option, microseconds, more }) => [option, microseconds.toFixed(2), more.toFixed(2)]),
);

const planPrice = only('plan') ? await measurePlanPrice(31) : [];
table(
  ['an event by a tracking plan', 'µs a call, without a network', 'more than without a plan'],
  planPrice.map(({ client, microseconds, more }) => [client, microseconds.toFixed(2), more.toFixed(2)]),
);

const pace = only('pace') ? await measurePace() : undefined;
if (pace)
  console.log(
    `\n${pace.calls} App API calls at once, ten a second allowed: ${pace.seconds.toFixed(2)} s, ideal ${pace.idealSeconds} s ` +
      `(${(((pace.seconds - pace.idealSeconds) / pace.idealSeconds) * 100).toFixed(1)} % over), ${pace.tooMany} × 429`,
  );

const emulatorScale = only('emulator') ? await measureEmulatorScale() : [];
table(
  [
    'request to the emulator',
    'µs with 100 people',
    'µs with 100,000 people, 1,000,000 events',
    'ratio, wanted ≤ 3',
  ],
  emulatorScale.map(({ request, fewMicroseconds, manyMicroseconds, ratio }) => [
    request,
    whole(fewMicroseconds),
    whole(manyMicroseconds),
    ratio.toFixed(2),
  ]),
);
server.kill();
if (values.json)
  writeFileSync(
    values.json,
    JSON.stringify(
      {
        machine,
        medians,
        runs: Object.fromEntries(results),
        ratios,
        receiving,
        coldStarts,
        compileTimes,
        optionPrice,
        planPrice,
        pace,
        emulatorScale,
      },
      null,
      2,
    ),
  );
