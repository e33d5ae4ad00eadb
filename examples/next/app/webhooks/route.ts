import { createWebhookHandler } from '@cio/webhooks';

const receive = createWebhookHandler({
  // Called at the first request: `next build` needs no secrets.
  signingKey: () => process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
  },
});

// A route exports nothing else, and Next passes a second argument of its own.
export const POST = (request: Request): Promise<Response> => receive(request);
