import {
  BatchError as CoreBatchError,
  type Batcher as CoreBatcher,
  type BatcherOptions as CoreBatcherOptions,
  type BatchResult as CoreBatchResult,
  IngestError as CoreIngestError,
  type IngestOptions as CoreIngestOptions,
  type NotAccepted as CoreNotAccepted,
  type OperationSource as CoreOperationSource,
  type Rejection as CoreRejection,
  type UnsentOperation as CoreUnsentOperation,
  isBatchError as isCoreBatchError,
  isIngestError as isCoreIngestError,
} from '@cio/core';
import type { Operation } from '../operations/types.js';

/** Gathers operations from many callers into few requests, in order for each person and object. */
export type Batcher = CoreBatcher<Operation>;

export type BatcherOptions = CoreBatcherOptions<Operation>;

/** An operation that Customer.io did not accept, or is not known to have accepted. */
export type NotAccepted = CoreNotAccepted<Operation>;

/** An operation that was rejected, and why. Sent again as it is, it will be rejected again. */
export type Rejection = CoreRejection<Operation>;

/** An operation that is to be sent again. */
export type UnsentOperation = CoreUnsentOperation<Operation>;

/** What became of a batch that was sent to its end. */
export type BatchResult = CoreBatchResult<Operation>;

/** A batch was not sent to its end. `cause` is what the request failed with, or the reason of the signal. */
export type BatchError = CoreBatchError<Operation>;
export const BatchError: typeof CoreBatchError<Operation> = CoreBatchError;

/** Whether a caught value is a {@link BatchError}, from whichever copy of the package. */
export const isBatchError: (error: unknown) => error is BatchError = isCoreBatchError<Operation>;

export type IngestOptions = CoreIngestOptions<Operation>;

/** Where operations come from: anything that can be iterated, or a web stream. */
export type OperationSource = CoreOperationSource<Operation>;

/** An ingestion did not come to its end: it tells what is unsent, and where in the source to go on. */
export type IngestError = CoreIngestError<Operation>;
export const IngestError: typeof CoreIngestError<Operation> = CoreIngestError;

/** Whether a caught value is an {@link IngestError}, from whichever copy of the package. */
export const isIngestError: (error: unknown) => error is IngestError = isCoreIngestError<Operation>;
