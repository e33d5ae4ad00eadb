export { onAbort } from './abort/on-abort.js';
export { sleep } from './abort/sleep.js';
export type { BatchApi, Rejections } from './batching/batch-api.js';
export { BatchError, type BatchResult, isBatchError } from './batching/batch-error.js';
export { Batcher } from './batching/batcher.js';
export type { BatcherCloseOptions, BatcherOptions, NotAccepted } from './batching/batcher-options.js';
export { ingest } from './batching/ingest.js';
export { IngestError, isIngestError } from './batching/ingest-error.js';
export type { IngestOptions, IngestSummary } from './batching/ingest-options.js';
export { type ItemFormat, serializeItem } from './batching/item.js';
export type { Outcome, UnsentOperation } from './batching/outcome.js';
export { isRejectedError, RejectedError } from './batching/rejected-error.js';
export type { Rejection } from './batching/rejection.js';
export { type SendBatchOptions, sendBatch } from './batching/send-batch.js';
export type { OperationSource } from './batching/source-reader.js';
export { callSafely, isThenable } from './callbacks/call-safely.js';
export { AttemptRequest } from './client/attempt-request.js';
export type { BatchInfo, BytesResult, Call, CallOptions } from './client/call.js';
export { readCallOptions } from './client/call-options.js';
export type { ClientStats, RateLimitStats } from './client/client-stats.js';
export type {
  AttemptEvent,
  CallEvent,
  CallStartEvent,
  ErrorEvent,
  Hooks,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from './client/hooks.js';
export {
  CLIENT_OPTIONS,
  type ClientOptions,
  type CloseOptions,
  HttpClient,
  type HttpClientOptions,
} from './client/http-client.js';
export {
  authorizationOf,
  basicAuthorization,
  type Credential,
  credentialsHint,
  requireCredential,
} from './credentials/credentials.js';
export { type TrackOptions, trackHttp } from './credentials/track-http.js';
export { type OpenDownloadOptions, type OpenedDownload, openDownload } from './download/open-download.js';
export { ApiError, isApiError } from './errors/api-error.js';
export { CustomerIOError, isCustomerIOError } from './errors/base.js';
export type { ErrorDetail } from './errors/error-details.js';
export type { ErrorResponse } from './errors/error-response.js';
export { isRetryableError, RetryableError, type RetryableErrorOptions } from './errors/retryable-error.js';
export { isValidationError, ValidationError } from './errors/validation-error.js';
export { isUlid, ulid } from './ids/ulid.js';
export { ulidFrom } from './ids/ulid-from.js';
export { consoleHooks, type FieldsLogger, type LogOptions, pinoHooks } from './logging/log-hooks.js';
export { messageKeys, operationKeys } from './ordering/ordering-keys.js';
export { List, type LoadPage, Page, type PageData } from './pagination/list.js';
export { isPaginationError, PaginationError } from './pagination/pagination-error.js';
export type { TokenGrant, TokenReport } from './rate-limit/fleet-connection.js';
export { type FleetRateLimiterOptions, fleetRateLimiter } from './rate-limit/fleet-rate-limiter.js';
export { memoryRateLimiter } from './rate-limit/memory-rate-limiter.js';
export {
  PUBLISHED_RATE_LIMITS,
  type RateLimit,
  type RateLimits,
} from './rate-limit/published-rate-limits.js';
export type { RateLimiter, RateLimitOutcome } from './rate-limit/rate-limiter.js';
export { type Region, type RegionHosts, resolveBaseUrl } from './regions/regions.js';
export type { RetryContext, RetryStrategy } from './retry/retry-strategy.js';
export { copyJsonValue } from './serialization/copy-json-value.js';
export { copyJsonObject, toJsonObject } from './serialization/json-object.js';
export { type JsonValue, toJsonValue } from './serialization/json-value.js';
export type { ObjectInput } from './serialization/object-input.js';
export { pathSegment } from './serialization/path-segment.js';
export { serialize } from './serialization/serialize.js';
export type { ConcurrencyLimit } from './transport/concurrency-limiter.js';
export { isProvenUnsent } from './transport/network-errors.js';
export type { ConnectionStats, Transport, TransportRequest, TransportResponse } from './transport/types.js';
export { checkAttributes } from './validation/attributes.js';
export {
  byteLength,
  describe,
  exceedsBytes,
  type Identifier,
  requireFunction,
  requireIdentifier,
  requireMethod,
  requireObject,
  requireOneOf,
  requireSignal,
  requireText,
} from './validation/checks.js';
export { requireOneIdentifier, requireOneKey } from './validation/identifiers.js';
export { LIMITS } from './validation/limits.js';
export { MAX_TIMER_MS, requireCount, requireDuration } from './validation/numbers.js';
export { readOptions } from './validation/options.js';
export { readSafely } from './validation/read-safely.js';
export { checkTimestamp } from './validation/timestamp.js';
export { isDate } from './validation/type-tag.js';
export { VERSION } from './version.js';
