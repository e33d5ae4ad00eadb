import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installTarballs } from '@cio-tests/runtimes';
import type { Environment } from './environments.js';

const exec = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export type Result = Record<string, string>;

/**
 * A temporary folder with the packages as they are published, and below it `projects`, with the tools of this package beside
 * them: those of its dependencies that are not the packages under test.
 */
export async function makeWorkplace(): Promise<string> {
  const packages = ['core', 'track', 'track-v2', 'app-api', 'webhooks', 'retry-p-retry', 'emulator'];
  const folder = await installTarballs(packages);
  const projects = join(folder, 'projects');
  await cp(here('scenario'), projects, { recursive: true });
  await linkTools(here('node_modules'), join(projects, 'node_modules'));
  return projects;
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
 * Runs an environment in a copy of its project.
 *
 * @returns What came of each step; a text where it did not get as far as that.
 */
export async function runEnvironment(
  projects: string,
  environment: Environment,
  place: object,
): Promise<Result | string> {
  const folder = join(projects, environment.name.replaceAll(/\W+/g, '-'));
  await cp(here(`projects/${environment.project}`), folder, { recursive: true });
  const env = {
    ...process.env,
    // What the test runner above has set would reach the one below.
    NODE_ENV: undefined,
    VITEST: undefined,
    NODE_OPTIONS: undefined,
    ECOSYSTEM_PLACE: JSON.stringify(place),
    ECOSYSTEM_RESULT: join(folder, 'result.json'),
  };
  let output = '';
  for (const [program, ...args] of environment.commands) {
    try {
      const { stdout, stderr } = await exec(program!, args, { cwd: folder, env, maxBuffer: 2 ** 26 });
      output += stdout + stderr;
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
      output += stdout + stderr || message;
    }
  }
  const text = await readFile(join(folder, 'result.json'), 'utf8').catch(() => undefined);
  return text === undefined ? output : (JSON.parse(text) as Result);
}
