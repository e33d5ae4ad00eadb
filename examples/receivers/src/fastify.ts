import { webhookPlugin } from '@cio/webhooks/fastify';
import fastify from 'fastify';

const app = fastify();
app.register(webhookPlugin, {
  path: '/webhooks',
  signingKey: process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});
await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log('ready');
