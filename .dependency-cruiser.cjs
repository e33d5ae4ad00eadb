// Which file may import which: `npm run layers`, and part of `npm test`.
//
// A layer may import from itself and from the layers before it in its list, and from none after it.

/** The folders of a package's `src`, from what everything builds on to what builds on everything. */
const layers = {
  core: [
    ['errors', 'abort', 'callbacks'],
    ['validation'],
    ['serialization', 'regions', 'retry', 'rate-limit', 'transport', 'pagination', 'ids'],
    ['client', 'ordering'],
    ['batching', 'credentials', 'download', 'logging'],
    ['outbox'],
  ],
  'track-v2': [['operations'], ['batching']],
  pipelines: [['messages'], ['batching'], ['client'], ['analytics']],
  'app-api': [
    [
      'generated',
      'filters',
      'sends',
      'assets',
      'broadcasts',
      'newsletters',
      'live-notifications',
      'jobs',
      'downloads',
    ],
    ['resources'],
  ],
  webhooks: [['generated', 'hmac'], ['handler']],
  emulator: [
    ['lib', 'generated'],
    ['store'],
    ['engine', 'persistence'],
    ['apis'],
    ['seed', 'testing'],
    ['http'],
  ],
};

/** What a library package may import of the others: core alone. */
const LIBRARIES = [
  'track',
  'track-v2',
  'pipelines',
  'app-api',
  'webhooks',
  'retry-p-retry',
  'transport-undici',
  'opentelemetry',
  'tracking-plan',
  'redis',
  'postgres',
];

const TESTS = '(\\.test|/test-[^/]*)\\.ts$';

function layerRules(name, folders) {
  return folders.slice(0, -1).map((layer, index) => ({
    name: `${name}: ${layer.join(', ')}`,
    comment: 'A lower layer must not import from a higher one.',
    severity: 'error',
    from: { path: `^packages/${name}/src/(${layer.join('|')})/`, pathNot: TESTS },
    to: {
      path: `^packages/${name}/src/(${folders
        .slice(index + 1)
        .flat()
        .join('|')})/`,
    },
  }));
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no circle',
      comment: 'Two files that import each other cannot be understood, or moved, one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(layers).flatMap(([name, folders]) => layerRules(name, folders)),
    {
      name: 'no index',
      comment: 'An index is for other packages: a file that imports its own has it in a circle.',
      severity: 'error',
      from: { path: `^packages/(core|${LIBRARIES.join('|')})/src/`, pathNot: TESTS },
      to: { path: '^packages/$1/src/index\\.ts$' },
    },
    {
      name: 'core: no dependencies',
      comment: 'Core builds on nothing but the platform.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: TESTS },
      to: { pathNot: '^packages/core/|^#', dependencyTypesNot: ['core'] },
    },
    {
      name: 'libraries: core alone',
      comment: 'A library package depends on core, and on no other package of this repository.',
      severity: 'error',
      from: { path: `^packages/(${LIBRARIES.join('|')})/src/`, pathNot: TESTS },
      to: { path: '^(@cio|packages)/', pathNot: '^(@cio/core|packages/($1|core)/)' },
    },
    {
      name: 'no private files',
      comment: 'What another package needs of a package, that package exports.',
      severity: 'error',
      from: { path: '^(packages|examples|tests)/([^/]+)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: '^$1/$2/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Imports of types count too: a type has its layer as a function has.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs'],
      conditionNames: ['node', 'import', 'types'],
    },
  },
};
