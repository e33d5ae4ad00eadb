import { ValidationError } from '@cio/core';

/** Where there are no files. */
export async function writeFile(
  _path: string,
  _open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<number> {
  throw new ValidationError('filePath', 'this runtime has no files: use download');
}
