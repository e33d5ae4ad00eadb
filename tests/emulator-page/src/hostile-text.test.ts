// Whatever people, attributes, subjects, bodies and templates are called: the page shows it, runs none of it, and asks nobody.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Emulator, startEmulator } from '@cio/emulator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isBrowserMissing, launch, VIEWS } from './browser.js';
import { hostileMarkup } from './hostile-text.js';
import { callsTo } from './sample-data.js';

describe.skipIf(isBrowserMissing)('hostile text', () => {
  let browser: Browser;
  let emulator: Emulator;
  let evil: Server;
  let connections = 0;
  let corpus: string[];

  beforeAll(async () => {
    evil = createServer((_, response) => response.end());
    evil.on('connection', () => connections++);
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
    // A name that is not the emulator's: another site.
    corpus = hostileMarkup(`localhost:${(evil.address() as AddressInfo).port}`);
    emulator = await startEmulator({ jobMs: 0 });
    browser = await launch();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    evil?.closeAllConnections();
    evil?.close();
    await emulator?.close();
  });

  interface Seen {
    page: Page;
    /** Dialogs, and requests to anything but the page's own server. */
    alarms: string[];
  }

  async function newPage(origin: string): Promise<Seen> {
    const context = await browser.newContext(VIEWS.desktop);
    const page = await context.newPage();
    const alarms: string[] = [];
    page.on('dialog', (dialog) => {
      alarms.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', (popup) => alarms.push(`popup: ${popup.url()}`));
    // What a policy stops is begun, and never comes to its end.
    page.on('requestfinished', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (protocol.startsWith('http') && asked !== origin) alarms.push(request.url());
    });
    onTestFinished(() => context.close());
    return { page, alarms };
  }

  /** Does something for each item, in some pages at once, and returns what these were alarmed by. */
  async function inParallel<T>(items: T[], origin: string, action: (page: Page, item: T) => Promise<void>) {
    const waiting = [...items];
    const pages = await Promise.all(Array.from({ length: 2 }, () => newPage(origin)));
    await Promise.all(
      pages.map(async ({ page }) => {
        for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await action(page, item);
        // What was begun comes to its end.
        await page.waitForTimeout(200).catch(() => {});
      }),
    );
    return pages.flatMap(({ alarms }) => alarms);
  }

  const isPwned = (page: Page) => page.evaluate('"pwned" in window') as Promise<boolean>;

  test('it does run, and does ask, where nobody defends', async () => {
    const open = createServer(({ url = '/' }, response) => {
      response.setHeader('content-type', 'text/html');
      const frames = corpus.map((_, index) => `<iframe src="/${index}"></iframe>`).join('');
      response.end(url === '/' ? frames : corpus[Number(url.slice(1))]);
    });
    await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      open.closeAllConnections();
      open.close();
    });
    const origin = `http://127.0.0.1:${(open.address() as AddressInfo).port}`;
    const { page, alarms } = await newPage(origin);
    await page.goto(origin);
    await expect.poll(() => page.evaluate('window.pwned')).toBeGreaterThan(15);
    await expect.poll(() => new Set(alarms).size).toBeGreaterThan(15);
    expect(connections).toBeGreaterThan(0);
  }, 60_000);

  test('as the HTML of a message, in the page and alone, and through Liquid', async () => {
    connections = 0;
    emulator.reset();
    const call = callsTo(emulator);
    const ids: string[] = [];
    for (const markup of corpus) {
      const name = `${markup} Ada`;
      await call('PUT', '/api/v1/customers/ada', { name: name.slice(0, 900) });
      const { delivery_id } = await call('POST', '/v1/send/email', {
        to: 'ada@example.com',
        from: 'shop@example.com',
        subject: '{{customer.name}}',
        body:
          ids.length % 2 === 0
            ? `<p>before</p>{% raw %}${markup}{% endraw %}`
            : '<p>before</p>{{ customer.name }}',
        identifiers: { id: 'ada' },
      });
      ids.push(String(delivery_id));
    }
    const alarms = await inParallel(ids, emulator.url, async (page, id) => {
      await page.goto(`${emulator.url}/_emulator#/messages/${id}`);
      const frame = await page.locator(`iframe[src*="${id}"]`).elementHandle();
      await (await frame!.contentFrame())!.waitForLoadState('load');
      expect([id, await isPwned(page)]).toEqual([id, false]);
      expect(page.url()).toContain(emulator.url);
    });
    // It is the same response, whoever shows it: some of them will do.
    const some = ids.filter((_, index) => index % 4 === 0);
    const alone = await inParallel(some, emulator.url, async (page, id) => {
      await page.goto(`${emulator.url}/_emulator/messages/${id}/html`);
      expect([id, await isPwned(page), page.url()]).toEqual([id, false, expect.stringContaining(id)]);
    });
    expect([...alarms, ...alone]).toEqual([]);
    expect(connections).toBe(0);
  }, 60_000);

  test('as names, attributes, events, objects, segments, templates, paths, headers, files and webhooks', async () => {
    connections = 0;
    emulator.reset();
    const { workspace } = emulator;
    const call = callsTo(emulator);
    for (const [index, text] of corpus.entries()) {
      const short = text.slice(0, 140);
      workspace.identify(['id', short], { email: `${index}"${short}@x.io`, [short]: text, list: [text] });
      workspace.track(['id', short], {
        id: `e${index}`,
        name: text,
        type: 'event',
        timestamp: 1,
        data: { [text]: text },
      });
      workspace.identifyObject({ object_type_id: '1', object_id: short }, { [short]: text });
      workspace.relate(['id', short], { object_type_id: '1', object_id: short }, { [text]: text });
      workspace.people.addDevice(workspace.find(short) ?? workspace.people.newest()!, {
        id: text,
        platform: text,
      });
      workspace.app.segments.add({ name: text, description: text, type: 'manual', state: 'finished' });
      workspace.app.addTransactional(`t ${text}`, { subject: text, body: text });
    }
    const all = corpus.join('\n');
    await call('POST', '/v1/send/email', {
      to: all.slice(0, 500).replaceAll(',', ' '),
      from: all,
      reply_to: all,
      subject: `{% raw %}${all}{% endraw %}`,
      body: `{% raw %}${all}{% endraw %}`,
      headers: { [corpus[0]!]: all },
      message_data: { [all]: all },
      attachments: { [`${corpus[8]}.txt`]: 'QQ==' },
      identifiers: { id: corpus[0] },
    });
    await call('POST', '/v1/send/email', {
      to: 'a',
      from: 'b',
      subject: 's',
      body: `${all}\n{% if`,
      identifiers: { id: 'x' },
    });
    for (const text of corpus)
      await call('GET', `/v1/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}`);
    await call('PUT', '/api/v1/customers/nobody', { _update: true, [corpus[8]!]: all });
    await emulator.simulateWebhook({
      type: 'email.opened',
      url: `http://127.0.0.1:1/${encodeURIComponent(corpus[8]!)}`,
      event: { data: { subject: all } },
    });
    emulator.faults.add({ kind: 'status', status: 503, path: all, body: all });

    const { page, alarms } = await newPage(emulator.url);
    for (const section of [
      'messages',
      'people',
      'requests',
      'webhooks',
      'faults',
      'objects',
      'events',
      'segments',
      'transactional',
    ]) {
      await page.goto(`${emulator.url}/_emulator#/${section}`);
      await page.locator('.row, .card').first().waitFor();
      for (const row of await page
        .locator('.row')
        .all()
        .then((rows) => rows.slice(0, section === 'people' ? 6 : 2))) {
        await row.click();
        await page.locator('.detail .head').waitFor();
        const tabs = section === 'people' || section === 'messages' ? await page.getByRole('tab').all() : [];
        for (const tab of tabs) await tab.click();
      }
      // What is shown is the text itself.
      if (section === 'people') expect(await page.locator('.list').textContent()).toContain('<svg');
      expect([section, await isPwned(page)]).toEqual([section, false]);
    }
    await page.goto(
      `${emulator.url}/_emulator#/messages/%3Cimg src=x onerror=top.pwned=1%3E?q=<script>top.pwned=1</script>`,
    );
    await page.getByText('there is no such message').waitFor();
    expect(await isPwned(page)).toBe(false);
    expect(alarms).toEqual([]);
    expect(connections).toBe(0);
  }, 60_000);
});
