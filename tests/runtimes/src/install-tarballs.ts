import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const root = new URL('../../../', import.meta.url);

/** Packs the packages as they would be published, and installs the tarballs into a bare folder with npm, and others from the registry. */
export async function installTarballs(
  packages: readonly string[],
  others: readonly string[] = [],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cio-runtimes-'));
  const { packageManager } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
    packageManager: string;
  };
  for (const name of packages) {
    const cwd = fileURLToPath(new URL(`packages/${name}`, root));
    await exec('npx', ['--yes', packageManager, 'pack', '--pack-destination', folder], { cwd });
  }
  await cp(fileURLToPath(new URL('../scenario', import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz')).map((name) => `./${name}`);
  await exec('npm', ['install', '--no-audit', '--no-fund', ...tarballs, ...others], { cwd: folder });
  return folder;
}
