import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { sleep } from '@cio/core';
import type { EmulatorAnswer } from './answers.js';
import type { FaultKind } from './faults.js';

/** A browser that shows the answer runs no script of it, loads nothing for it, and keeps it apart from the emulator's origin. */
const NOTHING_ALLOWED =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
};

/** Writes an answer out whole. */
export function write(response: ServerResponse, answer: EmulatorAnswer): void {
  const body = encode(answer);
  response.writeHead(answer.status, headersOf(answer, body.length));
  response.end(body);
}

/** Writes an answer out broken, as the fault has it. */
export async function writeBroken(
  response: ServerResponse,
  answer: EmulatorAnswer,
  fault: FaultKind,
): Promise<void> {
  // Something to break, where the real answer has no body.
  const whole = answer.body === null && !answer.bytes ? { ...answer, status: 200, body: {} } : answer;
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
    write(response, answer);
  }
}

/** Resets the connection rather than close it. */
export function reset(response: ServerResponse): void {
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

function headersOf(answer: EmulatorAnswer, length: number): OutgoingHttpHeaders {
  const type = typeOf(answer);
  const headers: OutgoingHttpHeaders = {};
  if (type) headers['content-type'] = type;
  if (length > 0) headers['content-length'] = length;
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers[name.toLowerCase()] = value;
  // Browsers keep to each of several policies: one that a fault brings cannot take away this one.
  const policy = answer.contentSecurityPolicy ?? NOTHING_ALLOWED;
  const other = headers['content-security-policy'];
  return {
    ...headers,
    ...SECURITY_HEADERS,
    'content-security-policy': other === undefined ? policy : `${policy}, ${other}`,
  };
}

function typeOf({ body, bytes }: EmulatorAnswer): string | undefined {
  if (bytes) return 'application/octet-stream';
  if (body === null) return undefined;
  return typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
}

function encode({ status, body, bytes }: EmulatorAnswer): Buffer {
  // These have no body by definition: a client would read it as the next answer.
  if (status === 204 || status === 304) return Buffer.alloc(0);
  if (bytes) return bytes;
  if (body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
