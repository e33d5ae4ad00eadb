// Builds the application without any secret in the environment, and serves it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const bin = createRequire(import.meta.url).resolve('next/dist/bin/next');
const {
  CIO_SITE_ID: _site,
  CIO_API_KEY: _key,
  CIO_SIGNING_KEY: _signingKey,
  ...withoutSecrets
} = process.env;

function next(args: string[], env: NodeJS.ProcessEnv): void {
  const { status } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

next(['build'], withoutSecrets);
next(['start', '--hostname', '127.0.0.1', '--port', process.env.PORT ?? '3000'], process.env);
