// Connections that end while they are idle, in a process of its own: how many of 10,000 calls fail. The calls are such as
// must not be sent twice, so that nothing is mended by a repeat.
// usage: keep-alive.js <transport> <hint | stalled>
import { Worker } from 'node:worker_threads';
import { fetchTransport } from '@cio/core/fetch';
import { nodeTransport } from '@cio/core/node';
import { TrackClient } from '@cio/track';
import { undiciTransport } from '@cio/transport-undici';

const [name = '', kind = ''] = process.argv.slice(2);
const CALLS = 10_000;
const AT_ONCE = 1000;
const transports = {
  'node:http': () => nodeTransport(),
  undici: () => undiciTransport(),
  fetch: () => fetchTransport(),
};

// Keeps an idle connection for 2 s, says so, and closes it then. A thread of its own goes on while this one stands still.
const server = new Worker(
  `const { parentPort } = require('node:worker_threads');
   const server = require('node:http').createServer((request, response) => {
     request.resume().on('end', () => response.end('{}'));
   });
   server.keepAliveTimeout = 2000;
   server.keepAliveTimeoutBuffer = 0;
   server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => parentPort.postMessage(server.address().port));`,
  { eval: true },
);
const port = await new Promise<number>((resolve) => void server.once('message', resolve));
const track = new TrackClient({
  siteId: 'site',
  apiKey: 'key',
  baseUrl: `http://127.0.0.1:${port}`,
  transport: transports[name as keyof typeof transports](),
});

let failed = 0;
for (let calls = 0; calls < CALLS; calls += AT_ONCE) {
  await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      track.submitForm('form', { email: 'ada@example.com' }).catch(() => failed++),
    ),
  );
  // The next come just when the server closes what they would go out on.
  const restMs = 1980 + Math.random() * 40;
  if (kind === 'hint') await new Promise((resolve) => setTimeout(resolve, restMs));
  else for (const until = performance.now() + restMs + 50; performance.now() < until; );
}
process.send?.({ failed }, () => process.exit());
