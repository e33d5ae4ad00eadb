import { byteLength } from '@cio/core';

/** A body as platforms hand it over, from whichever realm: text, any view of bytes, or a buffer. */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/** A body as text or bytes; undefined for what is neither. */
export function asTextOrBytes(body: unknown): string | Uint8Array | undefined {
  if (typeof body === 'string') return body;
  // Not `instanceof`: Jest and node:vm have an Uint8Array and an ArrayBuffer of their own.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const tag = Object.prototype.toString.call(body);
  return tag === '[object ArrayBuffer]' ? new Uint8Array(body as ArrayBuffer) : undefined;
}

/** Bytes of a body. */
export function bodyLength(body: string | Uint8Array): number {
  return typeof body === 'string' ? byteLength(body) : body.byteLength;
}
