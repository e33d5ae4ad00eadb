// What `npm start`, `npm run bench`, `npm run soak`, `npm run ecosystem` and `npm test` do on a machine that has only Node and npm.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

if (task === 'start') {
  // Only what the tour needs: the runtimes that the tests run under weigh half a gigabyte.
  must('npx', [...pnpm, 'install', '--frozen-lockfile', '--filter', '.', '--filter', `${tour}...`]);
  must('npx', [...pnpm, 'turbo', 'run', 'build', '--filter', `${tour}...`, '--output-logs=errors-only']);
  // The caller's folder, so that files named on the command line are found.
  const entry = fileURLToPath(new URL('examples/tour/dist/main.js', root));
  process.exit(run(process.execPath, [entry, ...rest], process.env.INIT_CWD ?? process.cwd()));
} else if (task === 'bench' || task === 'soak') {
  const name = `@cio-tests/${task}`;
  must('npx', [...pnpm, 'install', '--frozen-lockfile', '--filter', '.', '--filter', `${name}...`]);
  must('npx', [...pnpm, 'turbo', 'run', 'build', '--filter', `${name}...`, '--output-logs=errors-only']);
  const entry = fileURLToPath(new URL(`tests/${task}/dist/${task}.js`, root));
  process.exit(run(process.execPath, [entry, ...rest]));
} else if (task === 'ecosystem') {
  const name = '@cio-tests/ecosystem';
  must('npx', [...pnpm, 'install', '--frozen-lockfile']);
  must('npx', [...pnpm, 'turbo', 'run', 'build', '--filter', `${name}...`, '--output-logs=errors-only']);
  // Those too that install what they need, and take their time.
  process.env.ECOSYSTEM = 'whole';
  process.exit(run('npx', [...pnpm, '--filter', name, 'run', 'test', ...rest]));
} else if (task === 'test') {
  must('npx', [...pnpm, 'install', '--frozen-lockfile']);
  const status = run('npx', [
    ...pnpm,
    'turbo',
    'run',
    'build',
    '//#lint',
    '//#unused',
    '//#docs',
    'typecheck',
    'test',
    '--continue',
    '--concurrency=2',
    ...rest,
  ]);
  // A release, but for its last step.
  const released = run(process.execPath, [fileURLToPath(new URL('scripts/release-dry.mjs', root))]);
  const { failed, total } = summarize(root);
  process.exit(status !== 0 || released !== 0 || failed > 0 || total === 0 ? 1 : 0);
} else {
  console.error(
    'usage: node scripts/run.mjs start [people-file] [events-file] | bench [options] | soak [options] | ecosystem | test',
  );
  process.exit(2);
}
