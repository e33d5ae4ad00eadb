import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { noop, type RecordKey, type Table } from '../store/table.js';
import { FolderLock } from './folder-lock.js';
import { type Change, JournalFile, readChanges } from './journal-file.js';

/** A journal is compacted when it is as large as the snapshot that it follows, and at least this, in bytes. */
const MIN_COMPACTION_BYTES = 1024 * 1024;
/** How long a line becomes, in characters, and the last record on top of it. Other work gets its turn after each of a snapshot. */
const MAX_LINE_LENGTH = 2 * 1024 * 1024;
/** The table of jobs. Its changes are written last: a job ends when what it did is kept. */
const JOBS = 'scheduled';

/** The name of a snapshot that is not whole. */
const PART = /^snapshot\.\d+\.jsonl\.part$/;

type Tables = Readonly<Record<string, Table>>;

/** What is kept: an empty state, or one that is to be restored. */
interface State {
  readonly tables: Tables;
  /** Has to be called when all records are restored. */
  restored(): void;
}

/**
 * Keeps a state in a folder, by an append-only journal with snapshots. `snapshot.<n>.jsonl` has every record, and
 * `journal.<n>.jsonl` all that changed since it was begun: the last change of a record stands. A snapshot is begun when the
 * journal has become as large as the last one, and written beside other work; it counts when it has its name.
 */
export class Journal {
  readonly #folder: string;
  readonly #lock: FolderLock;
  #tables: Tables = {};
  #file: JournalFile | undefined;
  #number = 0;
  #snapshotBytes = 0;
  /** The keys of changed records, by table. */
  readonly #changed = new Map<string, Set<RecordKey>>();
  #isFlushScheduled = false;
  /** The snapshot that is being written. */
  #snapshot: Snapshot | undefined;

