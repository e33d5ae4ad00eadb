import { describe, PaginationError, requireCount, requireIdentifier } from '@cio/core';

export type Query = Readonly<Record<string, unknown>>;
export type Body = Record<string, unknown>;

/** One way that Customer.io pages a list: where the position goes in a query, and where the next one comes from. */
export interface Paging {
  /** The query's parameter that holds the position. */
  parameter: string;
  /** Refuses a position that cannot be one. */
  checkPosition?(field: string, position: unknown): void;
  /**
   * The position of the page after this one; undefined on the last.
   *
   * @param body The response.
   * @param items What is on the page.
   * @param query What the page was asked for with.
   */
  next(body: Body, items: readonly unknown[], query: Query): string | undefined;
}

/** A position that a response names: a text, or a whole number. The last page says so with nothing, null, "" or 0. */
export function toCursor(next: unknown): string | undefined {
  if (next === undefined || next === null || next === '' || next === 0) return undefined;
  if (typeof next === 'string' || Number.isSafeInteger(next)) return String(next);
  throw new PaginationError(
    `expected the position of the next page as a string or a whole number, got ${describe(next)}`,
  );
}

/** `start` and `next`: an opaque text, or an offset. */
export const cursorPaging: Paging = {
  parameter: 'start',
  checkPosition(field, start) {
    // Nothing stands for the first page.
    if (start !== '') requireIdentifier(field, start);
  },
  next: ({ next }) => toCursor(next),
};

/** The most items that a server gives on a numbered page, whatever `limit` asks for. */
const MAX_NUMBERED = 10_000;

/** `page` and `limit`, with a total in the response's `meta`. */
export const numberedPaging: Paging = {
  parameter: 'page',
  checkPosition: requireCount,
  next(body, items, query) {
    const { pagination } = Object(body.meta) as { pagination?: unknown };
    const { page, limit, total } = Object(pagination) as Record<string, unknown>;
    const asked = Number(query.page ?? 1);
    if (Number(page) > 0 && Number(page) !== asked) {
      throw new PaginationError(`the server gave page ${Number(page)} where page ${asked} was asked for`);
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

/** `offset` and `limit`, with nothing about it in the response. */
export const offsetPaging: Paging = {
  parameter: 'offset',
  checkPosition: (field, offset) => requireCount(field, offset, 0),
  next(_, items, query) {
    // Where the size of a page is the server's to choose, only an empty one is surely the last.
    const isLast = items.length < Number(query.limit ?? 1);
    return isLast ? undefined : String(Number(query.offset ?? 0) + items.length);
  },
};

/** A list that comes whole. */
export const noPaging: Paging = { parameter: '', next: () => undefined };
