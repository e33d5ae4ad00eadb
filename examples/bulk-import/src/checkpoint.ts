import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { resolve } from 'node:path';

interface ImportedFile {
  path: string;
  bytes: number;
  /** When it was last changed, in unix milliseconds. */
  changedMs: number;
}

interface Content {
  files: ImportedFile[];
  /** How many rows, of all files one after another, have been imported or told of as bad. */
  rows: number;
}

/** How often it is written, at the most, in milliseconds. */
const INTERVAL_MS = 200;

/**
 * How far an import of some files is, kept in a file. Killed at any moment, the file is whole: it is written beside itself
 * and renamed. What was sent after it was last written is sent again by the next run, and counts once.
 */
export class Checkpoint {
  /** The rows to skip. */
  readonly rows: number;
  readonly #file: string;
  readonly #files: ImportedFile[];
  #next: number;
  #written: number;
  #writtenAt = 0;

  /** @throws Error where there is a checkpoint of other files, or of these before they were changed. */
  constructor(file: string, paths: readonly string[]) {
    this.#file = file;
    this.#files = paths.map((path) => {
      const { size, mtimeMs } = statSync(path);
      return { path: resolve(path), bytes: size, changedMs: Math.floor(mtimeMs) };
    });
    this.rows = this.#read();
    this.#next = this.rows;
    this.#written = this.rows;
  }

  /** Notes that so many rows are done. It is written now and then. */
  reached(rows: number): void {
    this.#next = rows;
    if (Date.now() - this.#writtenAt >= INTERVAL_MS) this.write();
  }

  /** Writes what was noted last. */
  write(): void {
    if (this.#next === this.#written) return;
    const content: Content = { files: this.#files, rows: this.#next };
    const beside = `${this.#file}.new`;
    const descriptor = openSync(beside, 'w');
    writeSync(descriptor, `${JSON.stringify(content)}\n`);
    // On the disk before it has the name: a machine that loses its power may do the two in the other order.
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(beside, this.#file);
    this.#written = this.#next;
    this.#writtenAt = Date.now();
  }

  /** The import has come to its end. */
  remove(): void {
    rmSync(this.#file, { force: true });
    rmSync(`${this.#file}.new`, { force: true });
  }

  #read(): number {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
    const startOver = `delete ${this.#file} to start over`;
    let content: Partial<Content>;
    try {
      content = JSON.parse(text) as Partial<Content>;
    } catch (cause) {
      throw new Error(`${this.#file} is no checkpoint: ${startOver}`, { cause });
    }
    if (JSON.stringify(content.files) !== JSON.stringify(this.#files) || !Number.isInteger(content.rows)) {
      throw new Error(`${this.#file} is of other files, or these have changed since: ${startOver}`);
    }
    return content.rows!;
  }
}
