import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runtimes } from '@cio-tests/runtimes';

export interface Environment {
  /** As the table says it. */
  name: string;
  /** The folder in `projects` that is copied and run. */
  project: string;
  /** Programs with their arguments, run one after the other in the copy. The last one leaves the result. */
  commands: string[][];
  /** Installs what the project's own package.json names, and is not part of `npm test` but of `npm run ecosystem`. */
  isSlow?: boolean;
}

const require = createRequire(import.meta.url);
const node = process.execPath;
/** A tool's program, as Node runs it. */
function bin(tool: string, name = tool): string {
  const manifest = require.resolve(`${tool}/package.json`);
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[name]!);
}

const nodes: Environment[] = runtimes
  .filter(({ name, program }) => program && /^(Node|the oldest)/.test(name))
  .flatMap(({ name, program }) => [
    { name: `${name}, import`, project: 'node', commands: [[program!, 'main.mjs']] },
    { name: `${name}, require`, project: 'node', commands: [[program!, 'main.cjs']] },
  ]);

const jest = (name: string, config: string, ...flags: string[]): Environment => ({
  name: `Jest 30, ${name}`,
  project: 'jest',
  commands: [[node, ...flags, bin('jest'), '--config', `jest.${config}.json`, '--no-cache']],
});

const runners: Environment[] = [
  jest('CommonJS', 'commonjs'),
  jest('ESM', 'esm', '--experimental-vm-modules'),
  jest('babel-jest', 'babel'),
  jest('ts-jest', 'typescript'),
  jest('jsdom', 'jsdom'),
  {
    name: 'vitest',
    project: 'vitest',
    commands: [[node, join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs'), 'run']],
  },
  { name: 'node:test', project: 'node-test', commands: [[node, '--test', 'main.test.mjs']] },
  { name: 'nock', project: 'mocks', commands: [[node, '--test', 'nock.test.mjs']] },
  { name: 'msw', project: 'mocks', commands: [[node, '--test', 'msw.test.mjs']] },
];

const esbuild = (entry: string, format: string) => [
  node,
  bin('esbuild'),
  entry,
  '--bundle',
  '--platform=node',
  `--format=${format}`,
  `--outfile=out/bundle.${format === 'esm' ? 'mjs' : 'cjs'}`,
];

const bundles: Environment[] = (
  [
    ['esbuild, ESM', esbuild('entry.mjs', 'esm'), 'bundle.mjs'],
    ['esbuild, CommonJS', esbuild('entry.cjs', 'cjs'), 'bundle.cjs'],
    ['webpack, import', [node, 'webpack.cjs', 'entry.mjs'], 'bundle.cjs'],
    ['webpack, require', [node, 'webpack.cjs', 'entry.cjs'], 'bundle.cjs'],
    ['Rollup', [node, 'rollup.mjs', 'entry.mjs'], 'bundle.mjs'],
    ['Vite', [node, 'vite.mjs', 'entry.mjs'], 'bundle.mjs'],
    ['ncc, import', [node, bin('@vercel/ncc', 'ncc'), 'build', 'entry.mjs', '-o', 'out'], 'index.mjs'],
    ['ncc, require', [node, bin('@vercel/ncc', 'ncc'), 'build', 'entry.cjs', '-o', 'out'], 'index.cjs'],
  ] as const
).map(([name, build, file]) => ({
  name,
  project: 'bundles',
  commands: [[...build], [node, `out/${file}`]],
}));

const servers: Environment[] = (
  [
    ['Express 4', 'express-4.cjs'],
    ['Express 5', 'express.cjs'],
    ['Koa', 'koa.mjs'],
    ['Fastify', 'fastify.mjs'],
    ['Hono', 'hono.mjs'],
    ['Cloud Functions', 'cloud-function.cjs'],
  ] as const
).map(([name, file]) => ({ name, project: 'servers', commands: [[node, file]] }));

const platforms: Environment[] = [
  { name: 'AWS Lambda: API Gateway and SQS', project: 'lambda', commands: [[node, 'main.mjs']] },
];

export const environments: Environment[] = [...nodes, ...runners, ...bundles, ...servers, ...platforms];
