// What a consumer's compiler says of the packages as they are published.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installTarballs } from '@cio-tests/runtimes';
import { beforeAll, expect, test } from 'vitest';
import { PACKAGES, subpathsOf } from './packages.js';

const exec = promisify(execFile);
let folder: string;
let code: string;
/** An import of every subpath, and of those alone that need nothing but `fetch`. */
let imports: string;
let domlessImports: string;
let fetchImports: string;

beforeAll(async () => {
  folder = await installTarballs(PACKAGES, [
    'undici@7',
    '@playwright/test@1',
    '@types/node@20',
    '@cloudflare/workers-types',
  ]);
  code = await readFile(fileURLToPath(new URL('../consumer.ts.txt', import.meta.url)), 'utf8');
  const subpaths = await Promise.all(
    PACKAGES.map(async (name) =>
      (await subpathsOf(folder, name)).map((subpath) => `@cio/${name}${subpath.slice(1)}`),
    ),
  );
  const importsOf = (specifiers: string[]) =>
    specifiers.map((specifier, n) => `export * as s${n} from '${specifier}';\n`).join('');
  imports = importsOf(subpaths.flat());
  // Playwright's own types need the DOM.
  domlessImports = importsOf(subpaths.flat().filter((specifier) => !specifier.endsWith('/playwright')));
  fetchImports = importsOf(subpaths.flat().filter((specifier) => !NODE_ONLY.test(specifier)));
}, 300_000);

const NODE_ONLY = /\/(node|express|fastify|emulator|matchers|playwright|transport-undici|customerio-node)$/;

const resolutions = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
  // What NestJS and many a backend has. It knows no exports, and TypeScript 6 gives it up.
  { module: 'commonjs', moduleResolution: 'node10' },
];
/** The oldest, the last that has every resolution, and those of today. */
const compilers = [
  { compiler: 'typescript-5.4', finds: ['node16', 'bundler', 'node10'] },
  { compiler: 'typescript-5.9', finds: ['node10'] },
  { compiler: 'typescript-6', finds: ['node16', 'bundler'] },
  { compiler: 'typescript-7', finds: ['node16', 'bundler'] },
];
const libraries = [
  { name: 'DOM', lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'] },
  { name: 'no DOM', lib: ['ES2022', 'ESNext.Disposable'] },
];
const cases = compilers.flatMap(({ compiler, finds }) =>
  resolutions
    .filter(({ moduleResolution }) => finds.includes(moduleResolution))
    // How modules are found and which globals there are do not touch each other: one with each of the other suffices.
    .flatMap((resolution) =>
      libraries
        .filter(({ name }) => resolution.module === 'node16' || name === 'DOM')
        .map((library) => ({ compiler, ...resolution, library })),
    ),
);

test.concurrent.each(cases)(
  '$compiler, $moduleResolution, $library.name',
  async ({ compiler, module, moduleResolution, library }) => {
    const name = `${compiler}-${moduleResolution}-${library.name}`.replace(' ', '');
    // The others know one kind of file.
    const files = (module === 'node16' ? ['mts', 'cts'] : ['ts']).flatMap((extension) => [
      [`main.${extension}`, code] as const,
      [`imports.${extension}`, library.name === 'DOM' ? imports : domlessImports] as const,
    ]);
    const options = { module, moduleResolution, lib: library.lib, types: ['node'] };
    expect(await compile(compiler, name, Object.fromEntries(files), options)).toBe('');
  },
  120_000,
);

test.each([
  { types: ['@cloudflare/workers-types'], lib: ['ES2022', 'ESNext.Disposable'] },
  { types: [], lib: ['ES2022', 'ESNext.Disposable', 'WebWorker', 'WebWorker.AsyncIterable'] },
])(
  "nothing that needs fetch alone needs Node's types: $types $lib",
  async ({ types, lib }) => {
    const options = { module: 'esnext', moduleResolution: 'bundler', lib, types };
    const name = `fetch-${types.length}`;
    expect(await compile('typescript-5.9', name, { 'imports.ts': fetchImports }, options)).toBe('');
  },
  120_000,
);

/** What a compiler says of some files. */
async function compile(
  compiler: string,
  name: string,
  files: Record<string, string>,
  options: object,
): Promise<string> {
  const project = join(folder, name);
  await mkdir(project);
  for (const [file, text] of Object.entries(files)) await writeFile(join(project, file), text);
  const compilerOptions = {
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const manifest = createRequire(import.meta.url).resolve(`${compiler}/package.json`);
  const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { bin: { tsc: string } };
  const tsc = join(dirname(manifest), bin.tsc);
  const { stdout } = await exec(process.execPath, [tsc, '-p', project]).catch((error) => error);
  return stdout;
}

test('and what is bad is refused', async () => {
  const bad = `import { TrackClient } from '@cio/track';\nnew TrackClient({ siteId: 's' });\n`;
  const options = { module: 'node16', moduleResolution: 'node16', types: ['node'] };
  expect(await compile('typescript-6', 'bad', { 'main.mts': bad }, options)).toContain(
    "Property 'apiKey' is missing",
  );
}, 120_000);
