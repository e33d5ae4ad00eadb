import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether this machine has no Chromium. Never in CI. */
export const isBrowserMissing: boolean = !existsSync(executablePath) && !process.env.CI;
if (isBrowserMissing)
  console.log(`skipped: ${executablePath} is not installed, so no browser opens the page`);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-sync',
      // A process for each sandboxed frame takes longer to start than the page to be tested.
      '--disable-features=IsolateSandboxedIframes',
    ],
  });

export const VIEWS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const },
};

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page: the rule, and where. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await axe);
  // The rows of a list are alike.
  const context = "{ exclude: ['.rows li:nth-child(n+7)', '.timeline li:nth-child(n+7)'] }";
  const run = `axe.run(${context}, { resultTypes: ['violations'], iframes: false })`;
  const { violations } = (await page.evaluate(run)) as AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target} ${failureSummary}`),
  );
}
