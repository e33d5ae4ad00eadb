import {
  ApiError,
  callSafely,
  type HttpClient,
  isValidationError,
  type OpenedDownload,
  openDownload,
  readOptions,
  requireDuration,
  requireFunction,
  requireSignal,
} from '@cio/core';

export interface DownloadProgress {
  /** How much has arrived. */
  bytes: number;
  /** How much there is; undefined where the server did not say. */
  totalBytes: number | undefined;
}

export interface DownloadOptions {
  /** Ends the download, and rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long the server may be silent, in milliseconds. Default 30,000; at most 2,147,483,647. */
  timeoutMs?: number | undefined;
  /**
   * Called with every chunk that arrives. What it throws, or rejects with, changes nothing: it is written to
   * `console.error`.
   */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** @throws ValidationError for options that are bad, before anything is sent. */
export function readDownloadOptions(options: DownloadOptions | undefined): DownloadOptions {
  const read = readOptions(options, ['signal', 'timeoutMs', 'onProgress']);
  requireSignal('signal', read.signal);
  if (read.timeoutMs !== undefined) requireDuration('timeoutMs', read.timeoutMs);
  requireFunction('onProgress', read.onProgress);
  return read;
}

/**
 * A file at a URL outside the API, in chunks. The client's credentials do not go there.
 *
 * @param url What the API named. It is told in no error.
 * @param options What {@link readDownloadOptions} has read.
 * @throws ApiError for a URL that cannot be one, and what `openDownload` throws.
 */
export async function download(
  http: HttpClient,
  url: unknown,
  options: DownloadOptions,
): Promise<AsyncIterableIterator<Uint8Array>> {
  const { onProgress, timeoutMs = 30_000, signal } = options;
  const { totalBytes, stream } = await open(http, url as string, { timeoutMs, signal });
  let bytes = 0;
  const chunks: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => chunks,
    async next() {
      const result = await stream.next();
      if (!result.done) {
        bytes += result.value.length;
        const progress = { bytes, totalBytes };
        if (onProgress) callSafely('onProgress', () => onProgress(progress));
      }
      return result;
    },
    return: () => stream.return!(),
  };
  return chunks;
}

async function open(
  http: HttpClient,
  url: string,
  options: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<OpenedDownload> {
  try {
    return await openDownload(http.transport, url, options);
  } catch (error) {
    if (!isValidationError(error) || error.field !== 'url') throw error;
    // It is not the caller who made the URL.
    throw new ApiError(`the response names no file: ${error.message}`, {
      status: 200,
      body: undefined,
      headers: {},
      requestId: '',
      details: [],
    });
  }
}

/** The same as a web stream. Cancelling it ends the download. */
export function toWebStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
