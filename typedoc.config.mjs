/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'cio',
  out: 'docs/.vitepress/dist/api',
  tsconfig: 'typedoc.tsconfig.json',
  entryPoints: [
    'packages/core/src/index.ts',
    'packages/track/src/index.ts',
    'packages/track-v2/src/index.ts',
    'packages/app-api/src/index.ts',
    'packages/pipelines/src/index.ts',
    'packages/pipelines/src/analytics/index.ts',
    'packages/webhooks/src/index.ts',
    'packages/webhooks/src/node.ts',
    'packages/webhooks/src/express.ts',
    'packages/webhooks/src/fastify.ts',
    'packages/webhooks/src/lambda.ts',
    'packages/retry-p-retry/src/index.ts',
    'packages/transport-undici/src/index.ts',
    'packages/customerio-node/src/index.ts',
    'packages/opentelemetry/src/index.ts',
    'packages/tracking-plan/src/index.ts',
    'packages/codegen/src/index.ts',
    'packages/emulator/src/index.ts'
  ],
  readme: 'none',
  excludePrivate: true,
  excludeInternal: true,
  treatWarningsAsErrors: true,
  validation: {
    notExported: false,
    invalidLink: true,
    notDocumented: false
  },
  disableSources: true,
  customCss: 'docs/.vitepress/api.css',
  plugin: [
    './scripts/typedoc-plugin.mjs'
  ],
  includeHierarchySummary: false,
  hideGenerator: true,
  navigationLinks: { Start: '/', Guides: '/docs/' },
  // 'Customer.io' in a sentence is a name, not a link.
  markdownItLoader(parser) {
    parser.linkify.set({ fuzzyLink: false });
  },
};
