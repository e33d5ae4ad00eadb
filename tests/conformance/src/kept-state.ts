// What an emulator keeps on disk is what it has in memory.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '@cio/emulator';
import { expect, vi } from 'vitest';

let folder = '';

/** A folder of its own for the state of the file's emulator. */
export function newFolder(): string {
  folder = mkdtempSync(join(tmpdir(), 'cio-state-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A second emulator with a copy of the folder has the same state. */
export async function expectKept({ workspace }: Emulator): Promise<void> {
  const isDone = () => [...workspace.scheduled].every(({ due }) => due > workspace.clock.now());
  await vi.waitFor(() => expect(isDone()).toBe(true));
  // What no request changed is written a moment later.
  await new Promise((resolve) => setImmediate(resolve));
  const copy = mkdtempSync(join(tmpdir(), 'cio-copy-'));
  try {
    cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('lock') });
    const restarted = await startEmulator({ data: copy });
    const kept = recordsOf(restarted);
    await restarted.close();
    expect(kept).toEqual(recordsOf({ workspace }));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function recordsOf({ workspace }: Pick<Emulator, 'workspace'>): Record<string, unknown> {
  const tables = Object.entries(workspace.tables).map(([name, table]) => {
    const records = [...table.keys()].map((key) => [key, table.toRecord(key)]);
    return [name, Object.fromEntries(records)] as const;
  });
  // As JSON has them: what is undefined is not there.
  return JSON.parse(JSON.stringify(Object.fromEntries(tables))) as Record<string, unknown>;
}
