// The layers of this package: http over apis over engine over store over lib. A file imports from its own layer and from
// lower ones, and no two import each other.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('.', import.meta.url));
const LAYERS = ['lib', 'generated', 'store', 'engine', 'apis', 'http'];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'test-client.ts');

const imports = new Map(
  files.map((file) => [
    file,
    [...readFileSync(join(source, file), 'utf8').matchAll(/from '(\.[^']+)\.js'/g)].map(
      ([, specifier]) => `${join(dirname(file), specifier!)}.ts`,
    ),
  ]),
);

/** The files at the root put the layers together: they are above all. */
const levelOf = (file: string) => (file.includes('/') ? LAYERS.indexOf(file.split('/')[0]!) : LAYERS.length);

test('every folder is a layer', () => {
  expect(files.filter((file) => levelOf(file) < 0)).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

test('no import goes to a higher layer', () => {
  const upwards = [...imports].flatMap(([file, targets]) =>
    targets.filter((target) => levelOf(target) > levelOf(file)).map((target) => `${file} → ${target}`),
  );
  expect(upwards).toEqual([]);
});

test('every import is one of these files, and none leads back', () => {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    expect(files).toContain(file);
    expect(path).not.toContain(file);
    if (done.has(file)) return;
    for (const target of imports.get(file)!) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});
