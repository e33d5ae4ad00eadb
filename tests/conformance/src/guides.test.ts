import { access, readdir, readFile } from 'node:fs/promises';
import { AppClient } from '@cio/app-api';
import { PipelinesClient } from '@cio/pipelines';
import { Analytics } from '@cio/pipelines/analytics';
import { TrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { verifySignature } from '@cio/webhooks';
import { expect, test } from 'vitest';

const track = new TrackClient({ siteId: 's', apiKey: 'k' });
const pipelines = new PipelinesClient({ writeKey: 'k' });
const exported: Record<string, unknown> = {
  TrackClient: track,
  TrackV2Client: new TrackV2Client(track.http),
  AppClient: new AppClient({ apiKey: 'k' }),
  PipelinesClient: pipelines,
  Batcher: pipelines.batcher(),
  Analytics: new Analytics({ writeKey: 'k', disable: true }),
  verifySignature,
};

/** What a dotted name stands for among the exports. */
function find(name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], exported);
}

test.each([
  ['from-customerio-node', 170],
  ['from-async-customerio', 55],
  ['from-segment-and-cdp-analytics', 14],
])('%s: every method there has one here', async (guide, atLeast) => {
  const text = await readFile(new URL(`../../../docs/${guide}.md`, import.meta.url), 'utf8');
  const [, table = ''] = text.split('## Every method');
  const names = [...table.matchAll(/^\| `[^`]+` \| `([^`]+)` \|/gm)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThanOrEqual(atLeast);
  expect(names.filter((name) => typeof find(name) !== 'function')).toEqual([]);
});

test('every link of the guides leads somewhere', async () => {
  const docs = new URL('../../../docs/', import.meta.url);
  const broken: string[] = [];
  const guides = (await readdir(docs)).filter((name) => name.endsWith('.md'));
  expect(guides.length).toBeGreaterThan(8);
  for (const name of guides) {
    const text = await readFile(new URL(name, docs), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      await access(new URL(target!, docs)).catch(() => broken.push(`${name}: ${target}`));
    }
  }
  expect(broken).toEqual([]);
});
