import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** How often the holder of a lock shows that it lives, in milliseconds. */
const HEARTBEAT_MS = 2000;
/** After how long without that the lock of another machine or container is stale, in milliseconds. */
const STALE_MS = 10_000;

interface Holder {
  /** One lock's own id: the same process may lock several folders. */
  id: string;
  pid: number;
  host: string;
  /** When the process was started: a pid is used again. */
  started: string;
}

/** The locks that this process holds, by their ids. */
const held = new Set<string>();

/** A lock on a folder, so that one process uses it at a time. It is gone with its process, however that ends. */
export class FolderLock {
  readonly #path: string;
  readonly #id = randomUUID();
  readonly #heartbeat: NodeJS.Timeout;

  /** @throws An error that names the holder, where another process has the folder. */
  constructor(folder: string) {
    this.#path = join(folder, 'lock');
    this.#acquire(folder);
    held.add(this.#id);
    this.#heartbeat = setInterval(() => this.#touch(), HEARTBEAT_MS).unref();
  }

  release(): void {
    clearInterval(this.#heartbeat);
    held.delete(this.#id);
    if (readHolder(this.#path)?.id === this.#id) unlinkSync(this.#path);
  }

  #acquire(folder: string): void {
    const mine: Holder = {
      id: this.#id,
      pid: process.pid,
      host: hostname(),
      started: startOf(process.pid),
    };
    // The lock appears whole: a link of a file that is written.
    const draft = `${this.#path}.${this.#id}`;
    writeFileSync(draft, JSON.stringify(mine));
    try {
      while (!isLinked(draft, this.#path)) {
        const holder = readHolder(this.#path);
        if (holder && isAlive(holder, this.#path)) throw new Error(inUse(folder, holder));
        this.#removeStale(folder, holder);
      }
    } finally {
      unlinkSync(draft);
    }
  }

  /** Takes a stale lock away: the one that was judged, and none that came in the meantime. */
  #removeStale(folder: string, stale: Holder | undefined): void {
    const removed = `${this.#path}.stale.${this.#id}`;
    try {
      renameSync(this.#path, removed);
    } catch {
      // Another process was faster.
      return;
    }
    const holder = readHolder(removed);
    if (holder?.id !== stale?.id && !isLinked(removed, this.#path)) throw new Error(inUse(folder, holder));
    unlinkSync(removed);
  }

  #touch(): void {
    const now = new Date();
    try {
      utimesSync(this.#path, now, now);
    } catch {
      // The folder was removed.
    }
  }
}

function inUse(folder: string, holder: Holder | undefined): string {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return `${folder} is in use by ${who}: stop that emulator, or use another folder`;
}

/** Links a file to a path that has none. False where it has one. */
function isLinked(file: string, path: string): boolean {
  try {
    linkSync(file, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds a lock; undefined where there is none, or nothing that can be read. */
function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({ id, pid, host, started }: Holder, path: string): boolean {
  if (host !== hostname()) return Date.now() - statSync(path).mtimeMs < STALE_MS;
  if (pid === process.pid) return held.has(id);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(pid) === started;
}

/** When a process was started, as Linux tells it; empty on other systems. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process comes before, in parentheses, and may have spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
