export type { DatabaseSource, WithoutDatabase } from './database/open-database.js';
export type { PgClient, PgPool } from './database/pg-types.js';
export type { PgliteLike, PgliteTransaction } from './database/pglite-database.js';
export {
  type PostgresDeduplicator,
  type PostgresDeduplicatorOptions,
  postgresDeduplicator,
} from './deduplicator/postgres-deduplicator.js';
export {
  type PostgresAddOptions,
  type PostgresOutbox,
  type PostgresOutboxOptions,
  postgresOutbox,
} from './outbox/postgres-outbox.js';
export {
  drizzleTransaction,
  knexTransaction,
  prismaTransaction,
  type Transaction,
  type TransactionFunction,
} from './outbox/transaction.js';
export {
  type PostgresRateLimiter,
  type PostgresRateLimiterOptions,
  postgresRateLimiter,
} from './rate-limit/postgres-rate-limiter.js';
