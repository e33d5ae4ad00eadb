import { appContract, type Operation } from '@cio-internal/contract';
import type { ApiResponse } from '../api.js';

interface ErrorDetails {
  /** A JSON pointer to the field of the body that is wrong. */
  pointer?: string | undefined;
  /** More about it, such as the Liquid errors of each language. */
  meta?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** An error of the App API. Handlers throw it. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly status: number,
    readonly detail: string,
    readonly more: ErrorDetails = {},
  ) {
    super(detail);
  }
}

/** The response to a request that failed, in the shape that its operation publishes for the status, or in the usual one. */
export function errorResponse(operation: Operation, { status, detail, more }: AppError): ApiResponse {
  const { pointer, meta, headers } = more;
  const response = { status, ...(headers && { headers }) };
  if (usesMeta(operation, status)) return { ...response, body: { meta: { error: detail } } };
  const published = appContract.responseFields(operation, status, 'errors');
  const fields = published.length > 0 ? published : ['detail', 'status', 'source', 'meta'];
  const error = Object.entries({
    detail,
    status: String(status),
    source: pointer && { pointer },
    meta,
  }).filter(([name, value]) => value !== undefined && fields.includes(name));
  return { ...response, body: { errors: [Object.fromEntries(error)] } };
}

/** Sends, and some operations on transactional content, have their errors under `meta`. */
function usesMeta(operation: Operation, status: number): boolean {
  return (
    operation.path.startsWith('/v1/send/') || appContract.responseFields(operation, status).includes('meta')
  );
}
