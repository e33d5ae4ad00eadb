import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const given = process.env.CIO_TEST_REDIS_URL;

/** Why the tests that need a Redis cannot run here; undefined if they can. */
export const noRedis: string | undefined =
  given || spawnSync('redis-server', ['--version']).status === 0
    ? undefined
    : 'there is no redis-server on the PATH, and no CIO_TEST_REDIS_URL';

/** A Redis of a test. */
export interface TestRedis {
  url: string;
  /** Ends it without a warning, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, at the same address. */
  start(): Promise<void>;
  /** Ends it and removes what it has stored. */
  close(): Promise<void>;
}

/** A Redis for tests that store things under names of their own: the one of `CIO_TEST_REDIS_URL`, or a new one. */
export async function testRedis(): Promise<Pick<TestRedis, 'url' | 'close'>> {
  return given ? { url: given, close: async () => {} } : startRedis();
}

/**
 * Starts a `redis-server` on a free port.
 *
 * @param isDurable Whether what it acknowledged is on the disk.
 */
export async function startRedis(isDurable = false): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'cio-redis-'));
  const port = await freePort();
  const durability = isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...durability];
  let server: ChildProcess | undefined;
  const kill = async () => {
    if (!server) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    server = undefined;
    await exited;
  };
  const start = async () => {
    server = spawn('redis-server', args, { stdio: 'ignore' });
    while (!(await responds(port))) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether the server responds to a PING: not while it reads what it has stored. */
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
