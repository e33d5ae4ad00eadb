import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runtimes } from '@cio-tests/runtimes';

export interface Environment {
  /** As the table says it. */
  name: string;
  /** The folder in `projects` that is copied and run. */
  project: string;
  /**
   * Programs with their arguments, run one after the other in the copy. The last one leaves the result. Undefined where this
   * machine does not have them.
   */
  commands: string[][] | undefined;
  /**
   * What is installed for this environment alone, in a folder of its own, beside the packages: by name, with the version.
   * Without it, the tools are those that this package depends on.
   */
  dependencies?: Record<string, string>;
  /** Not part of `npm test` but of `npm run ecosystem`, as is what has dependencies of its own: it takes long. */
  isSlow?: boolean;
  /** What installs them. Default `npm`. The last two let nobody import what package.json does not name. */
  installer?: 'npm' | 'pnpm' | 'yarn';
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
  .filter(({ name }) => /^(Node|the oldest)/.test(name))
  .flatMap(({ name, program }) => [
    { name: `${name}, import`, project: 'node', commands: program ? [[program, 'main.mjs']] : undefined },
    { name: `${name}, require`, project: 'node', commands: program ? [[program, 'main.cjs']] : undefined },
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
  // The other of the two is in every run.
  isSlow: name === 'webpack, require' || name === 'ncc, import',
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

const JEST_29 = {
  '@babel/core': '^7.28.0',
  '@babel/preset-env': '^7.28.0',
  '@jest/globals': '^29.7.0',
  '@types/node': '^20.19.0',
  'babel-jest': '^29.7.0',
  jest: '^29.7.0',
  'jest-environment-jsdom': '^29.7.0',
  'jest-fixed-jsdom': '^0.0.9',
  'ts-jest': '^29.4.0',
  typescript: '~5.9.3',
};

/** A program of what was installed for one environment, as Node runs it in its project. */
const own = (path: string) => `../node_modules/${path}`;
const againstServer = (...program: string[]) => [node, '../against-server.mjs', ...program];

const jest29: Environment[] = [
  ['CommonJS', 'commonjs', []],
  ['ESM', 'esm', ['--experimental-vm-modules']],
  ['babel-jest', 'babel', []],
  ['ts-jest', 'typescript', []],
  ['jsdom', 'jsdom', []],
].map(([name, config, flags]) => ({
  name: `Jest 29, ${name}`,
  project: 'jest',
  dependencies: JEST_29,
  commands: [[node, ...flags!, own('jest/bin/jest.js'), '--config', `jest.${config}.json`]],
}));

const next: Environment[] = [
  ['15', 'webpack', []],
  ['15', 'Turbopack', ['--turbopack']],
  ['16', 'webpack', ['--webpack']],
  ['16', 'Turbopack', []],
].map(([version, bundler, flags]) => ({
  name: `Next ${version}, ${bundler}`,
  project: 'next',
  dependencies: { next: `^${version}.0.0`, react: '^19.0.0', 'react-dom': '^19.0.0' },
  commands: [
    [node, own('next/dist/bin/next'), 'build', ...flags!],
    againstServer(node, own('next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', 'PORT'),
  ],
}));

const nest: Environment[] = ['10', '11'].map((version) => ({
  name: `NestJS ${version}`,
  project: 'nest',
  dependencies: {
    '@nestjs/common': `^${version}.0.0`,
    '@nestjs/core': `^${version}.0.0`,
    '@nestjs/platform-express': `^${version}.0.0`,
    '@types/node': '^20.19.0',
    'reflect-metadata': '^0.2.0',
    rxjs: '^7.8.0',
    typescript: '~5.9.3',
  },
  commands: [[node, own('typescript/bin/tsc')], againstServer(node, 'dist/main.js')],
}));

const slowPlatforms: Environment[] = [
  {
    name: 'Cloudflare Workers: KV and Durable Objects',
    project: 'workers',
    dependencies: { esbuild: '^0.28.0', miniflare: '^4.20260730.0' },
    commands: [[node, 'main.mjs']],
  },
  {
    name: "Google's Functions Framework",
    project: 'functions-framework',
    dependencies: { '@google-cloud/functions-framework': '^5.0.0' },
    commands: [
      againstServer(node, own('@google-cloud/functions-framework/build/src/main.js'), '--target=customerio'),
    ],
  },
];

const strict: Environment[] = (['pnpm', 'yarn'] as const).flatMap((installer) =>
  ['main.mjs', 'main.cjs'].map((file) => ({
    name: `${installer === 'pnpm' ? 'pnpm' : "Yarn's Plug'n'Play"}, ${file.endsWith('.mjs') ? 'import' : 'require'}`,
    project: 'strict',
    installer,
    dependencies: { '@types/node': '^20.19.0', typescript: '~5.9.3' },
    commands: [
      [
        installer,
        'tsc',
        '--declaration',
        '--strict',
        '--target',
        'es2022',
        '--module',
        'commonjs',
        '--moduleResolution',
        'node10',
        '--types',
        'node',
        '--outDir',
        'out',
        'declared.ts',
      ],
      [installer, 'node', file],
    ],
  })),
);

export const environments: Environment[] = [
  ...nodes,
  ...runners,
  ...bundles,
  ...servers,
  ...platforms,
  ...jest29,
  ...next,
  ...nest,
  ...slowPlatforms,
  ...strict,
];
