import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The one configuration: every package runs `vitest run --config ../../vitest.config.ts` from its own folder. */
export default defineConfig({
  root: process.cwd(),
  define: { __VERSION__: JSON.stringify(version ?? '0.0.0') },
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.test-results/vitest.json' }]],
    typecheck: { enabled: false },
  },
});
