import { once } from 'node:events';
import { createServer } from 'node:http';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { type Outcome, person, TrackV2Client } from '@cio/track-v2';

const { CIO_URL, PORT = '3000', STOP_TIMEOUT_MS = '10000' } = process.env;
const track = new TrackV2Client({
  siteId: process.env.CIO_SITE_ID!,
  apiKey: process.env.CIO_API_KEY!,
  ...(CIO_URL && { baseUrl: CIO_URL }),
  retry: pRetryStrategy({ retries: 10 }),
});

// The visitor does not wait for Customer.io, so nobody waits for the promises of add(): this is where it is heard of
// what was not accepted. A service would store the operation here, and send it again where the outcome is not "rejected".
const lost: Record<Outcome, number> = { rejected: 0, unprocessed: 0, unknown: 0 };
const batcher = track.batcher({
  maxWaitMs: 50,
  onRejected({ outcome, error }) {
    if (lost[outcome]++ === 0) console.error(`${outcome}:`, error instanceof Error ? error.message : error);
  },
});

// GET /visit/C-10001
const server = createServer((request, response) => {
  try {
    const id = decodeURIComponent(/^\/visit\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '');
    void batcher.add(person.event({ id }, 'visited', { path: request.url }));
    response.end('hello');
  } catch {
    // No id, one that is too long, or something that is no URL: that must not end the process with what it has gathered.
    response.writeHead(400).end('expected /visit/<id>');
  }
});
server.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
// In this order: no new requests, then what they left, then the connections. Whoever stops the process kills it after a
// while (Kubernetes after 30 s): what has not been accepted by then has to be known before. Requests have two seconds to end.
setTimeout(() => server.closeAllConnections(), 2000).unref();
await new Promise((resolve) => server.close(resolve));
await batcher.close({ timeoutMs: Number(STOP_TIMEOUT_MS) });
await track.close({ timeoutMs: 1000 });

const count = lost.rejected + lost.unprocessed + lost.unknown;
if (count === 0) {
  console.log('nothing lost');
} else {
  console.log(`${count} lost: ${JSON.stringify(lost)}`);
  process.exitCode = 1;
}
