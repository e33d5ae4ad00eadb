export type { ErrorDetail } from '@cio/core';
export { BatchError, type BatchResult, isBatchError } from './batch/batch-error.js';
export type { Outcome, UnsentOperation } from './batch/outcome.js';
export { isRejectedError, RejectedError } from './batch/rejected-error.js';
export type { Rejection } from './batch/rejection.js';
export type { Batcher } from './dispatch/batcher.js';
export type { BatcherCloseOptions, BatcherOptions, NotAccepted } from './dispatch/batcher-options.js';
export { IngestError, isIngestError } from './dispatch/ingest-error.js';
export type { IngestOptions, IngestSummary } from './dispatch/ingest-options.js';
export type { OperationSource } from './dispatch/source-reader.js';
export { delivery } from './operations/delivery.js';
export type * from './operations/input-types.js';
export { object } from './operations/object.js';
export { person } from './operations/person.js';
export type * from './operations/types.js';
export {
  type EventOptions,
  type IdentifyObjectOptions,
  type IdentifyOptions,
  TrackV2Client,
} from './track-v2-client.js';
