import { type BatchApi, type HttpClient, LIMITS, type Rejections } from '@cio/core';
import { orderingKeys } from '../messages/ordering-keys.js';
import { isReplaySafe } from '../messages/replay-safety.js';
import { serializeMessage } from '../messages/serialize-message.js';
import type { Message } from '../messages/types.js';

/** Customer.io accepts a batch as a whole, or refuses it as a whole. */
const NO_REJECTIONS: Rejections = new Map();

/**
 * Batches of messages, as `POST /v1/batch` accepts them. Each message has a `context` and `integrations` of its own, as
 * Customer.io's own libraries send them, in place of one for the whole batch.
 */
export function messageBatches(http: HttpClient, path = '/v1/batch'): BatchApi<Message> {
  return {
    start: '{"batch":[',
    end: ']}',
    maxBytes: LIMITS.batchBytes,
    serialize: serializeMessage,
    orderingKeys,
    describe: ({ type }) => type,
    captureContexts: () => http.captureContexts(),
    post: (body, messages, options) =>
      http.request({
        ...options,
        operation: 'sendBatch',
        bucket: 'pipelines',
        method: 'POST',
        path,
        raw: body,
        replaySafe: messages.every(isReplaySafe),
        readResult: () => NO_REJECTIONS,
      }),
  };
}
