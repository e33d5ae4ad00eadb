export {
  createExpressHandler,
  type ExpressWebhookHandler,
  type ExpressWebhookOptions,
} from './handler/express-handler.js';
