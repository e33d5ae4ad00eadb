export { APIClient } from './app-api/api-client.js';
export * from './app-api/options.js';
export type {
  EmailMessage,
  Identifiers,
  InAppMessage,
  InboxMessage,
  PushMessage,
  SendEmailRequestOptions,
  SendInAppRequestOptions,
  SendInboxMessageRequestOptions,
  SendPushRequestOptions,
  SendSMSRequestOptions,
  SendWhatsAppRequestOptions,
  SMSMessage,
  WhatsAppMessage,
} from './app-api/send-options.js';
export {
  SendEmailRequest,
  SendInAppRequest,
  SendInboxMessageRequest,
  SendPushRequest,
  SendSMSRequest,
  SendWhatsAppRequest,
} from './app-api/send-requests.js';
export { CustomerIORequestError, MissingParamError, type ResponseLike } from './errors.js';
export type {
  AliasPayload,
  BatchItem,
  GroupPayload,
  IdentifyPayload,
  PagePayload,
  PipelinesCommon,
  PipelinesContext,
  ScreenPayload,
  TrackPayload,
} from './pipelines/payloads.js';
export { PipelinesClient, type PipelinesDefaults } from './pipelines/pipelines-client.js';
export { Region, RegionEU, RegionUS } from './regions.js';
export type { RequestDefaults } from './request/request.js';
export type { RetryOptions } from './request/retry-options.js';
export {
  type BatchOperation,
  type MetricRequestData,
  type PushRequestData,
  TrackClient,
} from './track/track-client.js';
export * from './types.js';
export {
  type VerifyRequestSignatureOptions,
  verifyRequestSignature,
} from './webhooks/verify-request-signature.js';
