import { ApiError, type CallOptions, type HttpClient } from '@cio/core';
import { isReplaySafe } from '../operations/facts.js';
import type { Operation } from '../operations/types.js';

/** What Customer.io says of one operation that it did not take. Sending it again will not help. */
export interface Complaint {
  /** A word for the kind of fault, such as `invalid` or `required`. */
  reason: string;
  /** The field at fault. */
  field: string;
  message: string;
}

/** Sends the operations in one request, whose body is made of them, and tells which of them were not taken. */
export async function postBatch(
  http: HttpClient,
  body: string,
  operations: readonly Operation[],
  options: CallOptions = {},
): Promise<Map<number, Complaint>> {
  const answer = await http.request<{ errors?: unknown }>({
    ...options,
    operation: 'sendBatch',
    method: 'POST',
    path: '/api/v2/batch',
    raw: body,
    replaySafe: operations.every(isReplaySafe),
  });
  const complaints = new Map<number, Complaint>();
  if (!Array.isArray(answer?.errors)) return complaints;
  for (const { batch_index, reason, field, message } of answer.errors) {
    if (!operations[batch_index]) throw unknownItem(answer, batch_index, operations.length);
    // Of several complaints about one operation the first is kept.
    if (!complaints.has(batch_index)) {
      complaints.set(batch_index, {
        reason: reason ?? '',
        field: field ?? '',
        message: message ?? reason ?? '',
      });
    }
  }
  return complaints;
}

function unknownItem(body: unknown, index: unknown, sent: number): ApiError {
  const message = `POST /api/v2/batch → 207 names item ${index} of ${sent}`;
  return new ApiError(message, { status: 207, details: [], body, headers: {}, requestId: '' });
}
