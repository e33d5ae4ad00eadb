import type { ServerResponse } from 'node:http';
import { ValidationError } from '@cio/core';
import type { WebhookHandlerOptions } from './options.js';
import { type NodeRequest, readNodeBody } from './read-node-body.js';
import { createReceiver, type Receiver } from './receiver.js';
import type { ReportError } from './report-error.js';
import type { WebhookResponse } from './responses.js';

/** @returns Resolves when the response has been written. Never rejects. */
export type NodeWebhookHandler = (request: NodeRequest, response: ServerResponse) => Promise<void>;

/**
 * Creates a webhook handler for `node:http`, `node:https` and frameworks with their requests and responses: Koa, Next's
 * `pages/api`, NestJS. It responds like the handler of `createWebhookHandler`.
 *
 * It reads the body itself. After a body parser, it uses the raw body that the parser has kept: `rawBody`, or a `body` of bytes
 * or text. Without one, the response is 503, and `onError` is called with the solution.
 *
 * @param options The signing key, the handlers, and the limits.
 * @throws ValidationError for an option that is not valid.
 * @example
 * createServer(createNodeHandler({ signingKey, onEvent: (event) => queue.add(event) })).listen(3000);
 */
export function createNodeHandler(options: WebhookHandlerOptions): NodeWebhookHandler {
  const receiver = createReceiver(options);
  return (request, response) => receiveFromNode(receiver, request, response);
}

/** @param passError Called with an error in place of the response 503. */
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
  // The sender has closed the connection, and will send the event again.
  if (response.destroyed) return;
  response.statusCode = result.status;
  // The rest of the body is not read.
  if (result.status === 408 || result.status === 413) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries(result.headers)) response.setHeader(name, value);
  // In one call, so that Node sets the content-length.
  response.end(result.body);
}
