import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cio-tour-'));
});

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return name;
}

async function tour(...files: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [main, ...files], { cwd: folder });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('the shop goes in and comes back whole', async () => {
  const { code, output } = await tour();
  expect(output).toContain('240 sent, 0 bad');
  expect(output).toContain('960 sent, 0 bad');
  expect(output).toContain('✓ people: 240 of 240');
  expect(output).toContain('✓ events: 960 of 960');
  expect(output).toContain('✓ people whose events agree: 240 of 240');
  expect(output).toContain('✓ webhooks verified: 1 of 1');
  expect(output).toContain('Everything agrees.');
  expect(code).toBe(0);
});

test('bad rows are told by file and line, and the rest go on', async () => {
  const people = await file(
    'people.csv',
    `id,email,plan\n1,one@x.io,gold\n,nobody@x.io,gold\n3,three@x.io\n"4","four@x.io","a ""quoted"", plan"\n${'x'.repeat(151)},,\n`,
  );
  const events = await file(
    'events.ndjson',
    [
      '{"person":"1","name":"bought","timestamp":"2026-01-01T00:00:00Z","data":{"price":3}}',
      'not json',
      '[]',
      '',
      '{"person":"1","timestamp":1700000000}',
      '{"person":"1","name":"late","timestamp":1700000000000}',
      '{"name":"nobody"}',
      '{"person":"4","name":"bought","price":5}',
    ].join('\n'),
  );
  const { code, output } = await tour(people, events);
  const bad = output.split('\n').filter((line) => line.includes('bad row:'));
  expect(bad.map((line) => line.trim())).toEqual([
    'bad row: people.csv:3: id: missing',
    'bad row: people.csv:4: expected 3 columns',
    'bad row: people.csv:6: identifier: 151 bytes, the limit is 150',
    expect.stringMatching(/^bad row: events\.ndjson:2: .*JSON/),
    'bad row: events.ndjson:3: expected a JSON object',
    'bad row: events.ndjson:5: name: expected a string that is not blank, got undefined',
    'bad row: events.ndjson:6: timestamp: expected unix seconds, got 1700000000000, which looks like milliseconds',
    'bad row: events.ndjson:7: person: missing',
  ]);
  expect(output).toContain('✓ people: 2 of 2');
  expect(output).toContain('✓ events: 2 of 2');
  expect(code).toBe(0);
});

test('counts that do not agree are said, with what Customer.io dropped', async () => {
  const people = await file('twice.csv', 'id,email\n1,same@x.io\n2,same@x.io\n');
  const events = await file('none.csv', 'person,name\n');
  const { code, output } = await tour(people, events);
  expect(output).toContain('✗ people: 1 of 2');
  expect(output).toMatch(/dropped: identify: id is [12]: it changes only by cio_id/);
  expect(code).toBe(1);
});

test.each([
  ['missing.csv', 'ENOENT'],
  ['missing.ndjson', 'ENOENT'],
  ['people.xlsx', 'expected a name that ends in .csv, .ndjson or .jsonl'],
])('%s is an error', async (name, message) => {
  const { code, output } = await tour(name);
  expect(output).toContain(message);
  expect(code).toBe(1);
});
