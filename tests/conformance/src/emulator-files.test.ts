// Who adds an operation opens the same name twice: the emulator handles it in the file that the client has it in.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = (path: string) => fileURLToPath(new URL(`../../../packages/${path}/`, import.meta.url));
const resources = folder('app-api/src/resources');
const handlers = folder('emulator/src/apis/app');

/** The operations that a resource's methods document, by the links to their pages. */
const operationsOf = (file: string) =>
  [...readFileSync(resources + file, 'utf8').matchAll(/#operation\/(\w+)/g)].map(([, id]) => id!);

const files = readdirSync(resources, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && operationsOf(file).length > 0);

test('there are resources with operations', () => {
  expect(files.length).toBeGreaterThan(25);
});

test.each(files)('%s', (file) => {
  expect(existsSync(handlers + file)).toBe(true);
  const source = readFileSync(handlers + file, 'utf8');
  // Emails are published and rendered in files of their own, which the handlers are taken from.
  const parts = [...source.matchAll(/^ {2}\.\.\.(\w+),$/gm)].map(([, name]) => {
    const from = new RegExp(`import \\{ ${name} \\} from '(\\./[^']+)\\.js'`).exec(source)![1]!;
    return readFileSync(fileURLToPath(new URL(`${from}.ts`, `file://${handlers}${file}`)), 'utf8');
  });
  const all = [source, ...parts].join('\n');
  const missing = [...new Set(operationsOf(file))].filter(
    (id) => !new RegExp(`^ {2}${id}[:(]`, 'm').test(all),
  );
  expect(missing).toEqual([]);
});
