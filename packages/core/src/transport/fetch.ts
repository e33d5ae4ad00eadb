import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { FetchGrowth } from './fetch-growth.js';
import type { Transport } from './types.js';

/**
 * Requests at a time. Node's `fetch` opens a connection for each, and with thousands of them gets slower than with
 * hundreds; other platforms have bounds of their own, and the timeouts of what waits there run.
 */
const MAX_REQUESTS = 256;

/**
 * A transport over the platform's `fetch`: the default in all runtimes except Node. 256 requests at a time, or 1,024 where each
 * response takes 140 ms or longer without being queued; further calls wait.
 */
export function fetchTransport(): Transport {
  const limiter = new ConcurrencyLimiter(MAX_REQUESTS);
  const growth = new FetchGrowth(limiter);
  const transport: Transport = async ({ method, url, headers, body, signal }) => {
    const startedAt = performance.now();
    // Looked up at each call, so that a `fetch` that was replaced after the client was created is used.
    const response = await globalThis.fetch(url, {
      method,
      headers,
      body: body ?? null,
      signal,
      redirect: 'manual',
    });
    growth.onResponse(performance.now() - startedAt);
    if (response.type === 'opaqueredirect') {
      throw new Error('the response is a redirect, whose location a browser does not expose');
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: (maxBytes) => readText(response, maxBytes),
      stream: () => readChunks(response.body),
    };
  };
  transport.concurrency = () => limiter;
  return transport;
}

async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  // The platform enforces the content-length. The size of a compressed body is only known while it is read.
  const length = response.headers.get('content-length');
  if (length !== null && !response.headers.has('content-encoding')) {
    if (Number(length) <= maxBytes) return response.text();
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
      const { done, value } = await reader.read();
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
