import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageTable } from './coverage.js';

test("the README's table is what the command prints", async () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(await coverageTable());
});

test('every operation of both APIs is covered', async () => {
  const table = await coverageTable();
  expect(table).toContain('Track API: 18 of 18 operations.');
  expect(table).toContain('App API: 167 of 167 operations.');
  expect(table).not.toContain('—');
});
