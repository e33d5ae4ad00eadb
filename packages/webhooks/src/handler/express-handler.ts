import type { ServerResponse } from 'node:http';
import { requireObject, ValidationError } from '@cio/core';
import { receiveFromNode } from './node-handler.js';
import type { WebhookHandlerOptions } from './options.js';
import type { NodeRequest } from './read-node-body.js';
import { createReceiver } from './receiver.js';

export type ExpressWebhookOptions = WebhookHandlerOptions & {
  /**
   * Whether what the handler or the deduplicator threw, and a time limit that passed, is handed to Express's `next` in
   * place of a response, for the error handlers of the application. Default false. `onError` is told of it as well.
   * `response.statusCode` is 503 then: an error handler that answers with another status, such as 500, makes Customer.io
   * wait an hour.
   */
  passErrorsToNext?: boolean | undefined;
};

export type ExpressWebhookHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * A handler of webhooks for Express 4 and 5. It answers, and reads the body, as the handler of `createNodeHandler` does.
 *
 * @throws ValidationError for options that are wrong, when it is made.
 * @example
 * app.post('/webhooks', createExpressHandler({ signingKey, onEvent: (event) => queue.add(event) }));
 * app.use(express.json());
 */
export function createExpressHandler(options: ExpressWebhookOptions): ExpressWebhookHandler {
  requireObject('options', options);
  const { passErrorsToNext = false, ...rest } = options;
  if (typeof passErrorsToNext !== 'boolean') {
    throw new ValidationError('passErrorsToNext', 'expected true or false');
  }
  const receiver = createReceiver(rest as WebhookHandlerOptions);
  return (request, response, next) => {
    if (!passErrorsToNext || !next) return receiveFromNode(receiver, request, response);
    return receiveFromNode(receiver, request, response, (error) => {
      response.statusCode = 503;
      // Express takes next('route'), and what is falsy, for something else than an error.
      next(error instanceof Error ? error : new Error('the webhook failed: see the cause', { cause: error }));
    });
  };
}
