// The built site in a browser, as a reader has it: on a desktop, on a phone, and in the dark.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenLinks } from './links.js';
import { dist, serve } from './serve.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
// Skipped where this machine has no Chromium. Never in CI.
const skipped = !existsSync(executablePath) && !process.env.CI;
if (skipped) console.log(`skipped: ${executablePath} is not installed, so no browser opens the site`);

const PAGES = {
  home: '/index.html',
  guide: '/docs/webhooks.html',
  api: '/api/classes/_cio_track.TrackClient.html',
  coverage: '/docs/coverage.html',
};
const VIEWS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const },
};

/** What is VitePress's or TypeDoc's own and cannot be mended from here: the rule, and the elements. */
const EXEMPT: Record<string, RegExp> = {
  // VitePress: the name of the button is "Search", its text has the keys of the shortcut, too.
  'label-content-name-mismatch': /DocSearch/,
  // TypeDoc: a summary that opens a group has a link to the group.
  'nested-interactive': /tsd-|details|summary/,
  // TypeDoc: `@see` and other tags are headings of the fourth level wherever they are.
  'heading-order': /^#see/,
};

test('the site is built', () => {
  expect(existsSync(dist), 'no site: run `pnpm turbo run //#site` first').toBe(true);
});

test('no link within the site is broken', async () => {
  const { pages, links, broken } = await brokenLinks();
  expect(pages).toBeGreaterThan(50);
  expect(links).toBeGreaterThan(1000);
  expect(broken).toEqual([]);
});

describe.skipIf(skipped)('in Chromium', () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  let axe: string;
  const exempted = new Set<string>();
  /** What pages asked of anything but the site. */
  const elsewhere: string[] = [];

  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    ({ origin, server } = await serve());
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** A browser window without a network: it reaches the site, and nothing else. */
  async function open(view: keyof typeof VIEWS): Promise<BrowserContext> {
    const context = await browser.newContext({ ...VIEWS[view], reducedMotion: 'reduce' });
    await context.route(
      (url) => url.origin !== origin,
      (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      },
    );
    return context;
  }

  /** What axe finds wrong with a page: the rule, and where. */
  async function violationsOf(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as AxeResults;
    return violations.flatMap(({ id, help, nodes }) =>
      nodes
        .filter(({ target }) => {
          const isExempt = EXEMPT[id]?.test(String(target)) ?? false;
          if (isExempt) exempted.add(id);
          return !isExempt;
        })
        .map(({ target, failureSummary }) => `${id}: ${help}: ${target} ${failureSummary}`),
    );
  }

  describe.each(Object.keys(VIEWS) as (keyof typeof VIEWS)[])('%s', (view) => {
    let context: BrowserContext;
    beforeAll(async () => {
      context = await open(view);
    });
    afterAll(() => context.close());

    test.concurrent.each(Object.entries(PAGES))(
      '%s: a screenshot, and nothing that axe finds',
      async (name, path) => {
        const page = await context.newPage();
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(String(error)));
        const response = await page.goto(origin + path);
        expect(response?.status()).toBe(200);
        await page.screenshot({ path: `.test-results/${name}-${view}.png` });
        expect(await violationsOf(page)).toEqual([]);
        // Down, not to the side.
        const { width } = VIEWS[view].viewport;
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        expect(errors).toEqual([]);
        await page.close();
      },
    );
  });

  test('search finds a word without a network', async () => {
    const context = await open('desktop');
    const page = await context.newPage();
    await page.goto(`${origin}/index.html`);
    await page.click('button.DocSearch-Button');
    await page.fill('#localsearch-input', 'deduplicator');
    const first = page.locator('#localsearch-list a').first();
    await first.waitFor();
    expect(await first.textContent()).toMatch(/\w/);
    await first.click();
    await page.waitForURL((url) => url.pathname !== '/index.html');
    expect(await page.textContent('main')).toMatch(/deduplicat/i);
    await context.close();
  }, 90_000);

  test('what is exempt from axe is there still', () => {
    expect([...exempted].sort()).toEqual(Object.keys(EXEMPT).sort());
  });

  test('no page asked for anything beyond the site', () => {
    expect(elsewhere).toEqual([]);
  });
});
