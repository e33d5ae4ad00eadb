import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** A folder inside this package, so that what is compiled there finds what the package depends on. */
export function scratch(name: string): string {
  return join(fileURLToPath(new URL('..', import.meta.url)), '.readme', name);
}

const dropIn = '../../node_modules/@cio/customerio-node/dist/index.d.ts';

/**
 * What the compiler has to say of some files, with the settings of the project, and modules as Node resolves them. `customerio-node` is
 * the drop-in, which is installed under that name.
 */
export async function compile(name: string, files: Record<string, string>): Promise<string> {
  const folder = scratch(name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../../tsconfig.base.json',
      compilerOptions: {
        module: 'nodenext',
        moduleResolution: 'nodenext',
        paths: { 'customerio-node': [dropIn] },
      },
      include: ['*.ts'],
    }),
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { stdout } = await exec(process.execPath, [tsc, '-p', folder]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}
