export {
  createLambdaHandler,
  type LambdaWebhookEvent,
  type LambdaWebhookHandler,
  type LambdaWebhookOptions,
  type LambdaWebhookResponse,
} from './handler/lambda-handler.js';
