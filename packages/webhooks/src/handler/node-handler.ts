import type { IncomingMessage, ServerResponse } from 'node:http';
import { ValidationError } from '@cio/core';
import {
  type Answer,
  createReceiver,
  type Exchange,
  type Incoming,
  type WebhookHandlerOptions,
} from './receiver.js';

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
  const receive = createReceiver(options, afterThisTurn());
  return (request, response) => receive(new NodeIncoming(request, response));
}

/** Most requests are over in the turn of the event loop that they came in, and need no timer. */
function afterThisTurn() {
  let waiting: Exchange[] = [];
  return (exchange: Exchange) => {
    if (waiting.push(exchange) > 1) return;
    setImmediate(() => {
      const exchanges = waiting;
      waiting = [];
      for (const exchange of exchanges) exchange.startTimer();
    });
  };
}

class NodeIncoming implements Incoming {
  constructor(
    readonly request: NodeRequest,
    readonly response: ServerResponse,
  ) {}

  get method(): string | undefined {
    return this.request.method;
  }

  header(name: string): string | string[] | undefined {
    return this.request.headers[name];
  }

  readBody(...[maxBytes, done, failed]: Parameters<Incoming['readBody']>): void {
    readBody(this.request, maxBytes, done, failed);
  }

  answer({ status, headers, body }: Answer): void {
    const { response } = this;
    if (response.destroyed) return;
    response.statusCode = status;
    for (const name in headers) response.setHeader(name, headers[name]!);
    // The length of what comes at the end of it is known to it.
    response.end(body);
  }
}

function readBody(
  request: NodeRequest,
  maxBytes: number,
  done: (body: string | Uint8Array | undefined) => void,
  failed: (error: unknown) => void,
): void {
  const kept = isRaw(request.rawBody) ? request.rawBody : request.body;
  if (isRaw(kept)) {
    done(kept);
    return;
  }
  if (request.readableEnded) {
    const message =
      'a body parser in front of this receiver has eaten the raw body, which the signature is of: put the receiver before the parser, or let the parser keep the bytes (express.raw, or `verify: (request, _, bytes) => { request.rawBody = bytes }`)';
    failed(new ValidationError('body', message));
    return;
  }
  // Asked for now, it is handed over as it comes, not a tick later.
  request.read(0);
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else {
      request.removeAllListeners('data').removeAllListeners('end');
      // The rest goes by unread: a sender who is still sending would not see the answer otherwise.
      request.resume();
      done(undefined);
    }
  });
  request.on('end', () => done(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', failed);
}

function isRaw(body: unknown): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array;
}
