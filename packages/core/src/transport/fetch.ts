import { withGrowingConcurrency } from './request-growth.js';
import type { Transport } from './types.js';
import { withoutPath } from './without-path.js';

/**
 * A transport over the platform's `fetch`: the default in all runtimes except Node. 64 requests at a time, and up to 1,024 while calls
 * wait and responses are not queued; further calls wait, and their timeouts do not run.
 */
export function fetchTransport(): Transport {
  return withGrowingConcurrency(async ({ method, url, headers, body, signal }) => {
    // Looked up at each call, so that a `fetch` that was replaced after the client was created is used.
    const fetching = globalThis.fetch(url, {
      method,
      headers,
      body: body ?? null,
      signal,
      redirect: 'manual',
    });
    const response = await withoutPath(fetching);
    if (response.type === 'opaqueredirect') {
      throw new Error('the response is a redirect, whose location a browser does not expose');
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: (maxBytes) => readText(response, maxBytes),
      stream: () => readChunks(response.body),
    };
  });
}

async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  // The platform enforces the content-length. The size of a compressed body is only known while it is read.
  const length = response.headers.get('content-length');
  if (length !== null && !response.headers.has('content-encoding')) {
    if (Number(length) <= maxBytes) return withoutPath(response.text());
    await response.body?.cancel();
    return undefined;
  }
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of readChunks(response.body)) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Not every runtime has async iteration of streams. */
async function* readChunks(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await withoutPath(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    // Not awaited: a failed stream rejects again, and cancelling may take time.
    reader.cancel().catch(() => {});
  }
}

/** Hooks of the platform: none. */
export const platformHooks = (): undefined => undefined;

export { fetchTransport as defaultTransport };
