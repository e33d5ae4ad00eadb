import type { IncomingMessage, ServerResponse } from 'node:http';
import { ValidationError } from '@cio/core';
import { createReceiver, type WebhookHandlerOptions } from './receiver.js';

/** A request as Node gives it, and what frameworks add to it. */
export type NodeRequest = IncomingMessage & { body?: unknown; rawBody?: unknown };

export type NodeWebhookHandler = (request: NodeRequest, response: ServerResponse) => void;

/**
 * A handler of webhooks for `node:http` and `node:https`, and for Express 4 and 5 as it is. It answers as
 * the fetch handler does.
 *
 * It reads the body itself. Behind a parser it takes the bytes that were kept: `rawBody`, or a `body` of
 * bytes or text. Where there are none it answers 500 and tells `onError` so.
 *
 * @throws ValidationError for options that are bad, when it is made.
 */
export function createNodeHandler(options: WebhookHandlerOptions): NodeWebhookHandler {
  const receive = createReceiver(options);
  return (request, response) => {
    const incoming = {
      method: request.method,
      header: (name: string) => request.headers[name],
      readBody: (maxBytes: number) => readBody(request, maxBytes),
    };
    receive(incoming).then(({ status, headers, body }) => {
      if (response.destroyed) return;
      response.writeHead(status, body ? { ...headers, 'content-length': Buffer.byteLength(body) } : headers);
      response.end(body);
    });
  };
}

function readBody(request: NodeRequest, maxBytes: number): Promise<string | Uint8Array | undefined> {
  const kept = [request.rawBody, request.body].find(
    (one) => typeof one === 'string' || one instanceof Uint8Array,
  );
  if (kept !== undefined) return Promise.resolve(kept as string | Uint8Array);
  return new Promise((resolve, reject) => {
    if (request.readableEnded) {
      const message =
        'a body parser in front of this receiver has eaten the raw body, which the signature is of: put the receiver before the parser, or let the parser keep the bytes (express.raw, or `verify: (request, _, bytes) => { request.rawBody = bytes }`)';
      return reject(new ValidationError('body', message));
    }
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else {
        request.removeAllListeners('data');
        // The rest goes by unread: a sender who is still sending would not see the answer otherwise.
        request.resume();
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
