import type { ServerResponse } from 'node:http';
import { requireObject, ValidationError } from '@cio/core';
import { receiveFromNode } from './node-handler.js';
import type { WebhookHandlerOptions } from './options.js';
import type { NodeRequest } from './read-node-body.js';
import { createReceiver } from './receiver.js';

/** Options of the Express handler. */
export type ExpressWebhookOptions = WebhookHandlerOptions & {
  /**
   * Whether errors of the handler and the deduplicator, and passed deadlines, are passed to Express's `next`, for the error handlers
   * of the application, in place of a response. Default `false`. `onError` is called too. `response.statusCode` is set to 503: an
   * error handler that responds with another status, such as 500, makes Customer.io retry only after an hour.
   */
  passErrorsToNext?: boolean | undefined;
};

export type ExpressWebhookHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * Creates a webhook handler for Express 4 and 5. It responds and reads the body like the handler of `createNodeHandler`.
 *
 * @param options The signing key, the handlers, and the limits.
 * @throws ValidationError for an option that is not valid.
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
      // For Express, next('route') and next(undefined) are not errors.
      next(error instanceof Error ? error : new Error('the webhook failed: see the cause', { cause: error }));
    });
  };
}
