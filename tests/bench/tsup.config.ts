import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

export default defineConfig(
  library({
    entry: {
      bench: 'src/bench.ts',
      server: 'src/server.ts',
      'limited-emulator': 'src/limited-emulator.ts',
      receiver: 'src/receiver.ts',
      contestant: 'src/contestant.ts',
    },
    format: ['esm'],
    platform: 'node',
    dts: false,
    sourcemap: false,
  }),
);
