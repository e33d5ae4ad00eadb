import { byteLength } from '@cio/core';

/** A raw body, of any realm: text, a view of bytes, or a buffer. */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/** A raw body as text or bytes; undefined for any other value. */
export function asTextOrBytes(body: unknown): string | Uint8Array | undefined {
  if (typeof body === 'string') return body;
  // Not `instanceof`: Jest and node:vm have their own Uint8Array and ArrayBuffer.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const tag = Object.prototype.toString.call(body);
  return tag === '[object ArrayBuffer]' ? new Uint8Array(body as ArrayBuffer) : undefined;
}

/** The bytes of a body. */
export function bodyLength(body: string | Uint8Array): number {
  return typeof body === 'string' ? byteLength(body) : body.byteLength;
}
