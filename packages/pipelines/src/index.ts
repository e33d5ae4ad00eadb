export {
  ApiError,
  type BatcherCloseOptions,
  CustomerIOError,
  type ErrorDetail,
  type IngestSummary,
  isApiError,
  isCustomerIOError,
  isRejectedError,
  isRetryableError,
  isValidationError,
  type Outcome,
  RejectedError,
  RetryableError,
  type SendBatchOptions,
  ValidationError,
} from '@cio/core';
export {
  BatchError,
  type Batcher,
  type BatcherOptions,
  type BatchResult,
  IngestError,
  type IngestOptions,
  isBatchError,
  isIngestError,
  type MessageSource,
  type NotAccepted,
  type Rejection,
  type UnsentMessage,
} from './batching/batching.js';
export { type PipelinesOptions, pipelinesHttp } from './client/pipelines-http.js';
export type * from './messages/input-types.js';
export { message } from './messages/message.js';
export type * from './messages/types.js';
export { PipelinesClient } from './pipelines-client.js';
