import { randomUUID } from 'node:crypto';
import {
  fleetRateLimiter,
  PUBLISHED_RATE_LIMITS,
  type RateLimiter,
  type RateLimits,
  readOptions,
  requireFunction,
  requireText,
} from '@cio/core';
import { createMissing } from '../database/create-missing.js';
import {
  type DatabaseSource,
  openDatabase,
  sourceOf,
  type WithoutDatabase,
} from '../database/open-database.js';
import { requireSchema } from '../database/schema-name.js';
import { exchangeBody, rateLimitTables } from './exchange.js';

/** Options of a `postgresRateLimiter`. */
export interface PostgresRateLimiterOptions {
  /**
   * Where the data is: the connection string of a server (`postgres://…`), or a pool of `pg` that you opened and close yourself; or an
   * embedded database, which one process can use at a time, as {@link PostgresOutboxOptions.database} has it. Left out: embedded, in the
   * folder `.cio-postgres`.
   */
  database: DatabaseSource;
  /** The schema of its tables. Lower case letters, digits and `_`. Default `cio`. */
  schema?: string | undefined;
  /**
   * The limits by bucket, the same in all processes. Buckets without one are not limited. Default: the limits that Customer.io
   * publishes.
   */
  limits?: RateLimits | undefined;
  /** Processes with the same key share their limits: give each workspace one of its own. Default `default`. */
  key?: string | undefined;
  /**
   * Called once when Postgres cannot be reached, with the error. Until it can, each process counts for itself. Default: a message
   * with `console.warn`.
   */
  onFallback?: ((error: unknown) => unknown) | undefined;
}

/** A rate limiter of a fleet, with connections that it opened. */
export interface PostgresRateLimiter extends RateLimiter {
  /** Closes the connections that it opened. */
  close(): Promise<void>;
}

/**
 * A rate limiter for all processes that use the same Postgres, with the rules of core's `memoryRateLimiter`: a token is returned one
 * period after the response to its request, so that the server never receives more than the limit in any period; after a 429, the
 * bucket pauses in every process and its limit is halved, and a tenth is restored with every period without one.
 *
 * Calls of a process go in order, and waiting processes take turns. While Postgres does not respond within a second, each process
 * counts in memory. A request costs about one round trip before it and one after; many at once share them. Its tables are created
 * where they are missing.
 *
 * @throws ValidationError for an option that is not valid; otherwise what the database says when the tables are created.
 */
export function postgresRateLimiter(options: PostgresRateLimiterOptions): Promise<PostgresRateLimiter>;
/** With the data in an embedded Postgres, in the folder `.cio-postgres`. */
export function postgresRateLimiter(
  options?: WithoutDatabase<PostgresRateLimiterOptions>,
): Promise<PostgresRateLimiter>;
export async function postgresRateLimiter(
  options?: PostgresRateLimiterOptions | WithoutDatabase<PostgresRateLimiterOptions>,
): Promise<PostgresRateLimiter> {
  const {
    schema = 'cio',
    limits = PUBLISHED_RATE_LIMITS,
    key = 'default',
    onFallback = warn,
  } = readOptions<Partial<PostgresRateLimiterOptions>>(options, [
    'database',
    'schema',
    'limits',
    'key',
    'onFallback',
  ]);
  requireSchema(schema);
  requireText('key', key);
  requireFunction('onFallback', onFallback);
  const process = randomUUID();
  const limiter = fleetRateLimiter({
    limits,
    onFallback,
    async exchange({ bucket, requests, perMs, wanted, pauseMs, settled, unused }) {
      const [row] = await database.query(
        `select granted, wait_ms::float8 as wait from ${schema}.rate_limit_exchange($1, $2, $3, $4, $5, $6, $7, $8)`,
        [`${key} ${bucket}`, requests, perMs, process, wanted, pauseMs, settled.length, unused.length],
      );
      return { granted: Number(row!.granted), waitMs: Number(row!.wait) };
    },
  });
  const database = await openDatabase(sourceOf(options), 2);
  await database
    .exclusively(`${schema} install`, (statements) => {
      const relations = ['rate_limit', 'rate_limit_process', 'rate_limit_return', 'rate_limit_return_time'];
      const functions = { rate_limit_exchange: exchangeBody(schema) };
      const tables = `create schema if not exists ${schema};${rateLimitTables(schema)}`;
      return createMissing(statements, { schema, relations, functions }, tables);
    })
    .catch(async (error) => {
      await database.close().catch(() => {});
      throw error;
    });
  return { ...limiter, close: () => database.close() };
}

function warn(error: unknown): void {
  console.warn(
    '@cio/postgres: Postgres cannot be reached, each process counts its rate limits for itself:',
    error,
  );
}
