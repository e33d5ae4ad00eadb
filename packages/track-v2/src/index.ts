export {
  type BatcherCloseOptions,
  type ErrorDetail,
  type IngestSummary,
  isRejectedError,
  type Outcome,
  RejectedError,
  type SendBatchOptions,
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
  type NotAccepted,
  type OperationSource,
  type Rejection,
  type UnsentOperation,
} from './batching/batching.js';
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
