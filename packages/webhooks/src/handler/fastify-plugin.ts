import { requireText } from '@cio/core';
import { createNodeHandler, type NodeRequest, type NodeWebhookHandler } from './node-handler.js';
import type { WebhookHandlerOptions } from './receiver.js';

/** What of a Fastify instance is used. */
interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: Error | null) => void) => void,
  ): unknown;
  all(path: string, handler: (request: { raw: NodeRequest }, reply: FastifyReplyLike) => void): unknown;
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
 * It leaves bodies to itself at that path, and to Fastify's parsers everywhere else. It answers as the fetch
 * handler does.
 *
 * @throws ValidationError for options that are bad, when it is registered.
 */
export async function webhookPlugin(fastify: FastifyLike, options: FastifyWebhookOptions): Promise<void> {
  requireText('path', options.path);
  const handle = createNodeHandler(options);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  fastify.all(options.path, (request, reply) => {
    reply.hijack();
    handle(request.raw, reply.raw);
  });
}
