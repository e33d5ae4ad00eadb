import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { compile, scratch } from './compile.js';

const exec = promisify(execFile);
const root = new URL('../../../', import.meta.url);
const READMES = [
  '.',
  'packages/app-api',
  'packages/core',
  'packages/track',
  'packages/track-v2',
  'packages/webhooks',
  'packages/retry-p-retry',
  'packages/emulator',
];

async function blocks(name: string): Promise<string[]> {
  const text = await readFile(new URL(`${name}/README.md`, root), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
}

afterAll(() => rm(scratch('blocks'), { recursive: true, force: true }));

test('every code block of every README compiles', async () => {
  const files: Record<string, string> = {};
  for (const name of READMES) {
    for (const [index, code] of (await blocks(name)).entries()) {
      files[`${name.replaceAll(/\W/g, '-')}-${index}.ts`] = `${code}\nexport {};\n`;
    }
  }
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(READMES.length);
  expect(await compile('blocks', files)).toBe('');
}, 60_000);

test.each([
  ['.', "[ 'order_placed' ]\n"],
  ['packages/emulator', 'network\n1\n'],
])('the first example of %s/README.md prints what it says', async (name, printed) => {
  const [code] = await blocks(name);
  const file = join(scratch('blocks'), 'example.mjs');
  await writeFile(file, code!);
  const { stdout } = await exec(process.execPath, [file]);
  expect(stdout).toBe(printed);
});
