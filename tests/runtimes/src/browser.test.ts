// What of the packages is of use in a browser, bundled and run in one.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { installTarballs } from './install-tarballs.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
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

// Skipped where this machine has no Chromium. Never in CI.
test.skipIf(!existsSync(executablePath) && !process.env.CI)(
  'Chromium, bundled: webhooks, and the operations of Track v2',
  async () => {
    expect(existsSync(executablePath), `${executablePath} is not installed`).toBe(true);
    const folder = await installTarballs(['core', 'track-v2', 'webhooks']);
    const { outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: folder },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
    });
    const script = outputFiles[0]!.text;
    // Nothing of Node's is in it.
    expect(script).not.toMatch(/["']node:/);

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
      const result = await page.evaluate('run()');
      expect(result).toEqual({
        valid: true,
        forged: false,
        statuses: [200, 200],
        seen: ['h'],
        event: {
          type: 'person',
          action: 'event',
          identifiers: { id: 'ada' },
          name: 'bought',
          id: expect.stringMatching(/^[0-9A-Z]{26}$/),
          attributes: expect.objectContaining({ total: 5 }),
        },
        acme: {
          type: 'object',
          action: 'identify',
          identifiers: { object_type_id: '1', object_id: 'acme' },
          attributes: { plan: 'gold' },
        },
        refused: 'ValidationError',
      });
      console.log(`| ${await browser.version()} | a bundle | verify, receive, build operations |`);
    } finally {
      await browser.close();
      server.close();
    }
  },
  120_000,
);
