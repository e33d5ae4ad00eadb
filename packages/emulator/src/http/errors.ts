import type { ApiResponse } from '../apis/api.js';

/** An error in the shape that the API at a path uses for errors. */
export function errorResponse(
  path: string,
  status: number,
  message: string,
  reason = 'invalid',
): ApiResponse {
  if (path.startsWith('/_emulator')) return { status, body: { error: message } };
  if (path.startsWith('/api/v2/')) return { status, body: { errors: [{ reason, field: '', message }] } };
  if (path.startsWith('/v1/send/')) return { status, body: { meta: { error: message } } };
  if (path.startsWith('/v1/'))
    return { status, body: { errors: [{ detail: message, status: String(status) }] } };
  return { status, body: { meta: { errors: [message] } } };
}

/** A failure inside the emulator, with its reason, so that it can be reported. */
export function internalError(path: string, error: unknown): ApiResponse {
  return errorResponse(path, 500, `the emulator failed: ${error}`, 'internal');
}

const PAGE_BYTES = 3817;

/** Customer.io's response to a route that does not exist: a web page of 3,817 bytes. */
export function notFoundPage(): ApiResponse {
  const head =
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page not found</title></head><body>';
  const text =
    '<h1>Page not found</h1><p>The emulator has no such route: Customer.io responds with its website.</p>';
  const tail = '</body></html>';
  const padding = ' '.repeat(PAGE_BYTES - head.length - text.length - tail.length);
  return { status: 404, body: `${head}${text}${padding}${tail}` };
}
