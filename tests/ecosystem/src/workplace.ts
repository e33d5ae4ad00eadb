import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installTarballs } from '@cio-tests/runtimes';
import type { Environment } from './environments.js';

const exec = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export type Result = Record<string, string>;

/** The packages that projects install by name: core comes with them. */
const NAMED = ['track', 'track-v2', 'app-api', 'pipelines', 'webhooks', 'retry-p-retry', 'emulator'];

/** A temporary folder with the packages as they are published, installed and as tarballs. */
export class Workplace {
  readonly #installed = new Map<string, Promise<string>>();

  private constructor(
    readonly folder: string,
    readonly tarballs: ReadonlyMap<string, string>,
  ) {}

  static async make(): Promise<Workplace> {
    const folder = await installTarballs(['core', ...NAMED]);
    const files = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
    const tarballs = new Map(
      ['core', ...NAMED].map((name) => [
        `@cio/${name}`,
        join(folder, files.find((file) => new RegExp(`^cio-${name}-\\d`).test(file))!),
      ]),
    );
    // Below `projects`, the tools of this package: those of its dependencies that are not the packages under test.
    const projects = join(folder, 'projects');
    await cp(here('scenario'), projects, { recursive: true });
    await linkTools(here('node_modules'), join(projects, 'node_modules'));
    return new Workplace(folder, tarballs);
  }

  /** A copy of an environment's project that has what it needs beside it or above it. */
  async projectOf({ name, project, dependencies, installer = 'npm' }: Environment): Promise<string> {
    const slug = name.replaceAll(/\W+/g, '-');
    if (!dependencies) {
      const copy = join(this.folder, 'projects', slug);
      await cp(here(`projects/${project}`), copy, { recursive: true });
      return copy;
    }
    // Those with the same dependencies share a folder.
    const key = JSON.stringify([installer, dependencies]);
    const own = this.#installed.get(key) ?? this.#install(dependencies, installer);
    this.#installed.set(key, own);
    const copy = join(await own, slug);
    await cp(here(`projects/${project}`), copy, { recursive: true });
    return copy;
  }

  async #install(dependencies: Record<string, string>, installer: string): Promise<string> {
    // Not below the other folder, whose packages it would find.
    const own = await mkdtemp(join(tmpdir(), 'cio-ecosystem-'));
    await cp(here('scenario'), own, { recursive: true });
    const ours = Object.fromEntries(
      NAMED.map((one) => [`@cio/${one}`, `file:${this.tarballs.get(`@cio/${one}`)}`]),
    );
    const core = { '@cio/core': `file:${this.tarballs.get('@cio/core')}` };
    // npm puts core beside the others by itself where it is named; the other two have to be told where it is.
    const manifest = {
      private: true,
      dependencies: { ...ours, ...dependencies, ...(installer === 'npm' && core) },
      ...(installer === 'yarn' && { resolutions: core }),
    };
    await writeFile(join(own, 'package.json'), JSON.stringify(manifest, undefined, 2));
    await install(own, installer, core['@cio/core']);
    return own;
  }
}

async function install(folder: string, installer: string, core: string): Promise<void> {
  if (installer === 'npm') {
    await exec('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
  } else if (installer === 'pnpm') {
    const settings = `overrides:\n  '@cio/core': '${core}'\n`;
    await writeFile(join(folder, 'pnpm-workspace.yaml'), settings);
    await exec('npx', ['--yes', await pnpm(), 'install', '--ignore-scripts'], { cwd: folder });
  } else {
    const registry = (await exec('npm', ['config', 'get', 'registry'])).stdout.trim();
    await writeFile(
      join(folder, '.yarnrc.yml'),
      `nodeLinker: pnp\nenableTelemetry: false\nenableGlobalCache: false\nnpmRegistryServer: '${registry}'\n`,
    );
    await exec('npx', ['--yes', '-p', YARN, 'yarn', 'install', '--mode=skip-build'], { cwd: folder });
  }
}

const YARN = '@yarnpkg/cli-dist@4';

async function pnpm(): Promise<string> {
  return JSON.parse(await readFile(here('../../package.json'), 'utf8')).packageManager;
}

async function linkTools(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name === '.bin' || name === '@cio' || name === '@cio-tests') continue;
    if (name.startsWith('@')) await linkTools(join(from, name), join(to, name));
    else await symlink(join(from, name), join(to, name));
  }
}

/**
 * Runs an environment.
 *
 * @param place A Customer.io to talk to.
 * @returns What came of each step; what was printed where it did not get as far as that.
 */
export async function runEnvironment(
  workplace: Workplace,
  environment: Environment & { commands: string[][] },
  place: object,
): Promise<Result | string> {
  let output = '';
  const folder = await workplace.projectOf(environment).catch((error: Error) => {
    output += error.message;
  });
  if (!folder) return output;
  const result = join(folder, 'result.json');
  const env = {
    ...process.env,
    // What the test runner above has set would reach the one below.
    NODE_ENV: undefined,
    VITEST: undefined,
    NODE_OPTIONS: undefined,
    NEXT_TELEMETRY_DISABLED: '1',
    ECOSYSTEM_PLACE: JSON.stringify(place),
    ECOSYSTEM_RESULT: result,
  };
  for (const [name, ...rest] of environment.commands) {
    const [program, ...args] =
      name === 'pnpm' || name === 'yarn' ? await through(name, rest) : [name!, ...rest];
    try {
      const { stdout, stderr } = await exec(program!, args, { cwd: folder, env, maxBuffer: 2 ** 26 });
      output += stdout + stderr;
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
      return `${output}${stdout}${stderr}${message}`;
    }
  }
  const text = await readFile(result, 'utf8').catch(() => undefined);
  return text === undefined ? output : (JSON.parse(text) as Result);
}

/** A program run by a package manager, which tells it where the packages are. */
async function through(name: 'pnpm' | 'yarn', args: string[]): Promise<string[]> {
  if (name === 'pnpm') return ['npx', '--yes', await pnpm(), 'exec', ...args];
  return ['npx', '--yes', '-p', YARN, 'yarn', ...args];
}
