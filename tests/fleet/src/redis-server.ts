import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './postgres-server.js';

/** A Redis server of the test's own. */
export interface RedisServer {
  readonly url: string;
  /** Stops it, as a crash would if `isCrash`, and starts it again. */
  restart(isCrash: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Why there is no Redis here; undefined if there is one. */
export function missingRedis(): string | undefined {
  if (process.env.CIO_TEST_REDIS_URL || spawnSync('redis-server', ['--version']).status === 0)
    return undefined;
  return 'no Redis: install redis-server, or set CIO_TEST_REDIS_URL';
}

/**
 * Starts a Redis on a free port, in a folder of its own, or takes the one of `CIO_TEST_REDIS_URL`, which is not restarted.
 *
 * @param isDurable Whether every write is on the disk before it is acknowledged, so that it may be restarted.
 */
export async function startRedis(isDurable = false): Promise<RedisServer> {
  const { CIO_TEST_REDIS_URL: given } = process.env;
  if (given) return { url: given, restart: async () => {}, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'cio-redis-'));
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: isDurable ? 'yes' : 'no',
    appendfsync: 'always',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  let server: ChildProcess;
  const start = async () => {
    server = spawn('redis-server', args, { stdio: 'ignore' });
    while (!(await responds(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const stop = async (signal: NodeJS.Signals) => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async (isCrash) => {
      await stop(isCrash ? 'SIGKILL' : 'SIGTERM');
      await start();
    },
    stop: async () => {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether it responds to a PING: not while it reads what it has stored. */
function responds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (bytes) => {
      socket.destroy();
      resolve(bytes.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
