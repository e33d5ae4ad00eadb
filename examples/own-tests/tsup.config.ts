import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

export default defineConfig(
  library({
    entry: { main: 'src/main.ts' },
    format: ['esm'],
    platform: 'node',
    dts: false,
    sourcemap: false,
  }),
);
