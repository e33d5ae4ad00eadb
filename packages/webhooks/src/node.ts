export { createNodeHandler, type NodeRequest, type NodeWebhookHandler } from './handler/node-handler.js';
