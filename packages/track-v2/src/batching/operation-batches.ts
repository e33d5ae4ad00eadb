import { type BatchApi, type HttpClient, LIMITS, operationKeys } from '@cio/core';
import { OPERATION_FORMAT } from '../operations/operation-format.js';
import { isReplaySafe } from '../operations/replay-safety.js';
import type { Operation } from '../operations/types.js';
import { readBatchResponse } from './read-batch-response.js';

/** Batches of operations, as `POST /api/v2/batch` takes them. */
export function operationBatches(http: HttpClient): BatchApi<Operation> {
  return {
    ...OPERATION_FORMAT,
    start: '{"batch":[',
    end: ']}',
    maxBytes: LIMITS.batchBytes,
    orderingKeys: operationKeys,
    isReplaySafe,
    describe: ({ type, action }) => `${type} ${action}`,
    captureContexts: () => http.captureContexts(),
    post: (body, operations, options) =>
      http.request({
        ...options,
        operation: 'sendBatch',
        bucket: 'track',
        method: 'POST',
        path: '/api/v2/batch',
        expects: 'object',
        raw: body,
        readResult: (response) => readBatchResponse(response, operations.length),
      }),
  };
}
