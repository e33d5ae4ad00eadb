// A receiver of webhooks, in a process of its own.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeHandler } from '@cio/webhooks/node';
import { byHand, SIGNING_KEY } from './webhooks.js';

/** Reads the body and verifies it; `parse` makes an event of it too, as a receiver needs it. */
function receiveByHand(parse: boolean): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = request.headers;
      const body = Buffer.concat(chunks);
      const valid = byHand(body, String(timestamp), String(signature));
      const event = parse && valid ? JSON.parse(body.toString()) : undefined;
      response.writeHead(valid && (!parse || event.event_id) ? 200 : 401).end();
    });
  };
}

const listeners: Record<string, RequestListener> = {
  'by hand': receiveByHand(false),
  'by hand, parsed': receiveByHand(true),
  '@cio/webhooks/node': createNodeHandler({ signingKey: SIGNING_KEY, onEvent: () => {} }),
  '@cio/webhooks/node, remembering no ids': createNodeHandler({
    signingKey: SIGNING_KEY,
    deduplicate: false,
    onEvent: () => {},
  }),
};
const server = createServer(listeners[process.argv[2]!]);
// The others' turns are no reason to hang up.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(process.cpuUsage()));
