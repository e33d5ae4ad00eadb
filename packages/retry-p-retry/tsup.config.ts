import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

const entry = { index: 'src/index.ts' };

// p-retry is ESM alone, which not every Node can `require`, and Jest cannot: the CommonJS build holds it. The two builds run at once:
// neither empties the folder, where the other may have written already.
export default defineConfig([
  library({ entry, format: ['esm'], clean: false }),
  library({ entry, format: ['cjs'], clean: false, noExternal: ['p-retry', 'is-network-error'] }),
]);
