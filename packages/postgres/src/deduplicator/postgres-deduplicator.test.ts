import { isValidationError } from '@cio/core';
import { expect, test } from 'vitest';
import { type PostgresDeduplicatorOptions, postgresDeduplicator } from './postgres-deduplicator.js';

// What it does is tested together with the deduplicator of Redis, in tests/fleet.

test.each<[string, Partial<PostgresDeduplicatorOptions>]>([
  ['schema', { schema: 'a.b' }],
  ['leaseMs', { leaseMs: 0 }],
  ['rememberMs', { rememberMs: Number.NaN }],
  ['lease', { lease: 5 } as object],
])('names an option that is not valid: %s', async (field, options) => {
  const error = await postgresDeduplicator(options as PostgresDeduplicatorOptions).catch(
    (caught: unknown) => caught,
  );
  expect(isValidationError(error) && error.field).toBe(field);
});

test('a database that is undefined, as an environment variable that is not set, is not the default', async () => {
  // @ts-expect-error It may be undefined.
  const opening = postgresDeduplicator({ database: process.env.CIO_NOT_SET });
  await expect(opening).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'database',
    message: expect.stringContaining('got undefined'),
  });
});
