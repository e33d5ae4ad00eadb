import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { RecordKey } from '../store/table.js';

/** A change of one record: its table, its key, and what it is now; without the last, it is gone. */
export type Change = [table: string, key: RecordKey, record?: unknown];

/** How much of a file is read at a time, in bytes. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** A file of changes. A line has changes that belong together, as JSON: they are there all, or none of them. */
export class JournalFile {
  readonly #descriptor: number;
  #size: number;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'a');
    this.#size = fstatSync(this.#descriptor).size;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /**
   * Appends a line. When it returns the operating system has it, and keeps it when the process is killed.
   *
   * @throws The error of the write, where the disk is full for example. Nothing of the line is in the file then.
   */
  append(line: string): void {
    const bytes = Buffer.from(line);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#descriptor, bytes, written);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/**
 * Reads a file of changes.
 *
 * @param isLast Whether it is the file that was written last. Its last line may be torn, where the process was killed
 *   while writing it: nobody was told that it is kept, and it is cut off.
 * @throws An error that names the file and the line, where a line cannot be read.
 */
export function readChanges(path: string, isLast: boolean, onChange: (change: Change) => void): void {
  const descriptor = openSync(path, 'r+');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest: Buffer[] = [];
    let line = 1;
    let lineStart = 0;
    let read = 0;
    const take = (bytes: Buffer) => {
      for (const change of parseLine(bytes, path, line)) onChange(change);
      lineStart += bytes.length + 1;
      line++;
    };
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      read += size;
      let from = 0;
      for (let end = chunk.indexOf(10, from); end >= 0 && end < size; end = chunk.indexOf(10, from)) {
        const part = chunk.subarray(from, end);
        take(rest.length > 0 ? Buffer.concat([...rest, part]) : part);
        rest = [];
        from = end + 1;
      }
      if (from < size) rest.push(Buffer.from(chunk.subarray(from, size)));
    }
    if (lineStart === read) return;
    if (!isLast) throw corrupt(path, line, 'its end is missing');
    ftruncateSync(descriptor, lineStart);
  } finally {
    closeSync(descriptor);
  }
}

function parseLine(bytes: Buffer, path: string, line: number): Change[] {
  let changes: unknown;
  try {
    changes = JSON.parse(bytes.toString());
  } catch (error) {
    throw corrupt(path, line, (error as Error).message);
  }
  if (Array.isArray(changes) && changes.every(isChange)) return changes;
  throw corrupt(path, line, 'expected changes as [table, key, record]');
}

function isChange(change: unknown): change is Change {
  return (
    Array.isArray(change) && typeof change[0] === 'string' && ['string', 'number'].includes(typeof change[1])
  );
}

function corrupt(path: string, line: number, reason: string): Error {
  return new Error(
    `${path}, line ${line} is corrupt: ${reason}. Restore the file, or remove the folder to begin without state`,
  );
}
