import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { sleep } from '@cio/core';
import type { ApiResponse } from '../apis/api.js';
import type { FaultKind } from './faults.js';

/** A browser that shows a response runs no script of it, loads nothing for it, and keeps it apart from the emulator's origin. */
const NOTHING_ALLOWED =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** What every response has, so that a browser keeps it apart from other websites. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
};

/** Writes a whole response, and returns its body. */
export function write(response: ServerResponse, result: ApiResponse): Buffer {
  const body = encode(result);
  response.writeHead(result.status, headersOf(result, body.length));
  response.end(body);
  return body;
}

/** Writes a response that is broken in the way of a fault. */
export async function writeFaulty(
  response: ServerResponse,
  result: ApiResponse,
  fault: FaultKind,
): Promise<void> {
  // A response without a body could not be broken.
  const whole = result.body === null && !result.bytes ? { ...result, status: 200, body: {} } : result;
  const body = encode(whole);
  if (fault.kind === 'cut-body') {
    response.writeHead(whole.status, headersOf(whole, body.length));
    response.write(body.subarray(0, -1), () => response.destroy());
  } else if (fault.kind === 'slow-body') {
    response.writeHead(whole.status, headersOf(whole, body.length));
    for (const byte of body) {
      if (await isGoneAfter(response, fault.delayMs)) return;
      response.write(Buffer.of(byte));
    }
    response.end();
  } else if (fault.kind === 'wrong-length') {
    // Straight to the socket: the server itself would not let it out.
    const headers = headersOf(whole, Math.max(0, body.length + fault.difference));
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    response.socket?.end(`HTTP/1.1 ${whole.status} OK\r\n${lines.join('')}\r\n${body}`);
  } else {
    write(response, result);
  }
}

/** Resets the connection, instead of closing it. */
export function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** Waits, and tells whether the connection has been closed meanwhile. The wait ends with the connection. */
export async function isGoneAfter(response: ServerResponse, ms: number): Promise<boolean> {
  const closed = new AbortController();
  const onClose = () => closed.abort();
  response.once('close', onClose);
  await sleep(ms, closed.signal).catch(() => {});
  response.off('close', onClose);
  return response.destroyed;
}

function headersOf(result: ApiResponse, length: number): OutgoingHttpHeaders {
  const type = typeOf(result);
  const headers: OutgoingHttpHeaders = {};
  if (type) headers['content-type'] = type;
  if (length > 0) headers['content-length'] = length;
  for (const [name, value] of Object.entries(result.headers ?? {})) headers[name.toLowerCase()] = value;
  // Browsers keep to each of several policies: one that a fault brings cannot take away this one.
  const policy = result.contentSecurityPolicy ?? NOTHING_ALLOWED;
  const other = headers['content-security-policy'];
  return {
    ...headers,
    ...SECURITY_HEADERS,
    ...(result.framedBySelf && { 'x-frame-options': 'SAMEORIGIN' }),
    'content-security-policy': other === undefined ? policy : `${policy}, ${other}`,
  };
}

/** The media type of a body. Undefined where there is none. */
export function typeOf({ body, bytes }: ApiResponse): string | undefined {
  if (bytes) return 'application/octet-stream';
  if (body === null) return undefined;
  return typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
}

function encode({ status, body, bytes }: ApiResponse): Buffer {
  // These have no body by definition: a client would read it as the next response.
  if (status === 204 || status === 304) return Buffer.alloc(0);
  if (bytes) return bytes;
  if (body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
