import type { RequestHandlerOptions } from './exchange.js';

const REDIRECTS = new Set([301, 302, 307, 308]);

/** The maximum number of redirects of a request, as in the standard of `fetch`. */
export const MAX_REDIRECTS = 20;

/** Whether a status is a redirect that is followed. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * The request that a redirect asks for: the same one, at the location. It has the credentials only where that is Customer.io,
 * over https.
 *
 * @throws Error without a location, and TypeError for one that is no URL.
 */
export function redirected(
  request: RequestHandlerOptions,
  status: number,
  location: string | undefined,
): RequestHandlerOptions {
  if (location === undefined) {
    throw new Error(`Received a ${status} status, but no Location header was present`);
  }
  const target = new URL(location, request.uri);
  const isCustomerIo = target.protocol === 'https:' && target.hostname.endsWith('.customer.io');
  const headers = { ...request.headers };
  if (!isCustomerIo) delete headers.Authorization;
  return { ...request, uri: target.href, headers };
}
