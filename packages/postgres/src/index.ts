export type { DatabaseSource } from './database/open-database.js';
export type { PgClient, PgPool } from './database/pg-database.js';
export type { PgliteLike, PgliteTransaction } from './database/pglite-database.js';
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
