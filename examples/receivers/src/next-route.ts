// In a Next application: app/webhooks/route.ts
import { createWebhookHandler } from '@cio/webhooks';

const receive = createWebhookHandler({
  signingKey: process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});

export const POST = (request: Request): Promise<Response> => receive(request);
