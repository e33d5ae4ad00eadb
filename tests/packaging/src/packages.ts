import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every package that is published. */
export const PACKAGES = [
  'core',
  'track',
  'track-v2',
  'app-api',
  'pipelines',
  'webhooks',
  'retry-p-retry',
  'transport-undici',
  'opentelemetry',
  'tracking-plan',
  'redis',
  'postgres',
  'codegen',
  'emulator',
  'customerio-node',
] as const;

/** What a package that is installed in a folder exports: `.`, `./http` and so on, those of a pattern by their names. */
export async function subpathsOf(folder: string, name: string): Promise<string[]> {
  const root = join(folder, 'node_modules/@cio', name);
  const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>;
  };
  const subpaths = Object.keys(exports).filter((subpath) => !/\*|\.json$/.test(subpath));
  if (!('./*' in exports)) return subpaths;
  const files = await readdir(join(root, 'dist'));
  const modules = files.filter((file) => file.endsWith('.cjs')).map((file) => `./${file.slice(0, -4)}`);
  return [...new Set([...subpaths, ...modules.filter((subpath) => subpath !== './index')])];
}
