export type { Complaint } from './batch/post-batch.js';
export { BatchError, type BatchResult, isBatchError, type Rejection } from './batch/send-batch.js';
export { type Batcher, type BatcherOptions, isRejectedError, RejectedError } from './dispatch/batcher.js';
export { IngestError, type IngestOptions, type IngestSummary, isIngestError } from './dispatch/ingest.js';
export type { OperationSource } from './dispatch/source.js';
export type { OccurrenceOptions } from './operations/checks.js';
export { delivery } from './operations/delivery.js';
export { object } from './operations/object.js';
export { type PersonIdentifyOptions, person } from './operations/person.js';
export type * from './operations/types.js';
export {
  type EventOptions,
  type IdentifyObjectOptions,
  type IdentifyOptions,
  TrackV2Client,
} from './track-v2-client.js';
