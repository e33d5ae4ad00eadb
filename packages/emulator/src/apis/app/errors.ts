import { appContract, type Operation } from '@cio-internal/contract';
import type { ApiResponse } from '../api.js';

interface FailureDetails {
  /** A JSON pointer to what of the body is wrong. */
  pointer?: string | undefined;
  /** More about it, such as the Liquid errors of each language. */
  meta?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** A request that the App API answers with an error. Handlers throw it. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly status: number,
    readonly detail: string,
    readonly more: FailureDetails = {},
  ) {
    super(detail);
  }
}

/** A failure in the shape that the operation publishes for its status. Most statuses have none published: then the usual one. */
export function errorResponse(operation: Operation, { status, detail, more }: AppError): ApiResponse {
  const { pointer, meta, headers } = more;
  const answer = { status, ...(headers && { headers }) };
  if (usesMeta(operation, status)) return { ...answer, body: { meta: { error: detail } } };
  const published = appContract.responseFields(operation, status, 'errors');
  const fields = published.length > 0 ? published : ['detail', 'status', 'source', 'meta'];
  const error = Object.entries({
    detail,
    status: String(status),
    source: pointer && { pointer },
    meta,
  }).filter(([name, value]) => value !== undefined && fields.includes(name));
  return { ...answer, body: { errors: [Object.fromEntries(error)] } };
}

/** Sends, and what is told of transactional content, have their errors under `meta`. */
function usesMeta(operation: Operation, status: number): boolean {
  return (
    operation.path.startsWith('/v1/send/') || appContract.responseFields(operation, status).includes('meta')
  );
}
