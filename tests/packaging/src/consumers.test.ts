// What a consumer's compiler says of the packages as they are published.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installTarballs } from '@cio-tests/runtimes';
import { beforeAll, expect, test } from 'vitest';
import { PACKAGES } from './packages.js';

const exec = promisify(execFile);
let folder: string;
let code: string;

beforeAll(async () => {
  folder = await installTarballs(PACKAGES, ['undici@7', '@types/node@20']);
  code = await readFile(fileURLToPath(new URL('../consumer.ts.txt', import.meta.url)), 'utf8');
}, 300_000);

const compilers = ['typescript-5.4', 'typescript-5.9', 'typescript-6', 'typescript-7'];
const resolutions = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
];
const libraries = [
  { name: 'DOM', lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'] },
  { name: 'no DOM', lib: ['ES2022', 'ESNext.Disposable'] },
];
const cases = compilers.flatMap((compiler) =>
  resolutions.flatMap((resolution) =>
    libraries.flatMap((library) =>
      // The others know one kind of file.
      (resolution.module === 'node16' ? ['mts', 'cts'] : ['ts']).map((extension) => ({
        compiler,
        ...resolution,
        library,
        extension,
      })),
    ),
  ),
);

test.concurrent.each(cases)(
  '$compiler, $moduleResolution, $library.name, .$extension',
  async ({ compiler, module, moduleResolution, library, extension }) => {
    const project = join(
      folder,
      `${compiler}-${moduleResolution}-${library.name}-${extension}`.replace(' ', ''),
    );
    await mkdir(project);
    await writeFile(join(project, `main.${extension}`), code);
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
    const manifest = createRequire(import.meta.url).resolve(`${compiler}/package.json`);
    const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { bin: { tsc: string } };
    const tsc = join(dirname(manifest), bin.tsc);
    const { stdout } = await exec(process.execPath, [tsc, '-p', project]).catch((error) => error);
    expect(stdout).toBe('');
  },
  120_000,
);

test('and what is bad is refused', async () => {
  const project = join(folder, 'bad');
  await mkdir(project);
  await writeFile(
    join(project, 'main.mts'),
    `import { TrackClient } from '@cio/track';\nnew TrackClient({ siteId: 's' });\n`,
  );
  await cp(join(folder, 'typescript-6-node16-DOM-mts/tsconfig.json'), join(project, 'tsconfig.json'));
  const tsc = createRequire(import.meta.url).resolve('typescript-6/bin/tsc');
  const { stdout } = await exec(process.execPath, [tsc, '-p', project]).catch((error) => error);
  expect(stdout).toContain("Property 'apiKey' is missing");
}, 120_000);
