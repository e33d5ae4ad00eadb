import { type CallOptions, type HttpClient, isValidationError, readSafely, ValidationError } from '@cio/core';
import type { Operation } from '../operations/types.js';
import { BatchError, type BatchResult } from './batch-error.js';
import { outcomeOfRequest, type UnsentOperation } from './outcome.js';
import { postBatch } from './post-batch.js';
import { describeErrors, type Rejection } from './rejection.js';
import { type PackedRequest, RequestPacker } from './request-packer.js';
import { serializeOperation } from './serialize-operation.js';

/** Sends any number of operations, in order, in as many requests as needed. */
export async function sendBatch(
  http: HttpClient,
  operations: Iterable<Operation>,
  options: CallOptions = {},
): Promise<BatchResult> {
  const given = readAll(operations);
  let accepted = 0;
  const rejected: Rejection[] = [];
  let start = 0;
  for (const { body, count } of pack(given)) {
    try {
      const rejections = await postBatch(http, body, given.slice(start, start + count), options);
      accepted += count - rejections.size;
      for (const [place, errors] of [...rejections].sort(([a], [b]) => a - b)) {
        const index = start + place;
        rejected.push({ index, operation: given[index]!, errors, message: describeErrors(errors) });
      }
    } catch (cause) {
      const outcome = outcomeOfRequest(cause);
      const unsent = given.slice(start).map((operation, place): UnsentOperation => {
        return { index: start + place, operation, outcome: place < count ? outcome : 'unprocessed' };
      });
      throw new BatchError(cause, { accepted, rejected }, unsent);
    }
    start += count;
  }
  return { accepted, rejected };
}

function readAll(operations: Iterable<Operation>): Operation[] {
  return readSafely('operations', () => {
    if (typeof operations?.[Symbol.iterator] === 'function') return Array.from(operations);
    throw new ValidationError('operations', 'expected an array or another iterable of operations');
  });
}

/** @throws ValidationError with the index of each operation that is not valid. */
function pack(operations: readonly Operation[]): PackedRequest[] {
  const packer = new RequestPacker();
  const refusals: { index: number; error: ValidationError }[] = [];
  operations.forEach((operation, index) => {
    try {
      packer.add(serializeOperation(operation).json);
    } catch (error) {
      if (!isValidationError(error)) throw error;
      refusals.push({ index, error });
    }
  });
  if (refusals.length > 0) throw refusalOf(refusals);
  return packer.finish();
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
