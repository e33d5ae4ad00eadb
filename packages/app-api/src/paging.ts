import { describe, PaginationError, requireCount, requireIdentifier } from '@cio/core';

export type Query = Readonly<Record<string, unknown>>;
export type Body = Record<string, unknown>;

/** A kind of pagination: the query parameter of the position, and how to read the next position from a response. */
export interface Paging {
  /** The query parameter of the position. */
  parameter: string;
  /** Validates a position. */
  checkPosition?(field: string, position: unknown): void;
  /**
   * The position of the next page; undefined on the last page.
   *
   * @param body The response body.
   * @param items The items of the page.
   * @param query The query of the request.
   */
  next(body: Body, items: readonly unknown[], query: Query): string | undefined;
}

/** The position in a response: text, or a whole number. On the last page it is missing, null, "" or 0. */
export function toCursor(next: unknown): string | undefined {
  if (next === undefined || next === null || next === '' || next === 0) return undefined;
  if (typeof next === 'string' || Number.isSafeInteger(next)) return String(next);
  throw new PaginationError(
    `expected the position of the next page as a string or a whole number, got ${describe(next)}`,
  );
}

/** Pagination by cursor: `start` and `next`, which is opaque text or an offset. */
export const cursorPaging: Paging = {
  parameter: 'start',
  checkPosition(field, start) {
    // Empty text stands for the first page.
    if (start !== '') requireIdentifier(field, start);
  },
  next: ({ next }) => toCursor(next),
};

/** The maximum number of items of a numbered page, whatever the `limit` is. */
const MAX_NUMBERED = 10_000;

/** Pagination by number: `page` and `limit`, with a total in the response's `meta`. */
export const numberedPaging: Paging = {
  parameter: 'page',
  checkPosition: requireCount,
  next(body, items, query) {
    const { pagination } = Object(body.meta) as { pagination?: unknown };
    const { page, limit, total } = Object(pagination) as Record<string, unknown>;
    const asked = Number(query.page ?? 1);
    if (Number(page) > 0 && Number(page) !== asked) {
      throw new PaginationError(`expected page ${asked}, got page ${Number(page)} from the server`);
    }
    if (items.length === 0) return undefined;
    const size = Number(limit) > 0 ? Number(limit) : (query.limit as number | undefined);
    const isLast =
      typeof total === 'number' && size !== undefined
        ? asked * size >= total
        : items.length < Math.min(size ?? 1, MAX_NUMBERED);
    return isLast ? undefined : String(asked + 1);
  },
};

/** Pagination by offset: `offset` and `limit`, with no field in the response. */
export const offsetPaging: Paging = {
  parameter: 'offset',
  checkPosition: (field, offset) => requireCount(field, offset, 0),
  next(_, items, query) {
    // Without a limit the size of a page is not known: only an empty page is the last one.
    const isLast = items.length < Number(query.limit ?? 1);
    return isLast ? undefined : String(Number(query.offset ?? 0) + items.length);
  },
};

/** No pagination: the whole list is in one response. */
export const noPaging: Paging = { parameter: '', next: () => undefined };
