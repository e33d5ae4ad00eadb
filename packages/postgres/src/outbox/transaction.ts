import { describe, ValidationError } from '@cio/core';
import type { Query } from '../database/database.js';

/**
 * Runs a statement in a transaction. Its values are `$1`, `$2` and so on, each used once, in order; each is a string.
 *
 * @example
 * const tx = (text, values) => sequelize.query(text, { bind: values, transaction });
 */
export type TransactionFunction = (text: string, values: string[]) => PromiseLike<unknown>;

/**
 * The transaction that items are added in: a client of `pg` on which `begin` has been run, a transaction of PGlite, an
 * `EntityManager` of TypeORM, or a function, such as those that {@link drizzleTransaction}, {@link knexTransaction} and
 * {@link prismaTransaction} return.
 */
export type Transaction =
  | TransactionFunction
  | { query(text: string, values?: never[]): PromiseLike<unknown> };

/** Adds in a transaction of Drizzle: `db.transaction((tx) => outbox.add(items, { tx: drizzleTransaction(tx, sql) }))`. */
export function drizzleTransaction<Sql>(
  tx: { execute(query: Sql): PromiseLike<unknown> },
  /** Drizzle's own `sql`. */
  sql: {
    (strings: TemplateStringsArray, ...values: never[]): Sql;
    raw(text: string): unknown;
  },
): TransactionFunction {
  return (text, values) => {
    const parts = text.split(/\$\d+/);
    const chunks = parts.flatMap((part, index) =>
      index === 0 ? [sql.raw(part)] : [values[index - 1], sql.raw(part)],
    );
    const strings = Object.assign(
      Array.from({ length: chunks.length + 1 }, () => ''),
      { raw: [] },
    );
    return tx.execute(sql(strings as unknown as TemplateStringsArray, ...(chunks as never[])));
  };
}

/** Adds in a transaction of Knex: `knex.transaction((trx) => outbox.add(items, { tx: knexTransaction(trx) }))`. */
export function knexTransaction(trx: {
  raw(text: string, values: string[]): PromiseLike<unknown>;
}): TransactionFunction {
  return (text, values) => trx.raw(text.replace(/\$\d+/g, '?'), values);
}

/** Adds in a transaction of Prisma: `prisma.$transaction((tx) => outbox.add(items, { tx: prismaTransaction(tx) }))`. */
export function prismaTransaction(tx: {
  $executeRawUnsafe(text: string, ...values: string[]): PromiseLike<unknown>;
}): TransactionFunction {
  return (text, values) => tx.$executeRawUnsafe(text, ...values);
}

/**
 * The function that runs statements in a transaction.
 *
 * @throws ValidationError for what is no transaction.
 */
export function queryIn(tx: Transaction): Query {
  if (typeof tx === 'function') {
    return async (text, values) => {
      await tx(text, values as string[]);
      return [];
    };
  }
  if (typeof tx === 'object' && tx !== null && typeof tx.query === 'function') {
    // Of a pool, each statement may run on another connection.
    if (!('totalCount' in tx) && !('exec' in tx && 'transaction' in tx && 'dataDir' in tx)) {
      return async (text, values) => {
        await tx.query(text, values as never[]);
        return [];
      };
    }
    throw new ValidationError(
      'tx',
      'expected the client or the transaction that your own statements run on, got the database',
    );
  }
  throw new ValidationError(
    'tx',
    `expected a client of pg, or a function (text, values), got ${describe(tx)}`,
  );
}
