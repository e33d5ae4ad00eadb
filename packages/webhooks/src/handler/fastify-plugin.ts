import { requireObject, requireText } from '@cio/core';
import { createNodeHandler, type NodeWebhookHandler } from './node-handler.js';
import type { WebhookHandlerOptions } from './options.js';
import type { NodeRequest } from './read-node-body.js';

/** The part of a Fastify instance that is used. */
interface FastifyLike {
  /** Removes the body parsers of this plugin's scope. */
  removeAllContentTypeParsers(): unknown;
  /** Adds a body parser to this plugin's scope. */
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: Error | null) => void) => void,
  ): unknown;
  /** Adds a route for all methods. */
  all(
    path: string,
    handler: (request: { raw: NodeRequest }, reply: FastifyReplyLike) => Promise<void>,
  ): unknown;
}

interface FastifyReplyLike {
  raw: Parameters<NodeWebhookHandler>[1];
  hijack(): unknown;
}

/** Options of the Fastify plugin. */
export type FastifyWebhookOptions = WebhookHandlerOptions & {
  /** The path of the route, such as `/webhooks/customer-io`. */
  path: string;
};

/**
 * A Fastify plugin with a route for webhooks. The route reads bodies itself; Fastify's body parsers are not changed for other
 * routes. It responds like the handler of `createWebhookHandler`.
 *
 * @param options The path, the signing key, the handlers, and the limits.
 * @throws ValidationError for an option that is not valid.
 * @example
 * fastify.register(webhookPlugin, { path: '/webhooks', signingKey, onEvent: (event) => queue.add(event) });
 */
export async function webhookPlugin(fastify: FastifyLike, options: FastifyWebhookOptions): Promise<void> {
  requireObject('options', options);
  // `register` passes Fastify's own options too.
  const { path, prefix, logLevel, logSerializers, ...rest } = options as FastifyWebhookOptions &
    Record<string, unknown>;
  requireText('path', path);
  const handle = createNodeHandler(rest as WebhookHandlerOptions);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  fastify.all(path, (request, reply) => {
    reply.hijack();
    return handle(request.raw, reply.raw);
  });
}
