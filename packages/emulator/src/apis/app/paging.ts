import { type ApiResponse, json } from '../api.js';
import { AppError } from './errors.js';
import type { AppRequest, Json } from './request.js';

/** How many items a page has where nothing is published, and how many it can have. */
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1000;

/**
 * A page of a list, from the cursor that an earlier page had. No more of the list is read than the page ends with.
 *
 * @param view The body of the response, without `next`.
 */
export function cursorPage<T>(
  items: Iterable<T>,
  { operation, query }: Pick<AppRequest, 'operation' | 'query'>,
  view: (page: T[]) => Json,
): ApiResponse {
  const { start, limit = String(DEFAULT_LIMIT) } = query;
  const from = start ? decodeCursor(start, 'start') : 0;
  const max = Number(operation.query.limit?.maximum ?? MAX_LIMIT);
  const size = Number(limit);
  if (size < 1 || size > max) throw new AppError(400, `limit: expected 1 to ${max}`);
  const page = slice(items, from, size + 1);
  const next = page.length > size ? encodeCursor(from + size) : '';
  return json({ ...view(page.slice(0, size)), next });
}

export function encodeCursor(position: number): string {
  return Buffer.from(String(position)).toString('base64url');
}

/** The position that a cursor stands for. */
export function decodeCursor(cursor: string, parameter: string): number {
  const position = Number(Buffer.from(cursor, 'base64url').toString());
  if (Number.isInteger(position) && position >= 0) return position;
  throw new AppError(400, `${parameter}: not a cursor of this list`);
}

/** So many items from a position on. Stops reading there. */
export function slice<T>(items: Iterable<T>, from: number, count: number): T[] {
  if (Array.isArray(items)) return items.slice(from, from + count);
  const part: T[] = [];
  let position = 0;
  for (const item of items) {
    if (position++ < from) continue;
    part.push(item);
    if (part.length >= count) break;
  }
  return part;
}

/** Customer.io sends null for some lists that are empty. */
export function nullIfEmpty<T>(items: T[]): T[] | null {
  return items.length > 0 ? items : null;
}

/** A page of a list by its number, with the filters of the list's query. */
export function numberedPage(
  items: object[],
  key: string,
  { query }: Pick<AppRequest, 'query'>,
  filters: Json,
  more: Json = {},
): ApiResponse {
  const page = Number(query.page);
  const limit = Number(query.limit);
  return json({
    [key]: items.slice((page - 1) * limit, page * limit),
    ...more,
    meta: { pagination: { page, limit, total: items.length }, filters },
  });
}
