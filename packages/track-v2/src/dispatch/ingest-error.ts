import { CustomerIOError, isCustomerIOError } from '@cio/core';
import { describeCause } from '../batch/describe-cause.js';
import type { UnsentOperation } from '../batch/outcome.js';
import type { IngestSummary } from './ingest-options.js';

/**
 * An ingestion did not complete. `cause` is the error of the source or of a request, or the reason of the signal. To resume, send the
 * `unsent` operations, then the source from `position` on: events are deduplicated by their ULIDs.
 */
export class IngestError extends CustomerIOError {
  override readonly name = 'IngestError';
  /** The summary of the ingestion until then. */
  readonly summary: IngestSummary;
  /** The number of operations that were read from the source: the position to resume from. */
  readonly position: number;
  /**
   * The operations before that position that were neither accepted nor rejected, in order. Not enumerable, so that they are not
   * logged: they contain personal data.
   */
  declare readonly unsent: readonly UnsentOperation[];

  constructor(cause: unknown, summary: IngestSummary, position: number, unsent: readonly UnsentOperation[]) {
    super(`stopped at operation ${position} with ${unsent.length} unsent: ${describeCause(cause)}`, {
      cause,
    });
    this.summary = summary;
    this.position = position;
    Object.defineProperty(this, 'unsent', { value: unsent });
  }
}

/** Whether a caught value is an {@link IngestError}, also from another copy of the package. */
export function isIngestError(error: unknown): error is IngestError {
  return isCustomerIOError(error) && error.name === 'IngestError';
}
