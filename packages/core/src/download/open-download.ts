import { onAbort } from '../abort/on-abort.js';
import { AttemptRequest } from '../client/attempt-request.js';
import { isPassing } from '../client/classify-response.js';
import { isRedirect, MAX_REDIRECTS } from '../client/redirects.js';
import { ApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import type { ErrorResponse } from '../errors/error-response.js';
import { RetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { parseRetryAfter } from '../retry/retry-after.js';
import { isProvenUnsent, networkMessage } from '../transport/network-errors.js';
import { readText } from '../transport/read-text.js';
import type { Transport, TransportResponse } from '../transport/types.js';
import { requireSignal } from '../validation/checks.js';
import { requireDuration } from '../validation/numbers.js';
import { VERSION } from '../version.js';
import { gunzip } from './gunzip.js';
import { UrlRedactor } from './url-redactor.js';

export interface OpenDownloadOptions {
  /** Aborts the download, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long to wait for the next data, in milliseconds. At most 2,147,483,647. */
  timeoutMs: number;
}

export interface OpenedDownload {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** How long the file is, in bytes; undefined where the server did not say, or sends it compressed. */
  totalBytes: number | undefined;
  /**
   * The file in chunks. It ends without an error only where the file is whole. Leaving the loop early ends the connection.
   * Where the stream is not read at all, call its `return` or abort the signal: until then the connection is kept.
   *
   * @throws RetryableError where the file breaks off, or the signal's reason.
   */
  stream: AsyncIterableIterator<Uint8Array>;
}

const MAX_ERROR_BODY_BYTES = 65_536;
const MAX_MESSAGE_LENGTH = 300;
const MAX_HEADER_LENGTH = 1000;
/** Headers that tell where a file is, or what somebody may do. */
const SECRET_HEADERS = ['location', 'content-location', 'link', 'refresh', 'set-cookie'];

/**
 * Gets a file from a URL that an API named, such as an export's. It is asked for without credentials, and may be
 * redirected, up to five times, but not from https to http.
 *
 * No error tells the URL: its query may be all that is needed to read the file. They tell the origin.
 *
 * @throws ValidationError for what is not an absolute http or https URL without user and password; RetryableError for
 * 408, 425, 429, 500, 502, 503, 504 and 520 to 524, and where the server cannot be reached or is silent; ApiError for
 * every other response but a 200; or the signal's reason.
 */
export async function openDownload(
  transport: Transport,
  url: string,
  options: OpenDownloadOptions,
): Promise<OpenedDownload> {
  const { signal, timeoutMs } = options;
  requireSignal('signal', signal);
  requireDuration('timeoutMs', timeoutMs);
  signal?.throwIfAborted();
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
      // The file as it is, so that its length can be compared with what arrives.
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
      await readText(response, 0);
      this.#request.url = this.#redirectTarget(response).href;
      this.#redirects++;
    }
  }

  /** Ends the connection, and gives the error that the caller is to see. */
  fail(error: unknown): unknown {
    this.#end();
    this.#request.abort(error);
    if (isCustomerIOError(error)) return error;
    if (this.#signal?.aborted) return this.#signal.reason;
    const { timedOut } = this.#request;
    const message = this.#redactor.clean(networkMessage(error), MAX_MESSAGE_LENGTH).replace(/\s+/g, ' ');
    const why = timedOut ? `nothing arrived for ${this.#timeoutMs} ms` : message;
    return new RetryableError(`${this.#what} → ${why}`, {
      kind: timedOut ? 'timeout' : 'network',
      requestSent: this.#redirects > 0 || !isProvenUnsent(error),
      requestId: '',
      // The transport's own error may hold the URL, in whatever field.
      cause: Object.assign(new Error(message), { code: codeOf(error) }),
    });
  }

  /** Nothing more is to come: no timer and no listener stays behind. */
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
    if (!location) throw refuse('redirect without a location');
    const { target, refused } = parseFileUrl(location, this.#request.url);
    if (refused !== undefined) throw refuse(`redirect to something other than ${refused}`);
    if (this.#request.url.startsWith('https:') && target.protocol !== 'https:') {
      throw refuse('redirect from https to http');
    }
    this.#redactor.add(target);
    return target;
  }

  /** The error for a response that holds no whole file. */
  async #refuse(response: TransportResponse): Promise<ApiError | RetryableError> {
    const { status, headers } = response;
    if (status >= 200 && status < 300) {
      // Its body is not read: a part of a file is no error's body.
      return new ApiError(
        `${this.#what} → ${status} where 200 was expected`,
        this.#toErrorResponse(response),
      );
    }
    const body = await readText(response, MAX_ERROR_BODY_BYTES);
    // What has arrived of the body is kept, unless it was the caller who stopped it.
    this.#signal?.throwIfAborted();
    const details = this.#toErrorResponse(response, body);
    const message = `${this.#what} → ${status}`;
    if (!isPassing(response)) return new ApiError(message, details);
    return new RetryableError(message, {
      kind: 'http',
      // A request that was turned away for its rate was not processed.
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
      throw refuse('with a content-encoding that was not asked for and is not known');
    }
    // The end of the connection would be the end of the file, whether it is whole or not.
    if (!length && !headers['transfer-encoding'] && /\bclose\b/i.test(headers.connection ?? '')) {
      throw refuse('without a length: whether the file is whole could not be told');
    }
    return { headers, totalBytes, stream: this.#leavable(this.#chunks(response, encoding, length)) };
  }

  async *#chunks(response: TransportResponse, encoding: string, length: string): AsyncGenerator<Uint8Array> {
    let expected = /^\d+$/.test(length) ? Number(length) : undefined;
    const received = this.#receive(response, () => expected);
    if (encoding === 'identity') yield* received;
    else {
      const compressed = expected;
      // The length is that of the compressed file, which counts only where it arrives compressed.
      expected = undefined;
      yield* gunzip(received, () => {
        expected = compressed;
      });
    }
  }

  /** The body as it arrives. */
  async *#receive(
    response: TransportResponse,
    expected: () => number | undefined,
  ): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    this.#request.startTimer();
    for await (const chunk of response.stream()) {
      // The reader may take its time: it is the server that must not be silent.
      this.#request.stopTimer();
      bytes += chunk.length;
      yield chunk;
      this.#request.startTimer();
    }
    const length = expected() ?? bytes;
    // Not every transport says that a body was cut off because the request was aborted.
    if (this.#request.timedOut || this.#signal?.aborted) throw new Error('aborted');
    if (bytes !== length) throw new Error(`${bytes} of ${length} bytes arrived`);
    this.#end();
  }

  /** Chunks whose reader can leave at any time, also while it waits for one. */
  #leavable(chunks: AsyncGenerator<Uint8Array>): AsyncIterableIterator<Uint8Array> {
    // Until somebody reads, nobody waits for the server.
    this.#request.stopTimer();
    const end = { done: true, value: undefined } as const;
    let hasLeft = false;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        if (hasLeft) return end;
        try {
          // What had arrived before the caller gave up is not handed out.
          this.#signal?.throwIfAborted();
          return await chunks.next();
        } catch (error) {
          if (hasLeft) return end;
          throw this.fail(error);
        }
      },
      return: async () => {
        hasLeft = true;
        this.#end();
        this.#request.abort(new Error('the reader left'));
        void chunks.return(undefined).catch(() => {});
        return end;
      },
    };
  }
}

/** The URL of a file, or what was expected in its place. */
function parseFileUrl(
  url: unknown,
  base?: string,
): { target: URL; refused?: undefined } | { target?: undefined; refused: string } {
  let target: URL | undefined;
  try {
    if (typeof url === 'string') target = new URL(url, base);
  } catch {
    // The cause would quote the URL.
  }
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') {
    return { refused: 'an absolute http or https URL' };
  }
  if (target.username || target.password) return { refused: 'a URL without user and password' };
  // It is not for the server.
  target.hash = '';
  return { target };
}

/** A word such as `ECONNRESET`, from the innermost error. */
function codeOf(error: unknown): string | undefined {
  const { cause, code } = (error ?? {}) as { cause?: unknown; code?: unknown };
  if (cause !== undefined && cause !== error) return codeOf(cause);
  return typeof code === 'string' && /^\w+$/.test(code) ? code : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
