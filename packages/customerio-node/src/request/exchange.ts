import { AttemptRequest, type ConcurrencyLimit, type Transport, type TransportResponse } from '@cio/core';
import { acceptedEncodings, decodeBody } from './decode-body.js';

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
  let msLeft = timeoutMs;
  if (slots && !slots.tryAcquire()) {
    // As with `fetch`, the time that it waits for a connection counts.
    const since = performance.now();
    if (!(await acquireWithin(slots, timeoutMs))) throw Object.assign(timeout(), { requestSent: false });
    msLeft = Math.max(1, timeoutMs - (performance.now() - since));
  }
  const request = new AttemptRequest(
    method,
    uri,
    headersWithFetch(uri, headers),
    body ?? undefined,
    false,
    msLeft,
  );
  // How `fetch` rejects depends on whether the headers of the response had come.
  let message = 'fetch failed';
  try {
    const response = await transport(request);
    message = 'terminated';
    return { status: response.status, headers: headersOf(response), body: await textOf(response) };
  } catch (error) {
    if (request.timedOut) throw timeout();
    throw new TypeError(message, { cause: causeOf(error) });
  } finally {
    request.stopTimer();
    slots?.release();
  }
}

/** The headers as an object, as of `fetch`: of several cookies the last. Node has a list of them. */
function headersOf({ headers }: TransportResponse): Record<string, string> {
  const cookies: unknown = headers['set-cookie'];
  return Array.isArray(cookies) ? { ...headers, 'set-cookie': cookies.at(-1) } : { ...headers };
}

/** Waits for a slot, so many milliseconds at the most. */
function acquireWithin(slots: ConcurrencyLimit, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      resolve(false);
    }, ms);
    slots.wait(() => {
      if (isOver) return false;
      clearTimeout(timer);
      resolve(true);
      return true;
    });
  });
}

function timeout(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}

/** The headers of a request, with names in lower case, and those that `fetch` adds. */
function headersWithFetch(uri: string, headers: RequestHandlerOptions['headers']): Record<string, string> {
  const all: Record<string, string> = {
    accept: '*/*',
    'accept-language': '*',
    'sec-fetch-mode': 'cors',
    'accept-encoding': acceptedEncodings(uri),
  };
  // Not by a spread: Node takes longer for a request with its result (`npm run bench -- --only event`, with either).
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = String(value);
  return all;
}

/** The body as text, decoded, and without a byte order mark. */
async function textOf(response: TransportResponse): Promise<string> {
  const encoding = response.headers['content-encoding'];
  const text = encoding ? await decodedText(response, encoding) : await response.text(MAX_BYTES);
  if (text === undefined) throw tooLong();
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

async function decodedText(response: TransportResponse, encoding: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.stream()) {
    length += chunk.length;
    if (length > MAX_BYTES) throw tooLong();
    chunks.push(chunk);
  }
  return (await decodeBody(Buffer.concat(chunks), encoding, MAX_BYTES)).toString();
}

function tooLong(): Error {
  return new Error(`the response is over ${MAX_BYTES} bytes`);
}

/** The cause of a failure. Where the server closed the connection, it has the name, the code and the message of undici. */
function causeOf(error: unknown): unknown {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // A connection that was reset has the code from a system call; one that was closed has it from Node.
  if (code !== 'ECONNRESET' || syscall !== undefined) return error;
  const closed = new Error('other side closed', { cause: error });
  return Object.assign(closed, { name: 'SocketError', code: 'UND_ERR_SOCKET' });
}
