import { defineConfig } from 'tsup';
import { program } from '../../tsup.shared';

export default defineConfig(
  program({
    'outbox-worker': 'src/outbox-worker.ts',
    pace: 'src/pace.ts',
    'pglite-process': 'src/pglite-process.ts',
    receiver: 'src/receiver.ts',
    'sink-server': 'src/sink-server.ts',
    soak: 'src/soak.ts',
    throughput: 'src/throughput.ts',
    'throughput-redis': 'src/throughput-redis.ts',
  }),
);
