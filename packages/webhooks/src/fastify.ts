export { type FastifyWebhookOptions, webhookPlugin } from './handler/fastify-plugin.js';
