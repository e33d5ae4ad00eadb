// What `npm start`, `npm test` and the `npm run` commands of the README do on a machine that has only Node and npm.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { summarize } from './summary.mjs';

const root = new URL('..', import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

function run(command, args, cwd = root) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  if (error) throw error;
  return signal ? 1 : status;
}

function must(command, args) {
  const status = run(command, args);
  if (status !== 0) {
    console.error(`\n${command} ${args.join(' ')} failed with ${status}`);
    process.exit(status ?? 1);
  }
}

const pnpm = ['--yes', packageManager];
const tour = '@cio-examples/tour';
const [task, ...rest] = process.argv.slice(2);
/** The caller's folder, so that files named on the command line are found. */
const callersFolder = process.env.INIT_CWD ?? process.cwd();

/** Installs and builds a package and what it depends on, and nothing else but what is named. */
function prepare(name, ...others) {
  const filters = ['.', `${name}...`, ...others].flatMap((filter) => ['--filter', filter]);
  must('npx', [...pnpm, 'install', '--frozen-lockfile', ...filters]);
  must('npx', [...pnpm, 'turbo', 'run', 'build', '--filter', `${name}...`, '--output-logs=errors-only']);
}

function hasProgram(example, program) {
  return readdirSync(new URL(`examples/${example}/dist/`, root)).includes(`${program}.js`);
}

if (task === 'start') {
  // Only what the tour needs: the runtimes that the tests run under weigh half a gigabyte.
  prepare(tour);
  const entry = fileURLToPath(new URL('examples/tour/dist/main.js', root));
  process.exit(run(process.execPath, [entry, ...rest], callersFolder));
} else if (task === 'bench') {
  prepare('@cio-tests/bench');
  const entry = fileURLToPath(new URL('tests/bench/dist/bench.js', root));
  process.exit(run(process.execPath, [entry, ...rest]));
} else if (task === 'soak') {
  // `npm run soak -- fleet` runs the processes that share a database alone.
  const suites = rest[0] === 'fleet' ? [rest.shift()] : ['soak', 'fleet'];
  let status = 0;
  for (const suite of suites) {
    prepare(`@cio-tests/${suite}`);
    const entry = fileURLToPath(new URL(`tests/${suite}/dist/soak.js`, root));
    status ||= run(process.execPath, [entry, ...(suite === suites[0] ? rest : [])]);
  }
  process.exit(status);
} else if (task === 'ecosystem') {
  // All environments: those that take long, too.
  prepare('@cio-tests/ecosystem', '@cio-tests/runtime-binaries');
  process.env.ECOSYSTEM = 'whole';
  process.exit(run('npx', [...pnpm, '--filter', '@cio-tests/ecosystem', 'test', ...rest]));
} else if (task === 'emulator') {
  prepare('@cio/emulator');
  const entry = fileURLToPath(new URL('packages/emulator/dist/cli.js', root));
  process.exit(run(process.execPath, [entry, ...rest], callersFolder));
} else if (task === 'example') {
  const [name = '', ...args] = rest;
  const names = readdirSync(new URL('examples/', root));
  if (!names.includes(name)) {
    console.error(
      `usage: npm run example -- <name> [arguments], where the name is one of ${names.join(', ')}`,
    );
    process.exit(2);
  }
  prepare(`@cio-examples/${name}`);
  // Some have several programs: `npm run example -- receivers express`.
  const program = args[0] !== undefined && hasProgram(name, args[0]) ? args.shift() : 'main';
  const entry = fileURLToPath(new URL(`examples/${name}/dist/${program}.js`, root));
  process.exit(run(process.execPath, [entry, ...args], callersFolder));
} else if (task === 'docs') {
  must('npx', [...pnpm, 'install', '--frozen-lockfile', '--filter', '.', '--filter', './packages/*']);
  must('npx', [...pnpm, 'turbo', 'run', '//#site', '--output-logs=errors-only']);
  process.exit(run('npx', [...pnpm, 'vitepress', 'preview', 'docs', ...rest]));
} else if (task === 'pack') {
  must('npx', [...pnpm, 'install', '--frozen-lockfile', '--filter', '.', '--filter', './packages/*']);
  must('npx', [...pnpm, 'turbo', 'run', 'build', '--filter', './packages/*', '--output-logs=errors-only']);
  const folder = fileURLToPath(new URL('tarballs/', root));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of readdirSync(new URL('packages/', root))) {
    const cwd = new URL(`packages/${name}/`, root);
    const { private: isPrivate } = JSON.parse(readFileSync(new URL('package.json', cwd), 'utf8'));
    if (!isPrivate && run('npx', [...pnpm, 'pack', '--pack-destination', folder], cwd) !== 0) process.exit(1);
  }
  console.log(`\nIn your project, core and what you use of the rest:\n`);
  console.log(`    npm i ${folder}cio-core-*.tgz ${folder}cio-track-0*.tgz ${folder}cio-app-api-*.tgz`);
} else if (task === 'test') {
  must('npx', [...pnpm, 'install', '--frozen-lockfile']);
  const status = run('npx', [
    ...pnpm,
    'turbo',
    'run',
    'build',
    '//#lint',
    '//#unused',
    '//#site',
    'typecheck',
    'test',
    '--continue',
    // More than two cores can run: many suites wait for timers and processes.
    '--concurrency=3',
    ...rest,
  ]);
  // A release, but for its last step.
  const released = run(process.execPath, [fileURLToPath(new URL('scripts/release-dry.mjs', root))]);
  const { failed, total } = summarize(root);
  process.exit(status !== 0 || released !== 0 || failed > 0 || total === 0 ? 1 : 0);
} else {
  console.error(
    'usage: node scripts/run.mjs start [people-file] [events-file] | test | emulator [options] | example <name> | docs | pack | bench | soak | ecosystem',
  );
  process.exit(2);
}
