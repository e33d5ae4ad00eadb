import { LIMITS } from '@cio/core';
import { trackContract } from '@cio-internal/contract';
import { dropUnknownField } from '../../engine/drops.js';
import type { Workspace } from '../../engine/workspace.js';
import { parseJson } from '../../lib/parse-json.js';
import { type ApiRequest, type ApiResponse, accepted } from '../api.js';
import { handlers } from './handlers.js';
import { normalizeOperation } from './normalize-operation.js';
import { type OperationBody, readOperation, schemaOf } from './operation.js';
import { type Rejection, rejectionsOf } from './rejections.js';

/** Handles a request to version 2 of the Track API: one operation, or a batch of them. */
export function handleTrackV2({ operation, bytes }: ApiRequest, workspace: Workspace): ApiResponse {
  let body: unknown;
  try {
    body = bytes.length === 0 ? undefined : parseJson(bytes);
  } catch (error) {
    return badRequest([{ reason: 'invalid', field: '', message: (error as Error).message }]);
  }
  if (operation.operationId === 'entity') {
    const errors = handleOperation(workspace, body);
    return errors.length > 0 ? badRequest(errors) : accepted;
  }
  const { batch } = (body ?? {}) as { batch?: unknown };
  if (!Array.isArray(batch)) {
    return badRequest([{ reason: 'required', field: 'batch', message: 'expected an array' }]);
  }
  const errors = batch.flatMap((item, batch_index) =>
    handleOperation(workspace, item).map((rejection) => ({ batch_index, ...rejection })),
  );
  return errors.length > 0 ? { status: 207, body: { errors } } : accepted;
}

function badRequest(errors: Rejection[]): ApiResponse {
  return { status: 400, body: { errors } };
}

/** Validates an operation and applies it. Returns why it is rejected; an empty list where it is accepted. */
export function handleOperation(workspace: Workspace, item: unknown): Rejection[] {
  const { type, action } = (item ?? {}) as { type?: unknown; action?: unknown };
  const kind = typeof type === 'string' && typeof action === 'string' ? `${type} ${action}` : '';
  const handler = handlers.get(kind);
  if (!handler) {
    const name = [type, action].map((part) => (typeof part === 'string' ? part : typeof part)).join(' ');
    return [{ reason: 'invalid', field: 'action', message: `no operation ${name}` }];
  }
  const size = Buffer.byteLength(JSON.stringify(item));
  if (size > LIMITS.operationBytes) {
    const message = `the operation is ${size} bytes, at most ${LIMITS.operationBytes}`;
    return [{ reason: 'too_large', field: '', message }];
  }
  const body = normalizeOperation(item) as OperationBody;
  const operation = readOperation(kind, body);
  const schema = schemaOf(kind);
  const [error] = trackContract.schemaErrors(schema, body);
  if (error) return [{ reason: 'invalid', field: error.split(' ')[0] ?? '', message: error }];
  const rejections = rejectionsOf(workspace, kind, operation);
  if (rejections.length > 0) return rejections;
  for (const field of trackContract.unknownSchemaFields(schema, body)) {
    dropUnknownField(workspace, kind, field);
  }
  workspace.jobs.apply(kind, () => handler(workspace, operation));
  return [];
}
