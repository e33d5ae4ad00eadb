import { isProvenUnsent } from '@cio/core';
import { CustomerIORequestError } from '../errors.js';
import type { RetryOptions } from './retry-options.js';

/** What sends messages to people: each one processed is another message. The address before it may be anybody's, such as a proxy's. */
const SENDS =
  /\/(send\/\w+|campaigns\/[^/]+\/triggers|newsletters|newsletters\/[^/]+\/(send|schedule)|live_notifications\/start)\/?$/;

/**
 * How long to wait before a failed request is repeated, in milliseconds; undefined if it is not.
 *
 * A request that sends messages is repeated only where it is proven that it was not processed.
 */
export function retryDelay(
  error: unknown,
  method: string,
  uri: string,
  /** The attempts that were made before the failed one. */
  attempt: number,
  retry: RetryOptions,
): number | undefined {
  if (attempt >= retry.maxRetries || !isTemporary(error, retry)) return undefined;
  const sends = method === 'POST' && SENDS.test(uri.replace(/[?#].*/s, ''));
  if (sends && !retry.retryUnsafe && !isUnprocessed(error)) return undefined;
  const asked = retry.respectRetryAfter ? retryAfterMs(error, retry.retryAfterMaxSeconds) : undefined;
  return asked ?? Math.min(retry.maxTimeoutMs, (1 + Math.random()) * retry.minTimeoutMs * 2 ** attempt);
}

function isTemporary(error: unknown, { retryStatusCodes }: RetryOptions): boolean {
  // The official client fails at once where the body is not JSON, such as the page of a gateway.
  if (error instanceof CustomerIORequestError)
    return retryStatusCodes.includes(error.statusCode) && isJson(error.body);
  // What `fetch` rejects with: without a connection, and after the timeout.
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}

function isJson(body: string): boolean {
  try {
    return body === '' || JSON.parse(body) !== undefined;
  } catch {
    return false;
  }
}

/** Whether Customer.io cannot have processed the request. */
function isUnprocessed(error: unknown): boolean {
  return error instanceof CustomerIORequestError ? error.statusCode === 429 : isProvenUnsent(error);
}

/** `Retry-After` of a response in milliseconds: seconds, or a date. */
function retryAfterMs(error: unknown, maxSeconds: number): number | undefined {
  if (!(error instanceof CustomerIORequestError)) return undefined;
  const header = error.response.headers['retry-after'];
  if (header === undefined) return undefined;
  let seconds = Number(header);
  if (!Number.isFinite(seconds)) seconds = (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.min(seconds, maxSeconds)) * 1000;
}
