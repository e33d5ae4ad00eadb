import type { CallOptions } from '../client/call.js';
import { isValidationError, ValidationError } from '../errors/validation-error.js';
import { requireCount } from '../validation/numbers.js';
import { readSafely } from '../validation/read-safely.js';
import { type BatchApi, DEFAULT_CONCURRENCY, maxItemsBytes, postEntries } from './batch-api.js';
import { BatchError, type BatchResult } from './batch-error.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { outcomeOfRequest, type UnsentOperation } from './outcome.js';
import { describeErrors, type Rejection } from './rejection.js';

export interface SendBatchOptions extends CallOptions {
  /** Requests under way at once, at the most. Default 16. */
  concurrency?: number | undefined;
}

/** Sends any number of operations in as many requests as they need, in order for each person and object. */
export async function sendBatch<Op>(
  api: BatchApi<Op>,
  operations: Iterable<Op>,
  { concurrency = DEFAULT_CONCURRENCY, ...options }: SendBatchOptions,
): Promise<BatchResult<Op>> {
  requireCount('concurrency', concurrency);
  const entries = serializeAll(api, operations);
  let accepted = 0;
  const rejected: Rejection<Op>[] = [];
  const unsent: UnsentOperation<Op>[] = [];
  let failure: { cause: unknown } | undefined;

  await new Promise<void>((resolve) => {
    if (entries.length === 0) resolve();
    const dispatcher = new Dispatcher<Entry<Op>>({
      concurrency,
      maxBytes: maxItemsBytes(api),
      maxWaitMs: 0,
      maxPending: Number.POSITIVE_INFINITY,
      send: (inRequest) => postEntries(api, inRequest, options),
      onAccepted: () => void accepted++,
      onRejected: ({ operation, index }, errors) =>
        void rejected.push({ index, operation, errors, message: describeErrors(errors) }),
      onFailed({ operation, index }, cause) {
        failure ??= { cause };
        unsent.push({ index, operation, outcome: outcomeOfRequest(cause) });
      },
      onRequestEnd() {
        // After a failure nothing more is sent; what is under way ends.
        for (const { operation, index } of failure ? dispatcher.takeBack() : [])
          unsent.push({ index, operation, outcome: 'unprocessed' });
        if (dispatcher.pending === 0) resolve();
      },
    });
    // Taken out one by one: what has been sent is not kept in memory.
    for (const entry of entries.splice(0)) dispatcher.push(entry);
    dispatcher.flush();
  });

  rejected.sort(byIndex);
  if (!failure) return { accepted, rejected };
  throw new BatchError(failure.cause, { accepted, rejected }, unsent.sort(byIndex));
}

function byIndex(a: { index: number }, b: { index: number }): number {
  return a.index - b.index;
}

/** @throws ValidationError with the index of each operation that is not valid. */
function serializeAll<Op>(api: BatchApi<Op>, operations: Iterable<Op>): Entry<Op>[] {
  const entries: Entry<Op>[] = [];
  const refusals: { index: number; error: ValidationError }[] = [];
  for (const [index, operation] of readAll(operations).entries()) {
    try {
      entries.push(new Entry(api, operation, index));
    } catch (error) {
      if (!isValidationError(error)) throw error;
      refusals.push({ index, error });
    }
  }
  if (refusals.length > 0) throw refusalOf(refusals);
  return entries;
}

function readAll<Op>(operations: Iterable<Op>): Op[] {
  return readSafely('operations', () => {
    if (typeof operations?.[Symbol.iterator] === 'function') return Array.from(operations);
    throw new ValidationError('operations', 'expected an array or another iterable of operations');
  });
}

const MAX_NAMED = 10;

/** One error for all operations that are not valid: their indexes, and the message of the first. */
function refusalOf(refusals: readonly { index: number; error: ValidationError }[]): ValidationError {
  const named = refusals
    .slice(0, MAX_NAMED)
    .map(({ index, error }) => error.field.replace(/^operation/, `operations[${index}]`));
  if (refusals.length > MAX_NAMED) named.push(`and ${refusals.length - MAX_NAMED} more`);
  const { error } = refusals[0]!;
  return new ValidationError(named.join(', '), error.message.slice(error.field.length + 2), {
    cause: error,
    indexes: refusals.map(({ index }) => index),
  });
}
