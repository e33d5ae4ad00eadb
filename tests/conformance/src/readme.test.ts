import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { codeBlocks, writeModule } from './code-blocks.js';
import { compile, scratch } from './compile.js';

const exec = promisify(execFile);
const root = new URL('../../../', import.meta.url);
const READMES = [
  '.',
  'packages/app-api',
  'packages/core',
  'packages/pipelines',
  'packages/track',
  'packages/track-v2',
  'packages/webhooks',
  'packages/retry-p-retry',
  'packages/transport-undici',
  'packages/opentelemetry',
  'packages/tracking-plan',
  'packages/redis',
  'packages/postgres',
  'packages/codegen',
  'packages/emulator',
  'packages/customerio-node',
];
const GUIDES = (await readdir(new URL('docs/', root))).filter((name) => name.endsWith('.md'));

afterAll(() => rm(scratch('blocks'), { recursive: true, force: true }));

test('every code block of every README and guide compiles', async () => {
  const files: Record<string, string> = {};
  for (const name of [
    ...READMES.map((name) => `${name}/README.md`),
    ...GUIDES.map((name) => `docs/${name}`),
  ]) {
    for (const [index, code] of (await codeBlocks(name)).entries()) {
      files[`${name.replaceAll(/\W/g, '-')}-${index}.ts`] = `${code}\nexport {};\n`;
    }
  }
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(READMES.length);
  expect(await compile('blocks', files)).toBe('');
}, 60_000);

test('the code that a guide has from an example is that of the example', async () => {
  const shown: string[] = [];
  for (const name of GUIDES) {
    const text = await readFile(new URL(`docs/${name}`, root), 'utf8');
    for (const [, file = '', code] of text.matchAll(/^```typescript\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)) {
      shown.push(file);
      expect(code, `${name}: ${file}`).toBe(await readFile(new URL(file, root), 'utf8'));
    }
  }
  expect(shown).toHaveLength(4);
});

/** The anchor of a heading, as GitHub and the site make it. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

test('every link to a heading leads to one', async () => {
  const pages = [...READMES.map((name) => join(name, 'README.md')), ...GUIDES.map((name) => `docs/${name}`)];
  const dead: string[] = [];
  for (const page of pages) {
    const text = await readFile(new URL(page, root), 'utf8');
    for (const [, path = '', anchor] of text.matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)) {
      const to = path === '' ? page : join(dirname(page), path);
      const target = to.endsWith('.md') ? to : join(to, 'README.md');
      const headings = (await readFile(new URL(target, root), 'utf8')).matchAll(/^#+ (.+)$/gm);
      if (![...headings].some(([, heading]) => anchorOf(heading!) === anchor))
        dead.push(`${page}: ${path}#${anchor}`);
    }
  }
  expect(dead).toEqual([]);
});

test.each([
  ['.', "[ 'order_placed' ]\n"],
  ['packages/emulator', 'network\n1\n'],
  ['docs/testing.md', "[ 'signed_up' ]\nhttp 503\n"],
  ['docs/emulator.md', "[ 'https://shop.example.com/reset?token=1234' ]\nclicked\n"],
])('the first example of %s with a local Customer.io prints what it says', async (name, printed) => {
  const blocks = await codeBlocks(name.endsWith('.md') ? name : `${name}/README.md`);
  const code = blocks.find((block) => block.includes('startEmulator('))!;
  const file = await writeModule('blocks', 'example', code);
  const { stdout } = await exec(process.execPath, [file]);
  expect(stdout).toBe(printed);
});
