import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '@cio/emulator';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('the people of a segment, in a file', async () => {
  await using emulator = await startEmulator();
  const { url, siteId, apiKey, appApiKey } = emulator;
  const authorization = `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
  for (const id of ['ada', 'bob']) {
    const body = JSON.stringify({ email: `${id}@example.com` });
    const headers = { authorization, 'content-type': 'application/json' };
    await fetch(`${url}/api/v1/customers/${id}`, { method: 'PUT', headers, body });
  }
  const path = join(await mkdtemp(join(tmpdir(), 'cio-')), 'people.csv');
  const { stdout } = await promisify(execFile)(process.execPath, [main, '1', path], {
    env: { ...process.env, CIO_URL: url, CIO_APP_KEY: appApiKey },
  });
  expect(stdout).toMatch(/\d+ bytes in /);
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines.join()).toContain('ada@example.com');
  // It holds data of people.
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what goes wrong is told, and leaves nothing', async () => {
  await using emulator = await startEmulator();
  const folder = await mkdtemp(join(tmpdir(), 'cio-'));
  const run = (appApiKey: string, path: string) =>
    promisify(execFile)(process.execPath, [main, '1', path], {
      env: { ...process.env, CIO_URL: emulator.url, CIO_APP_KEY: appApiKey },
    });
  const path = join(folder, 'people.csv');
  await expect(run('wrong', path)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/people\.csv was not written: .* 401 /),
  });
  await expect(run(emulator.appApiKey, join(folder, 'no/such.csv'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('its directory'),
  });
  expect(await readdir(folder)).toEqual([]);
});
