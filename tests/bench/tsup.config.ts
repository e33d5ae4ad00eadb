import { defineConfig } from 'tsup';
import { program } from '../../tsup.shared';

export default defineConfig(
  program({
    bench: 'src/bench.ts',
    server: 'src/server.ts',
    'limited-emulator': 'src/limited-emulator.ts',
    receiver: 'src/receiver.ts',
    contestant: 'src/contestant.ts',
  }),
);
