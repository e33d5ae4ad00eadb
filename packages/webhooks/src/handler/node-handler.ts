import type { ServerResponse } from 'node:http';
import { ValidationError } from '@cio/core';
import type { WebhookHandlerOptions } from './options.js';
import { type NodeRequest, readNodeBody } from './read-node-body.js';
import { createReceiver, type Receiver } from './receiver.js';
import type { ReportError } from './report-error.js';
import type { WebhookResponse } from './responses.js';

/** @returns Resolves when the response has been handed over to Node. Never rejects. */
export type NodeWebhookHandler = (request: NodeRequest, response: ServerResponse) => Promise<void>;

/**
 * A handler of webhooks for `node:http`, `node:https` and whatever is built on their requests and responses: Koa, Next's
 * `pages/api`, NestJS. It answers as the handler of `createWebhookHandler` does.
 *
 * It reads the body itself. Behind a body parser it takes the bytes that the parser has kept: `rawBody`, or a `body` of
 * bytes or text. Where the parser has kept none, it answers 503 and tells `onError` what to do.
 *
 * @throws ValidationError for options that are wrong, when it is made.
 * @example
 * createServer(createNodeHandler({ signingKey, onEvent: (event) => queue.add(event) })).listen(3000);
 */
export function createNodeHandler(options: WebhookHandlerOptions): NodeWebhookHandler {
  const receiver = createReceiver(options);
  return (request, response) => receiveFromNode(receiver, request, response);
}

/** @param passError Takes what failed in place of a response with 503. */
export async function receiveFromNode(
  { receive, reportError }: Receiver,
  request: NodeRequest,
  response: ServerResponse,
  passError?: (error: unknown) => void,
): Promise<void> {
  try {
    response.on('error', (error) => reportError(error));
    const result = await receive({
      method: () => request.method,
      header: (name) => request.headers[name],
      readBody: (maxBytes) => readNodeBody(request, maxBytes),
    });
    if (passError && result.error !== undefined && !response.headersSent) passError(result.error);
    else send(response, result, reportError);
  } catch (error) {
    reportError(error);
  }
}

function send(response: ServerResponse, result: WebhookResponse, reportError: ReportError): void {
  if (response.headersSent) {
    const problem = `was sent by somebody else (${response.statusCode}) before the receiver's own (${result.status})`;
    reportError(new ValidationError('response', problem));
    return;
  }
  // The sender has hung up, and will send the event again.
  if (response.destroyed) return;
  response.statusCode = result.status;
  // The rest of these bodies is not worth reading.
  if (result.status === 408 || result.status === 413) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries(result.headers)) response.setHeader(name, value);
  // Its length is known to Node where all of it comes at once.
  response.end(result.body);
}
