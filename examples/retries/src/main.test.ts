import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '@cio/emulator';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('an event gets through, once', async () => {
  await using emulator = await startEmulator();
  emulator.faults.add({ kind: 'status', status: 503, times: 2 });
  // Processed, but the response is lost: on a connection that was kept, the client sends it again at once.
  emulator.faults.add({ kind: 'reset', when: 'after' });
  const { stdout } = await promisify(execFile)(process.execPath, [main], {
    env: {
      ...process.env,
      CIO_URL: emulator.url,
      CIO_SITE_ID: emulator.siteId,
      CIO_API_KEY: emulator.apiKey,
    },
  });
  expect(stdout.trim().split('\n')).toEqual([
    'track, attempt 2',
    'track, attempt 3',
    'track, attempt 4',
    'done',
  ]);
  expect(emulator.workspace.find('C-10001')?.events).toHaveLength(1);
});
