import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type MarkdownOptions } from 'vitepress';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folders under one that have a README. */
function foldersOf(folder: string): string[] {
  return readdirSync(join(root, folder)).filter(
    (name) => name !== 'contract' && existsSync(join(root, folder, name, 'README.md')),
  );
}

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
        const isFolder = path !== '' && existsSync(target) && statSync(target).isDirectory();
        const page = isFolder ? `${path.replace(/\/$/, '')}/` : path.replace(/README\.md$/, '');
        token.attrSet('href', page + (hash === undefined ? '' : `#${hash}`));
      }
    }
  });
};

const guides = [
  ['Retries and idempotency', 'retries-and-duplicates'],
  ['Rate limits', 'rate-limits'],
  ['Batching and backpressure', 'batching'],
  ['Pagination', 'paging'],
  ['Webhooks', 'webhooks'],
  ['Testing and mocking', 'testing'],
  ['Regions and proxies', 'regions-and-proxies'],
  ['Observability', 'observability'],
  ['Coming from customerio-node', 'from-customerio-node'],
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
  ignoreDeadLinks: [/^\/api\//, /\/LICENSE$/],
  markdown: { config: asInRepository },
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
        collapsed: true,
        items: foldersOf('examples').map((name) => ({ text: name, link: `/examples/${name}/` })),
      },
    ],
  },
});
