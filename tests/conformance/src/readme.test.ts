import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const exec = promisify(execFile);
const here = fileURLToPath(new URL('..', import.meta.url));
// Inside this package, so that imports find what it depends on.
const folder = join(here, '.readme');
const READMES = [
  '.',
  'packages/core',
  'packages/track',
  'packages/track-v2',
  'packages/webhooks',
  'packages/retry-p-retry',
  'packages/emulator',
];

async function blocks(name: string): Promise<string[]> {
  const text = await readFile(join(here, '../..', name, 'README.md'), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
}

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every code block of every README compiles', async () => {
  let count = 0;
  for (const name of READMES) {
    for (const code of await blocks(name))
      await writeFile(join(folder, `block-${count++}.ts`), `${code}\nexport {};\n`);
  }
  expect(count).toBeGreaterThanOrEqual(READMES.length);
  await writeFile(
    join(folder, 'tsconfig.json'),
    '{ "extends": "../../../tsconfig.base.json", "include": ["*.ts"] }',
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { stdout } = await exec(process.execPath, [tsc, '-p', folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
}, 60_000);

test.each([
  ['.', "[ 'order_placed' ]\n"],
  ['packages/emulator', 'network\n1\n'],
])('the first example of %s/README.md prints what it says', async (name, printed) => {
  const [code] = await blocks(name);
  const file = join(folder, 'example.mjs');
  await writeFile(file, code!);
  const { stdout } = await exec(process.execPath, [file]);
  expect(stdout).toBe(printed);
});
