export { createNodeHandler, type NodeWebhookHandler } from './handler/node-handler.js';
export type { NodeRequest } from './handler/read-node-body.js';
