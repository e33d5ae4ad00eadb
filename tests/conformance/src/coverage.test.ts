import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageDocument } from './coverage.js';

/** How many operations the published documents have. */
const COUNTS = [
  ['Track API', 'track'],
  ['App API', 'app'],
  ['Pipelines API', 'pipelines'],
].map(([api, name]) => [api, operationsOf(name!)] as const);

function operationsOf(name: string): number {
  const { paths } = JSON.parse(read(`packages/contract/openapi/${name}.json`)) as { paths: object };
  const isMethod = (key: string) => ['get', 'put', 'post', 'patch', 'delete'].includes(key);
  return Object.values(paths).flatMap((path) => Object.keys(path).filter(isMethod)).length;
}

function read(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
}

test('the READMEs have the number of operations of each API', () => {
  const [[, track], [, app], [, pipelines]] = COUNTS as [
    [string, number],
    [string, number],
    [string, number],
  ];
  expect(read('README.md')).toContain(
    `All ${track} operations of the Track API, all ${app} of the App API and all ${pipelines} of the Pipelines API`,
  );
  expect(read('packages/app-api/README.md')).toContain(`all ${app} operations`);
});

test('docs/coverage.md is what `pnpm coverage:api` writes', async () => {
  expect(read('docs/coverage.md')).toBe(await coverageDocument());
});

test('every operation of the three APIs is covered', async () => {
  const page = await coverageDocument();
  for (const [api, count] of COUNTS) expect(page).toContain(`## ${api}\n\n${count} of ${count} operations.`);
  expect(page).not.toContain('—');
});
