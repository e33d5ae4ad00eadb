import type { CallOptions } from '../client/call.js';
import { describeErrors } from '../errors/describe-errors.js';
import { isValidationError, ValidationError } from '../errors/validation-error.js';
import { requireCount } from '../validation/numbers.js';
import { readSafely } from '../validation/read-safely.js';
import { type BatchApi, DEFAULT_CONCURRENCY } from './batch-api.js';
import { BatchError, type BatchResult } from './batch-error.js';
import { BatchSender } from './batch-sender.js';
import { Entry } from './entry.js';
import { checkItem } from './item.js';
import type { Rejection } from './rejection.js';

export interface SendBatchOptions extends CallOptions {
  /** The concurrency limit: requests in flight at once. Default 32. 1: all operations are sent in the order in which they are passed. */
  concurrency?: number | undefined;
}

/** Sends any number of operations in as many requests as they need, in order for each person and object. */
export async function sendBatch<Op>(
  api: BatchApi<Op>,
  operations: Iterable<Op>,
  { concurrency = DEFAULT_CONCURRENCY, ...options }: SendBatchOptions,
): Promise<BatchResult<Op>> {
  requireCount('concurrency', concurrency);
  const all = readAll(operations);
  const values = checkAll(api, all);
  let accepted = 0;
  const rejected: Rejection<Op>[] = [];
  const sender = new BatchSender(api, {
    ...options,
    concurrency,
    maxWaitMs: undefined,
    onAccepted: () => void accepted++,
    onRejected: ({ operation, index }, errors) =>
      void rejected.push({ index, operation, errors, message: describeErrors(errors) }),
  });

  let next = 0;
  try {
    // Only what can be sent is serialized: of the other operations, no JSON is held in memory.
    for (; next < all.length; next++) {
      const ready = sender.untilReady();
      if (ready) await ready;
      if (sender.isStopped) break;
      const value = values[next]!;
      sender.push(new Entry(api, all[next]!, { value, json: JSON.stringify(value) }, next));
    }
  } catch (cause) {
    // An operation that was changed meanwhile, to something that JSON cannot represent.
    sender.stop(cause);
  }
  for (; next < all.length; next++) sender.setAside({ index: next, operation: all[next]! });
  await sender.end();

  rejected.sort((a, b) => a.index - b.index);
  if (!sender.failure) return { accepted, rejected };
  throw new BatchError(sender.failure.cause, { accepted, rejected }, sender.unsent);
}

/** @throws ValidationError with the index of each operation that is not valid. */
function checkAll<Op>(api: BatchApi<Op>, operations: readonly Op[]): ReturnType<BatchApi<Op>['read']>[] {
  const values: ReturnType<BatchApi<Op>['read']>[] = [];
  const refusals: { index: number; error: ValidationError }[] = [];
  operations.forEach((operation, index) => {
    try {
      values.push(checkItem(api, operation));
    } catch (error) {
      if (!isValidationError(error)) throw error;
      refusals.push({ index, error });
    }
  });
  if (refusals.length > 0) throw refusalOf(refusals);
  return values;
}

function readAll<Op>(operations: Iterable<Op>): Op[] {
  return readSafely('operations', () => {
    const isIterable = typeof operations?.[Symbol.iterator] === 'function';
    if (isIterable && typeof operations !== 'string') return Array.from(operations);
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
  const expected = error.message.slice(error.field.length + 2);
  return new ValidationError(named.join(', '), refusals.length > 1 ? `the first: ${expected}` : expected, {
    cause: error,
    indexes: refusals.map(({ index }) => index),
  });
}
