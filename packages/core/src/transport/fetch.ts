import type { Transport } from './types.js';

/** A transport over the platform's `fetch`: the default everywhere but on Node. */
export function fetchTransport(): Transport {
  return async ({ method, url, headers, body, signal }) => {
    // Looked up at each call, so that a `fetch` replaced after the client was made is the one used.
    const response = await globalThis.fetch(url, {
      method,
      headers,
      body: body ?? null,
      signal,
      redirect: 'manual',
    });
    if (response.type === 'opaqueredirect') {
      throw new Error('the server answered with a redirect, and a browser does not tell where to');
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: () => response.text(),
      stream: () => chunks(response.body),
    };
  };
}

/** Not every runtime can iterate a stream of bytes by itself. */
async function* chunks(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

export { fetchTransport as defaultTransport };
