import { onAbort } from '../abort/on-abort.js';
import { throwIfAborted } from '../abort/throw-if-aborted.js';
import { AttemptRequest } from '../client/attempt-request.js';
import { parseJson } from '../client/parse-response.js';
import { isRedirect, MAX_REDIRECTS } from '../client/redirects.js';
import { ApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import type { ErrorResponse } from '../errors/error-response.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { isRetryable } from '../retry/is-retryable.js';
import { parseRetryAfter } from '../retry/retry-after.js';
import { isProvenUnsent, networkCode, networkMessage } from '../transport/network-errors.js';
import { readTextPrefix } from '../transport/read-text-prefix.js';
import type { Transport, TransportResponse } from '../transport/types.js';
import { requireSignal } from '../validation/checks.js';
import { requireDuration } from '../validation/numbers.js';
import { VERSION } from '../version.js';
import { gunzip } from './gunzip.js';
import { UrlRedactor } from './url-redactor.js';

/** Options of a download. */
export interface OpenDownloadOptions {
  /** Aborts the download, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long to wait for the next data, in milliseconds. At most 2,147,483,647. */
  timeoutMs: number;
}

/** A download whose response headers have been received. */
export interface OpenedDownload {
  /** The headers, with names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The size of the file in bytes; undefined if the server did not send it, or compresses the file. */
  totalBytes: number | undefined;
  /**
   * The file in chunks. It ends without an error only if the file is complete. Leaving the loop early closes the connection. If the
   * stream is not read at all, call its `return` or abort the signal: until then the connection is in use.
   *
   * @throws RetryableError if the connection closes before the end of the file; or the signal's reason.
   */
  stream: AsyncIterableIterator<Uint8Array>;
}

const MAX_ERROR_BODY_BYTES = 65_536;
const MAX_MESSAGE_LENGTH = 300;
const MAX_HEADER_LENGTH = 1000;
/** Headers with URLs or credentials. */
const SECRET_HEADERS = ['location', 'content-location', 'link', 'refresh', 'set-cookie'];

/**
 * Downloads a file from a URL in an API's response, such as an export's. The request has no credentials. Up to five redirects are
 * followed, but not from https to http.
 *
 * Errors contain the origin of the URL only: a signed URL is a credential.
 *
 * @throws ValidationError unless the URL is absolute, http or https, and without user and password.
 * @throws RetryableError for 408, 425, 429, 500, 502, 503, 504 and 520 to 524, if the server cannot be reached, and on a timeout.
 * @throws ApiError for every other response except a 200; or the signal's reason.
 */
export async function openDownload(
  transport: Transport,
  url: string,
  options: OpenDownloadOptions,
): Promise<OpenedDownload> {
  const { signal, timeoutMs } = options;
  requireSignal('signal', signal);
  requireDuration('timeoutMs', timeoutMs);
  throwIfAborted(signal);
  const { target, refused } = parseFileUrl(url);
  if (refused !== undefined) throw new ValidationError('url', `expected ${refused}`);
  const download = new Download(target, timeoutMs, signal);
  try {
    return await download.open(transport);
  } catch (error) {
    throw download.fail(error);
  }
}

/** One download, from the first request to the last byte. */
class Download {
  readonly #request: AttemptRequest;
  readonly #redactor = new UrlRedactor();
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #stopListening: (() => void) | undefined;
  #redirects = 0;

  constructor(url: URL, timeoutMs: number, signal: AbortSignal | undefined) {
    const headers = {
      accept: '*/*',
      // Uncompressed, so that its length can be compared with the content-length.
      'accept-encoding': 'identity',
      'user-agent': `cio-ts/${VERSION}`,
    };
    this.#request = new AttemptRequest('GET', url.href, headers, undefined, true, timeoutMs);
    this.#redactor.add(url);
    this.#timeoutMs = timeoutMs;
    this.#signal = signal;
    this.#stopListening = signal && onAbort(signal, (reason) => this.#request.abort(reason));
  }

  async open(transport: Transport): Promise<OpenedDownload> {
    for (;;) {
      this.#request.startTimer();
      const response = await transport(this.#request);
      if (response.status === 200) return this.#read(response);
      if (!isRedirect(response.status)) throw await this.#refuse(response);
      await readTextPrefix(response, 0);
      this.#request.url = this.#redirectTarget(response).href;
      this.#redirects++;
    }
  }

  /** Closes the connection, and returns the error for the caller. */
  fail(error: unknown): unknown {
    this.#end();
    this.#request.abort(error);
    if (isCustomerIOError(error)) return error;
    if (this.#signal?.aborted) return this.#signal.reason;
    const { timedOut } = this.#request;
    const message = this.#redactor.clean(networkMessage(error), MAX_MESSAGE_LENGTH).replace(/\s+/g, ' ');
    const why = timedOut ? `no data was received for ${this.#timeoutMs} ms` : message;
    return new RetryableError(`${this.#what} → ${why}`, {
      kind: timedOut ? 'timeout' : 'network',
      requestSent: this.#redirects > 0 || !isProvenUnsent(error),
      requestId: '',
      // A new error: the transport's error may contain the URL.
      cause: Object.assign(new Error(message), { code: networkCode(error) }),
    });
  }

  /** Removes the timer and the listener. */
  #end(): void {
    this.#request.stopTimer();
    this.#stopListening?.();
  }

  get #what(): string {
    return `download from ${new URL(this.#request.url).origin}`;
  }

  #redirectTarget(response: TransportResponse): URL {
    const { location } = response.headers;
    const refuse = (why: string) =>
      new ApiError(`${this.#what} → ${response.status} ${why}`, this.#toErrorResponse(response));
    if (this.#redirects === MAX_REDIRECTS) throw refuse(`more than ${MAX_REDIRECTS} redirects`);
    if (!location) throw refuse('redirect without a Location header');
    const { target, refused } = parseFileUrl(location, this.#request.url);
    if (refused !== undefined) throw refuse(`redirect to something other than ${refused}`);
    if (this.#request.url.startsWith('https:') && target.protocol !== 'https:') {
      throw refuse('redirect from https to http');
    }
    this.#redactor.add(target);
    return target;
  }

  /** The error of a response that is not the complete file. */
  async #refuse(response: TransportResponse): Promise<ApiError | RetryableError> {
    const { status, headers } = response;
    if (status >= 200 && status < 300) {
      // Its body is not read: it is a part of a file.
      return new ApiError(`${this.#what} → ${status}, expected 200`, this.#toErrorResponse(response));
    }
    const body = await readTextPrefix(response, MAX_ERROR_BODY_BYTES);
    // An incomplete body is used, unless the caller aborted the download.
    throwIfAborted(this.#signal);
    const details = this.#toErrorResponse(response, body);
    const message = `${this.#what} → ${status}`;
    if (!isRetryable(response)) return new ApiError(message, details);
    return new RetryableError(message, {
      kind: 'http',
      // A request that was rejected with 429 was not processed.
      requestSent: this.#redirects > 0 || status !== 429,
      requestId: '',
      retryAfterMs: parseRetryAfter(headers['retry-after']),
      response: details,
    });
  }

  #toErrorResponse({ status, headers }: TransportResponse, body?: string): ErrorResponse {
    const shown = Object.entries(headers).filter(([name]) => !SECRET_HEADERS.includes(name));
    const clean = (text: unknown) => this.#redactor.clean(String(text), MAX_HEADER_LENGTH);
    return {
      status,
      headers: Object.fromEntries(shown.map(([name, value]) => [name, clean(value)])),
      requestId: '',
      body: body && parseJson(this.#redactor.clean(body, MAX_ERROR_BODY_BYTES)),
      details: [],
    };
  }

  #read(response: TransportResponse): OpenedDownload {
    const { headers } = response;
    const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
    const length = headers['content-length'] ?? '';
    const totalBytes = encoding === 'identity' && /^\d+$/.test(length) ? Number(length) : undefined;
    const refuse = (why: string) =>
      new ApiError(`${this.#what} → 200 ${why}`, this.#toErrorResponse(response));
    const known = globalThis.DecompressionStream ? ['identity', 'gzip', 'x-gzip'] : ['identity'];
    if (!known.includes(encoding)) {
      throw refuse('with an unsupported content-encoding, expected identity or gzip');
    }
    // The end of the connection would be the end of the file, whether it is complete or not.
    if (!length && !headers['transfer-encoding'] && /\bclose\b/i.test(headers.connection ?? '')) {
      throw refuse('without a content-length: whether the file is complete could not be checked');
    }
    return { headers, totalBytes, stream: this.#cancellable(this.#chunks(response, encoding, length)) };
  }

  async *#chunks(response: TransportResponse, encoding: string, length: string): AsyncGenerator<Uint8Array> {
    let expected = /^\d+$/.test(length) ? Number(length) : undefined;
    const received = this.#receive(response, () => expected);
    if (encoding === 'identity') yield* received;
    else {
      const compressed = expected;
      // The content-length is that of the compressed file, and applies only if it is received compressed.
      expected = undefined;
      yield* gunzip(received, () => {
        expected = compressed;
      });
    }
  }

  /** The body as it is received. */
  async *#receive(
    response: TransportResponse,
    expected: () => number | undefined,
  ): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    this.#request.startTimer();
    for await (const chunk of response.stream()) {
      // The timeout is the server's: a slow reader is not limited.
      this.#request.stopTimer();
      bytes += chunk.length;
      yield chunk;
      this.#request.startTimer();
    }
    const length = expected() ?? bytes;
    // Not every transport throws if a request is aborted while its body is read.
    if (this.#request.timedOut || this.#signal?.aborted) throw new Error('aborted');
    if (bytes !== length) throw new Error(`${bytes} of ${length} bytes were received`);
    this.#end();
  }

  /** Chunks that can be cancelled at any time, also while the next one is awaited. */
  #cancellable(chunks: AsyncGenerator<Uint8Array>): AsyncIterableIterator<Uint8Array> {
    // The timeout starts when the stream is read.
    this.#request.stopTimer();
    const end = { done: true, value: undefined } as const;
    let isCancelled = false;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        if (isCancelled) return end;
        try {
          // After an abort, chunks that have been received are not returned.
          throwIfAborted(this.#signal);
          return await chunks.next();
        } catch (error) {
          if (isCancelled) return end;
          throw this.fail(error);
        }
      },
      return: async () => {
        isCancelled = true;
        this.#end();
        this.#request.abort(new Error('the stream was cancelled'));
        void chunks.return(undefined).catch(() => {});
        return end;
      },
    };
  }
}

/** The parsed URL of a file, or what was expected in its place. */
function parseFileUrl(
  url: unknown,
  base?: string,
): { target: URL; refused?: undefined } | { target?: undefined; refused: string } {
  let target: URL | undefined;
  try {
    if (typeof url === 'string') target = new URL(url, base);
  } catch {
    // No cause: it would contain the URL.
  }
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') {
    return { refused: 'an absolute http or https URL' };
  }
  if (target.username || target.password) return { refused: 'a URL without user and password' };
  // The fragment is not sent.
  target.hash = '';
  return { target };
}
