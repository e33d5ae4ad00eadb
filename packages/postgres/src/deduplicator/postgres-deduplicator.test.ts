import { setTimeout as sleep } from 'node:timers/promises';
import { isValidationError } from '@cio/core';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresDeduplicatorOptions, postgresDeduplicator } from './postgres-deduplicator.js';

const pglite = new PGlite();
beforeAll(() => pglite.waitReady);
afterAll(() => pglite.close());
let keys = 0;

function receivers(options: PostgresDeduplicatorOptions = {}) {
  const key = `test ${keys++}`;
  const create = () => postgresDeduplicator({ database: pglite, key, ...options });
  return Promise.all([create(), create()]);
}

test('of several receivers one has an event, until it is handled', async () => {
  const [one, other] = await receivers();
  const claims = await Promise.all([one.claim('a'), other.claim('a'), other.claim('a')]);
  expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
  expect(claims.filter((claim) => claim === 'running')).toHaveLength(2);
  await one.done('a');
  expect(await other.claim('a')).toBe('done');
  expect(await other.claim('b')).toBe('claimed');
});

test('after a failure the next delivery is handled; only who has the claim releases it', async () => {
  const [one, other] = await receivers();
  await one.claim('a');
  await other.failed('a');
  expect(await other.claim('a')).toBe('running');
  await one.failed('a');
  expect(await other.claim('a')).toBe('claimed');
  await other.done('a');
  await other.failed('a');
  expect(await one.claim('a')).toBe('done');
});

test('the claim of a receiver that died ends with its lease; a handled event is remembered for its time', async () => {
  const [one, other] = await receivers({ leaseMs: 100, rememberMs: 300 });
  await one.claim('a');
  expect(await other.claim('a')).toBe('running');
  await sleep(150);
  expect(await other.claim('a')).toBe('claimed');
  await other.done('a');
  await sleep(150);
  expect(await one.claim('a')).toBe('done');
  await sleep(300);
  expect(await one.claim('a')).toBe('claimed');
});

test('receivers with another key have events of their own', async () => {
  const [[one], [other]] = [await receivers(), await receivers()];
  await one!.done('a');
  expect(await other!.claim('a')).toBe('claimed');
});

test.each<[string, PostgresDeduplicatorOptions]>([
  ['schema', { schema: 'a.b' }],
  ['leaseMs', { leaseMs: 0 }],
  ['rememberMs', { rememberMs: Number.NaN }],
  ['lease', { lease: 5 } as object],
])('names an option that is not valid: %s', async (field, options) => {
  const error = await postgresDeduplicator(options).catch((caught: unknown) => caught);
  expect(isValidationError(error) && error.field).toBe(field);
});
