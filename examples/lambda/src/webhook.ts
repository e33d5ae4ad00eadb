// The function behind API Gateway, a function URL or a load balancer.
import { createLambdaHandler } from '@cio/webhooks/lambda';

export const handler = createLambdaHandler({
  // Called at the first request: until then, the environment may lack it.
  signingKey: () => process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});
