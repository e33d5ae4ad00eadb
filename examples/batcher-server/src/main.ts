import { once } from 'node:events';
import { createServer } from 'node:http';
import { person, TrackV2Client } from '@cio/track-v2';

const track = new TrackV2Client({
  siteId: process.env.CIO_SITE_ID!,
  apiKey: process.env.CIO_API_KEY!,
  ...(process.env.CIO_URL && { baseUrl: process.env.CIO_URL }),
});
const batcher = track.batcher({ maxWaitMs: 50, onRejected: (error) => console.error(error.message) });

// GET /visit/C-10001: the visitor does not wait for Customer.io.
const server = createServer((request, response) => {
  const id = decodeURIComponent(request.url!.split('/').at(-1)!);
  batcher.add(person.event({ id }, 'visited', { path: request.url }));
  response.end('hello');
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('ready'));

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
// In this order: no new requests, then what they left, then the connections.
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
await batcher.close();
await track.close();
console.log('nothing lost');
