// Writes the repository into the packages that are published: with provenance, npm refuses a package that does not name it.
// usage: set-repository.mjs [root], with GITHUB_REPOSITORY=owner/name, as GitHub Actions sets it
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const repository = process.env.GITHUB_REPOSITORY;
if (!/^[\w.-]+\/[\w.-]+$/.test(repository ?? '')) throw new Error('expected GITHUB_REPOSITORY=owner/name');
const url = `https://github.com/${repository}`;

for (const name of readdirSync(join(root, 'packages'))) {
  const file = join(root, 'packages', name, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (manifest.private) continue;
  const directory = `packages/${name}`;
  Object.assign(manifest, {
    homepage: `${url}/tree/main/${directory}#readme`,
    bugs: `${url}/issues`,
    repository: { type: 'git', url: `git+${url}.git`, directory },
  });
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
