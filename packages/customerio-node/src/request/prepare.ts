import type { RequestHandlerOptions } from './exchange.js';

/** What `fetch` removes around the value of a header, such as the line break at the end of a key that was read from a file. */
const AROUND = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/**
 * The request as `fetch` would send it: its URL normalized, its headers without white space around them.
 *
 * @throws TypeError for a URL or a header that cannot be sent, and what `AbortSignal.timeout` throws for a timeout that is none.
 * No repeat would help, so this is called before the first attempt.
 */
export function prepareRequest(request: RequestHandlerOptions, timeoutMs: number): RequestHandlerOptions {
  if (!Number.isInteger(timeoutMs) || timeoutMs < 0) AbortSignal.timeout(timeoutMs);
  const headers: RequestHandlerOptions['headers'] = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!NAME.test(name)) throw new TypeError(`the header ${JSON.stringify(name)} has no valid name`);
    headers[name] = typeof value === 'number' ? value : withoutSpaceAround(name, value);
  }
  return { ...request, uri: normalizedUrl(request.uri), headers };
}

/** A text without the white space that `fetch` removes around the value of a header. */
export function trimHeader(value: string): string {
  return value.replace(AROUND, '');
}

function withoutSpaceAround(name: string, value: unknown): string {
  const trimmed = trimHeader(String(value));
  const invalid = NOT_IN_VALUE.exec(trimmed);
  if (!invalid) return trimmed;
  const isKey = name.toLowerCase() === 'authorization';
  const what = isKey ? 'the API key, in the header Authorization,' : `the header ${name}`;
  const code = invalid[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  // Not the value: it may be a secret.
  throw new TypeError(
    `${what} has the character U+${code}, which a header cannot have: check what it was read from`,
  );
}

function normalizedUrl(uri: string): string {
  let url: URL;
  try {
    url = new URL(uri);
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${uri}`, { cause });
  }
  if (!/^https?:$/.test(url.protocol))
    throw new TypeError('fetch failed', { cause: new Error('unknown scheme') });
  const { href } = url;
  const fragment = href.indexOf('#');
  return fragment === -1 ? href : href.slice(0, fragment);
}
