import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { place, report } from '../report.mjs';

await build({
  entryPoints: ['worker.mjs'],
  outfile: 'out/worker.mjs',
  bundle: true,
  format: 'esm',
  // As wrangler does it.
  conditions: ['workerd', 'worker', 'browser'],
  platform: 'neutral',
  external: ['cloudflare:workers'],
});
const miniflare = new Miniflare({
  modules: [{ type: 'ESModule', path: 'worker.mjs', contents: await readFile('out/worker.mjs', 'utf8') }],
  compatibilityDate: '2026-01-01',
  kvNamespaces: ['SEEN'],
  durableObjects: { EVENTS: 'WebhookEvent' },
  bindings: { PLACE: place },
});
const response = await miniflare.dispatchFetch('http://worker/');
const text = await response.text();
console.log(text);
report(JSON.parse(text));
await miniflare.dispose();
