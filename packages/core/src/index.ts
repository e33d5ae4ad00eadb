export type { Answer } from './errors/answer.js';
export { ApiError, isApiError } from './errors/api-error.js';
export { CustomerIOError, isCustomerIOError } from './errors/base.js';
export type { ErrorDetail } from './errors/error-details.js';
export { isRetryableError, RetryableError, type RetryableErrorOptions } from './errors/retryable-error.js';
export { isValidationError, ValidationError } from './errors/validation-error.js';
export { requireCredential } from './http/credentials.js';
export type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './http/hooks.js';
export {
  type Call,
  type CallOptions,
  type ClientOptions,
  HttpClient,
  type HttpClientOptions,
} from './http/http-client.js';
export { type OpenedUrl, type OpenUrlOptions, openUrl } from './http/open-url.js';
export { pathSegment } from './http/path-segment.js';
export { type Region, type RegionHosts, resolveBaseUrl } from './http/regions.js';
export { serialize } from './http/serialize.js';
export { type TrackOptions, trackHttp } from './http/track-http.js';
export { isUlid, ulid } from './http/ulid.js';
export {
  isPaginationError,
  List,
  type LoadPage,
  Page,
  type PageData,
  PaginationError,
} from './pages/list.js';
export { memoryRateLimiter, type RateLimit } from './rate-limit/memory-rate-limiter.js';
export type { RateLimiter, RateLimitOutcome } from './rate-limit/rate-limiter.js';
export type { RetryContext, RetryStrategy } from './retry/retry-strategy.js';
export type { Turns } from './transport/turns.js';
export type { Transport, TransportRequest, TransportResponse } from './transport/types.js';
export { checkAttributes } from './validation/attributes.js';
export {
  byteLength,
  describe,
  exceedsBytes,
  type Identifier,
  requireIdentifier,
  requireObject,
  requireOneOf,
  requireText,
} from './validation/checks.js';
export { requireOneIdentifier, requireOneKey } from './validation/identifiers.js';
export { LIMITS } from './validation/limits.js';
export { checkTimestamp } from './validation/timestamp.js';
export { VERSION } from './version.js';
