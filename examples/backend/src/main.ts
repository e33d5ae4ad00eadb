import { AppClient } from '@cio/app-api';
import { TrackClient } from '@cio/track';

// CIO_URL is for the emulator; without it the calls go to Customer.io.
const address = process.env.CIO_URL ? { baseUrl: process.env.CIO_URL } : {};
const track = new TrackClient({
  siteId: process.env.CIO_SITE_ID!,
  apiKey: process.env.CIO_API_KEY!,
  ...address,
});
const app = new AppClient({ apiKey: process.env.CIO_APP_KEY!, ...address });

const id = 'C-10001';
await track.identify(id, { email: 'ada@example.com', first_name: 'Ada', created_at: new Date() });
await track.track(id, 'order_placed', { order: 'O-5001', total: 54.5 });

const { delivery_id } = await app.sendEmail({
  to: 'ada@example.com',
  identifiers: { id },
  transactional_message_id: 'order_confirmation',
  message_data: { order: 'O-5001', total: 54.5 },
});
// The emulator has it at once. Customer.io processes it later, and may not find it yet: see docs/asynchrony.md.
const { message } = await app.messages.get(delivery_id);
console.log(`${message.type} to ${message.recipient}`);

for await (const activity of app.customers.getActivities(id)) console.log(activity.type);

await Promise.all([track.close(), app.close()]);
