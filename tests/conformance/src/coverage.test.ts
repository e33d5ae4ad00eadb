import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageTable } from './coverage.js';

test("the README's table is what the command prints", async () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(await coverageTable());
});

test('every operation of the Track API is covered', async () => {
  expect(await coverageTable()).toContain('18 of 18 operations');
});
