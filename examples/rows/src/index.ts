import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';

/** One row of a file, or why it is none. `line` counts from 1, the header included. */
export type Row = { file: string; line: number } & ({ record: Record<string, unknown> } | { bad: string });

/** The rows of a CSV (with a header) or NDJSON file, one after another, bad ones among them. */
export function readRows(file: string): AsyncIterable<Row> {
  if (/\.csv$/i.test(file)) return readCsv(file);
  if (/\.(ndjson|jsonl)$/i.test(file)) return readNdjson(file);
  throw new Error(`${file}: expected a name that ends in .csv, .ndjson or .jsonl`);
}

/** How many rows a file has, bad ones included. */
export async function countRows(file: string): Promise<number> {
  let rows = 0;
  for await (const _ of readRows(file)) rows++;
  return rows;
}

async function* readCsv(file: string): AsyncGenerator<Row> {
  const input = createReadStream(file);
  const rows = input.pipe(
    parse({
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    }),
  );
  input.on('error', (error) => rows.destroy(error));
  let columns: number | undefined;
  for await (const { record, info } of rows as AsyncIterable<CsvRow>) {
    const { lines: line } = info;
    columns ??= info.columns.length;
    if (info.error) yield { file, line, bad: `expected ${columns} columns` };
    else yield { file, line, record: Object.fromEntries(Object.entries(record).flatMap(cell)) };
  }
}

interface CsvRow {
  record: Record<string, string>;
  info: { lines: number; columns: unknown[]; error?: Error };
}

/** Columns whose digits are no number to count with. */
const TEXT_COLUMNS = new Set(['id', 'person', 'email', 'phone', 'postcode']);

/** A cell as a key and a value: empty ones are left out, numbers and booleans are read as what they are. */
function cell([key, text]: [string, string]): [string, unknown][] {
  if (text === '') return [];
  if (TEXT_COLUMNS.has(key)) return [[key, text]];
  if (text === 'true' || text === 'false') return [[key, text === 'true']];
  return [[key, /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text]];
}

async function* readNdjson(file: string): AsyncGenerator<Row> {
  const input = createReadStream(file);
  const failure = new Promise<never>((_, reject) => input.once('error', reject));
  failure.catch(() => {});
  await Promise.race([failure, new Promise((resolve) => input.once('open', resolve))]);
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    yield { file, line, ...parseLine(text) };
  }
}

function parseLine(text: string): { record: Record<string, unknown> } | { bad: string } {
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
      return { record: record as Record<string, unknown> };
    }
    return { bad: 'expected a JSON object' };
  } catch (error) {
    return { bad: (error as Error).message };
  }
}
