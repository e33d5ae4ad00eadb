import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

export default defineConfig(
  library({
    entry: {
      index: 'src/index.ts',
      cli: 'src/cli.ts',
      matchers: 'src/matchers.ts',
      playwright: 'src/playwright.ts',
    },
    platform: 'node',
    // The contract is private, and travels inside.
    noExternal: ['@cio-internal/contract'],
    // The fixture's emulator is that of the package itself, and no copy.
    external: ['@cio/emulator'],
  }),
);
