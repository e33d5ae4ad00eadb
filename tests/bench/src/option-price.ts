import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

const OPTIONS = [
  'nothing',
  'pRetryStrategy',
  'instrument, no SDK',
  'consoleHooks',
  'diagnostics_channel, a subscriber of calls',
  'instrument, an SDK',
];

export interface OptionPrice {
  option: string;
  /** Of a call over a transport that answers at once. */
  microseconds: number;
  /** More than with no option, in the same round. */
  more: number;
}

/** What a call costs more when something listens to it: in processes that are alive at once, one after another in each round. */
export async function measureOptionPrice(rounds: number): Promise<OptionPrice[]> {
  const file = fileURLToPath(new URL('./option-caller.js', import.meta.url));
  const callers = OPTIONS.map((option) => ({
    option,
    caller: fork(file, [option]),
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
  return callers.map(({ option, taken }) => ({
    option,
    microseconds: median(taken),
    more: median(taken.map((microseconds, round) => microseconds - nothing!.taken[round]!)),
  }));
}

async function turn(caller: ChildProcess): Promise<number> {
  caller.send('start');
  const [microseconds] = await once(caller, 'message');
  return microseconds as number;
}
