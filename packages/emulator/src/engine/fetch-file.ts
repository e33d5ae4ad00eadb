import { readResponse } from '../lib/read-response.js';

/** How long a file may take to come, in milliseconds: less than the clients wait for an answer. */
const FETCH_TIMEOUT_MS = 8000;

/**
 * A file for an import or a collection, as text. Throws an error that tells why it cannot be had: another scheme than
 * http and https, redirects included, no whole answer within 8 seconds, a status that is no success, or too many bytes.
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

/** The reason is the cause of the error that fetch throws. */
function explain(error: unknown): never {
  const { message, cause } = error as Error;
  throw new Error(`the file cannot be fetched: ${cause instanceof Error ? cause.message : message}`);
}
