import { onAbort } from '../abort/on-abort.js';
import { ApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { isProvenUnsent, networkMessage } from '../transport/network-errors.js';
import { readText } from '../transport/read-text.js';
import type { Transport } from '../transport/types.js';
import { VERSION } from '../version.js';
import { AttemptRequest } from './attempt-request.js';
import { errorResponse } from './classify-response.js';
import { isRedirect, MAX_REDIRECTS } from './redirects.js';

export interface OpenUrlOptions {
  signal?: AbortSignal | undefined;
  /** How long the server may be silent, in milliseconds. */
  timeoutMs: number;
}

export interface OpenedUrl {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The body in pieces. Leaving the loop early ends the connection. */
  stream: AsyncIterable<Uint8Array>;
}

/**
 * Gets a file from a URL that an answer named, such as an export's. It goes there without credentials,
 * and may be redirected, but not from https to http. Errors do not tell the URL's query, which may be
 * all that is needed to read the file.
 */
export async function openUrl(
  transport: Transport,
  url: string,
  options: OpenUrlOptions,
): Promise<OpenedUrl> {
  const { signal, timeoutMs } = options;
  signal?.throwIfAborted();
  const first = parse(url);
  const what = `GET ${first.origin}${first.pathname}`;
  const headers = { accept: '*/*', 'user-agent': `cio-ts/${VERSION}` };
  const request = new AttemptRequest('GET', first.href, headers, undefined, true, timeoutMs);
  const stopListening = signal && onAbort(signal, (reason) => request.abort(reason));
  const end = () => {
    request.stopTimer();
    stopListening?.();
  };
  const wrap = (error: unknown) => {
    if (isCustomerIOError(error)) return error;
    if (signal?.aborted) return signal.reason;
    const why = request.timedOut ? `nothing arrived for ${timeoutMs} ms` : networkMessage(error);
    return new RetryableError(`${what} → ${why}`, {
      kind: request.timedOut ? 'timeout' : 'network',
      requestSent: !isProvenUnsent(error),
      requestId: '',
      cause: error,
    });
  };
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await transport(request);
      const { status } = response;
      if (isRedirect(status) && redirects < MAX_REDIRECTS) {
        await readText(response, 0);
        const target = parse(response.headers.location ?? '', request.url);
        if (target.protocol !== 'https:' && request.url.startsWith('https:')) {
          throw new ValidationError('url', `${what} was redirected from https to ${target.origin}`);
        }
        request.url = target.href;
        request.startTimer();
        continue;
      }
      if (status < 200 || status >= 300) {
        const answer = errorResponse(response, await readText(response, 64 * 1024), '');
        throw new ApiError(`${what} → ${status}`, answer);
      }
      return { headers: response.headers, stream: stream() };

      async function* stream() {
        try {
          request.startTimer();
          for await (const chunk of response.stream()) {
            // Whoever reads may take their time: it is the server that must not be silent.
            request.stopTimer();
            yield chunk;
            request.startTimer();
          }
        } catch (error) {
          throw wrap(error);
        } finally {
          end();
        }
      }
    }
  } catch (error) {
    end();
    throw wrap(error);
  }
}

function parse(url: string, base?: string): URL {
  let parsed: URL | undefined;
  try {
    parsed = new URL(url, base);
  } catch {
    // The cause would quote the URL.
  }
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    throw new ValidationError('url', 'expected an absolute http or https URL');
  }
  return parsed;
}
