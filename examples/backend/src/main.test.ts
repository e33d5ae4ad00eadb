import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '@cio/emulator';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('a person, an order, an email', async () => {
  await using emulator = await startEmulator();
  const { stdout } = await promisify(execFile)(process.execPath, [main], {
    env: {
      ...process.env,
      CIO_URL: emulator.url,
      CIO_SITE_ID: emulator.siteId,
      CIO_API_KEY: emulator.apiKey,
      CIO_APP_KEY: emulator.appApiKey,
    },
  });
  expect(stdout).toContain('email to ada@example.com');
  expect(emulator.workspace.find('C-10001')).toMatchObject({
    attributes: { first_name: 'Ada' },
    events: [{ name: 'order_placed' }],
  });
});
