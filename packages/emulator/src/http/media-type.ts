import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a body is refused for its `Content-Type`; undefined where it is taken. A form or a script of a website can send
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
  const given = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isRead = method === 'GET' || method === 'HEAD';
  if (!hasBody && (given === undefined || isRead)) return undefined;
  return given === expected
    ? undefined
    : `Content-Type is ${JSON.stringify((given ?? '').slice(0, 100))}: expected ${expected}`;
}
