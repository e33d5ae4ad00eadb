// A receiver of webhooks, in a process of its own.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeHandler } from '@cio/webhooks/node';
import { byHand, SIGNING_KEY } from './webhooks.js';

const handByHand: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = request.headers;
    const valid = byHand(Buffer.concat(chunks), String(timestamp), String(signature));
    response.writeHead(valid ? 200 : 401).end();
  });
};

const listener =
  process.argv[2] === 'by hand'
    ? handByHand
    : createNodeHandler({ signingKey: SIGNING_KEY, onEvent: () => {} });
const server = createServer(listener).listen(0, '127.0.0.1', () =>
  process.send?.((server.address() as AddressInfo).port),
);
