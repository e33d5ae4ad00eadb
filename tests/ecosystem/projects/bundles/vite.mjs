import { build } from 'vite';

const [input] = process.argv.slice(2);
await build({
  logLevel: 'warn',
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'out',
    rolldownOptions: { input, output: { entryFileNames: 'bundle.mjs', format: 'es' } },
  },
});
