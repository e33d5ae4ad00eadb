import { type BatchApi, type HttpClient, LIMITS, messageKeys, type Rejections } from '@cio/core';
import { MESSAGE_FORMAT } from '../messages/message-format.js';
import { isReplaySafe } from '../messages/replay-safety.js';
import type { Message } from '../messages/types.js';

/** Customer.io accepts a batch as a whole, or refuses it as a whole. */
const NO_REJECTIONS: Rejections = new Map();

/**
 * Batches of messages, as `POST /v1/batch` accepts them. Each message has a `context` and `integrations` of its own, as
 * Customer.io's own libraries send them, in place of one for the whole batch.
 */
export function messageBatches(http: HttpClient, path = '/v1/batch'): BatchApi<Message> {
  return {
    ...MESSAGE_FORMAT,
    start: '{"batch":[',
    end: ']}',
    maxBytes: LIMITS.batchBytes,
    orderingKeys: messageKeys,
    isReplaySafe,
    describe: ({ type }) => type,
    captureContexts: () => http.captureContexts(),
    post: (body, _messages, options) =>
      http.request({
        ...options,
        operation: 'sendBatch',
        bucket: 'pipelines',
        method: 'POST',
        path,
        raw: body,
        readResult: () => NO_REJECTIONS,
      }),
  };
}
