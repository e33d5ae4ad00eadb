export { CustomerIOError, isCustomerIOError, isValidationError, ValidationError } from '@cio/core';
export type { WebhookBody } from './body-bytes.js';
export {
  isWebhookDeadlineError,
  isWebhookVerificationError,
  WebhookDeadlineError,
  type WebhookStep,
  WebhookVerificationError,
  type WebhookVerificationReason,
} from './errors.js';
export {
  type EventOf,
  type EventType,
  isCustomerEvent,
  isEvent,
  isEventType,
  isFailureEvent,
  isMessageEvent,
  isUnknownEvent,
  parseEvent,
  type ReceivedEvent,
  type UnknownEvent,
} from './events.js';
export type * from './generated/events.js';
export { type Deduplicator, type EventClaim, memoryDeduplicator } from './handler/deduplicator.js';
export { createWebhookHandler, type WaitUntilContext, type WebhookHandler } from './handler/fetch-handler.js';
export type { WebhookEnd, WebhookHooks } from './handler/hooks.js';
export type {
  EventHandler,
  HandlerContext,
  HandlersByType,
  OnError,
  WebhookHandlerOptions,
} from './handler/options.js';
export type { WebhookResult } from './handler/responses.js';
export { type SignPayloadOptions, signPayload } from './sign-payload.js';
export { type VerifyAndParseOptions, verifyAndParse } from './verify-and-parse.js';
export {
  type HeaderValue,
  type SigningKey,
  type VerifySignatureOptions,
  verifySignature,
} from './verify-signature.js';
