import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@cio/emulator';
import { beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const shop = (name: string) => fileURLToPath(new URL(`../../tour/data/${name}`, import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cio-import-'));
});

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, ...env } });
  const state = { output: '' };
  child.stdout.on('data', (chunk) => (state.output += chunk));
  child.stderr.on('data', (chunk) => (state.output += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, state, ended };
}

test('a shop, people and events', async () => {
  const { state, ended } = start([shop('people.csv'), shop('events.ndjson')]);
  expect(await ended).toBe(0);
  expect(state.output).toContain('1200 accepted, 0 bad');
});

test('bad rows are told by their line, whether they are found here or by the server', async () => {
  await writeFile(
    join(folder, 'mixed.ndjson'),
    [
      '{"id":"1","plan":"gold"}',
      'nonsense',
      '{"id":""}',
      '{"person":"1","name":"bought","timestamp":"2026-01-01T00:00:00Z","price":3}',
      '{"id":"2","_update":"yes"}',
    ].join('\n'),
  );
  const { state, ended } = start(['mixed.ndjson']);
  expect(await ended).toBe(0);
  expect(state.output).toContain('2 accepted, 3 bad');
  expect(state.output).toContain('mixed.ndjson:3: identifiers.id: expected a string that is not blank');
  expect(state.output).toMatch(/mixed\.ndjson:2: .*JSON/);
  expect(state.output).toContain('mixed.ndjson:5: attributes._update must be boolean');
});

test('a server that refuses: it says where to go on', async () => {
  await using emulator = await startEmulator({ apiKey: 'another' });
  const env = { CIO_SITE_ID: emulator.siteId, CIO_API_KEY: 'wrong', CIO_BASE_URL: emulator.url };
  const { state, ended } = start([shop('people.csv')], env);
  expect(await ended).toBe(1);
  expect(state.output).toContain('stopped at operation 240 with 240 unsent');
  expect(state.output).toContain('401 Unauthorized request');
  expect(state.output).toMatch(/go on from .*people\.csv:2/);
});

test('no files is a usage error', async () => {
  const { state, ended } = start([]);
  expect(await ended).toBe(2);
  expect(state.output).toContain('usage:');
});
