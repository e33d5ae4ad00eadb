// Runs the Worker on this machine, as `wrangler dev` does.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('worker.js', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'neutral',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:workers'],
});
const miniflare = new Miniflare({
  modules: [{ type: 'ESModule', path: 'worker.mjs', contents: outputFiles[0]!.text }],
  compatibilityDate: '2026-01-01',
  host: '127.0.0.1',
  port: Number(process.env.PORT ?? 3000),
  bindings: { CIO_SIGNING_KEY: process.env.CIO_SIGNING_KEY ?? '' },
  durableObjects: { EVENTS: 'HandledEvent' },
  kvNamespaces: ['SEEN'],
});
await miniflare.ready;
console.log('ready');
process.once('SIGTERM', () => miniflare.dispose());
