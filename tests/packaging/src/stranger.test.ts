import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installTarballs } from '@cio-tests/runtimes';
import { expect, test } from 'vitest';

const exec = promisify(execFile);

test("an empty folder, the tarballs, and the README's first screen", async () => {
  const startedAt = performance.now();
  const folder = await installTarballs(['core', 'track', 'app-api', 'retry-p-retry', 'emulator']);
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const blockWith = (text: string) => blocks.find((code) => code.includes(text)) ?? '';
  /** As JavaScript, and to a local Customer.io in place of the region. */
  const toLocal = (code: string) =>
    code
      .replace(/(process\.env\.\w+)!/g, '$1')
      .replace(/region: '..'(?: as const)?,.*/, 'baseUrl: process.env.CIO_URL,')
      .replace('.listen(3000)', '.listen(0)');

  await writeFile(
    join(folder, 'first-call.mjs'),
    `import { startEmulator } from '@cio/emulator';
const emulator = await startEmulator();
Object.assign(process.env, {
  CIO_URL: emulator.url,
  CIO_SITE_ID: emulator.siteId,
  CIO_API_KEY: emulator.apiKey,
  CIO_APP_KEY: emulator.appApiKey,
});
await import('./call.mjs');
await import('./production.mjs');
console.log(emulator.workspace.find('C-10001')?.events.map((event) => event.name));
// The emulator still listens: what is pasted has to end the process.
process.kill(process.pid, 'SIGTERM');
`,
  );
  await writeFile(join(folder, 'call.mjs'), toLocal(blockWith("region: 'us'")));
  await writeFile(join(folder, 'production.mjs'), toLocal(blockWith('SIGTERM')));
  await writeFile(join(folder, 'local.mjs'), blockWith('startEmulator('));
  for (const file of ['first-call.mjs', 'local.mjs']) {
    const { stdout } = await exec(process.execPath, [file], { cwd: folder, timeout: 30_000 });
    expect(stdout).toBe("[ 'order_placed' ]\n");
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`from an empty folder to the first event: ${seconds} s`);
}, 120_000);
