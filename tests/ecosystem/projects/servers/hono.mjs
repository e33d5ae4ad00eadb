import { createWebhookHandler } from '@cio/webhooks';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { listening, serve } from './serve.cjs';

await serve((options, seen) => {
  const app = new Hono();
  const receive = createWebhookHandler(options);
  app.post('/webhook', (context) => receive(context.req.raw));
  app.get('/seen', (context) => context.text(String(seen.count)));
  return listening(createAdaptorServer(app));
});
