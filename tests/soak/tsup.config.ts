import { defineConfig } from 'tsup';
import { program } from '../../tsup.shared';

export default defineConfig(program({ soak: 'src/soak.ts', 'fault-server': 'src/fault-server.ts' }));
