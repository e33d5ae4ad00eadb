import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

export default defineConfig(
  library({ entry: { index: 'src/index.ts', cli: 'src/cli.ts' }, platform: 'node' }),
);
