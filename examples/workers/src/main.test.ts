import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { simulateWebhook } from '@cio/emulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const signingKey = 'a key of the example';
let child: ChildProcess;
let origin: string;
let printed = '';

beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  origin = `http://127.0.0.1:${port}`;
  child = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
    env: { ...process.env, CIO_SIGNING_KEY: signingKey, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout!.on('data', (text) => {
    printed += text;
  });
  await vi.waitFor(() => expect(printed).toContain('ready'), 20_000);
});

afterAll(() => {
  child.kill('SIGTERM');
});

test.each(['/webhooks', '/webhooks/kv'])(
  '%s: one, the same again, and one that somebody forged',
  async (path) => {
    const href = `https://example.com${path}`;
    const event = { data: { recipient: 'ada@example.com', href } };
    const options = { url: origin + path, signingKey, type: 'email.clicked', event };
    expect(await simulateWebhook({ ...options, deliveries: 2 })).toEqual([200, 200]);
    expect(await simulateWebhook({ ...options, badSignature: true })).toEqual([401]);
    await vi.waitFor(() => expect(printed.split(`ada@example.com went to ${href}\n`)).toHaveLength(2));
  },
);

test('of deliveries at the same time, one is handled', async () => {
  const href = 'https://example.com/at-once';
  const event = { data: { recipient: 'ada@example.com', href } };
  const options = { url: `${origin}/webhooks`, signingKey, type: 'email.clicked', event, concurrent: true };
  const statuses = await simulateWebhook({ ...options, deliveries: 5 });
  expect(new Set(statuses)).toEqual(new Set([200]));
  await vi.waitFor(() => expect(printed.split(href)).toHaveLength(2));
});
