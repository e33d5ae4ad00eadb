// One receiver of a fleet: handles webhooks, and tells which. usage: node receiver.js <engine> <url> <key> <lease>
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeHandler } from '@cio/webhooks/node';
import { openDeduplicator } from './engines.js';

const [engine = '', url = '', signingKey = '', leaseMs = ''] = process.argv.slice(2);
const handler = createNodeHandler({
  signingKey,
  deduplicate: await openDeduplicator(engine, url, Number(leaseMs)),
  onEvent: async ({ event_id, data }) => {
    process.send!({ started: event_id });
    await new Promise((resolve) =>
      setTimeout(resolve, (data as unknown as { handling_ms: number }).handling_ms),
    );
    process.send!({ handled: event_id });
  },
});
const server = createServer(handler).listen(0, '127.0.0.1', () =>
  process.send!({ port: (server.address() as AddressInfo).port }),
);
