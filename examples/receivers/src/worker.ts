import { createWebhookHandler, type WebhookHandler } from '@cio/webhooks';

interface Environment {
  CIO_SIGNING_KEY: string;
}

// A Worker is told its settings with the first request.
let receive: WebhookHandler | undefined;

export default {
  fetch(
    request: Request,
    environment: Environment,
    context: { waitUntil(promise: Promise<unknown>): void },
  ): Promise<Response> {
    receive ??= createWebhookHandler({
      signingKey: environment.CIO_SIGNING_KEY,
      on: {
        'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
        'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
      },
    });
    return receive(request, context);
  },
};
