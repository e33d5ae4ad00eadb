import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type MarkdownOptions } from 'vitepress';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folders under one that have a README. */
function foldersOf(folder: string): string[] {
  return readdirSync(join(root, folder)).filter(
    (name) => name !== 'contract' && existsSync(join(root, folder, name, 'README.md')),
  );
}

/** The files of the repository that pages link to and that are no pages: the site has a copy of each, as text. */
const linkedFiles = new Set<string>();

/** The pages are the READMEs and guides as they lie in the repository: a link to a folder leads to its README. */
const asInRepository: NonNullable<MarkdownOptions['config']> = (md) => {
  // Indented code is commands.
  md.renderer.rules.code_block = (tokens, index, ...rest) => {
    tokens[index]!.info = 'sh';
    return md.renderer.rules.fence!(tokens, index, ...rest);
  };
  md.core.ruler.push('links to folders', ({ tokens, env }) => {
    const from = dirname((env as { relativePath?: string }).relativePath ?? '');
    for (const { children } of tokens) {
      for (const token of children ?? []) {
        // Liquid in the text is no template of the page.
        if (token.type === 'code_inline') token.attrSet('v-pre', '');
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        if (href === null || /^([a-z]+:|#|\/)/i.test(href)) continue;
        const [path = '', hash] = href.split('#');
        const target = join(root, normalize(join(from, path)));
        const stat = path === '' ? undefined : statSync(target, { throwIfNoEntry: false });
        const isText = stat?.isFile() === true && !path.endsWith('.md');
        if (isText) linkedFiles.add(relative(root, target));
        const page = stat?.isDirectory()
          ? `${path.replace(/\/$/, '')}/`
          : path.replace(/README\.md$/, '') + (isText ? '.txt' : '');
        token.attrSet('href', page + (hash === undefined ? '' : `#${hash}`));
      }
    }
  });
};

const guides = [
  ['One client, fire and forget', 'clients'],
  ['Retries and idempotency', 'retries-and-duplicates'],
  ['Transactional outbox', 'outbox'],
  ['Fleets: more than one process', 'fleets'],
  ['Eventual consistency', 'asynchrony'],
  ['Rate limits', 'rate-limits'],
  ['Batching and backpressure', 'batching'],
  ['Pagination', 'paging'],
  ['Webhooks', 'webhooks'],
  ['Serverless', 'serverless'],
  ['Next', 'next'],
  ['NestJS', 'nest'],
  ['Testing and mocking', 'testing'],
  ['Emulator: page and HTTP API', 'emulator'],
  ['Jest and vitest', 'jest-and-vitest'],
  ['Regions and proxies', 'regions-and-proxies'],
  ['Observability', 'observability'],
  ['Coming from customerio-node', 'from-customerio-node'],
  ['Coming from cdp-analytics-node', 'from-segment-and-cdp-analytics'],
  ['Coming from async-customerio', 'from-async-customerio'],
  ['Coverage', 'coverage'],
] as const;

export default defineConfig({
  title: 'cio',
  description: 'Customer.io for TypeScript: clients, webhooks, and a local Customer.io',
  lang: 'en',
  srcDir: '..',
  cacheDir: '../node_modules/.cache/vitepress',
  cleanUrls: false,
  srcExclude: [
    '**/node_modules/**',
    '**/dist/**',
    '**/CHANGELOG.md',
    '.changeset/**',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'packages/contract/**',
    'tests/**',
  ],
  rewrites: {
    'README.md': 'index.md',
    'docs/README.md': 'docs/index.md',
    'examples/README.md': 'examples/index.md',
    'packages/:name/README.md': 'packages/:name/index.md',
    'examples/:name/README.md': 'examples/:name/index.md',
  },
  // Made after the pages, by another tool.
  ignoreDeadLinks: [/^\/api\//],
  markdown: {
    config: asInRepository,
    // The default themes have too little contrast.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  buildEnd({ outDir }) {
    for (const file of linkedFiles) cpSync(join(root, file), join(outDir, `${file}.txt`));
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guides', link: '/docs/' },
      { text: 'Packages', link: '/packages/track/' },
      { text: 'Examples', link: '/examples/' },
      { text: 'API reference', link: '/api/index.html', target: '_self' },
    ],
    sidebar: [
      { text: 'Start', link: '/' },
      { text: 'Guides', items: guides.map(([text, page]) => ({ text, link: `/docs/${page}` })) },
      {
        text: 'Packages',
        items: foldersOf('packages').map((name) => ({ text: `@cio/${name}`, link: `/packages/${name}/` })),
      },
      {
        text: 'Examples',
        items: foldersOf('examples').map((name) => ({ text: name, link: `/examples/${name}/` })),
      },
    ],
  },
});
