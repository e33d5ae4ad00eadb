import { LIMITS } from '@cio/core';
import { dropInvalidMessage, dropOversized, dropUnauthorized } from '../../engine/drops.js';
import type { Workspace } from '../../engine/workspace.js';
import { isObject } from '../../lib/json.js';
import { parseJson } from '../../lib/parse-json.js';
import { type ApiRequest, type ApiResponse, accepted } from '../api.js';
import { applyMessage } from './handlers.js';
import type { Message } from './message.js';
import { rejectionsOf } from './rejections.js';

/**
 * Handles a request to the Pipelines API: one message, or a batch of them.
 *
 * Unless `X-Strict-Mode` is 1, Customer.io answers 200 to whatever comes, a wrong key included, and drops what it cannot
 * use. What is over a limit of size is answered 200 and dropped in either mode.
 */
export function handlePipelines(
  request: ApiRequest,
  workspace: Workspace,
  isAuthorized: boolean,
): ApiResponse {
  const { operation, headers, bytes } = request;
  const { operationId } = operation;
  const isStrict = headers['x-strict-mode'] === '1';
  if (!isAuthorized) {
    if (isStrict) return { status: 401, body: { meta: { error: 'Unauthorized request' } } };
    dropUnauthorized(workspace, operationId);
    return accepted;
  }
  const maxBytes = operationId === 'batch' ? LIMITS.batchBytes : LIMITS.operationBytes;
  if (bytes.length > maxBytes) return dropTooLarge(workspace, operationId, bytes.length, maxBytes);

  const { messages, errors } = readMessages(workspace, operationId, bytes);
  if (isStrict && errors.length > 0) return { status: 400, body: { meta: { errors } } };
  for (const error of errors) dropInvalidMessage(workspace, operationId, error);
  for (const message of messages) accept(workspace, message);
  return accepted;
}

/** Answers 200 to a body or a message that is too large, and drops it, as Customer.io does. */
export function dropTooLarge(
  workspace: Workspace,
  operationId: string,
  bytes: number,
  maxBytes: number,
): ApiResponse {
  dropOversized(workspace, operationId, bytes, maxBytes);
  return accepted;
}

/** The valid messages of a body, and what is wrong with the others. */
function readMessages(
  workspace: Workspace,
  operationId: string,
  bytes: Buffer,
): { messages: Message[]; errors: string[] } {
  let body: unknown;
  try {
    body = parseJson(bytes);
  } catch (error) {
    return { messages: [], errors: [(error as Error).message] };
  }
  if (!isObject(body)) return { messages: [], errors: ['expected an object'] };
  if (operationId !== 'batch') {
    const message = { type: operationId, ...body };
    const errors =
      message.type === operationId ? rejectionsOf(workspace, message) : [`type must be ${operationId} here`];
    return errors.length > 0 ? { messages: [], errors } : { messages: [message as Message], errors };
  }
  const { batch, context } = body;
  if (!Array.isArray(batch)) return { messages: [], errors: ['batch must be an array'] };
  const messages: Message[] = [];
  const errors = batch.flatMap((item: unknown, index) => {
    const found = rejectionsOf(workspace, item);
    // The context of a batch is that of all of its messages which have none.
    if (found.length === 0) messages.push({ ...(isObject(context) && { context }), ...(item as Message) });
    return found.map((error) => `batch[${index}]: ${error}`);
  });
  return { messages, errors };
}

/** Applies a message, once: Customer.io knows a repeat by its `messageId`. */
function accept(workspace: Workspace, message: Message): void {
  const { messageId, type } = message;
  const size = Buffer.byteLength(JSON.stringify(message));
  if (size > LIMITS.operationBytes) {
    dropTooLarge(workspace, type, size, LIMITS.operationBytes);
    return;
  }
  if (messageId !== undefined && workspace.messageIds.has(messageId)) {
    workspace.countDuplicate();
    return;
  }
  if (messageId !== undefined) workspace.messageIds.add(messageId);
  workspace.jobs.apply(type, () => applyMessage(workspace, message));
}
