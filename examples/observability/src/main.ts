import { once } from 'node:events';
import { createServer } from 'node:http';
import { startEmulator } from '@cio/emulator';
import { instrument, webhookHooks } from '@cio/opentelemetry';
import { consoleHooks, person, TrackV2Client } from '@cio/track-v2';
import { createNodeHandler } from '@cio/webhooks/node';
import { SpanKind, trace } from '@opentelemetry/api';
import { startTelemetry } from './telemetry.js';

const sdk = startTelemetry();

// Customer.io, or a local one.
const { CIO_URL, CIO_SITE_ID = 'emulator-site', CIO_API_KEY = 'emulator-key', PORT = '3000' } = process.env;
const emulator = CIO_URL ? undefined : await startEmulator({ siteId: CIO_SITE_ID, apiKey: CIO_API_KEY });

const client = instrument(
  new TrackV2Client({
    siteId: CIO_SITE_ID,
    apiKey: CIO_API_KEY,
    baseUrl: CIO_URL ?? emulator!.url,
    hooks: consoleHooks({ slowMs: 1000 }),
  }),
);
const batcher = client.batcher({ onRejected: ({ error }) => console.error(error) });

const receiveWebhook = createNodeHandler({
  signingKey: process.env.CIO_SIGNING_KEY ?? 'signing-key',
  on: { 'email.bounced': () => {} },
  hooks: webhookHooks(),
});

const tracer = trace.getTracer('shop');

// GET /orders/5 is an order of the person 5. An instrumentation of `http` would make the span of the request.
const server = createServer((request, response) => {
  if (request.url === '/webhooks') return void receiveWebhook(request, response);
  const [, id] = /^\/orders\/(\w+)$/.exec(request.url ?? '') ?? [];
  if (id === undefined) return void response.writeHead(404).end();
  tracer.startActiveSpan('GET /orders/{id}', { kind: SpanKind.SERVER }, (span) => {
    // Sent with others, a moment later: the span of that request is linked to this one.
    void batcher.add(person.event({ id }, 'order_placed', { total: 54.2 }));
    response.writeHead(202).end();
    span.end();
  });
});
server.listen(Number(PORT));
await once(server, 'listening');
console.log(`ready: curl http://localhost:${PORT}/orders/5`);

const [signal] = await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
console.log(`${signal}: ${JSON.stringify(client.stats())}`);
// Requests in progress have two seconds to end: what they add is sent.
setTimeout(() => server.closeAllConnections(), 2000).unref();
await new Promise((resolve) => server.close(resolve));
await batcher.close({ timeoutMs: 10_000 });
await client.close();
// Exports what has not been exported.
await sdk.shutdown();
await emulator?.close();
