import { PaginationError } from '@cio/core';

export type Query = Readonly<Record<string, unknown>>;
export type Body = Record<string, unknown>;

/** One way that Customer.io pages: where the position goes in a query, and where the next one comes from. */
export interface Paging {
  parameter: string;
  next(body: Body, items: unknown[], query: Query): string | undefined;
}

/** `start` and `next`: an opaque word, or an offset that is told. */
export const cursorPaging: Paging = {
  parameter: 'start',
  // The last page says so with nothing, null, "" or 0, depending on the list.
  next: ({ next }) => (next ? String(next) : undefined),
};

/** `page` and `limit`, with a total in the answer's `meta`. */
export const numberedPaging: Paging = {
  parameter: 'page',
  next({ meta }, items, query) {
    const { page, limit, total } = ((meta as Body | undefined)?.pagination ?? {}) as Record<string, number>;
    const asked = Number(query.page ?? 1);
    if (page !== undefined && page !== asked) {
      throw new PaginationError(`the server gave page ${page} where page ${asked} was asked for`);
    }
    const size = limit ?? (query.limit as number | undefined);
    const more =
      total === undefined || size === undefined ? items.length >= (size ?? 1) : asked * size < total;
    return more && items.length > 0 ? String(asked + 1) : undefined;
  },
};

/** `offset` and `limit`, with nothing about it in the answer. */
export const offsetPaging: Paging = {
  parameter: 'offset',
  next(_, items, query) {
    const full = items.length >= Number(query.limit ?? 1);
    return full && items.length > 0 ? String(Number(query.offset ?? 0) + items.length) : undefined;
  },
};

/** A list that comes whole. */
export const noPaging: Paging = { parameter: '', next: () => undefined };
