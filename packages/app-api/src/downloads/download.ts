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

/** The progress of a download. */
export interface DownloadProgress {
  /** How many bytes have been received. */
  bytes: number;
  /** The size of the file in bytes; undefined if the server did not send it. */
  totalBytes: number | undefined;
}

/** Options of a download. */
export interface DownloadOptions {
  /** Aborts the download, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long to wait for the next data, in milliseconds. Default 30,000; at most 2,147,483,647. */
  timeoutMs?: number | undefined;
  /**
   * Called after each chunk. An error that it throws, or its promise rejects with, is written to `console.error`.
   */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** @throws ValidationError for an option that is not valid, before anything is sent. */
export function readDownloadOptions(options: DownloadOptions | undefined): DownloadOptions {
  const read = readOptions(options, ['signal', 'timeoutMs', 'onProgress']);
  requireSignal('signal', read.signal);
  if (read.timeoutMs !== undefined) requireDuration('timeoutMs', read.timeoutMs);
  requireFunction('onProgress', read.onProgress);
  return read;
}

/**
 * Downloads a file from a URL outside the API, in chunks, without the client's credentials.
 *
 * @param url The URL in the API's response. No error contains it.
 * @param options The options, as {@link readDownloadOptions} returns them.
 * @throws ApiError for a URL that is not valid; the errors of `openDownload`.
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
    // The URL is the API's, not the caller's argument.
    throw new ApiError(`the response has no valid URL of a file: ${error.message}`, {
      status: 200,
      body: undefined,
      headers: {},
      requestId: '',
      details: [],
    });
  }
}

/** The chunks as a web stream. Cancelling it aborts the download. */
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
