// The commands that the README and CONTRIBUTING name.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8');
const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };

test.each(['README.md', 'CONTRIBUTING.md', 'docs/jest-and-vitest.md'])(
  'the commands of %s are there',
  async (path) => {
    const named = [...(await read(path)).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  },
);

test('each script that run.mjs is called for is one of its tasks', async () => {
  const source = await read('scripts/run.mjs');
  const tasks = Object.values(scripts).flatMap(
    (script) => /^node scripts\/run\.mjs (\w+)/.exec(script)?.[1] ?? [],
  );
  expect(tasks).toContain('test');
  expect(tasks.filter((task) => !source.includes(`task === '${task}'`))).toEqual([]);
});
