import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outbox } from '@cio/core/outbox';
import { callsOf } from '@cio/core/outbox';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { person } from '@cio/track-v2';

export interface KillTest {
  readonly engine: string;
  /** Where the engine is, for the workers. */
  readonly url: string;
  readonly name: string;
  readonly operations: number;
  readonly workers: number;
  /** How often a worker is killed, in milliseconds. */
  readonly killEveryMs: number;
  /** After how many kills the workers are left alone. Default: never. */
  readonly maxKills?: number;
  /** Restarts the database: called when a sixth and a half of the operations have arrived. */
  restart?(isCrash: boolean): Promise<void>;
  /** Adds operations, and half as many in transactions that are rolled back, where the engine has transactions. */
  addRolledBack?(operations: readonly object[]): Promise<void>;
}

export interface KillResult {
  readonly operations: number;
  /** Events in the emulator's state. */
  readonly events: number;
  /** Operations that came again, and were not counted again. */
  readonly repeated: number;
  readonly lost: number;
  /** Events that were added in a transaction that was rolled back. */
  readonly rolledBack: number;
  /** Events that came before an earlier one of the same person. */
  readonly outOfOrder: number;
  readonly deadLetters: number;
  readonly kills: number;
  /** Workers that ended by themselves. */
  readonly crashes: number;
  readonly restarts: number;
  readonly faults: number;
  readonly seconds: number;
}

const PEOPLE = 500;
const ADDED_AT_ONCE = 500;

/**
 * Fills an outbox while workers empty it, each a process. One of them is killed again and again, the database is restarted, and
 * the emulator fails.
 */
export async function runKillTest(test: KillTest, outbox: Outbox): Promise<KillResult> {
  const emulator = await startEmulator({ maxKeptRequests: 100, maxKeptRequestBytes: 1_000_000 });
  const fleet = new Fleet(test, emulator);
  const startedAt = performance.now();
  let restarts = 0;
  let isOver = false;
  const faults = startFaults(emulator);
  try {
    await fleet.start();
    // What is sent before the database is restarted and a worker is killed would show nothing.
    const mayAdd = (from: number) =>
      isOver ||
      !test.restart ||
      (restarts >= Math.floor((from * 3) / test.operations) && (from === 0 || fleet.kills > 0));
    const adding = addAll(test, outbox, mayAdd);
    const deadline = Date.now() + 60_000 + test.operations * 3;
    while (emulator.workspace.events.size < test.operations || !(await isEmpty(outbox))) {
      await adding.failed;
      isOver = Date.now() > deadline;
      if (isOver) break;
      const isDue = emulator.workspace.events.size > ((restarts + 0.5) * test.operations) / 3;
      if (test.restart && restarts < 2 && isDue) await test.restart(restarts++ === 1);
      else await pause(100);
    }
    await adding.done;
  } finally {
    faults.stop();
    await fleet.stop();
  }
  const { deadLetters } = await outbox.stats();
  const result = {
    ...countEvents(emulator, test.operations),
    operations: test.operations,
    repeated: emulator.workspace.duplicates,
    deadLetters,
    kills: fleet.kills,
    crashes: fleet.crashes,
    restarts,
    faults: faults.count,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
  await emulator.close();
  return result;
}

/** Every tenth through version 1 of the API. */
const track = callsOf(TrackClient);

function addAll(test: KillTest, outbox: Outbox, mayAdd: (from: number) => boolean) {
  let failure: unknown;
  const add = async () => {
    const next = new Array<number>(PEOPLE).fill(0);
    for (let from = 0; from < test.operations; from += ADDED_AT_ONCE) {
      while (!mayAdd(from)) await pause(20);
      const items = Array.from({ length: Math.min(ADDED_AT_ONCE, test.operations - from) }, (_, index) => {
        const who = (from + index) % PEOPLE;
        const n = next[who]!++;
        return n % 10 === 9
          ? track.track(`p${who}`, 'kept', { who, n })
          : person.event({ id: `p${who}` }, 'kept', { who, n });
      });
      // Added once: an add that fails is repeated with the same ids.
      await again(() => outbox.add(items));
      const never = person.event({ id: 'nobody' }, 'rolled back');
      if (test.addRolledBack && from % (ADDED_AT_ONCE * 5) === 0)
        await again(() => test.addRolledBack!([never]));
    }
  };
  const done = add();
  done.catch((error: unknown) => {
    failure = error;
  });
  return {
    done,
    get failed() {
      return failure === undefined ? undefined : Promise.reject(failure);
    },
  };
}

/** The database may be away: an add that its connection did not outlive is made again. */
async function again(run: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === 100) throw error;
      await pause(200);
    }
  }
}

