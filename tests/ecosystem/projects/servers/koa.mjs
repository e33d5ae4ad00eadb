import { createServer } from 'node:http';
import { createNodeHandler } from '@cio/webhooks/node';
import Koa from 'koa';
import { listening, serve } from './serve.cjs';

await serve((options, seen) => {
  const app = new Koa();
  const receive = createNodeHandler(options);
  app.use(async (context) => {
    if (context.path === '/seen') {
      context.body = String(seen.count);
      return;
    }
    // The receiver writes the response itself.
    context.respond = false;
    await receive(context.req, context.res);
  });
  return listening(createServer(app.callback()));
});
