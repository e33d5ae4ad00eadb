// One receiver of a fleet: handles webhooks, and tells which.

import { createServer } from 'node:http';
import { redisDeduplicator } from '@cio/redis';
import { createNodeHandler } from '@cio/webhooks/node';
import { connect } from './connect.mjs';

const [library, redisUrl, keyPrefix, signingKey, leaseMs] = process.argv.slice(2);
const client = await connect(library, redisUrl);
const handler = createNodeHandler({
  signingKey,
  deduplicate: redisDeduplicator(client, { keyPrefix, leaseMs: Number(leaseMs) }),
  onEvent: async ({ event_id, data }) => {
    process.send({ started: event_id });
    await new Promise((resolve) => setTimeout(resolve, data.handling_ms));
    process.send({ handled: event_id });
  },
});
const server = createServer(handler).listen(0, '127.0.0.1', () =>
  process.send({ port: server.address().port }),
);
