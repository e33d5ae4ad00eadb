// Express hands its handlers the requests and the answers of Node.
export {
  createNodeHandler as createExpressHandler,
  type NodeWebhookHandler,
} from './handler/node-handler.js';
