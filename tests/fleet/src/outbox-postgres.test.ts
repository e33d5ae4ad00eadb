import { postgresOutbox } from '@cio/postgres';
import { afterAll, test } from 'vitest';
import { outboxConformance } from './outbox-conformance.js';
import { missingPostgres, type PostgresServer, startPostgres } from './postgres-server.js';

const reason = missingPostgres();
let server: PostgresServer | undefined;
afterAll(() => server?.stop());

if (reason) test.skip(`an outbox on Postgres (${reason})`, () => {});
else {
  outboxConformance('Postgres', async (name) => {
    server ??= await startPostgres();
    return postgresOutbox({ database: server.url, name, partitions: 4 });
  });
}
