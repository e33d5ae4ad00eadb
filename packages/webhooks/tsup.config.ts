import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared';

export default defineConfig(
  library({
    entry: {
      index: 'src/index.ts',
      node: 'src/node.ts',
      express: 'src/express.ts',
      fastify: 'src/fastify.ts',
      lambda: 'src/lambda.ts',
      'hmac-node': 'src/hmac/node.ts',
      'hmac-webcrypto': 'src/hmac/webcrypto.ts',
    },
  }),
);
