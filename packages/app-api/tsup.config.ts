import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

const resources = [
  'activities',
  'assets',
  'broadcasts',
  'campaigns',
  'collections',
  'customers',
  'data-index',
  'design-studio',
  'esp-suppressions',
  'exports',
  'imports',
  'info',
  'live-notifications',
  'messages',
  'newsletters',
  'objects',
  'opt-outs',
  'reporting-webhooks',
  'segments',
  'sender-identities',
  'snippets',
  'subscription-center',
  'transactional',
  'workspaces',
];

export default defineConfig(
  library({
    entry: {
      index: 'src/index.ts',
      fetch: 'src/fetch.ts',
      node: 'src/node.ts',
      http: 'src/app-http.ts',
      filters: 'src/filters/filters.ts',
      sends: 'src/sends/sends.ts',
      'internal/write-file-node': 'src/downloads/write-file-node.ts',
      'internal/write-file-none': 'src/downloads/write-file-none.ts',
      // Each resource by itself, for whoever wants no other.
      ...Object.fromEntries(resources.map((name) => [name, `src/resources/${name}.ts`])),
    },
  }),
);
