import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
// Under Jest, jsdom's own intervals have no `unref`.
import { clearInterval, setInterval } from 'node:timers';
import { sleep, ValidationError } from '@cio/core';

/** How often a holder shows that it lives, in milliseconds. */
const HEARTBEAT_MS = 2000;
/** A holder of another machine or container that has not shown that it lives for as long has died. */
const HEARTBEAT_TIMEOUT_MS = 10_000;
/** Of two that take over the same lock, the first has been overwritten by then. */
const SETTLE_MS = 200;

/** Who holds a lock, as its file says. */
interface Holder {
  /** Of this lock alone. */
  readonly id: string;
  readonly pid: number;
  /** The machine and the namespace of the pid: elsewhere it is another process. */
  readonly host: string;
  /** When the process was started: its pid may since be another's. Empty where the system does not say. */
  readonly started: string;
}

/**
 * Locks a folder for this process. Of a holder that was killed the lock is taken over.
 *
 * @param folder An existing folder.
 * @returns A function that unlocks it. The lock also ends with the process.
 * @throws ValidationError, which names the holder, if another process has it.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, 'cio.lock');
  const mine: Holder = {
    id: randomUUID(),
    pid: process.pid,
    host: hostOfPids(),
    started: startOf(process.pid),
  };
  while (!(create(path, mine) || (await takeOver(path, mine, folder)))) {
    // It was unlocked, or taken over by another, in between.
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  const unlock = () => {
    clearInterval(heartbeat);
    process.removeListener('exit', unlock);
    if (parse(read(path))?.id === mine.id) rmSync(path, { force: true });
  };
  process.once('exit', unlock);
  return unlock;
}

function create(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes over the lock of a holder that has died. False if it changed meanwhile. */
async function takeOver(path: string, mine: Holder, folder: string): Promise<boolean> {
  const text = read(path);
  const holder = parse(text);
  if (holder) {
    if (await isAlive(holder, path)) throw inUse(folder, path, holder);
  } else {
    // It is being written, or its writer died meanwhile.
    await sleep(SETTLE_MS);
  }
  const draft = `${path}.${mine.id}`;
  writeFileSync(draft, JSON.stringify(mine));
  if (text === undefined || read(path) !== text) {
    rmSync(draft);
    return false;
  }
  renameSync(draft, path);
  await sleep(SETTLE_MS);
  return parse(read(path))?.id === mine.id;
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostOfPids()) return showsThatItLives(path);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(holder.pid) === holder.started;
}

/** By the change of its time, and not by the time itself: clocks differ. */
async function showsThatItLives(path: string): Promise<boolean> {
  const before = modifiedAt(path);
  for (let waited = 0; waited < HEARTBEAT_TIMEOUT_MS; waited += HEARTBEAT_MS / 4) {
    await sleep(HEARTBEAT_MS / 4);
    if (modifiedAt(path) !== before) return true;
  }
  return false;
}

function inUse(folder: string, path: string, { pid, host }: Holder): ValidationError {
  const who =
    pid === process.pid && host === hostOfPids()
      ? `this process (${pid})`
      : `process ${pid} on ${host.split(' ')[0]}`;
  return new ValidationError(
    'database',
    `the folder ${folder} is in use by ${who}, and an embedded Postgres can be opened once: stop that process, use what it has opened, or take a Postgres server. If nothing uses it, delete ${path}`,
  );
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder was deleted.
  }
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string | undefined): Holder | undefined {
  try {
    return JSON.parse(text ?? '') as Holder;
  } catch {
    return undefined;
  }
}

/** Within which a pid means one process: a container has the hostname of its machine perhaps, and pids of its own. */
function hostOfPids(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** When a process was started, by Linux: the boot, and the ticks since. Empty where the system does not say. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command comes before, in parentheses, and may have spaces.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return '';
  }
}
