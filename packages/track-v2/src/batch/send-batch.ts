import {
  type CallOptions,
  CustomerIOError,
  type HttpClient,
  isCustomerIOError,
  ValidationError,
} from '@cio/core';
import type { Operation } from '../operations/types.js';
import { type Entry, isOversize, OVERSIZE, ROOM, toEntry } from './entry.js';
import { type Complaint, postBatch } from './post-batch.js';

/** An operation that Customer.io did not take, and why. */
export interface Rejection extends Complaint {
  /** Its place among the operations given. */
  index: number;
  operation: Operation;
}

export interface BatchResult {
  /** How many operations Customer.io took. */
  accepted: number;
  rejected: Rejection[];
}

/**
 * A batch was not sent to its end. What is in `unsent` was not taken, or it is not known whether it
 * was: sent again, an event with a ULID counts once.
 */
export class BatchError extends CustomerIOError implements BatchResult {
  override readonly name = 'BatchError';
  readonly accepted: number;
  readonly rejected: Rejection[];
  /** The operations to send again, in their order, with their places among the operations given. */
  readonly unsent: { index: number; operation: Operation }[];

  constructor(cause: unknown, result: BatchResult, unsent: { index: number; operation: Operation }[]) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${unsent.length} operations are unsent: ${why}`, { cause });
    this.accepted = result.accepted;
    this.rejected = result.rejected;
    this.unsent = unsent;
  }
}

/** Whether a caught value is a {@link BatchError}, from whichever copy of the package. */
export function isBatchError(error: unknown): error is BatchError {
  return isCustomerIOError(error) && error.name === 'BatchError';
}

/** Sends any number of operations, in order, in as many requests as they need. */
export async function sendBatch(
  http: HttpClient,
  operations: Iterable<Operation>,
  options: CallOptions = {},
): Promise<BatchResult> {
  const entries = Array.from(operations, toEntry);
  const indexes = entries.flatMap((entry, index) => (isOversize(entry) ? [index] : []));
  if (indexes.length > 0) {
    throw new ValidationError(indexes.map((index) => `operations[${index}]`).join(', '), OVERSIZE, {
      indexes,
    });
  }

  const result: BatchResult = { accepted: 0, rejected: [] };
  for (let start = 0; start < entries.length; ) {
    const end = endOfRequest(entries, start);
    try {
      const complaints = await postBatch(http, entries.slice(start, end), options);
      result.accepted += end - start - complaints.size;
      for (const [at, complaint] of [...complaints].sort(([a], [b]) => a - b)) {
        const index = start + at;
        result.rejected.push({ index, operation: entries[index]!.operation, ...complaint });
      }
    } catch (cause) {
      const unsent = entries.slice(start).map(({ operation }, at) => ({ index: start + at, operation }));
      throw new BatchError(cause, result, unsent);
    }
    start = end;
  }
  return result;
}

/** Where the request that starts here is full. */
function endOfRequest(entries: readonly Entry[], start: number): number {
  let room = ROOM - entries[start]!.bytes;
  for (let end = start + 1; end < entries.length; end++) {
    room -= entries[end]!.bytes + 1;
    if (room <= 0) return end;
  }
  return entries.length;
}
