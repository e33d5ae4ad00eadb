// Builds the application without any secret in the environment, and serves it: both by the Next that npx fetches.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const { CIO_SITE_ID: _site, CIO_API_KEY: _key, CIO_SIGNING_KEY: _signingKey, ...withoutSecrets } = process.env;

function next(args: string[], env: NodeJS.ProcessEnv): void {
  const packages = ['next@16', 'react@19', 'react-dom@19'].flatMap((name) => ['--package', name]);
  const { status } = spawnSync('npx', ['--yes', ...packages, 'next', ...args], { cwd, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

next(['build'], withoutSecrets);
next(['start', '--hostname', '127.0.0.1', '--port', process.env.PORT ?? '3000'], process.env);
