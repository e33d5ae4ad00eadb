// What of the packages is of use in a browser, bundled and run in one.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { installTarballs } from './install-tarballs.js';

export const executablePath: string = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ENTRY = `
  import { createWebhookHandler, signPayload, verifySignature } from '@cio/webhooks';
  import { object, person } from '@cio/track-v2';

  globalThis.run = async () => {
    const signingKey = 'key';
    const body = JSON.stringify({
      event_id: 'e', object_type: 'email', metric: 'clicked', timestamp: 1, data: { href: 'h' },
    });
    const headers = await signPayload({ signingKey, body });
    const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = headers;
    const verify = (body) => verifySignature({ signingKey, timestamp, signature, body });
    const seen = [];
    const receive = createWebhookHandler({ signingKey, on: { 'email.clicked': (event) => seen.push(event.data.href) } });
    const request = () => new Request(location.href, {
      method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' },
    });
    const statuses = [(await receive(request())).status, (await receive(request())).status];
    const event = person.event({ id: 'ada' }, 'bought', { total: 5, at: new Date(7000) });
    const acme = object.identify({ object_type_id: '1', object_id: 'acme' }, { plan: 'gold' });
    let refused;
    try { person.event({ id: ' ' }, 'bought'); } catch (error) { refused = error.name; }
    return { valid: await verify(body), forged: await verify(body + ' '), statuses, seen, event, acme, refused };
  };
`;

/** What came of the script in a browser, and which browser it was. */
export async function runInBrowser(): Promise<{ name: string; result: unknown }> {
  const folder = await installTarballs(['core', 'track-v2', 'webhooks']);
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
  });
  const script = outputFiles[0]!.text;
  if (/["']node:/.test(script)) throw new Error("something of Node's is in the bundle");

  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><script>${script}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    env: { ...process.env, HOME: join(folder) } as Record<string, string>,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return { name: `Chromium ${browser.version()}`, result: await page.evaluate('run()') };
  } finally {
    await browser.close();
    server.close();
  }
}
