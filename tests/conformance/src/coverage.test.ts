import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageDocument } from './coverage.js';

test('docs/coverage.md is what `pnpm coverage:api` writes', async () => {
  const page = readFileSync(new URL('../../../docs/coverage.md', import.meta.url), 'utf8');
  expect(page).toBe(await coverageDocument());
});

test('every operation of the three APIs is covered', async () => {
  const page = await coverageDocument();
  expect(page).toContain('## Track API\n\n18 of 18 operations.');
  expect(page).toContain('## App API\n\n186 of 186 operations.');
  expect(page).toContain('## Pipelines API\n\n7 of 7 operations.');
  expect(page).not.toContain('—');
});
