import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { installTarballs } from '@cio-tests/runtimes';
import { publint } from 'publint';
import { beforeAll, describe, expect, test } from 'vitest';
import { PACKAGES, subpathsOf } from './packages.js';

const exec = promisify(execFile);
let folder: string;
let tarballs: string[];

beforeAll(async () => {
  folder = await installTarballs(PACKAGES, ['undici@7']);
  tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
}, 300_000);

/** What a package depends on of ours, where it is not core alone. */
const OURS: Partial<Record<string, string[]>> = {
  core: [],
  'tracking-plan': [],
  codegen: ['app-api'],
  'customerio-node': ['app-api', 'core', 'pipelines', 'retry-p-retry', 'track', 'track-v2'],
};
/** What a library depends on besides. */
const OTHERS: Partial<Record<string, string[]>> = { 'retry-p-retry': ['p-retry'], codegen: ['liquidjs'] };

const tarballOf = (name: string) => tarballs.find((file) => new RegExp(`^cio-${name}-\\d`).test(file))!;

describe.each(PACKAGES)('@cio/%s', (name) => {
  test('holds what belongs in it', async () => {
    const { stdout } = await exec('tar', ['-tzf', join(folder, tarballOf(name))]);
    const files = stdout.trim().split('\n');
    expect(files).toEqual(
      expect.arrayContaining(['package/LICENSE', 'package/README.md', 'package/package.json']),
    );
    expect(
      files.filter((file) => !/^package\/(LICENSE|README\.md|CHANGELOG\.md|package\.json|dist\/)/.test(file)),
    ).toEqual([]);
    expect(files.filter((file) => /test|fixture/.test(file))).toEqual([]);
  });

  test('depends on what it says of ours, at a range', async () => {
    const text = await readFile(join(folder, 'node_modules/@cio', name, 'package.json'), 'utf8');
    const { version, dependencies = {}, engines, publishConfig } = JSON.parse(text);
    const ours = Object.entries(dependencies).filter(([other]) => other.startsWith('@cio'));
    const named = OURS[name] ?? ['core'];
    expect(ours).toEqual(named.map((other) => [`@cio/${other}`, `^${version}`]));
    const others = Object.keys(dependencies).filter((other) => !other.startsWith('@cio'));
    if (name !== 'emulator') expect(others).toEqual(OTHERS[name] ?? []);
    expect(engines.node).toMatch(/^>=20/);
    expect(publishConfig).toEqual({ access: 'public', provenance: true });
  });

  test('publint has nothing to say', async () => {
    const { messages } = await publint({ pkgDir: join(folder, 'node_modules/@cio', name), strict: true });
    expect(messages).toEqual([]);
  });

  test('its types are not wrong', async () => {
    const pkg = createPackageFromTarballData(await readFile(join(folder, tarballOf(name))));
    const result = await checkPackage(pkg, { entrypoints: await subpathsOf(folder, name) });
    expect(result).toMatchObject({ problems: [] });
  });
});

test('the licences of all that comes with them', async () => {
  const found = new Map<string, string[]>();
  const walk = async (modules: string) => {
    for (const name of await readdir(modules).catch(() => [])) {
      if (name.startsWith('.')) continue;
      if (name.startsWith('@')) {
        for (const inner of await readdir(join(modules, name))) await visit(join(modules, name, inner));
      } else await visit(join(modules, name));
    }
  };
  const visit = async (path: string) => {
    const { name, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
    found.set(String(license), [...(found.get(String(license)) ?? []), name]);
    await walk(join(path, 'node_modules'));
  };
  await walk(join(folder, 'node_modules'));
  console.log([...found].map(([license, names]) => `${license}: ${names.sort().join(', ')}`).join('\n'));
  const allowed = /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0)$/;
  expect([...found.keys()].filter((license) => !allowed.test(license))).toEqual([]);
});

test('the lockfile names no host, and nothing younger than a day or with a script of its own gets into it', async () => {
  const root = new URL('../../../', import.meta.url);
  expect(await readFile(new URL('pnpm-lock.yaml', root), 'utf8')).not.toMatch(/https?:|tarball:/);
  const workspace = await readFile(new URL('pnpm-workspace.yaml', root), 'utf8');
  expect(workspace).toContain('minimumReleaseAge: 1440');
  expect(workspace).not.toMatch(/: true/);
});
