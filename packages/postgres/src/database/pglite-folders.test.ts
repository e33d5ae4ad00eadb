import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isValidationError } from '@cio/core';
import { person } from '@cio/track-v2';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { postgresDeduplicator } from '../deduplicator/postgres-deduplicator.js';
import { postgresOutbox } from '../outbox/postgres-outbox.js';
import { postgresRateLimiter } from '../rate-limit/postgres-rate-limiter.js';
import { lockFolder } from './folder-lock.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cio-folders-'));
const folder = join(root, 'data');
const database = `file:${folder}`;
const children: ChildProcess[] = [];

beforeAll(async () => {
  const outbox = await postgresOutbox({ database, partitions: 2 });
  await outbox.add(person.event({ id: '5' }, 'kept'));
  await outbox.close();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.useRealTimers();
  for (const child of children.splice(0)) await kill(child);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Another process that opens an outbox in the folder. */
async function holder(program = `await postgresOutbox({ database: ${JSON.stringify(database)} })`) {
  const imports = `import { postgresOutbox } from ${JSON.stringify(join(dist, 'index.js'))};
    import { PGlite } from ${JSON.stringify(import.meta.resolve('@electric-sql/pglite'))};`;
  const script = `${imports} ${program}; console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise((resolve, reject) => {
    child.stdout!.once('data', resolve);
    child.once('exit', () => reject(new Error('the holder ended')));
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function command(...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [join(dist, 'cli.js'), 'outbox', ...args]);
  const { stdout, stderr } = await run.catch((error) => error);
  return stdout + stderr;
}

const inUse = (pid: number | undefined) => ({
  name: 'ValidationError',
  field: 'database',
  message: expect.stringContaining(`is in use by process ${pid} on `),
});

test('a folder that another process has open is refused, until that process is killed', async () => {
  const other = await holder();
  await expect(postgresOutbox({ database })).rejects.toMatchObject(inUse(other.pid));
  await expect(postgresRateLimiter({ database })).rejects.toMatchObject(inUse(other.pid));
  await expect(postgresDeduplicator({ database })).rejects.toMatchObject(inUse(other.pid));
  expect(await command('ls', '--url', database)).toMatch(
    new RegExp(`^database: the folder \\S+ is in use by process ${other.pid} on `),
  );
  await kill(other);
  const outbox = await postgresOutbox({ database });
  expect((await outbox.stats()).depth).toBe(1);
  await outbox.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('cio.lock'))).toEqual([]);
  expect(await command('ls', '--url', database)).toMatch(/^1 to be sent/);
});

test('a PGlite of the caller counts as well', async () => {
  const other = await holder(
    `await postgresOutbox({ database: await PGlite.create(${JSON.stringify(folder)}) })`,
  );
  expect(await command('ls', '--url', database)).toContain(`is in use by process ${other.pid} on `);
  await kill(other);
  const pglite = await PGlite.create(folder);
  const outbox = await postgresOutbox({ database: pglite });
  const second = await postgresOutbox({ database: pglite, name: 'second', partitions: 1 });
  await second.close();
  await expect(lockFolder(folder)).rejects.toMatchObject({
    message: expect.stringContaining(`is in use by this process (${process.pid})`),
  });
  await outbox.close();
  await pglite.close();
  (await lockFolder(folder))();
});

test('an outbox, a rate limiter and a deduplicator of one process share a folder', async () => {
  const [outbox, limiter, deduplicator] = await Promise.all([
    postgresOutbox({ database }),
    postgresRateLimiter({ database }),
    postgresDeduplicator({ database }),
  ]);
  expect(await deduplicator.claim('e')).toBe('claimed');
  await deduplicator.close();
  expect((await outbox.stats()).depth).toBe(1);
  const closing = Promise.all([outbox.close(), limiter.close()]);
  const again = await postgresDeduplicator({ database });
  await closing;
  expect(await again.claim('e')).toBe('running');
  await again.close();
});

test('a command that is misspelt creates nothing', async () => {
  const nope = join(root, 'nope');
  expect(await command('ls', '--url', `file:${nope}`)).toBe(`there is no database in ${nope}\n`);
  expect(existsSync(nope)).toBe(false);
  expect(await command('ls', '--url', database, '--name', 'nope')).toBe(
    'the schema cio has no outbox nope, but outbox, second\n',
  );
  expect(await command('ls', '--url', database, '--schema', 'nope')).toBe(
    'the database has no outbox in the schema nope\n',
  );
});

const lockFile = join(folder, 'cio.lock');

async function ownLock(): Promise<Record<string, string>> {
  const unlock = await lockFolder(folder);
  const text = readFileSync(lockFile, 'utf8');
  unlock();
  return JSON.parse(text);
}

test.each([
  ['a process that does not exist', { pid: 2 ** 22 + 5 }],
  ['another process that had the same pid', { started: 'another boot 5' }],
  ['a machine that shows no life', { host: 'elsewhere' }],
])('the lock of %s is taken over', async (_, changes) => {
  writeFileSync(lockFile, JSON.stringify({ ...(await ownLock()), id: 'old', ...changes }));
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const locking = lockFolder(folder);
  await vi.advanceTimersByTimeAsync(10_500);
  (await locking)();
  expect(readdirSync(folder).filter((name) => name.startsWith('cio.lock'))).toEqual([]);
});

test('the lock of another machine that shows that it lives is refused', async () => {
  writeFileSync(lockFile, JSON.stringify({ ...(await ownLock()), id: 'old', host: 'elsewhere', pid: 7 }));
  const beat = setInterval(() => utimesSync(lockFile, new Date(), new Date()), 100);
  await expect(lockFolder(folder)).rejects.toMatchObject(inUse(7));
  clearInterval(beat);
  rmSync(lockFile);
});

test('of many that take over the lock of a dead process, one has it', async () => {
  writeFileSync(lockFile, JSON.stringify({ ...(await ownLock()), id: 'old', started: 'another boot' }));
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
  const locks = results.filter((result) => result.status === 'fulfilled');
  expect(locks).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(isValidationError(result.reason)).toBe(true);
  }
  locks[0]!.value();
});
