import { ValidationError } from '@cio/core';

/** Bytes in memory, also of another realm, such as a test runner's. */
export type Binary = Uint8Array | ArrayBuffer | Blob;

/** The size of a value in bytes, without reading it; undefined if it is not a {@link Binary}. */
export function binarySize(value: unknown): number | undefined {
  if (isBlob(value)) return value.size;
  return isBuffer(value) ? value.byteLength : undefined;
}

/**
 * @param field The name of the value, for errors.
 * @throws ValidationError for a Blob that cannot be read, for example because its file has changed.
 */
export async function readBinary(field: string, value: Binary): Promise<Uint8Array> {
  if (!isBlob(value)) return toBytes(value);
  try {
    return toBytes(await value.arrayBuffer());
  } catch (cause) {
    throw new ValidationError(field, 'cannot be read', { cause });
  }
}

function toBytes(value: Uint8Array | ArrayBuffer): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** By their tags, not by their constructors: every realm has its own. */
function isBuffer(value: unknown): value is Uint8Array | ArrayBuffer {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function isBlob(value: unknown): value is Blob {
  const { size, arrayBuffer } = Object(value) as Partial<Blob>;
  return typeof size === 'number' && typeof arrayBuffer === 'function';
}

/** Throws a ValidationError for text that is not well-formed Unicode: it would be changed when it is encoded. */
export function requireWellFormed(field: string, name: string): void {
  if (/\p{Surrogate}/u.test(name)) {
    throw new ValidationError(field, 'expected well-formed Unicode, got half of a surrogate pair');
  }
}
