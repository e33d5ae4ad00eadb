import { CustomerIOError, isCustomerIOError } from '../errors/base.js';
import { describeCause } from './describe-cause.js';
import type { IngestSummary } from './ingest-options.js';
import type { UnsentOperation } from './outcome.js';

/**
 * An ingestion did not come to its end; `cause` is what the source threw, what a request failed with, or the reason of the
 * signal. To go on, send what is `unsent`, then what the source has from `position`: an event that was built once counts
 * once, however often it is sent.
 */
export class IngestError<Op = unknown> extends CustomerIOError {
  override readonly name = 'IngestError';
  /** How far it came. */
  readonly summary: IngestSummary;
  /** How many operations were read from the source. */
  readonly position: number;
  /**
   * Of those, the ones that were neither accepted nor rejected, in their order. Not shown when the error is printed: they
   * hold what is known of people.
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

/** Whether a caught value is an {@link IngestError}, from whichever copy of the package. */
export function isIngestError<Op = unknown>(error: unknown): error is IngestError<Op> {
  return isCustomerIOError(error) && error.name === 'IngestError';
}
