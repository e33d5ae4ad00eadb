import { webhookPlugin } from '@cio/webhooks/fastify';
import fastify from 'fastify';
import { serve } from './serve.cjs';

await serve(async (options, seen) => {
  const app = fastify();
  app.register(webhookPlugin, { path: '/webhook', ...options });
  app.get('/seen', async () => String(seen.count));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: app.server.address().port, stop: () => app.close() };
});
