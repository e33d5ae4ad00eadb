import { byteLength, describe, requireText, ValidationError } from '@cio/core';
import { binarySize, readBinary, requireWellFormed } from '../binary.js';
import { copyObject } from '../copy-object.js';
import { MAX_FILE_BYTES } from '../max-file-bytes.js';

/** The attachments of an email, by their file names. A string is base64; bytes and Blobs are encoded. At most 2 MB together. */
export type Attachments = Record<string, Uint8Array | ArrayBuffer | Blob | string>;

/**
 * The files as base64, within Customer.io's limit.
 *
 * @throws ValidationError
 */
export async function encodeAttachments(attachments: Attachments): Promise<Record<string, string>> {
  const files = Object.entries(copyObject('attachments', attachments));
  // Validated before anything is read or encoded.
  let total = 0;
  for (const [name, file] of files) {
    checkName(name);
    const size = sizeOf(`attachments.${name}`, file);
    total += size;
    if (total > MAX_FILE_BYTES) throw tooLong(name, total);
  }
  total = 0;
  const encoded: [string, string][] = [];
  for (const [name, file] of files) {
    const content = typeof file === 'string' ? file : toBase64(await readBinary(`attachments.${name}`, file));
    total += base64Size(content);
    // The size of a Blob is only what it claims.
    if (total > MAX_FILE_BYTES) throw tooLong(name, total);
    encoded.push([name, content]);
  }
  return Object.fromEntries(encoded);
}

/** The name becomes a header of the email. */
function checkName(name: string): void {
  requireText('attachments', name);
  requireWellFormed('attachments', name);
  if (/\p{Cc}/u.test(name)) {
    throw new ValidationError(
      'attachments',
      'expected names of files without control characters or line breaks',
    );
  }
}

function sizeOf(field: string, file: unknown): number {
  if (typeof file === 'string') {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(file) || file.length % 4 !== 0) {
      throw new ValidationError(field, 'expected base64; bytes are encoded');
    }
    return base64Size(file);
  }
  const size = binarySize(file);
  if (size !== undefined) return size;
  throw new ValidationError(field, `expected bytes, a Blob or base64, got ${describe(file)}`);
}

/** The size of the content of base64, in bytes. */
function base64Size(text: string): number {
  return (byteLength(text) / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

function tooLong(name: string, total: number): ValidationError {
  return new ValidationError(
    `attachments.${name}`,
    `${total} bytes with the others, the limit is ${MAX_FILE_BYTES}`,
  );
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // The number of arguments of a call is limited.
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}
