import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installTarballs } from '@cio-tests/runtimes';
import { expect, test } from 'vitest';

const exec = promisify(execFile);

test("an empty folder, the tarballs, the README's first example", async () => {
  const startedAt = performance.now();
  // Of the two that a stranger names, core comes with them.
  const folder = await installTarballs(['core', 'track', 'emulator']);
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, code = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  await writeFile(join(folder, 'first.mjs'), code);
  const { stdout } = await exec(process.execPath, ['first.mjs'], { cwd: folder });
  expect(stdout).toBe("[ 'order_placed' ]\n");
  console.log(
    `from an empty folder to the first event: ${Math.round((performance.now() - startedAt) / 1000)} s`,
  );
}, 120_000);
