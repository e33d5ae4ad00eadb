import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from '@cio/emulator';
import { expect, test, vi } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the server, visits it, stops it, and tells how it ended. */
async function run(
  emulator: Emulator,
  paths: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; last: string; errors: string; statuses: number[] }> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      CIO_URL: emulator.url,
      CIO_SITE_ID: emulator.siteId,
      CIO_API_KEY: emulator.apiKey,
      STOP_TIMEOUT_MS: '500',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let errors = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  child.stderr.on('data', (text) => {
    errors += text;
  });
  await vi.waitFor(() => expect(printed).toContain('ready'), { timeout: 10_000 });
  const statuses = await Promise.all(
    paths.map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status),
  );
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return { code: code as number | null, last: printed.trim().split('\n').at(-1)!, errors, statuses };
}

const visits = Array.from({ length: 100 }, (_, n) => `/visit/C-${n}`);

test('stopped right after a hundred visits, it has told of every one', async () => {
  await using emulator = await startEmulator();
  const { code, last } = await run(emulator, visits, { STOP_TIMEOUT_MS: '10000' });
  expect([code, last]).toEqual([0, 'nothing lost']);
  for (let n = 0; n < 100; n++) expect(emulator.workspace.find(`C-${n}`)?.events).toHaveLength(1);
  expect(emulator.requests.length).toBeLessThan(20);
});

test('a wrong key: it says how many are lost, and ends with an error', async () => {
  await using emulator = await startEmulator();
  const { code, last, errors } = await run(emulator, visits, { CIO_API_KEY: 'wrong' });
  expect([code, last]).toEqual([1, '100 lost: {"rejected":0,"unprocessed":100,"unknown":0}']);
  expect(errors).toContain('unprocessed: POST /api/v2/batch → 401');
  expect(errors.trim().split('\n')).toHaveLength(1);
});

test('nobody there when it is stopped: it gives up in time', async () => {
  await using emulator = await startEmulator();
  const { code, last } = await run(emulator, visits, { CIO_URL: `http://127.0.0.1:${await freePort()}` });
  expect(code).toBe(1);
  expect(last).toMatch(/^100 lost: {"rejected":0,/);
});

test('a server that is down for longer: what became of the events is unknown', async () => {
  await using emulator = await startEmulator();
  emulator.faults.add({ kind: 'status', status: 503, times: 1e9 });
  const { code, last } = await run(emulator, ['/visit/C-1']);
  expect([code, last]).toEqual([1, '1 lost: {"rejected":0,"unprocessed":0,"unknown":1}']);
});

test('one that is rejected is lost, and no other', async () => {
  await using emulator = await startEmulator();
  const body = { errors: [{ batch_index: 0, reason: 'invalid', field: 'name', message: 'no' }] };
  emulator.faults.add({ kind: 'status', status: 207, body });
  const { code, last, errors } = await run(emulator, ['/visit/C-1']);
  expect([code, last]).toEqual([1, '1 lost: {"rejected":1,"unprocessed":0,"unknown":0}']);
  expect(errors).toContain('rejected: person event was rejected: name: no');
});

test('a visit that is none is a 400, and ends nothing', async () => {
  await using emulator = await startEmulator();
  const { code, last, statuses } = await run(emulator, [
    '/',
    '/visit/',
    '/visit/%',
    `/visit/${'x'.repeat(151)}`,
    '/visit/C-1',
  ]);
  expect(statuses).toEqual([400, 400, 400, 400, 200]);
  expect([code, last]).toEqual([0, 'nothing lost']);
});
