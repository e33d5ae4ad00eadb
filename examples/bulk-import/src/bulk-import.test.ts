import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from '@cio/emulator';
import { beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const shop = (name: string) => fileURLToPath(new URL(`../../tour/data/${name}`, import.meta.url));
let folder: string;

beforeEach(async () => {
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

const credentials = (emulator: Emulator) => ({
  CIO_SITE_ID: emulator.siteId,
  CIO_API_KEY: emulator.apiKey,
  CIO_URL: emulator.url,
});
const checkpoint = () => join(folder, 'bulk-import.checkpoint');
const rowsDone = () => (JSON.parse(readFileSync(checkpoint(), 'utf8')) as { rows: number }).rows;

const PEOPLE = 500;

/** So many events of 500 people, in order for each, every hundredth row bad, and people before them. */
async function writeRows(events: number): Promise<string[]> {
  const people = ['id,plan', ...Array.from({ length: PEOPLE }, (_, n) => `P-${n},gold`)];
  const rows = Array.from({ length: events }, (_, n) =>
    n % 100 === 99
      ? 'nonsense'
      : JSON.stringify({
          person: `P-${n % PEOPLE}`,
          name: 'visited',
          timestamp: 1_700_000_000 + n,
          data: { n, text: 'x'.repeat(100) },
        }),
  );
  await writeFile(join(folder, 'people.csv'), people.join('\n'));
  await writeFile(join(folder, 'events.ndjson'), rows.join('\n'));
  return ['people.csv', 'events.ndjson'];
}

/** Every good row counts once, and each person's events are in their order. */
function expectAll({ workspace }: Emulator, events: number) {
  expect(workspace.people.size).toBe(PEOPLE);
  expect(workspace.events.size).toBe(events - Math.floor(events / 100));
  for (const { attributes, events: own } of workspace.people.values()) {
    expect(attributes.plan).toBe('gold');
    const numbers = own.map(({ data }) => data.n as number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
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
      '{"person":"1","name":"bought","timestamp":"soon"}',
      '{"person":"1","name":"bought"}',
    ].join('\n'),
  );
  const { state, ended } = start(['mixed.ndjson']);
  expect(await ended).toBe(0);
  expect(state.output).toContain('3 accepted, 4 bad');
  expect(state.output).toContain('mixed.ndjson:3: identifiers.id: expected a string that is not blank');
  expect(state.output).toMatch(/mixed\.ndjson:2: .*JSON/);
  expect(state.output).toMatch(/mixed\.ndjson:5: attributes\._update/);
  expect(state.output).toContain('mixed.ndjson:6: time: expected a valid Date');
});

test('a server that refuses: it says where to go on, and goes on there', async () => {
  await using emulator = await startEmulator();
  const refused = start([shop('people.csv')], { ...credentials(emulator), CIO_API_KEY: 'wrong' });
  expect(await refused.ended).toBe(1);
  expect(refused.state.output).toContain('stopped at operation 240 with 240 unsent');
  expect(refused.state.output).toContain('401 Unauthorized request');
  expect(refused.state.output).toMatch(/go on from .*people\.csv:2/);
  const again = start([shop('people.csv')], credentials(emulator));
  expect(await again.ended).toBe(0);
  expect(again.state.output).toContain('240 accepted, 0 bad');
  expect(existsSync(checkpoint())).toBe(false);
});

test('killed at any moments, each time started again: nothing is lost, and what was sent twice counts once', async () => {
  const EVENTS = 15_000;
  await using emulator = await startEmulator();
  const files = await writeRows(EVENTS);
  // Answers take their time, so that there is something to kill.
  emulator.faults.add({ kind: 'delay', delayMs: 50, times: 1e9 });
  let kills = 0;
  let goneOn = 0;
  let done = 0;
  for (let code: number | null = null; code !== 0; ) {
    const { child, state, ended } = start(files, credentials(emulator));
    const seen = emulator.requests.length;
    let isRunning = true;
    const kill = async () => {
      // Rarely before its first request, else at any time after it; later each time, so that it comes to an end.
      while (isRunning && emulator.requests.length === seen && Math.random() > 0.001) await sleep(5);
      await sleep(Math.random() * (200 + kills * 200));
      child.kill('SIGKILL');
    };
    const killed = kill();
    code = await ended;
    isRunning = false;
    await killed;
    if (state.output.includes('going on after row')) goneOn++;
    if (code === 0) break;
    kills++;
    expect(state.output).not.toMatch(/error/i);
    if (!existsSync(checkpoint())) {
      // Killed before the first checkpoint, or after the import had ended, which removes it: the next run starts over.
      if (done > 0) expectAll(emulator, EVENTS);
      done = 0;
      continue;
    }
    // Whenever it was killed, what it left is whole, and does not go back.
    expect(rowsDone()).toBeGreaterThanOrEqual(done);
    done = rowsDone();
  }
  console.log(
    `killed ${kills} times, ${goneOn} runs went on, ${emulator.workspace.duplicates} events came again`,
  );
  expect(goneOn).toBeGreaterThan(0);
  expectAll(emulator, EVENTS);
}, 120_000);

test('stopped by a signal: what is under way ends, and the next run goes on after it', async () => {
  const EVENTS = 20_000;
  await using emulator = await startEmulator();
  const files = await writeRows(EVENTS);
  emulator.faults.add({ kind: 'delay', delayMs: 200, times: 1e9 });
  const { child, state, ended } = start(files, credentials(emulator));
  await expect.poll(() => emulator.workspace.events.size, { timeout: 20_000 }).toBeGreaterThan(0);
  child.kill('SIGTERM');
  expect(await ended).toBe(1);
  expect(state.output).toContain('stopped by SIGTERM');
  expect(rowsDone()).toBeGreaterThan(PEOPLE);
  emulator.faults.clear();
  const again = start(files, credentials(emulator));
  expect(await again.ended).toBe(0);
  expect(again.state.output).toContain('going on after row');
  expectAll(emulator, EVENTS);
});

test('a checkpoint of other files, of changed ones, or that is none is not gone on from', async () => {
  await using emulator = await startEmulator({ apiKey: 'another' });
  const files = await writeRows(200);
  const env = { ...credentials(emulator), CIO_API_KEY: 'wrong' };
  const go = async (args: string[]) => {
    const { state, ended } = start(args, env);
    return { code: await ended, output: state.output };
  };
  const rows = '{"files":[],"rows":5}';
  await writeFile(checkpoint(), rows);
  expect(await go(files)).toMatchObject({ code: 2, output: expect.stringContaining('delete') });
  await writeFile(checkpoint(), '{"files":[');
  expect(await go(files)).toMatchObject({ code: 2, output: expect.stringContaining('is no checkpoint') });
  expect(emulator.requests).toHaveLength(0);

  // Its own, of an import that was stopped.
  await rm(checkpoint());
  await using good = await startEmulator();
  good.faults.add({ kind: 'delay', delayMs: 300, times: 1e9 });
  const { child, ended } = start(await writeRows(20_000), credentials(good));
  await expect.poll(() => good.workspace.events.size, { timeout: 20_000 }).toBeGreaterThan(0);
  child.kill('SIGTERM');
  expect(await ended).toBe(1);
  await appendFile(join(folder, 'events.ndjson'), '\n{"id":"new"}');
  expect(await go(files)).toMatchObject({ code: 2, output: expect.stringContaining('have changed since') });
}, 60_000);

test('no files is a usage error, and so is one that is not there', async () => {
  const none = start([]);
  expect(await none.ended).toBe(2);
  expect(none.state.output).toContain('usage:');
  const missing = start(['missing.csv'], { CIO_SITE_ID: 'site', CIO_API_KEY: 'key' });
  expect(await missing.ended).toBe(2);
  expect(missing.state.output).toContain('missing.csv');
});
