import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { measure } from './size.js';

const sizes = await measure();

test.each(sizes)('$what bundled for $target keeps to its budget', ({ bytes, limit }) => {
  expect(bytes).toBeGreaterThan(200);
  expect(bytes).toBeLessThanOrEqual(limit);
});

test.each([
  ['track', ['`@cio/track`']],
  ['track-v2', ['`@cio/track-v2`']],
  ['app-api', ['`@cio/app-api`', '`@cio/app-api/campaigns` alone']],
  ['webhooks', ['`createWebhookHandler` of `@cio/webhooks`', '`verifySignature` of `@cio/webhooks`']],
])('the README of @cio/%s says what it may cost', async (name, whats) => {
  const text = await readFile(new URL(`../../../packages/${name}/README.md`, import.meta.url), 'utf8');
  const said = [...text.matchAll(/[Aa]t most (\d+(?:\.\d+)?) KB/g)].map(
    ([, kilobytes]) => Number(kilobytes) * 1024,
  );
  const limits = whats.map((what) => sizes.find((size) => size.what === what)?.limit);
  expect(said.slice(0, limits.length)).toEqual(limits);
});
