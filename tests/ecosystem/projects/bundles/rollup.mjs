import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

const [input] = process.argv.slice(2);
const bundle = await rollup({
  input,
  external: /^node:/,
  // Where require stays, the other condition of the packages is meant.
  plugins: [nodeResolve({ exportConditions: ['node'] }), commonjs({ strictRequires: true })],
  onwarn(warning) {
    throw new Error(warning.message);
  },
});
await bundle.write({ file: 'out/bundle.mjs', format: 'es', inlineDynamicImports: true });
