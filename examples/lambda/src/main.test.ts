import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Emulator, simulateWebhook, startEmulator } from '@cio/emulator';
import { person } from '@cio/track-v2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const signingKey = 'a key of the example';
let emulator: Emulator;
let child: ChildProcess;
let origin: string;
let printed = '';

beforeAll(async () => {
  emulator = await startEmulator();
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  origin = `http://127.0.0.1:${port}`;
  const { url, siteId, apiKey } = emulator;
  const settings = { CIO_URL: url, CIO_SITE_ID: siteId, CIO_API_KEY: apiKey, CIO_SIGNING_KEY: signingKey };
  child = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
    env: { ...process.env, ...settings, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout!.on('data', (text) => {
    printed += text;
  });
  await vi.waitFor(() => expect(printed).toContain('ready'), 10_000);
});

afterAll(async () => {
  child.kill();
  await emulator.close();
});

test('webhooks: one, the same again, and one that somebody forged', async () => {
  const event = { data: { recipient: 'ada@example.com', href: 'https://example.com/' } };
  const options = { url: `${origin}/webhooks`, signingKey, type: 'email.clicked', event };
  expect(await simulateWebhook({ ...options, deliveries: 2 })).toEqual([200, 200]);
  expect(await simulateWebhook({ ...options, badSignature: true })).toEqual([401]);
  expect(printed.split('ada@example.com went to https://example.com/')).toHaveLength(2);
});

test('the queue: what is good is sent in batches, what is not is said', async () => {
  const events = Array.from({ length: 30 }, (_, n) => person.event({ id: 'ada' }, `event-${n}`));
  const post = () =>
    fetch(`${origin}/queue`, { method: 'POST', body: JSON.stringify(['none', ...events, { type: 'x' }]) });
  for (let invocation = 0; invocation < 2; invocation++) {
    // The first is refused before the batch is sent, the last by Customer.io.
    const batchItemFailures = [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm31' }];
    expect(await (await post()).json()).toEqual({ batchItemFailures });
  }
  // Delivered twice, and counted once.
  expect(emulator.workspace.find('ada')?.events).toHaveLength(30);
});
