import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@cio/emulator';
import { expect, test, vi } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('stopped right after a hundred visits, it has told of every one', async () => {
  await using emulator = await startEmulator();
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      CIO_URL: emulator.url,
      CIO_SITE_ID: emulator.siteId,
      CIO_API_KEY: emulator.apiKey,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  await vi.waitFor(() => expect(printed).toContain('ready'), { timeout: 10_000 });
  await Promise.all(Array.from({ length: 100 }, (_, n) => fetch(`http://127.0.0.1:${port}/visit/C-${n}`)));
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect([code, printed.trim().split('\n').at(-1)]).toEqual([0, 'nothing lost']);
  for (let n = 0; n < 100; n++) expect(emulator.workspace.find(`C-${n}`)?.events).toHaveLength(1);
  expect(emulator.requests.length).toBeLessThan(20);
});
