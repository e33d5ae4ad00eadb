import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppClient } from '@cio/app-api';
import { check, pull } from '@cio/codegen';
import { type Emulator, startEmulator } from '@cio/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const generated = fileURLToPath(new URL('customer-io.gen.ts', import.meta.url));

let emulator: Emulator;
let app: AppClient;

beforeAll(async () => {
  emulator = await startEmulator();
  app = new AppClient({ apiKey: emulator.appApiKey, baseUrl: emulator.url, rateLimiter: false });
  emulator.workspace.app.addTransactional('order_confirmation', {
    subject: 'Your order {{ trigger.order.number }}',
    body: 'Thanks{% if trigger.gift %}, with {{ trigger.gift.name }}{% endif %}: {{ trigger.order.total | round: 2 }} EUR',
  });
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

test('the module is that of the workspace', async () => {
  if (process.env.UPDATE) await pull(app, generated);
  expect(await check(app, generated)).toBe('');
});

test('sends what is as planned, and nothing else', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [main], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      CIO_URL: emulator.url,
      CIO_SITE_ID: emulator.siteId,
      CIO_API_KEY: emulator.apiKey,
      CIO_APP_KEY: emulator.appApiKey,
    },
  });
  expect(stdout.trim().split('\n')).toEqual(['sent as planned', 'not sent: event "order_placed", total']);
  const person = emulator.workspace.find('C-10001')!;
  expect(person.events.map(({ name, data }) => [name, data])).toEqual([
    ['order_placed', { number: 'A-1', total: 54.2 }],
  ]);
});
