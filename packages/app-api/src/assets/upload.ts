import { describe, requireObject, requireText, ValidationError } from '@cio/core';
import { MAX_FILE_BYTES } from '../max-file-bytes.js';

/** A file to upload. */
export interface AssetUpload {
  /** Its bytes; a stream is read up to the limit of 2 MB. */
  file: Uint8Array | ArrayBuffer | Blob | AsyncIterable<Uint8Array>;
  /** Its name. The ending tells its type: bmp, gif, jpeg, jpg, pdf or png. */
  name: string;
  /** Left out: the root. */
  parent_folder_id?: number;
}

const TYPES: Record<string, string> = {
  bmp: 'image/bmp',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
};

/** An upload as the body of a request. */
export async function encodeUpload(upload: AssetUpload): Promise<{ contentType: string; raw: Uint8Array }> {
  requireObject('upload', upload);
  const { name, file, parent_folder_id } = upload;
  requireText('name', name);
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = TYPES[ending];
  if (!type)
    throw new ValidationError('name', `expected one that ends in .${Object.keys(TYPES).join(', .')}`);
  const bytes = await read(file);
  if (bytes.length === 0) throw new ValidationError('file', 'expected at least one byte');

  const boundary = `cio-${crypto.randomUUID()}`;
  const part = (header: string) => `--${boundary}\r\ncontent-disposition: form-data; ${header}\r\n`;
  const folder =
    parent_folder_id === undefined ? '' : `${part('name="parent_folder_id"')}\r\n${parent_folder_id}\r\n`;
  const start = `${part('name="name"')}\r\n${name}\r\n${folder}${part(`name="file"; filename="${quoted(name)}"`)}content-type: ${type}\r\n\r\n`;
  const raw = await join([start, bytes, `\r\n--${boundary}--\r\n`]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, raw };
}

/** As browsers write a file's name: the few characters that would end it are percent-encoded. */
function quoted(name: string): string {
  return name.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));
}

async function read(file: AssetUpload['file']): Promise<Uint8Array> {
  if (file instanceof Uint8Array || file instanceof ArrayBuffer) {
    checkSize(file.byteLength);
    return file instanceof Uint8Array ? file : new Uint8Array(file);
  }
  if (file instanceof Blob) {
    checkSize(file.size);
    return join([file]);
  }
  if (typeof file !== 'object' || file === null || !(Symbol.asyncIterator in file)) {
    throw new ValidationError('file', `expected bytes, a Blob or a stream, got ${describe(file)}`);
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of file) {
    if (!(chunk instanceof Uint8Array)) {
      throw new ValidationError('file', `expected bytes in the stream, got ${describe(chunk)}`);
    }
    total += chunk.length;
    checkSize(total, ' or more');
    chunks.push(chunk);
  }
  return join(chunks);
}

async function join(parts: (string | Blob | Uint8Array)[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(parts as Blob[]).arrayBuffer());
}

/** A stream that is too long is not read to its end. */
function checkSize(bytes: number, orMore = ''): void {
  if (bytes > MAX_FILE_BYTES) {
    throw new ValidationError('file', `${bytes} bytes${orMore}, the limit is ${MAX_FILE_BYTES}`);
  }
}
