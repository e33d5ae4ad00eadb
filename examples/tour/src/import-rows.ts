import { isCustomerIOError } from '@cio/core';
import { countRows, type Row, readRows } from '@cio-examples/rows';
import { Presets, SingleBar } from 'cli-progress';
import pMap, { pMapSkip } from 'p-map';

export interface BadRow {
  file: string;
  line: number;
  reason: string;
}

export interface ImportResult {
  sent: number;
  bad: BadRow[];
  seconds: number;
}

const CONCURRENCY = 32;

/** Sends every row of a file, some at a time, with a progress bar. A bad row is noted, and the rest go on. */
export async function importRows(
  label: string,
  file: string,
  send: (record: Record<string, unknown>) => Promise<void>,
): Promise<ImportResult> {
  const bad: BadRow[] = [];
  let sent = 0;
  const total = await countRows(file);
  const format = `${label.padEnd(7)} {bar} {percentage}% | {value}/{total} | {sent} sent, {bad} bad`;
  const bar = new SingleBar({ format, noTTYOutput: true, notTTYSchedule: 5000 }, Presets.shades_classic);
  const startedAt = performance.now();
  bar.start(total, 0, { sent, bad: 0 });
  const one = async (row: Row) => {
    const problem = 'bad' in row ? row.bad : await attempt(row.record);
    if (problem === undefined) sent++;
    else bad.push({ file: row.file, line: row.line, reason: problem });
    bar.increment(1, { sent, bad: bad.length });
    return pMapSkip;
  };
  const attempt = async (record: Record<string, unknown>) => {
    try {
      await send(record);
      return undefined;
    } catch (error) {
      if (isCustomerIOError(error)) return error.message;
      throw error;
    }
  };
  try {
    await pMap(readRows(file), one, { concurrency: CONCURRENCY });
  } finally {
    bar.stop();
  }
  bad.sort((a, b) => a.line - b.line);
  return { sent, bad, seconds: (performance.now() - startedAt) / 1000 };
}
