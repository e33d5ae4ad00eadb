import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';
import { buildPage } from './src/page/build';

export default defineConfig(async () =>
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
    // The page is part of the program: it is there however the package is bundled, and without a file to find.
    define: { __PAGE__: JSON.stringify(await buildPage()) },
    // The fixture's emulator is that of the package itself, and no copy.
    external: ['@cio/emulator'],
  }),
);
