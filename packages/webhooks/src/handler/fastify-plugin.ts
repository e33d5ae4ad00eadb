import { requireObject, requireText } from '@cio/core';
import { createNodeHandler, type NodeWebhookHandler } from './node-handler.js';
import type { WebhookHandlerOptions } from './options.js';
import type { NodeRequest } from './read-node-body.js';

/** What of a Fastify instance is used. */
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

export type FastifyWebhookOptions = WebhookHandlerOptions & {
  /** Where the webhooks come in, such as `/webhooks/customer-io`. */
  path: string;
};

/**
 * A Fastify plugin that takes webhooks at a path: `fastify.register(webhookPlugin, { path, signingKey, onEvent })`.
 *
 * At that path it reads bodies itself; everywhere else Fastify's parsers stay as they are. It answers as the handler of
 * `createWebhookHandler` does.
 *
 * @throws ValidationError for options that are wrong, when it is registered.
 */
export async function webhookPlugin(fastify: FastifyLike, options: FastifyWebhookOptions): Promise<void> {
  requireObject('options', options);
  // The options of `register` are Fastify's own and the plugin's together.
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
