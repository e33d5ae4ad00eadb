import { defineConfig } from 'tsup';
import { program } from '../../tsup.shared';

export default defineConfig(
  program({
    bench: 'src/bench.ts',
    server: 'src/server.ts',
    'limited-emulator': 'src/limited-emulator.ts',
    'loaded-emulator': 'src/loaded-emulator.ts',
    receiver: 'src/receiver.ts',
    contestant: 'src/contestant.ts',
    'option-caller': 'src/option-caller.ts',
    'distance/server': 'src/distance/server.ts',
    'distance/contestant': 'src/distance/contestant.ts',
    'distance/batches': 'src/distance/batches.ts',
    'distance/keep-alive': 'src/distance/keep-alive.ts',
  }),
);
