// What a consumer's compiler says of the packages as they are published.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
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
let imports: string;

beforeAll(async () => {
  folder = await installTarballs(PACKAGES, ['undici@7', '@types/node@20']);
  code = await readFile(fileURLToPath(new URL('../consumer.ts.txt', import.meta.url)), 'utf8');
  const subpaths = await Promise.all(
    PACKAGES.map(async (name) =>
      (await subpathsOf(folder, name)).map((subpath) => `@cio/${name}${subpath.slice(1)}`),
    ),
  );
  imports = subpaths
    .flat()
    .map((specifier, n) => `export * as s${n} from '${specifier}';\n`)
    .join('');
}, 300_000);

const compilers = ['typescript-5.4', 'typescript-5.9', 'typescript-6', 'typescript-7'];
const resolutions = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
  // What NestJS and many a backend has. It knows no exports, and TypeScript 6 gives it up.
  { module: 'commonjs', moduleResolution: 'node10' },
];
const libraries = [
  { name: 'DOM', lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'] },
  { name: 'no DOM', lib: ['ES2022', 'ESNext.Disposable'] },
];
const cases = compilers.flatMap((compiler) =>
  resolutions
    .filter(({ module }) => module !== 'commonjs' || compiler.startsWith('typescript-5'))
    .flatMap((resolution) => libraries.map((library) => ({ compiler, ...resolution, library }))),
);

test.concurrent.each(cases)(
  '$compiler, $moduleResolution, $library.name',
  async ({ compiler, module, moduleResolution, library }) => {
    const project = join(folder, `${compiler}-${moduleResolution}-${library.name}`.replace(' ', ''));
    await mkdir(project);
    // The others know one kind of file.
    for (const extension of module === 'node16' ? ['mts', 'cts'] : ['ts']) {
      await writeFile(join(project, `main.${extension}`), code);
      await writeFile(join(project, `imports.${extension}`), imports);
    }
    const compilerOptions = {
      target: 'es2022',
      module,
      moduleResolution,
      lib: library.lib,
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    expect(await compile(compiler, project)).toBe('');
  },
  120_000,
);

/** What a compiler says of a project. */
async function compile(compiler: string, project: string): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve(`${compiler}/package.json`);
  const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { bin: { tsc: string } };
  const tsc = join(dirname(manifest), bin.tsc);
  const { stdout } = await exec(process.execPath, [tsc, '-p', project]).catch((error) => error);
  return stdout;
}

test('and what is bad is refused', async () => {
  const project = join(folder, 'bad');
  await mkdir(project);
  await writeFile(
    join(project, 'main.mts'),
    `import { TrackClient } from '@cio/track';\nnew TrackClient({ siteId: 's' });\n`,
  );
  await cp(join(folder, 'typescript-6-node16-DOM/tsconfig.json'), join(project, 'tsconfig.json'));
  expect(await compile('typescript-6', project)).toContain("Property 'apiKey' is missing");
}, 120_000);
