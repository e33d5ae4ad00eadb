import type { IncomingMessage } from 'node:http';
import { ValidationError } from '@cio/core';
import { asTextOrBytes, bodyLength } from '../body-bytes.js';

/** A Node request, with the fields that frameworks and body parsers add. */
export type NodeRequest = IncomingMessage & { body?: unknown; rawBody?: unknown };

/**
 * The raw body: as a body parser has kept it, or read from the request. Undefined if it is longer than `maxBytes`.
 */
export async function readNodeBody(
  request: NodeRequest,
  maxBytes: number,
): Promise<string | Uint8Array | undefined> {
  const kept = asTextOrBytes(request.rawBody) ?? asTextOrBytes(request.body);
  if (kept !== undefined) return bodyLength(kept) > maxBytes ? undefined : kept;
  if (request.readableEnded) throw new ValidationError('body', PARSED);
  if (request.destroyed) throw new Error('the connection is closed');
  return readStream(request, maxBytes);
}

const PARSED =
  'a body parser in front of this receiver has read the raw body, which the signature is of: put the receiver before the parser, or let the parser keep the bytes (express.raw(), or express.json({ verify: (request, _, bytes) => { request.rawBody = bytes } }))';

function readStream(request: NodeRequest, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    request.on('data', (data: Uint8Array | string) => {
      // A string if setEncoding has been called.
      const chunk = typeof data === 'string' ? Buffer.from(data, request.readableEncoding ?? 'utf8') : data;
      length += chunk.length;
      // The rest is read and discarded: a sender that is still sending would not read the response otherwise.
      if (length > maxBytes) resolve(undefined);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
