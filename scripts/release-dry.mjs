// All of a release but the last step: versions raised in a copy, packages built and packed there as they would be published.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'cio-release-'));
const copy = join(folder, 'copy');
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

const pnpm = (...args) => run('npx', ['--yes', packageManager, ...args], root);

try {
  pnpm('turbo', 'run', 'build', '--output-logs=errors-only');
  // What git knows, and what was built.
  for (const file of run('git', ['ls-files', '-co', '--exclude-standard'], root).trim().split('\n')) {
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  run('git', ['init', '-q'], copy);
  const names = readdirSync(join(root, 'packages'));
  for (const name of names) {
    cpSync(join(root, 'packages', name, 'dist'), join(copy, 'packages', name, 'dist'), { recursive: true });
  }
  run(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], copy);

  process.env.GITHUB_REPOSITORY ??= 'owner/name';
  run(process.execPath, [join(root, 'scripts/set-repository.mjs'), copy], root);

  const versions = new Set();
  for (const name of names) {
    const manifest = JSON.parse(readFileSync(join(copy, 'packages', name, 'package.json'), 'utf8'));
    if (manifest.private) continue;
    const packed = run(
      'npx',
      ['--yes', packageManager, 'pack', '--pack-destination', folder],
      join(copy, 'packages', name),
    );
    const tarball = join(folder, `cio-${name}-${manifest.version}.tgz`);
    const published = JSON.parse(run('tar', ['-xzOf', tarball, 'package/package.json'], folder));
    const ours = Object.entries(published.dependencies ?? {}).filter(([other]) => other.startsWith('@cio'));
    for (const [other, range] of ours) {
      if (range !== `^${manifest.version}`) throw new Error(`${published.name} wants ${other} at ${range}`);
    }
    if (!published.publishConfig?.provenance) throw new Error(`${published.name} has no provenance`);
    if (!published.repository?.url.endsWith(`/${process.env.GITHUB_REPOSITORY}.git`)) {
      throw new Error(`${published.name} does not name its repository`);
    }
    if (!run('tar', ['-xzOf', tarball, 'package/CHANGELOG.md'], folder).includes(manifest.version)) {
      throw new Error(`${published.name} is packed without a changelog of ${manifest.version}`);
    }
    versions.add(manifest.version);
    console.log(
      `${published.name}@${manifest.version}, ${packed.trim().split('\n').length} lines of contents`,
    );
  }
  if (versions.size !== 1) throw new Error(`versions differ: ${[...versions].join(', ')}`);
  console.log(`all at ${[...versions][0]}; nothing was published`);
} finally {
  rmSync(folder, { recursive: true });
}
