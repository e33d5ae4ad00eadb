import { readResponse } from '../lib/read-response.js';

/** How long a download may take, in milliseconds: less than the clients wait for a response. */
const FETCH_TIMEOUT_MS = 8000;

/**
 * Downloads a file for an import or a collection, as text. Throws an error with the reason where the scheme is not http or
 * https, redirects included, the response is not complete within 8 seconds, its status is no success, or it is too large.
 */
export async function fetchFile(url: string, maxBytes: number): Promise<string> {
  const { protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error(`the URL's scheme is ${protocol.slice(0, 20)} expected http: or https:`);
  }
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(explain);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the file cannot be fetched: ${response.status}`);
  }
  const bytes = await readResponse(response, maxBytes).catch(explain);
  if (!bytes) throw new Error(`the file is over ${maxBytes} bytes`);
  return bytes.toString();
}

/** The reason of a failed fetch is the cause of its error. */
function explain(error: unknown): never {
  const { message, cause } = error as Error;
  throw new Error(`the file cannot be fetched: ${cause instanceof Error ? cause.message : message}`);
}
