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
import type { Message } from '../messages/types.js';

/** Gathers messages from many callers into few requests, in order for each person. */
export type Batcher = CoreBatcher<Message>;

/** Options of a batcher. */
export type BatcherOptions = CoreBatcherOptions<Message>;

/** A message that Customer.io did not accept, or may not have accepted. */
export type NotAccepted = CoreNotAccepted<Message>;

/** A message that was rejected, with the reasons. */
export type Rejection = CoreRejection<Message>;

/** A message that has to be sent again. */
export type UnsentMessage = CoreUnsentOperation<Message>;

/** The result of a complete batch. */
export type BatchResult = CoreBatchResult<Message>;

/** A batch was not sent to its end. `cause` is the error of the request, or the reason of the signal. */
export type BatchError = CoreBatchError<Message>;
export const BatchError: typeof CoreBatchError<Message> = CoreBatchError;

/** Whether a caught value is a {@link BatchError}, from whichever copy of the package. */
export const isBatchError: (error: unknown) => error is BatchError = isCoreBatchError<Message>;

/** Options of an ingestion. */
export type IngestOptions = CoreIngestOptions<Message>;

/** A source of messages: anything that can be iterated, or a web stream. */
export type MessageSource = CoreOperationSource<Message>;

/** An ingestion did not come to its end: it has what is unsent, and where in the source to resume. */
export type IngestError = CoreIngestError<Message>;
export const IngestError: typeof CoreIngestError<Message> = CoreIngestError;

/** Whether a caught value is an {@link IngestError}, from whichever copy of the package. */
export const isIngestError: (error: unknown) => error is IngestError = isCoreIngestError<Message>;
