export {
  ApiError,
  type CallEvent,
  type CallOptions,
  type ClientOptions,
  type CloseOptions,
  type ConcurrencyLimit,
  CustomerIOError,
  type ErrorDetail,
  type ErrorEvent,
  type ErrorResponse,
  type Hooks,
  HttpClient,
  type Identifier,
  isApiError,
  isCustomerIOError,
  isRetryableError,
  isUlid,
  isValidationError,
  memoryRateLimiter,
  type ObjectInput,
  type RateLimit,
  type RateLimiter,
  type RateLimitOutcome,
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
export { type SegmentOptions, TrackClient, type TrackClientOptions } from './track-client.js';
export type {
  Attributes,
  ObjectIdentifiers,
  Relationships,
  SubscriptionPreferences,
} from './types/attributes.js';
export type { Device } from './types/device.js';
export type { AnonymousEventOptions, EventData, EventOptions } from './types/event.js';
export type { Metric, PushEvent } from './types/metric.js';
export type { PersonIdentifier } from './types/person.js';
export type { AccountRegion } from './types/region.js';
