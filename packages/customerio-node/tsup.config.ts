import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

// CommonJS alone, as the official client: `import customerio from 'customerio-node'` has a default export only so.
export default defineConfig(
  library({
    entry: { index: 'src/index.ts', cli: 'src/migrate/cli.ts' },
    format: ['cjs'],
    platform: 'node',
  }),
);
