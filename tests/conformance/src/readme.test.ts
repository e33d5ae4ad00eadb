import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
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
  'packages/transport-undici',
  'packages/emulator',
];
const GUIDES = (await readdir(new URL('docs/', root))).filter((name) => name.endsWith('.md'));

async function blocks(file: string): Promise<string[]> {
  const text = await readFile(new URL(file, root), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
}

afterAll(() => rm(scratch('blocks'), { recursive: true, force: true }));

test('every code block of every README and guide compiles', async () => {
  const files: Record<string, string> = {};
  for (const name of [
    ...READMES.map((name) => `${name}/README.md`),
    ...GUIDES.map((name) => `docs/${name}`),
  ]) {
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
  ['docs/testing.md', "[ 'signed_up' ]\nhttp 503\n"],
])('the first example of %s prints what it says', async (name, printed) => {
  const [code] = await blocks(name.endsWith('.md') ? name : `${name}/README.md`);
  const file = join(scratch('blocks'), 'example.mjs');
  const { outputText } = ts.transpileModule(code!, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  await writeFile(file, outputText);
  const { stdout } = await exec(process.execPath, [file]);
  expect(stdout).toBe(printed);
});
