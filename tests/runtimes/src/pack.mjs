// Packs the packages as they would be published, once for all tests that install them: into dist/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const name of Object.keys(dependencies).filter((name) => name.startsWith('@cio/'))) {
  const cwd = fileURLToPath(new URL(`../../../packages/${name.slice('@cio/'.length)}`, import.meta.url));
  execFileSync('pnpm', ['pack', '--pack-destination', dist], { cwd, shell: process.platform === 'win32' });
}
