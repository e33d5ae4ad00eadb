import { byteLength, describe, requireObject, requireText, ValidationError } from '@cio/core';
import { MAX_FILE_BYTES } from '../max-file-bytes.js';

/** Files of an email by their names. A string is base64 already; everything else is encoded. At most 2 MB together. */
export type Attachments = Record<string, Uint8Array | ArrayBuffer | Blob | string>;

/** The files as Customer.io takes them: base64, within its limit. */
export async function encodeAttachments(attachments: Attachments): Promise<Record<string, string>> {
  requireObject('attachments', attachments);
  let total = 0;
  const encoded: [string, string][] = [];
  for (const [name, file] of Object.entries(attachments)) {
    const field = `attachments.${name}`;
    requireText('attachments', name);
    // Before anything is read or encoded: the sizes are known.
    total += sizeOf(field, file);
    if (total > MAX_FILE_BYTES) {
      throw new ValidationError(field, `${total} bytes with the others, the limit is ${MAX_FILE_BYTES}`);
    }
    encoded.push([name, typeof file === 'string' ? file : await base64(file)]);
  }
  return Object.fromEntries(encoded);
}

function sizeOf(field: string, file: unknown): number {
  if (typeof file === 'string') {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(file) || file.length % 4 !== 0) {
      throw new ValidationError(field, 'expected base64; bytes are encoded');
    }
    return (byteLength(file) / 4) * 3 - (file.endsWith('==') ? 2 : file.endsWith('=') ? 1 : 0);
  }
  if (file instanceof Uint8Array || file instanceof ArrayBuffer) return file.byteLength;
  if (file instanceof Blob) return file.size;
  throw new ValidationError(field, `expected bytes, a Blob or base64, got ${describe(file)}`);
}

async function base64(file: Uint8Array | ArrayBuffer | Blob): Promise<string> {
  const buffer = file instanceof Blob ? await file.arrayBuffer() : file;
  const bytes = buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
  let binary = '';
  // As many at once as a call's arguments hold everywhere.
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}
