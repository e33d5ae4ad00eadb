export {
  ApiError,
  type AttemptEvent,
  type CallEvent,
  type CallOptions,
  type CallStartEvent,
  type ClientOptions,
  type ClientStats,
  type CloseOptions,
  type ConcurrencyLimit,
  type ConnectionStats,
  CustomerIOError,
  consoleHooks,
  type ErrorDetail,
  type ErrorEvent,
  type ErrorResponse,
  type FieldsLogger,
  type Hooks,
  HttpClient,
  type Identifier,
  isApiError,
  isCustomerIOError,
  isPaginationError,
  isRetryableError,
  isUlid,
  isValidationError,
  List,
  type LogOptions,
  memoryRateLimiter,
  type ObjectInput,
  Page,
  type PageData,
  PaginationError,
  PUBLISHED_RATE_LIMITS,
  pinoHooks,
  type RateLimit,
  type RateLimiter,
  type RateLimitOutcome,
  type RateLimitStats,
  type Region,
  type RequestEvent,
  type ResponseEvent,
  RetryableError,
  type RetryableErrorOptions,
  type RetryContext,
  type RetryEvent,
  type RetryStrategy,
  serialize,
  type Transport,
  type TransportRequest,
  type TransportResponse,
  ulid,
  ulidFrom,
  ValidationError,
} from '@cio/core';
export { AppClient } from './app-client.js';
export { type AppOptions, appHttp } from './app-http.js';
export type { AssetUpload } from './assets/upload.js';
export type { PerUserData, TriggerBroadcast } from './broadcasts/trigger.js';
export type { AppCallOptions } from './call-options.js';
export type { DownloadOptions, DownloadProgress } from './downloads/download.js';
export type {
  AttributeCondition,
  AudienceFilter,
  NewsletterAttributeCondition,
  ObjectAttributeCondition,
  ObjectFilter,
} from './filters/filters.js';
export * as filter from './filters/filters.js';
export type {
  NewsletterAttribute,
  NewsletterExcludedSegments,
  NewsletterRecipients,
  NewsletterSegments,
} from './filters/newsletter-recipients.js';
export type * from './generated/types.js';
export { isJobError, JobError } from './jobs/job-error.js';
export type { WaitOptions } from './jobs/wait.js';
export type { Cursor, ListOf } from './resource.js';
export * from './resources/activities.js';
export * from './resources/assets.js';
export * from './resources/broadcasts.js';
export * from './resources/campaigns.js';
export * from './resources/collections.js';
export * from './resources/customers.js';
export * from './resources/data-index.js';
export * from './resources/design-studio.js';
export * from './resources/esp-suppressions.js';
export * from './resources/exports.js';
export * from './resources/imports.js';
export * from './resources/info.js';
export * from './resources/live-notifications.js';
export * from './resources/messages.js';
export * from './resources/newsletters.js';
export * from './resources/objects.js';
export * from './resources/opt-outs.js';
export * from './resources/reporting-webhooks.js';
export * from './resources/segments.js';
export * from './resources/sender-identities.js';
export * from './resources/snippets.js';
export * from './resources/subscription-center.js';
export * from './resources/transactional.js';
export * from './resources/workspaces.js';
export type { Attachments } from './sends/attachments.js';
export type { SendEmail, SendEmailFromTemplate, SendEmailWithContent, SendOptions } from './sends/sends.js';
