// The fixture, in Playwright's own runner.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Report {
  stats: { expected: number; unexpected: number };
  suites: { specs: { tests: { results: { annotations: { description: string }[] }[] }[] }[] }[];
}

test('each worker has an emulator of its own, empty for each test', async () => {
  const runner = createRequire(import.meta.url).resolve('@playwright/test/package.json');
  const project = fileURLToPath(new URL('testing/playwright-project', import.meta.url));
  const cli = join(dirname(runner), 'cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'test', '-c', project]).catch(
    (error: { stdout: string; stderr: string }) => Promise.reject(new Error(error.stdout + error.stderr)),
  );
  const { stats, suites } = JSON.parse(stdout) as Report;
  expect(stats).toMatchObject({ expected: 4, unexpected: 0 });
  const ports = suites[0]!.specs.flatMap(({ tests }) => tests[0]!.results[0]!.annotations[0]!.description);
  // Two workers, and always the same port in one.
  expect(new Set(ports).size).toBe(2);
  expect(new Set(ports.map((port) => port.split(' ')[0])).size).toBe(2);
}, 60_000);
