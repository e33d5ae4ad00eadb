import { readFileSync } from 'node:fs';
import type { Options } from 'tsup';

/** How every package is built: ESM, CommonJS and types for both, one file an entry point. */
export function library(options: Options): Options {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return {
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    // Off also for ESM: a chunk that holds nothing a consumer uses would still be imported, with a warning of its bundler.
    splitting: false,
    sourcemap: true,
    clean: true,
    // "http" without "node:" is known to Node alone.
    removeNodeProtocol: false,
    // rollup-plugin-dts, inside tsup, still sets an option that TypeScript 6 calls deprecated.
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    ...options,
    define: { __VERSION__: JSON.stringify(version), ...options.define },
    external: [/^node:/, /^#/, ...(options.external ?? [])],
  };
}

/** How a program is built that is run here and not published. */
export function program(entry: Record<string, string> = { main: 'src/main.ts' }): Options {
  return library({ entry, format: ['esm'], platform: 'node', dts: false, sourcemap: false });
}
