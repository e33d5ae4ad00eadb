import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

const { splitting: _, ...options } = library({
  entry: {
    index: 'src/index.ts',
    fetch: 'src/transport/fetch.ts',
    node: 'src/transport/node.ts',
    outbox: 'src/outbox/index.ts',
  },
});

// What the transports share with the rest is there once, in ESM: a bundle has both.
export default defineConfig(options);
