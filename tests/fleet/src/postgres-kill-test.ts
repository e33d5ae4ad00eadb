import type { Outbox } from '@cio/core/outbox';
import type { PostgresOutbox } from '@cio/postgres';
import pg from 'pg';
import type { KillTest } from './kill-test.js';
import type { PostgresServer } from './postgres-server.js';

/** The kill test on a Postgres that is restarted, with transactions that are rolled back. */
export function postgresKillTest(
  server: PostgresServer,
  name: string,
  outbox: Outbox,
  settings: Pick<KillTest, 'operations' | 'workers' | 'killEveryMs' | 'maxKills'>,
): KillTest {
  return {
    ...settings,
    engine: 'postgres',
    url: server.url,
    name,
    restart: server.restart,
    async addRolledBack(operations) {
      const client = new pg.Client(server.url);
      client.on('error', () => {});
      await client.connect();
      try {
        await client.query('begin');
        await (outbox as PostgresOutbox).add(operations as never, { tx: client });
        await client.query('rollback');
      } finally {
        await client.end();
      }
    },
  };
}
