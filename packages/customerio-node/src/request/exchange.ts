import { AttemptRequest, type Transport, type TransportResponse } from '@cio/core';

/** One HTTP request. */
export interface RequestHandlerOptions {
  /** The HTTP method. */
  method: string;
  /** The absolute URL. */
  uri: string;
  /** The headers. */
  headers: Record<string, string | number>;
  /** The body; null or absent for none. */
  body?: string | FormData | null;
}

/** A response whose body has been read. */
export interface Received {
  status: number;
  /** The headers, with names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** The longest response that is read: 64 MiB, as in the `@cio` clients. */
const MAX_BYTES = 67_108_864;

/** Sends a request over `fetch`. It rejects as `fetch` does. */
export async function exchangeOverFetch(
  { uri, method, headers, body }: RequestHandlerOptions,
  init: object,
  timeoutMs: number,
): Promise<Received> {
  const response = await fetch(uri, {
    ...init,
    method,
    headers: headers as Record<string, string>,
    body: body ?? null,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

/** Sends a request over a transport. It rejects as `fetch` does: programs look at the names of these errors. */
export async function exchangeOverTransport(
  { uri, method, headers }: RequestHandlerOptions,
  body: string | null | undefined,
  transport: Transport,
  timeoutMs: number,
): Promise<Received> {
  const slots = transport.concurrency?.(uri);
  if (slots && !slots.tryAcquire()) {
    await new Promise<void>((resolve) => {
      slots.wait(() => {
        resolve();
        return true;
      });
    });
  }
  const request = new AttemptRequest(method, uri, lowerCased(headers), body ?? undefined, false, timeoutMs);
  try {
    const response = await transport(request);
    return { status: response.status, headers: { ...response.headers }, body: await textOf(response) };
  } catch (error) {
    if (request.timedOut) throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    throw new TypeError('fetch failed', { cause: error });
  } finally {
    request.stopTimer();
    slots?.release();
  }
}

async function textOf(response: TransportResponse): Promise<string> {
  const text = await response.text(MAX_BYTES);
  if (text === undefined) throw new Error(`the response is over ${MAX_BYTES} bytes`);
  return text;
}

function lowerCased(headers: Record<string, string | number>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in headers) result[name.toLowerCase()] = String(headers[name]);
  return result;
}
