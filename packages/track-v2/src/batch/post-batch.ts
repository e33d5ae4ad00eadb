import type { CallOptions, HttpClient } from '@cio/core';
import { isReplaySafe } from '../operations/replay-safety.js';
import type { Operation } from '../operations/types.js';
import { type Rejections, readBatchResponse } from './read-batch-response.js';

/** Sends one batch request, and resolves with the rejected operations. */
export function postBatch(
  http: HttpClient,
  body: string,
  operations: readonly Operation[],
  options: CallOptions = {},
): Promise<Rejections> {
  return http.request<Rejections>({
    ...options,
    operation: 'sendBatch',
    bucket: 'track',
    method: 'POST',
    path: '/api/v2/batch',
    raw: body,
    replaySafe: operations.every(isReplaySafe),
    readResult: (response) => readBatchResponse(response, operations.length),
  });
}
