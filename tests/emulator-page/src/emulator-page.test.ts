// The emulator's page in a browser, as a developer has it open: on a desktop, on a phone, and in the dark.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Emulator, startEmulator } from '@cio/emulator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBrowserMissing, launch, VIEWS, violationsOf } from './browser.js';
import { type Call, callsTo, loadSampleData } from './sample-data.js';

/** The largest page, compressed, in bytes. */
const MAX_PAGE_BYTES = 100 * 1024;

/** What is looked at on a phone and in the dark, too. */
const MAIN_PAGES = ['inbox', 'message', 'person', 'request', 'webhook', 'faults'];

interface Item {
  id: string;
  [field: string]: unknown;
}

test('the page is one response of at most 100 KB, compressed', async () => {
  await using emulator = await startEmulator();
  const page = await (await fetch(`${emulator.url}/_emulator`)).text();
  const bytes = gzipSync(page).length;
  console.log(`the page: ${page.length} characters, ${bytes} bytes gzipped`);
  expect(page).toMatch(/<script type="module">.{20000}/s);
  expect(bytes).toBeLessThan(MAX_PAGE_BYTES);
});

describe.skipIf(isBrowserMissing)('in Chromium', () => {
  let browser: Browser;
  let emulator: Emulator;
  let receiver: Server;
  let call: Call;
  /** What pages asked of anything but the emulator. */
  const elsewhere: string[] = [];
  let paths: Record<string, string>;

  const list = async (path: string) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`);
    return ((await response.json()) as { items: Item[] }).items;
  };

  beforeAll(async () => {
    let received = 0;
    receiver = createServer((request, response) => {
      request.resume();
      // The ninth is not accepted, and those behind it wait.
      response.writeHead(++received === 9 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks`;
    emulator = await startEmulator({ jobMs: 0, webhook: { url, signingKey: 'secret' } });
    call = callsTo(emulator);
    [browser] = await Promise.all([launch(), loadSampleData(emulator)]);
    while ((await list('/webhooks?state=waiting')).length === 0) await sleep(20);
    const [order] = await list('/messages?to=ada@example.com&type=email');
    const [failed] = await list('/messages?metric=failed');
    const [dropped] = await list('/requests?dropped=true&q=nobody');
    const [rejected] = await list('/requests?status=400');
    const [waiting] = await list('/webhooks?state=waiting');
    const ada = emulator.workspace.find('ada')!.cio_id;
    paths = {
      inbox: 'messages',
      message: `messages/${order!.id}`,
      'liquid-error': `messages/${failed!.id}`,
      people: 'people',
      person: `people/${ada}`,
      request: `requests/${dropped!.id}`,
      'rejected-request': `requests/${rejected!.id}`,
      webhook: `webhooks/${waiting!.id}`,
      faults: 'faults',
      broadcast: 'broadcasts/1',
    };
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    receiver?.closeAllConnections();
    receiver?.close();
    await emulator?.close();
  });

  async function open(path: string, view: keyof typeof VIEWS = 'desktop'): Promise<Page> {
    const context = await browser.newContext({
      ...VIEWS[view],
      locale: 'en-GB',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await context.route(
      (url) => url.origin !== emulator.url,
      (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.on('pageerror', (error) => elsewhere.push(`an error in ${path}: ${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') elsewhere.push(`in ${path}: ${message.text()}`);
    });
    await page.goto(`${emulator.url}/_emulator#/${path}`);
    await page.getByText('live', { exact: true }).waitFor();
    return page;
  }

  describe.each(Object.keys(VIEWS) as (keyof typeof VIEWS)[])('%s', (view) => {
    test('every page: a screenshot, and nothing that axe finds', async () => {
      const page = await open('messages', view);
      const shown = view === 'desktop' ? Object.keys(paths) : MAIN_PAGES;
      for (const [name, path] of Object.entries(paths)) {
        if (!shown.includes(name)) continue;
        await page.goto(`${emulator.url}/_emulator#/${path}`);
        await page
          .locator(path.includes('/') ? '.detail .head' : '.rows, .card')
          .first()
          .waitFor();
        const frame = page.locator('iframe');
        if (await frame.count()) await frame.contentFrame().locator('body').waitFor();
        await page.screenshot({ path: `.test-results/${name}-${view}.png` });
        expect([name, await violationsOf(page)]).toEqual([name, []]);
        // Down, not to the side.
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect([name, width]).toEqual([name, VIEWS[view].viewport.width]);
      }
      await page.context().close();
    }, 60_000);
  });

  test('a message comes in without a reload, is opened, and what becomes of it goes out as a webhook', async () => {
    const page = await open('messages');
    await page.getByText('grace@example.com').first().waitFor();
    await call('POST', '/v1/send/email', {
      to: 'live@example.com',
      from: 'shop@example.com',
      subject: 'Just now',
      body: '<p>Hello <a href="https://shop.example.com/a">a</a></p>',
      identifiers: { id: 'ada' },
    });
    const row = page.getByRole('link', { name: 'live@example.com' });
    await row.click();
    await page.getByRole('heading', { name: 'Just now' }).waitFor();
    expect(await page.locator('iframe').contentFrame().locator('body').textContent()).toBe('Hello a');
    await page.getByRole('button', { name: 'Clicked' }).click();
    await page.locator('.head .badge', { hasText: 'clicked' }).waitFor();
    const [message] = await list('/messages?to=live@example.com');
    await expect.poll(() => list('/webhooks?type=email.clicked')).toMatchObject([{ type: 'email.clicked' }]);
    expect(message).toMatchObject({ state: 'clicked' });
    // Everything of it, tab by tab.
    for (const [tab, text] of [
      ['Text', 'Hello'],
      ['Source', 'MIME-Version: 1.0'],
      ['Headers', 'live@example.com'],
      ['Data', 'Lovelace'],
      ['Template', '<p>Hello'],
      ['Links', 'https://shop.example.com/a'],
      ['History', 'email.clicked'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel').getByText(text).first().waitFor();
    }
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('everything links to what it is about: message, person, request and back, object, webhook', async () => {
    const page = await open(paths.message!);
    await page.locator('.facts').getByRole('link', { name: 'ada@example.com' }).click();
    await page.getByText('profile create').waitFor();
    await page.getByRole('tab', { name: 'Objects' }).click();
    await page.getByRole('link', { name: 'analytical-engines' }).click();
    await page.getByText('Analytical Engines Ltd.').first().waitFor();
    await page.locator('.detail').getByRole('link', { name: 'ada@example.com' }).click();
    await page.getByRole('tab', { name: 'Requests' }).click();
    await page.getByRole('tabpanel').getByText('sendEmail').first().click();
    await page.getByRole('heading', { name: 'What it did' }).waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^curl -X POST .*\/v1\/send\/email' \\\n {2}-H "Authorization: Bearer \$CIO_APP_API_KEY"/,
    );
    await page.locator('.detail').getByRole('link', { name: 'ada@example.com' }).first().click();
    await page.goto(`${emulator.url}/_emulator#/${paths.webhook}`);
    await page
      .getByText(/in \d+ min/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByRole('heading', { name: 'Attempts (2)' }).waitFor();
    await page.context().close();
  });

  test('a webhook of any kind is sent by hand, a fault added and removed, the limits switched', async () => {
    const page = await open('webhooks');
    await page.getByRole('button', { name: 'Send a webhook' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Event').selectOption('sms.bounced');
    await page.getByLabel('Person').fill('ada');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('link', { name: 'sms.bounced' }).first().waitFor();

    await page.goto(`${emulator.url}/_emulator#/faults`);
    await page.getByLabel('Kind').selectOption('delay');
    await page.getByLabel('Delay, ms').fill('1');
    await page.getByLabel('Path contains').fill('/by-hand');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByRole('row', { name: '/by-hand' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('row', { name: '/by-hand' }).waitFor({ state: 'detached' });
    await page.getByLabel(/get 429/).check();
    await expect
      .poll(() => fetch(`${emulator.url}/_emulator/limits`).then((r) => r.json()))
      .toMatchObject({
        enforced: true,
      });
    await page.getByLabel(/get 429/).uncheck();
    await expect
      .poll(() => fetch(`${emulator.url}/_emulator/limits`).then((r) => r.json()))
      .toMatchObject({
        enforced: false,
      });
    await page.context().close();
  });

  test('an address that changes while the page starts is shown', async () => {
    const page = await open('messages');
    await page.addInitScript(`{
      const add = window.addEventListener;
      window.addEventListener = (type, ...rest) => {
        if (type === 'hashchange') history.replaceState(null, '', '#/people');
        add.call(window, type, ...rest);
      };
    }`);
    await page.reload();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.context().close();
  });

  test('the keyboard is enough', async () => {
    const page = await open('people');
    const focused = () => page.evaluate('document.activeElement.textContent');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await focused()).toContain('donald@example.com');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'margaret@example.com' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'donald@example.com' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.detail.nothing').waitFor();
    expect(await focused()).toContain('donald@example.com');
    await page.keyboard.press('/');
    await page.keyboard.type('turing');
    await expect.poll(() => page.locator('.row').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('alan@example.com');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: 'Requests' }).waitFor();
    await page.context().close();
  });

  test('one of several workspaces is chosen, and its time advanced: what waited is done', async () => {
    const staging = { siteId: 'staging', apiKey: 'k', appApiKey: 'a', writeKey: 'w' };
    await using own = await startEmulator({ workspaces: [staging] });
    own.workspace.identify(['id', 'first-person']);
    const page = await (await browser.newContext(VIEWS.desktop)).newPage();
    await page.goto(`${own.url}/_emulator#/people`);
    await page.getByRole('link', { name: 'first-person' }).waitFor();
    await page.getByLabel('Workspace').selectOption('staging');
    await page.getByText('Nobody yet.').waitFor();
    expect(page.url()).toContain('?workspace=staging#/people');
    await page.goto(`${own.url}/_emulator?workspace=staging#/faults`);
    await page.getByRole('button', { name: 'A day later' }).click();
    const now = async () => {
      const clock = await fetch(`${own.url}/_emulator/clock?workspace=staging`);
      return ((await clock.json()) as { now: number }).now;
    };
    await expect.poll(now).toBeGreaterThan(Date.now() + 86_000_000);

    // What is done here is done in this workspace alone.
    const other = own.workspaces.get('staging')!;
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await expect.poll(() => other.faults.list().length).toBe(1);
    expect(own.faults.list()).toEqual([]);
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => other.faults.list().length).toBe(0);
    expect(own.people.all()).toHaveLength(1);
    // Without a workspace in its address the page shows the first one, and resets that.
    other.workspace.identify(['id', 'of-staging']);
    await page.goto(`${own.url}/_emulator#/people`);
    await page.getByRole('link', { name: 'first-person' }).waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('Nobody yet.').waitFor();
    expect(other.people.all()).toHaveLength(1);
    await page.context().close();
  });

  test('100,000 people and 10,000 messages do not lag', async () => {
    await using large = await startEmulator();
    const { workspace } = large;
    const { people } = workspace;
    for (let i = 0; i < 100_000; i++) {
      const person = people.create();
      people.setIdentifier(person, 'id', `p${i}`);
      people.setIdentifier(person, 'email', `p${i}@example.com`);
      people.setAttribute(person, 'city', `City ${i % 97}`);
      people.setAttribute(person, 'plan', 'free');
    }
    const created = Math.floor(Date.now() / 1000);
    for (let i = 0; i < 10_000; i++) {
      const fields = { type: 'email', cio_id: null, customer_id: null, email: null, source: {}, created };
      const archived = { subject: `Order ${i}`, body: `<p>Your order ${i} is on its way</p>`.repeat(20) };
      const metrics = { created, sent: created };
      workspace.app.messages.add({
        ...fields,
        id: `m${i}`,
        recipient: `p${i}@example.com`,
        metrics,
        archived,
      });
    }
    const context = await browser.newContext(VIEWS.desktop);
    const page = await context.newPage();
    const times: Record<string, number> = {};
    const measure = async (name: string, action: () => Promise<unknown>, sought: string) => {
      const start = performance.now();
      await action();
      await page.locator('.row', { hasText: sought }).first().waitFor();
      times[name] = Math.round(performance.now() - start);
    };
    const goto = (path: string) => () => page.goto(`${large.url}/_emulator#/${path}`);
    await measure('open messages', goto('messages'), 'p9999@example.com');
    await measure('search messages', () => page.fill('#search', 'order 77 '), 'p9977@example.com');
    await measure('open people', goto('people'), 'p99999@example.com');
    await measure('search people', () => page.fill('#search', 'p4321@'), 'p4321@example.com');
    await measure('search nobody', () => page.fill('#search', 'p4321@ City 53'), 'p4321@example.com');
    console.log('with 100,000 people and 10,000 messages, in ms:', times);
    for (const [name, ms] of Object.entries(times)) expect([name, ms < 3000]).toEqual([name, true]);
    expect(await page.locator('.row').count()).toBeLessThanOrEqual(50);
    await context.close();
  }, 60_000);

  test('no page asked for anything but the emulator, nor complained', () => {
    expect(elsewhere).toEqual([]);
  });
});
