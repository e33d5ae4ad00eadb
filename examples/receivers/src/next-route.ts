// In a Next application: app/webhooks/route.ts
import { createWebhookHandler } from '@cio/webhooks';

const receive = createWebhookHandler({
  // Read at the first request: `next build` needs no secrets.
  signingKey: () => process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});

export const POST = (request: Request): Promise<Response> => receive(request);
