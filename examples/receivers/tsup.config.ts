import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

export default defineConfig(
  library({
    entry: ['express', 'fastify', 'hono', 'next-route', 'bun-and-deno', 'worker'].map(
      (name) => `src/${name}.ts`,
    ),
    format: ['esm'],
    dts: false,
    sourcemap: false,
  }),
);
