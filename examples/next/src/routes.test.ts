// The routes, loaded without secrets as `next build` does it, and called as Next calls them.

import { createServer } from 'node:http';
import { simulateWebhook, startEmulator } from '@cio/emulator';
import { afterEach, expect, test, vi } from 'vitest';

const SECRETS = ['CIO_SITE_ID', 'CIO_API_KEY', 'CIO_SIGNING_KEY'];

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('an order is tracked', async () => {
  await using emulator = await startEmulator();
  for (const name of SECRETS) vi.stubEnv(name, undefined);
  vi.stubEnv('CIO_URL', emulator.url);
  const { POST } = await import('../app/orders/route.js');
  vi.stubEnv('CIO_SITE_ID', emulator.siteId);
  vi.stubEnv('CIO_API_KEY', emulator.apiKey);
  const body = JSON.stringify({ customer: 'ada', total: 54.5 });
  const response = await POST(new Request('http://next/orders', { method: 'POST', body }));
  expect(await response.json()).toEqual({ ordered: true });
  expect(emulator.workspace.find('ada')?.events).toMatchObject([{ name: 'order_placed' }]);
});

test('webhooks: one, the same again, and one that somebody forged', async () => {
  for (const name of SECRETS) vi.stubEnv(name, undefined);
  const { POST } = await import('../app/webhooks/route.js');
  const signingKey = 'a key of the example';
  vi.stubEnv('CIO_SIGNING_KEY', signingKey);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    const delivery = new Request('http://next/webhooks', {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead((await POST(delivery)).status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const event = { data: { recipient: 'ada@example.com', href: 'https://example.com/' } };
  const options = { url: `http://127.0.0.1:${port}/`, signingKey, type: 'email.clicked', event };
  expect(await simulateWebhook({ ...options, deliveries: 2 })).toEqual([200, 200]);
  expect(await simulateWebhook({ ...options, badSignature: true })).toEqual([401]);
  expect(log.mock.calls).toEqual([['ada@example.com went to https://example.com/']]);
  server.close();
});
