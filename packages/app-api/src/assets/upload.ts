import { describe, requireCount, requireText, toJsonObject, ValidationError } from '@cio/core';
import { type Binary, binarySize, readBinary, requireWellFormed } from '../binary.js';
import type { AppCallOptions } from '../call-options.js';
import { copyObject } from '../copy-object.js';
import { MAX_FILE_BYTES } from '../max-file-bytes.js';

/** A file to upload. */
export interface AssetUpload {
  /** The content, at most 2 MB. A stream is read up to that limit. */
  file: Uint8Array | ArrayBuffer | Blob | AsyncIterable<Uint8Array>;
  /** The file name, with the extension bmp, gif, jpeg, jpg, pdf or png. Default: the name of a `File`, otherwise `name`. */
  filename?: string | undefined;
  /** The display name. Default: the file name. */
  name?: string | undefined;
  /** The id of the folder. Default, null and 0: the root. */
  parent_folder_id?: number | null | undefined;
}

const TYPES = new Map([
  ['bmp', 'image/bmp'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
]);

/**
 * An upload as the body of a request.
 *
 * @param extra Further fields of the form.
 * @throws ValidationError
 */
export async function encodeUpload(
  upload: AssetUpload,
  extra: AppCallOptions['extra'] = {},
): Promise<{ contentType: string; raw: Uint8Array }> {
  const { name, file, filename = nameOf(file) ?? name, parent_folder_id } = copyObject('upload', upload);
  const field = filename === name ? 'name' : 'filename';
  requireName(field, filename);
  if (name !== undefined) requireName('name', name);
  const type = TYPES.get(/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? '');
  if (!type)
    throw new ValidationError(
      field,
      `expected a \`filename\` that ends in .${[...TYPES.keys()].join(', .')}`,
    );
  if (parent_folder_id != null) requireCount('parent_folder_id', parent_folder_id, 0);
  const fields = { name: name ?? filename, ...(parent_folder_id != null && { parent_folder_id }) };
  const added = toJsonObject('extra', extra);
  for (const key of Object.keys(added)) {
    if (Object.hasOwn({ ...fields, file, parent_folder_id }, key)) {
      throw new ValidationError(
        `extra.${key}`,
        'the request has this field: expected it in the upload, not in `extra`',
      );
    }
  }
  const bytes = await read(file);
  if (bytes.length === 0) throw new ValidationError('file', 'expected at least one byte');

  const boundary = `cio-${crypto.randomUUID()}`;
  const part = (header: string) => `--${boundary}\r\ncontent-disposition: form-data; ${header}\r\n`;
  const texts = Object.entries({ ...fields, ...added }).map(
    ([key, value]) =>
      `${part(`name="${quoted(key)}"`)}\r\n${typeof value === 'object' ? JSON.stringify(value) : value}\r\n`,
  );
  const start = `${texts.join('')}${part(`name="file"; filename="${quoted(filename)}"`)}content-type: ${type}\r\n\r\n`;
  const encoder = new TextEncoder();
  const raw = join([encoder.encode(start), bytes, encoder.encode(`\r\n--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, raw };
}

/** The name of a `File`. */
function nameOf(file: unknown): string | undefined {
  return (Object(file) as Partial<File>).name;
}

function requireName(field: string, name: unknown): asserts name is string {
  requireText(field, name);
  requireWellFormed(field, name);
}

/** A file name in a multipart header, as browsers encode it: quotes and control characters are percent-encoded. */
function quoted(name: string): string {
  return name.replace(/[\p{Cc}"]/gu, (character) => encodeURIComponent(character));
}

async function read(file: unknown): Promise<Uint8Array> {
  const size = binarySize(file);
  if (size !== undefined) {
    checkSize(size);
    const bytes = await readBinary('file', file as Binary);
    // The size of a Blob is only what it claims.
    checkSize(bytes.length);
    return bytes;
  }
  if (typeof file !== 'object' || file === null || !(Symbol.asyncIterator in file)) {
    throw new ValidationError('file', `expected bytes, a Blob or a stream, got ${describe(file)}`);
  }
  return readStream(file as AsyncIterable<unknown>);
}

async function readStream(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let problem: ValidationError | undefined;
  try {
    for await (const chunk of stream) {
      problem = checkChunk(chunk, total);
      // Leaving the loop cancels the stream.
      if (problem) break;
      total += (chunk as Uint8Array).byteLength;
      // A stream may reuse the memory of a chunk.
      chunks.push((await readBinary('file', chunk as Uint8Array)).slice());
    }
  } catch (cause) {
    throw new ValidationError('file', 'the stream failed', { cause });
  }
  if (problem) throw problem;
  return join(chunks);
}

/** A stream that is too large is not read to its end. */
function checkChunk(chunk: unknown, before: number): ValidationError | undefined {
  if (!ArrayBuffer.isView(chunk)) {
    return new ValidationError('file', `expected bytes in the stream, got ${describe(chunk)}`);
  }
  const bytes = before + chunk.byteLength;
  if (bytes <= MAX_FILE_BYTES) return undefined;
  return new ValidationError('file', `${bytes} bytes or more, the limit is ${MAX_FILE_BYTES}`);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function checkSize(bytes: number): void {
  if (bytes > MAX_FILE_BYTES) {
    throw new ValidationError('file', `${bytes} bytes, the limit is ${MAX_FILE_BYTES}`);
  }
}
