import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

const LISTENERS = [
  'nothing',
  'pRetryStrategy',
  'instrument, no SDK',
  'consoleHooks',
  'diagnostics_channel, a subscriber of calls',
  'instrument, an SDK',
];

export interface TelemetryPrice {
  listener: string;
  /** Of a call over a transport that answers at once. */
  microseconds: number;
  /** More than with no listener, in the same round. */
  more: number;
}

/** What a call costs more when something listens to it: in processes that are alive at once, one after another in each round. */
export async function measureTelemetryPrice(rounds: number): Promise<TelemetryPrice[]> {
  const file = fileURLToPath(new URL('./telemetry-caller.js', import.meta.url));
  const callers = LISTENERS.map((listener) => ({
    listener,
    caller: fork(file, [listener]),
    taken: [] as number[],
  }));
  for (let round = -2; round < rounds; round++) {
    for (const { caller, taken } of callers) {
      const microseconds = await turn(caller);
      if (round >= 0) taken.push(microseconds);
    }
  }
  for (const { caller } of callers) caller.kill();
  const [nothing] = callers;
  return callers.map(({ listener, taken }) => ({
    listener,
    microseconds: median(taken),
    more: median(taken.map((microseconds, round) => microseconds - nothing!.taken[round]!)),
  }));
}

async function turn(caller: ChildProcess): Promise<number> {
  caller.send('start');
  const [microseconds] = await once(caller, 'message');
  return microseconds as number;
}
