import { postgresOutbox } from '@cio/postgres';
import { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import { outboxConformance } from './outbox-conformance.js';

const pglite = new PGlite();
afterAll(() => pglite.close());

outboxConformance('PGlite', (name) => postgresOutbox({ database: pglite, name, partitions: 4 }));
