import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('what is stored with an order arrives; what is rolled back does not', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL('../dist/main.js', import.meta.url)),
  ]);
  expect(stderr).toBe('');
  const lines = stdout.trim().split('\n');
  expect(lines[0]).toMatch(/^not placed: duplicate key/);
  expect(lines[1]).toBe('stored: 6');
  expect(lines).toContain('Customer.io is away: trying again soon');
  expect(lines.filter((line) => line.startsWith('dead letter: rejected, name'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('arrived')).sort()).toEqual([
    'arrived: ok {}',
    'arrived: order_placed {"order":1,"total":54.2}',
    'arrived: order_placed {"order":2,"total":12}',
  ]);
  expect(lines.at(-1)).toBe('events: 4, dead letters: 0');
}, 60_000);
