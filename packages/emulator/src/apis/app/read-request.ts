import { appContract, type Operation } from '@cio-internal/contract';
import { dropUnknownField, dropUnknownParameter } from '../../engine/drops.js';
import type { Workspace } from '../../engine/workspace.js';
import { parseJson } from '../../lib/parse-json.js';
import type { ApiRequest } from '../api.js';
import { queryErrors } from '../query-errors.js';
import { AppError } from './errors.js';
import { normalizeBody } from './normalize-body.js';
import type { AppRequest, Json } from './request.js';
import { UNPROCESSABLE_CHECKS } from './unprocessable-checks.js';

/** Validates a request against the contract. Throws an {@link AppError} where it is not valid. */
export async function readAppRequest(request: ApiRequest, workspace: Workspace): Promise<AppRequest> {
  const { operation, parameters, headers } = request;
  checkPath(request);
  const query = readQuery(request, workspace);
  const { body, form } = await readBody(request, workspace);
  return {
    operation,
    workspace,
    app: workspace.app,
    parameters,
    query,
    body: (body ?? {}) as Json,
    ...(form && { form }),
    headers,
    origin: `http://${headers.host}`,
  };
}

/** A path parameter that is not valid is a bad request where the operation publishes that, otherwise not found. */
function checkPath({ operation, parameters }: ApiRequest): void {
  const status = operation.failures.includes(400) ? 400 : 404;
  for (const [name, schema] of Object.entries(operation.pathParameters)) {
    const [error] = appContract.parameterErrors(schema, parameters[name]!);
    if (error) throw new AppError(status, status === 400 ? error.replace(/^body/, name) : 'not found');
  }
}

/** The query's parameters, with the published defaults. Unknown ones are dropped. An email address can be any text. */
function readQuery({ operation, query }: ApiRequest, workspace: Workspace): Record<string, string> {
  const known = new URLSearchParams();
  for (const [name, value] of query) {
    if (Object.hasOwn(operation.query, name)) known.append(name, value);
    else dropUnknownParameter(workspace, operation.operationId, name);
  }
  const checked = new URLSearchParams([...known].filter(([name]) => name !== 'email'));
  const errors = queryErrors(appContract, operation, checked);
  const missing = operation.requiredQuery.filter((name) => !known.has(name));
  errors.push(...missing.map((name) => `${name} is required`));
  if (errors.length > 0) throw new AppError(400, errors.join('; '));
  const defaults = Object.entries(operation.query).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(known) };
}

async function readBody(
  { operation, headers, bytes }: ApiRequest,
  workspace: Workspace,
): Promise<{ body?: unknown; form?: FormData }> {
  if (operation.bodyType === 'multipart/form-data') {
    const type = { 'content-type': headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(bytes), { headers: type })
      .formData()
      .catch(() => undefined);
    if (!form) throw new AppError(400, `the body is not ${operation.bodyType}`);
    return { form };
  }
  const body = bytes.length === 0 ? undefined : normalizeBody(operation.operationId, parse(bytes));
  if (!operation.bodyType) return {};
  UNPROCESSABLE_CHECKS.get(operation.operationId)?.(Object(body) as Json);
  const [error] = appContract.requestErrors(operation, body);
  if (error) throw new AppError(400, error);
  for (const field of appContract.unknownFields(operation, body)) {
    // Design Studio is the one part that rejects unknown fields.
    if (isStrict(operation, field)) throw new AppError(400, `Unknown JSON field: ${field}`);
    dropUnknownField(workspace, operation.operationId, field);
  }
  return { body };
}

function isStrict({ path }: Operation, field: string): boolean {
  if (!path.startsWith('/v1/design_studio/')) return false;
  return /\/(folders|components)/.test(path) || /^(content|envelope|transformers)\./.test(field);
}

function parse(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    throw new AppError(400, (error as Error).message);
  }
}
