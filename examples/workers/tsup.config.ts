import { defineConfig } from 'tsup';
import { program } from '../../tsup.shared';

export default defineConfig({
  ...program({ main: 'src/main.ts', worker: 'src/worker.ts' }),
  external: [/^node:/, 'cloudflare:workers'],
});
