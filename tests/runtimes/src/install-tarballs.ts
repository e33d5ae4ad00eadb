import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Installs the packages, packed as they would be published, into a bare folder with npm, and others from the registry. */
export async function installTarballs(
  packages: readonly string[],
  others: readonly string[] = [],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cio-runtimes-'));
  const packed = await readdir(dist);
  for (const name of packages) {
    const tarball = packed.find((file) => new RegExp(`^cio-${name}-\\d`).test(file));
    if (!tarball)
      throw new Error(`@cio/${name} is not packed: it has to be a dependency of @cio-tests/runtimes`);
    await cp(join(dist, tarball), join(folder, tarball));
  }
  await cp(fileURLToPath(new URL('../scenario', import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz')).map((name) => `./${name}`);
  await exec('npm', ['install', '--no-audit', '--no-fund', ...tarballs, ...others], { cwd: folder });
  return folder;
}
