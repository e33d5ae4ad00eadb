import { type HttpClient, openUrl } from '@cio/core';

export interface DownloadProgress {
  /** How much has arrived. */
  bytes: number;
  /** How much there is, where the server said so. */
  totalBytes: number | undefined;
}

export interface DownloadOptions {
  /** Ends the download, and rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long the server may be silent, in milliseconds. Default 30,000. */
  timeoutMs?: number;
  /** Called with every piece that arrives. */
  onProgress?: (progress: DownloadProgress) => void;
}

/** A file at a URL outside the API, piece by piece. The client's credentials do not go there. */
export async function download(
  http: HttpClient,
  url: string,
  options: DownloadOptions = {},
): Promise<AsyncIterable<Uint8Array>> {
  const { onProgress, timeoutMs = 30_000, signal } = options;
  const { headers, stream } = await openUrl(http.transport, url, { timeoutMs, signal });
  // Of a compressed body the length is another one than that of what arrives here.
  const length = headers['content-encoding'] ? undefined : Number(headers['content-length'] ?? Number.NaN);
  const totalBytes = Number.isNaN(length) ? undefined : length;
  let bytes = 0;
  return (async function* () {
    for await (const chunk of stream) {
      bytes += chunk.length;
      onProgress?.({ bytes, totalBytes });
      yield chunk;
    }
  })();
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
