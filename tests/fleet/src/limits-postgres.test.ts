import { postgresDeduplicator, postgresRateLimiter } from '@cio/postgres';
import { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import { deduplicatorConformance } from './deduplicator-conformance.js';
import { rateLimiterConformance } from './rate-limiter-conformance.js';

const pglite = new PGlite();
afterAll(() => pglite.close());

rateLimiterConformance('PGlite', ({ beforeExchange, ...options }) =>
  postgresRateLimiter({
    ...options,
    database: {
      async query(text: string, values?: unknown[]) {
        if (text.includes('rate_limit_exchange')) await beforeExchange();
        return pglite.query(text, values);
      },
      exec: (text: string) => pglite.exec(text),
      transaction: (run) => pglite.transaction(run),
    },
  }),
);

deduplicatorConformance('PGlite', (options) => postgresDeduplicator({ ...options, database: pglite }));
