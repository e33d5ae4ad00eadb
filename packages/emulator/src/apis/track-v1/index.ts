import { trackContract } from '@cio-internal/contract';
import { dropUnknownField } from '../../engine/drops.js';
import type { Workspace } from '../../engine/workspace.js';
import { parseJson } from '../../lib/parse-json.js';
import type { ApiRequest, ApiResponse } from '../api.js';
import { queryErrors } from '../query-errors.js';
import { normalizeBody } from './normalize-body.js';
import { badRequest, handlers, type OperationId, type TrackHandler } from './operations.js';

/** Handles a request to version 1 of the Track API. */
export function handleTrackV1(
  { operation, parameters, query, bytes }: ApiRequest,
  workspace: Workspace,
  region: 'us' | 'eu',
): ApiResponse {
  const { operationId } = operation;
  let body: unknown;
  try {
    body = bytes.length === 0 ? undefined : normalizeBody(operationId, parseJson(bytes));
  } catch (error) {
    return badRequest([(error as Error).message]);
  }
  const errors = [
    ...trackContract.requestErrors(operation, body),
    ...queryErrors(trackContract, operation, query),
  ];
  if (errors.length > 0) return badRequest(errors);
  for (const field of trackContract.unknownFields(operation, body)) {
    dropUnknownField(workspace, operationId, field);
  }
  // The body has been validated against the contract, which the types are made from.
  const handler = handlers[operationId as OperationId] as TrackHandler;
  return handler({
    workspace,
    parameters,
    query,
    body: body ?? {},
    region,
    apply: (effect) => workspace.jobs.apply(operationId, effect),
  });
}
