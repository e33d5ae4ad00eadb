import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { signPayload } from '@cio/webhooks';
import { expect, test, vi } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('orders and a webhook: their spans are printed as they end, their metrics when it is stopped', async () => {
  const port = await freePort();
  const { CIO_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [main], { env: { ...env, PORT: String(port) } });
  let printed = '';
  let errors = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  child.stderr.on('data', (text) => {
    errors += text;
  });
  await vi.waitFor(() => expect(printed).toContain('ready'), { timeout: 10_000 });
  const url = `http://localhost:${port}`;
  const orders = await Promise.all([5, 6].map((id) => fetch(`${url}/orders/${id}`)));
  expect(orders.map(({ status }) => status)).toEqual([202, 202]);
  const timestamp = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    event_id: '1',
    object_type: 'email',
    metric: 'bounced',
    timestamp,
    data: {},
  });
  const signed = await signPayload({ signingKey: 'signing-key', body });
  const headers = { 'content-type': 'application/json', ...signed };
  const webhook = await fetch(`${url}/webhooks`, { method: 'POST', headers, body });
  expect(webhook.status).toBe(200);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect([code, errors]).toEqual([0, '']);

  for (const name of ['GET /orders/{id}', 'customerio.sendBatch', 'customerio.sendBatch.attempt']) {
    expect(printed).toContain(`name: '${name}'`);
  }
  expect(printed).toContain("'messaging.batch.message_count': 2");
  for (const name of [
    'customerio.client.call.duration',
    'customerio.client.batch.size',
    'customerio.webhook.age',
  ]) {
    expect(printed).toContain(`name: '${name}'`);
  }
});
