import { AppClient } from '@cio/app-api';
import { TrackClient } from '@cio/track';
import { isPlanError } from '@cio/tracking-plan';
import { messages } from './customer-io.gen.js';
import { plan } from './plan.js';

const address = process.env.CIO_URL ? { baseUrl: process.env.CIO_URL } : {};
const track = plan.track(
  new TrackClient({ siteId: process.env.CIO_SITE_ID!, apiKey: process.env.CIO_API_KEY!, ...address }),
);
const app = plan.app(new AppClient({ apiKey: process.env.CIO_APP_KEY!, ...address }));

const order = { number: 'A-1', total: 54.2 };
await track.identify('C-10001', { email: 'ada@example.com', plan: 'pro' });
await track.track('C-10001', 'order_placed', order);
await app.sendEmail({
  to: 'ada@example.com',
  identifiers: { id: 'C-10001' },
  transactional_message_id: messages.order_confirmation,
  message_data: { order },
});
console.log('sent as planned');

/** Mistakes that do not compile: `tsc` says that these comments are needed. */
export function mistakes(): void {
  // @ts-expect-error -- "order_placd" is not assignable to parameter of type "order_placed"
  void track.track('C-10001', 'order_placd', order);
  // @ts-expect-error -- 'totl' does not exist in type '{ number: string; total: number; }'
  void track.track('C-10001', 'order_placed', { number: 'A-1', totl: 54.2 });
  void app.sendEmail({
    to: 'ada@example.com',
    identifiers: { id: 'C-10001' },
    transactional_message_id: messages.order_confirmation,
    // @ts-expect-error -- the template reads `order.total`, which is missing
    message_data: { order: { number: 'A-1' } },
  });
}

// What the compiler cannot see, such as a limit, is checked before anything is sent.
try {
  await track.track('C-10001', 'order_placed', { number: 'A-2', total: -1 });
} catch (error) {
  if (!isPlanError(error)) throw error;
  console.log(`not sent: ${error.subject}, ${error.issues.map(({ path }) => path).join(', ')}`);
}
await track.close();
await app.close();
