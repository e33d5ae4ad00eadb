import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a body is rejected for its `Content-Type`; undefined where it is accepted. A form or a script of a website can send
 * `text/plain` and the types of forms without asking, so that only what an operation is published with is read.
 *
 * @param expected The operation's media type. Default JSON.
 */
export function mediaTypeError(
  method: string,
  headers: IncomingHttpHeaders,
  hasBody: boolean,
  expected = 'application/json',
): string | undefined {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isRead = method === 'GET' || method === 'HEAD';
  if (!hasBody && (mediaType === undefined || isRead)) return undefined;
  return mediaType === expected
    ? undefined
    : `Content-Type is ${JSON.stringify((mediaType ?? '').slice(0, 100))}: expected ${expected}`;
}