  /**
   * Opens a folder, which is made where there is none.
   *
   * @throws An error that names the process that uses the folder.
   */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#lock = new FolderLock(folder);
  }

  /** Whether no state is kept here. */
  get isEmpty(): boolean {
    return this.#numbers('snapshot').length === 0;
  }

  /**
   * Restores the state, and keeps it from then on.
   *
   * @throws An error that names the file and the line, where one is corrupt.
   */
  restore(state: State): void {
    const snapshot = Math.max(...this.#numbers('snapshot'));
    const journals = this.#numbers('journal').filter((number) => number >= snapshot);
    const records = new Map<string, Map<RecordKey, unknown>>();
    for (const name in state.tables) records.set(name, new Map());
    const take = ([name, key, record]: Change) => {
      const ofTable = records.get(name);
      if (record === undefined) ofTable?.delete(key);
      else ofTable?.set(key, record);
    };
    readChanges(this.#path('snapshot', snapshot), false, take);
    for (const number of journals)
      readChanges(this.#path('journal', number), number === journals.at(-1), take);
    for (const [name, ofTable] of records) {
      const table = state.tables[name]!;
      for (const [key, record] of ofTable) table.restore(key, record);
      ofTable.clear();
    }
    state.restored();
    this.#number = journals.at(-1) ?? snapshot;
    this.#file = new JournalFile(this.#path('journal', this.#number));
    this.#snapshotBytes = statSync(this.#path('snapshot', snapshot)).size;
    this.#follow(state.tables);
    // A snapshot was interrupted: what it would have replaced is still there.
    if (journals.length > 1) void this.#compact();
  }

  /** Keeps a state in place of the one that was kept. */
  replace({ tables }: State): void {
    this.#stopFollowing();
    this.#startFile();
    this.#follow(tables);
    const snapshot = this.#startSnapshot();
    for (const line of snapshot.lines) snapshot.file.append(line);
    this.#finishSnapshot(snapshot);
  }

  /**
   * Writes what was changed. It is kept when this returns.
   *
   * @throws The error of the write. What was changed is written with the next flush then.
   */
  flush(): void {
    if (this.#changed.size === 0 || !this.#file) return;
    const names = [...this.#changed.keys()].sort((a, b) => Number(a === JOBS) - Number(b === JOBS));
    const changed = names.map((name) => [name, this.#tables[name]!, [...this.#changed.get(name)!]] as const);
    for (const line of linesOf(changesOf(changed))) this.#file.append(line);
    this.#changed.clear();
    const isLarge = this.#file.size > Math.max(MIN_COMPACTION_BYTES, this.#snapshotBytes);
    if (isLarge && !this.#snapshot) void this.#compact();
  }

  /** Writes what is left, and frees the folder. Does nothing the second time. */
  close(): void {
    try {
      this.flush();
    } finally {
      this.#stopFollowing();
      this.#file?.close();
      this.#file = undefined;
      this.#lock.release();
    }
  }

  #follow(tables: Tables): void {
    this.#tables = tables;
    for (const [name, table] of Object.entries(tables)) {
      table.onChange = (key) => {
        const keys = this.#changed.get(name);
        if (keys) keys.add(key);
        else this.#changed.set(name, new Set([key]));
        this.#flushSoon();
      };
    }
  }

  #stopFollowing(): void {
    for (const table of Object.values(this.#tables)) table.onChange = noop;
    this.#changed.clear();
    this.#snapshot?.file.close();
    this.#snapshot = undefined;
  }

  /** Writes what was changed by no request: by jobs, and by tests. */
  #flushSoon(): void {
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    setImmediate(() => {
      this.#isFlushScheduled = false;
      try {
        this.flush();
      } catch (error) {
        process.emitWarning(`the state cannot be written to ${this.#folder}: ${(error as Error).message}`);
      }
    });
  }

  /** Begins a journal: what is changed from here on is in it. */
  #startFile(): void {
    this.#file?.close();
    this.#number = Math.max(0, ...this.#numbers('journal'), ...this.#numbers('snapshot')) + 1;
    this.#file = new JournalFile(this.#path('journal', this.#number));
  }

  /** Writes a snapshot beside other work. A record that changes meanwhile is in the journal too, which stands. */
  async #compact(): Promise<void> {
    this.#startFile();
    const snapshot = this.#startSnapshot();
    try {
      for (const line of snapshot.lines) {
        snapshot.file.append(line);
        await new Promise((resolve) => setImmediate(resolve));
        if (this.#snapshot !== snapshot) return;
      }
      this.#finishSnapshot(snapshot);
    } catch (error) {
      // The journals have all of it. The next one that is large enough is the next attempt.
      this.#snapshot = undefined;
      process.emitWarning(`no snapshot can be written to ${this.#folder}: ${(error as Error).message}`);
    }
  }

  #startSnapshot(): Snapshot {
    const path = `${this.#path('snapshot', this.#number)}.part`;
    rmSync(path, { force: true });
    // The keys are those of now: whatever comes later is in the journal.
    const keys = Object.entries(this.#tables).map(
      ([name, table]) => [name, table, [...table.keys()]] as const,
    );
    this.#snapshot = {
      number: this.#number,
      file: new JournalFile(path),
      path,
      lines: linesOf(recordsOf(keys)),
    };
    return this.#snapshot;
  }

  #finishSnapshot({ number, file, path }: Snapshot): void {
    this.#snapshotBytes = file.size;
    file.close();
    this.#snapshot = undefined;
    renameSync(path, this.#path('snapshot', number));
    for (const kind of ['snapshot', 'journal'] as const) {
      for (const older of this.#numbers(kind)) if (older < number) rmSync(this.#path(kind, older));
    }
    // Those of snapshots that were interrupted.
    for (const name of readdirSync(this.#folder)) if (PART.test(name)) rmSync(join(this.#folder, name));
  }

  #path(kind: 'snapshot' | 'journal', number: number): string {
    return join(this.#folder, `${kind}.${number}.jsonl`);
  }

  /** The numbers of the files of a kind, in order. */
  #numbers(kind: 'snapshot' | 'journal'): number[] {
    const name = new RegExp(`^${kind}\\.(\\d+)\\.jsonl$`);
    return readdirSync(this.#folder)
      .flatMap((file) => name.exec(file)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }
}

/** A snapshot that is being written. */
interface Snapshot {
  number: number;
  file: JournalFile;
  path: string;
  lines: Iterable<string>;
}

type KeysOfTable = readonly [name: string, table: Table, keys: readonly RecordKey[]];

/** What records are now, or that they are gone. Each is read when it is asked for. */
function* changesOf(tables: readonly KeysOfTable[]): Iterable<Change> {
  for (const [name, table, keys] of tables) {
    for (const key of keys) {
      const record = table.toRecord(key);
      yield record === undefined ? [name, key] : [name, key, record];
    }
  }
}

/** The records that are there. One that is gone by now has left its end in the journal. */
function* recordsOf(tables: readonly KeysOfTable[]): Iterable<Change> {
  for (const change of changesOf(tables)) if (change.length === 3) yield change;
}

/** Changes as lines: one, or several where they are many. */
function* linesOf(changes: Iterable<Change>): Iterable<string> {
  let parts: string[] = [];
  let length = 0;
  for (const change of changes) {
    const text = JSON.stringify(change);
    parts.push(text);
    length += text.length;
    if (length < MAX_LINE_LENGTH) continue;
    yield `[${parts.join(',')}]\n`;
    parts = [];
    length = 0;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]\n`;
}
