import { createExpressHandler } from '@cio/webhooks/express';
import express from 'express';

const receive = createExpressHandler({
  signingKey: process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
    'customer.unsubscribed': (event) => console.log(`${event.data.customer_id} has had enough`),
  },
});

const app = express();
// Before express.json(): the signature is of the body as it came.
app.post('/webhooks', receive);
app.use(express.json());
app.listen(Number(process.env.PORT ?? 3000), () => console.log('ready'));
