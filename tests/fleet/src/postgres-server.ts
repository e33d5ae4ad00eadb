import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Postgres server of the test's own. */
export interface PostgresServer {
  readonly url: string;
  /** Stops it, as a crash would if `isCrash`, and starts it again. */
  restart(isCrash: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Why there is no Postgres here; undefined if there is one. */
export function missingPostgres(): string | undefined {
  // In CI nothing is skipped: there it fails to start.
  if (process.env.CI || process.env.CIO_TEST_POSTGRES_URL || binary('initdb')) return undefined;
  return 'no Postgres: install it, or set CIO_TEST_POSTGRES_URL';
}

/**
 * Starts a Postgres on a free port, in a folder of its own, or takes the one of `CIO_TEST_POSTGRES_URL`, which is not restarted.
 *
 * @param isDurable Whether commits wait for the disk, as they do in production.
 */
export async function startPostgres(isDurable = false): Promise<PostgresServer> {
  const { CIO_TEST_POSTGRES_URL: given } = process.env;
  if (given) return { url: given, restart: async () => {}, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'cio-postgres-'));
  const user = await ownerOf(folder);
  const data = join(folder, 'data');
  execFileSync(
    binary('initdb')!,
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const port = await freePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200 };
  const args = Object.entries({ ...settings, ...(!isDurable && { fsync: 'off' }) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  let server: ChildProcess;
  const start = async () => {
    server = spawn(binary('postgres')!, ['-D', data, ...args], { ...user, cwd: folder, stdio: 'ignore' });
    await untilReady(port, server);
  };
  const stop = async (signal: NodeJS.Signals) => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    restart: async (isCrash) => {
      await stop(isCrash ? 'SIGQUIT' : 'SIGINT');
      await start();
    },
    stop: async () => {
      await stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** On the PATH, or where Debian has it. */
function binary(name: string): string | undefined {
  const found = spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim();
  if (found) return found;
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  return versions
    .map((version) => `/usr/lib/postgresql/${version}/bin/${name}`)
    .filter((path) => existsSync(path))
    .at(-1);
}

/** Postgres does not run as root. */
async function ownerOf(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string, user: string) =>
    Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  const user = id('-u', 'postgres') > 0 ? 'postgres' : 'nobody';
  const owner = { uid: id('-u', user), gid: id('-g', user) };
  await chown(folder, owner.uid, owner.gid);
  return owner;
}

async function untilReady(port: number, server: ChildProcess): Promise<void> {
  const { default: pg } = await import('pg');
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('postgres did not start');
}

/** A port that nobody has. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
