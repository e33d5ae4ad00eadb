import { createWebhookHandler } from '@cio/webhooks';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const receive = createWebhookHandler({
  signingKey: process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});

const app = new Hono();
app.post('/webhooks', (context) => receive(context.req.raw));
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, () => console.log('ready'));
