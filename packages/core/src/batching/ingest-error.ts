import { CustomerIOError, isCustomerIOError } from '../errors/base.js';
import { describeCause } from './describe-cause.js';
import type { IngestSummary } from './ingest-options.js';
import type { UnsentOperation } from './outcome.js';

/**
 * An ingestion did not complete. `cause` is the error of the source or of a request, or the reason of the signal. To resume, send the
 * `unsent` operations, then the source from `position` on: events are deduplicated by their ULIDs.
 */
export class IngestError<Op = unknown> extends CustomerIOError {
  override readonly name = 'IngestError';
  /** The summary of the ingestion until then. */
  readonly summary: IngestSummary;
  /** The number of operations that were read from the source: the position to resume from. */
  readonly position: number;
  /**
   * The operations before that position that were neither accepted nor rejected, in order. Not enumerable, so that they are not
   * logged: they contain personal data.
   */
  declare readonly unsent: readonly UnsentOperation<Op>[];

  constructor(
    cause: unknown,
    summary: IngestSummary,
    position: number,
    unsent: readonly UnsentOperation<Op>[],
  ) {
    super(`stopped at operation ${position} with ${unsent.length} unsent: ${describeCause(cause)}`, {
      cause,
    });
    this.summary = summary;
    this.position = position;
    Object.defineProperty(this, 'unsent', { value: unsent });
  }
}

/** Whether a caught value is an {@link IngestError}, also from another copy of the package. */
export function isIngestError<Op = unknown>(error: unknown): error is IngestError<Op> {
  return isCustomerIOError(error) && error.name === 'IngestError';
}