/** An empty outbox, asked of a database that may be away. */
export async function isEmpty(outbox: Outbox): Promise<boolean> {
  try {
    return (await outbox.stats()).depth === 0;
  } catch {
    return false;
  }
}

/** What arrived, and how. */
export function countEvents(emulator: Emulator, operations: number) {
  const last = new Map<unknown, number>();
  let events = 0;
  let outOfOrder = 0;
  let rolledBack = 0;
  const seen = new Set<string>();
  for (const { name, data } of emulator.workspace.events.values()) {
    if (name !== 'kept') rolledBack++;
    else {
      events++;
      seen.add(`${data.who} ${data.n}`);
      if ((data.n as number) < (last.get(data.who) ?? -1)) outOfOrder++;
      else last.set(data.who, data.n as number);
    }
  }
  return { events, outOfOrder, rolledBack, lost: operations - seen.size };
}

/** Faults for some requests, while others arrive. */
export function startFaults(emulator: Emulator) {
  let sizeBefore = 0;
  const counter = { count: 0, stop: () => clearInterval(timer) };
  const timer = setInterval(() => {
    // While nothing arrives they would gather, and fail everything afterwards.
    const { events, app } = emulator.workspace;
    const size = events.size + app.messages.size;
    if (size === sizeBefore) return;
    sizeBefore = size;
    const faults = [
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429 },
      { kind: 'reset', when: 'before' },
      { kind: 'reset', when: 'after' },
      { kind: 'cut-body' },
      { kind: 'delay', delayMs: 100 },
    ] as const;
    emulator.faults.add({ ...faults[counter.count % faults.length]!, after: 3 });
    counter.count++;
  }, 400);
  return counter;
}

/** Workers, of which one is killed and replaced at a time. */
export class Fleet {
  readonly #test: KillTest;
  readonly #args: string[];
  readonly #workers: ChildProcess[] = [];
  readonly #sending = new WeakSet<ChildProcess>();
  #timer: ReturnType<typeof setInterval> | undefined;
  kills = 0;
  /** Workers that ended by themselves. */
  crashes = 0;

  constructor(test: KillTest, { url, siteId, apiKey, appApiKey }: Emulator) {
    this.#test = test;
    this.#args = [test.engine, test.url, test.name, url, siteId, apiKey, appApiKey];
  }

  async start(): Promise<void> {
    for (let i = 0; i < this.#test.workers; i++) this.#workers.push(this.#fork());
    await Promise.all(
      this.#workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))),
    );
    this.#timer = setInterval(() => {
      // One that has not sent anything yet would be killed for nothing.
      const ready = this.#workers.filter((worker) => this.#sending.has(worker));
      const victim = ready[Math.floor(Math.random() * ready.length)];
      if (!victim || this.kills >= (this.#test.maxKills ?? Number.POSITIVE_INFINITY)) return;
      victim.kill('SIGKILL');
      this.#workers[this.#workers.indexOf(victim)] = this.#fork();
      this.kills++;
    }, this.#test.killEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(
      this.#workers.map((worker) => {
        const ended = new Promise((resolve) => worker.once('exit', resolve));
        worker.kill('SIGKILL');
        return worker.exitCode === null ? ended : undefined;
      }),
    );
  }

  #fork(): ChildProcess {
    const worker = fork(fileURLToPath(new URL('../dist/outbox-worker.js', import.meta.url)), this.#args);
    worker.on('message', (message) => {
      if (message === 'progress') this.#sending.add(worker);
    });
    worker.on('exit', (code) => {
      if (code !== null && code !== 0) this.crashes++;
    });
    return worker;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
