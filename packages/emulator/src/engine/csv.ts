import type { Json } from '../lib/json.js';
import { asText } from '../lib/own-properties.js';

/** Rows as the text of a CSV file, with these columns. */
export function csvOf(columns: readonly string[], rows: readonly Json[]): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((row) => `${row.map(cellOf).join(',')}\n`)
    .join('');
}

function cellOf(value: unknown): string {
  const text = value === undefined || value === null ? '' : asText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
