import {
  type CallOptions,
  CustomerIOError,
  type HttpClient,
  isCustomerIOError,
  ValidationError,
} from '@cio/core';
import type { Operation } from '../operations/types.js';
import { isOversize, OVERSIZE, Packer, toItem } from './pack.js';
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
  const given = Array.from(operations);
  const packer = new Packer();
  const oversize: number[] = [];
  given.forEach((operation, index) => {
    const json = toItem(operation, index);
    if (isOversize(json)) oversize.push(index);
    else packer.add(json);
  });
  if (oversize.length > 0) {
    const fields = oversize.map((index) => `operations[${index}]`).join(', ');
    throw new ValidationError(fields, OVERSIZE, { indexes: oversize });
  }

  const result: BatchResult = { accepted: 0, rejected: [] };
  let start = 0;
  for (const { body, count } of packer.finish()) {
    try {
      const complaints = await postBatch(http, body, given.slice(start, start + count), options);
      result.accepted += count - complaints.size;
      for (const [at, complaint] of [...complaints].sort(([a], [b]) => a - b)) {
        const index = start + at;
        result.rejected.push({ index, operation: given[index]!, ...complaint });
      }
    } catch (cause) {
      const unsent = given.slice(start).map((operation, at) => ({ index: start + at, operation }));
      throw new BatchError(cause, result, unsent);
    }
    start += count;
  }
  return result;
}
