import { nextTurn } from '../abort/next-turn.js';
import type { CallOptions } from '../client/call.js';
import { describeErrors } from '../errors/describe-errors.js';
import { isValidationError, ValidationError } from '../errors/validation-error.js';
import { requireCount } from '../validation/numbers.js';
import { readSafely } from '../validation/read-safely.js';
import { type BatchApi, DEFAULT_CONCURRENCY, maxItemsBytes } from './batch-api.js';
import { BatchError, type BatchResult } from './batch-error.js';
import { Dispatcher } from './dispatcher.js';
import { Entry } from './entry.js';
import { checkItem } from './item.js';
import { outcomeOfRequest, type UnsentOperation } from './outcome.js';
import { postEntries } from './post-entries.js';
import type { Rejection } from './rejection.js';
import { Withheld } from './withheld.js';

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
  const maxRequestBytes = maxItemsBytes(api);
  // The requests in flight, and the next one.
  const maxPendingBytes = (concurrency + 1) * maxRequestBytes;
  let next = 0;
  let accepted = 0;
  const rejected: Rejection<Op>[] = [];
  const unsent: UnsentOperation<Op>[] = [];
  let failure: { cause: unknown } | undefined;
  const withheld = new Withheld(concurrency);
  let wake = () => {};
  const dispatcher = new Dispatcher<Entry<Op>>({
    concurrency,
    maxBytes: maxRequestBytes,
    maxWaitMs: undefined,
    maxPending: Number.POSITIVE_INFINITY,
    send: (inRequest) => postEntries(api, inRequest, options),
    onAccepted: () => void accepted++,
    onRejected: ({ operation, index }, errors) =>
      void rejected.push({ index, operation, errors, message: describeErrors(errors) }),
    onFailed(entry, cause) {
      failure ??= { cause };
      setAside(entry, outcomeOfRequest(cause));
      withheld.onFailed(entry);
      // All others would be aborted as well.
      if (options.signal?.aborted) withheld.isAll = true;
    },
    onRequestEnd() {
      if (failure) withholdQueued();
      wake();
    },
  });

  const setAside = (
    { index, operation }: { index: number; operation: Op },
    outcome: UnsentOperation['outcome'] = 'unprocessed',
  ) => unsent.push({ index, operation, outcome });
  const push = (entry: Entry<Op>) => {
    if (failure && withheld.holds(entry)) setAside(entry);
    else dispatcher.push(entry);
  };
  const withholdQueued = () => {
    for (const entry of dispatcher.removeQueued()) push(entry);
  };
  const requestEnd = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  try {
    // Only what can be sent is serialized: of the other operations, no JSON is held in memory.
    for (let bytesInTurn = 0; next < all.length && !withheld.isAll; next++) {
      while (dispatcher.pendingBytes >= maxPendingBytes) await requestEnd();
      // A request goes out before the next one is prepared.
      if (bytesInTurn >= maxRequestBytes) {
        bytesInTurn = 0;
        await nextTurn();
      }
      if (withheld.isAll) break;
      const value = values[next]!;
      const entry = new Entry(api, all[next]!, { value, json: JSON.stringify(value) }, next);
      bytesInTurn += entry.bytes;
      push(entry);
    }
  } catch (cause) {
    // An operation that was changed meanwhile, to something that JSON cannot represent.
    failure ??= { cause };
    withheld.isAll = true;
    withholdQueued();
  }
  for (; next < all.length; next++) setAside({ index: next, operation: all[next]! });
  dispatcher.flush();
  // What is in flight ends.
  while (dispatcher.pending > 0) await requestEnd();

  rejected.sort(byIndex);
  if (!failure) return { accepted, rejected };
  throw new BatchError(failure.cause, { accepted, rejected }, unsent.sort(byIndex));
}

function byIndex(a: { index: number }, b: { index: number }): number {
  return a.index - b.index;
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
  return new ValidationError(named.join(', '), error.message.slice(error.field.length + 2), {
    cause: error,
    indexes: refusals.map(({ index }) => index),
  });
}
