// One contestant of the grid, in a process that has done nothing before.
// usage: contestant.js <name> <url> <in flight> <mode> ; it sends its result and ends.
import { callers } from '../callers.js';

const [name = '', url = '', inFlightText = '1', mode = 'steady'] = process.argv.slice(2);
const inFlight = Number(inFlightText);

const WARM_UP_MS = 2000;
const MEASURED_MS = 3000;
/** The first calls of a process, and as many after them. */
const COLD_CALLS = 6000;

export interface GridResult {
  perSecond: number;
  cpuMicroseconds: number;
  /** Failed calls: there are to be none. */
  failed: number;
}

const { track: call } = await callers[name]!(url);
let failed = 0;

/** Calls, so many at a time, until `isOver`. */
async function run(isOver: (calls: number) => boolean): Promise<GridResult> {
  let started = 0;
  let ended = 0;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  let seconds = 0;
  const worker = async () => {
    while (!isOver(started)) {
      await call(started++).catch(() => failed++);
      ended++;
      seconds = (performance.now() - startedAt) / 1000;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: ended / seconds, cpuMicroseconds: (user + system) / ended, failed };
}

function forMs(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}

if (mode === 'cold') {
  const cold = await run((calls) => calls >= COLD_CALLS);
  const warm = await run((calls) => calls >= COLD_CALLS);
  process.send?.({ cold, warm }, () => process.exit());
} else {
  await run(forMs(WARM_UP_MS));
  const result = await run(forMs(MEASURED_MS));
  process.send?.(result, () => process.exit());
}
