import type { IncomingMessage } from 'node:http';
import { LIMITS } from '@cio/core';

const MB = 1024 * 1024;

/** The largest legal request of each kind, in bytes, with room for the escapes of JSON and the frame of a form. */
const MAX_BODY_BYTES: [path: RegExp, bytes: number][] = [
  [/^\/_emulator/, MB],
  [/^\/api\/v2\//, LIMITS.batchBytes],
  // 1 MB of payload, and 2 MB of attachments as base64.
  [/^\/v1\/send\//, 4 * MB],
  // 2 MB of file.
  [/^\/v1\/assets/, 3 * MB],
  [/^\/v1\/campaigns\/[^/]*\/triggers/, 25 * MB],
  // 10 MB of rows.
  [/^\/v1\/collections/, 12 * MB],
  [/^\/v1\//, 2 * MB],
];
/** Of everything else: the Track API's version 1, whose largest request is 300 attributes. */
const DEFAULT_MAX_BODY_BYTES = MB;

/** How much of a body that is too large is read and discarded, so that its sender gets to read the response. */
const MAX_DISCARDED_BYTES = 64 * MB;

export function maxBodyBytes(path: string): number {
  return MAX_BODY_BYTES.find(([pattern]) => pattern.test(path))?.[1] ?? DEFAULT_MAX_BODY_BYTES;
}

export interface ReadBody {
  /** Undefined where it is longer than it may be. */
  bytes: Buffer | undefined;
  /** Whether all of it was read. Otherwise the connection cannot be used again. */
  complete: boolean;
}

/** Reads a request's body, and never holds more of it than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The end of the loop must not end the connection: the response is sent on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > maxBytes + MAX_DISCARDED_BYTES) return { bytes: undefined, complete: false };
  }
  return { bytes: size > maxBytes ? undefined : Buffer.concat(chunks), complete: true };
}
