import { isValidationError } from '@cio/core';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresRateLimiterOptions, postgresRateLimiter } from './postgres-rate-limiter.js';

// What it does is tested together with the limiter of Redis, in tests/fleet.

const pglite = new PGlite();
beforeAll(() => pglite.waitReady);
afterAll(() => pglite.close());

test.each<[string, Partial<PostgresRateLimiterOptions>]>([
  ['database', { database: 5 as never }],
  ['schema', { schema: 'Cio; drop table x' }],
  ['limits.app.requests', { database: pglite, limits: { app: { requests: 0, perMs: 1 } } }],
  ['key', { key: '' }],
  ['onFallback', { onFallback: 5 as never }],
])('names an option that is not valid: %s', async (field, options) => {
  const error = await postgresRateLimiter(options as PostgresRateLimiterOptions).catch(
    (caught: unknown) => caught,
  );
  expect(isValidationError(error) && error.field).toBe(field);
});

test('a database that is undefined, as an environment variable that is not set, is not the default', async () => {
  // @ts-expect-error It may be undefined.
  const opening = postgresRateLimiter({ database: process.env.CIO_NOT_SET });
  await expect(opening).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'database',
    message: expect.stringContaining('got undefined'),
  });
});
