// bun run dist/bun-and-deno.js, and deno serve -A --port 3000 dist/bun-and-deno.js: both serve what a module exports.
import { createWebhookHandler } from '@cio/webhooks';

const receive = createWebhookHandler({
  signingKey: process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});

export default { fetch: (request: Request): Promise<Response> => receive(request) };
