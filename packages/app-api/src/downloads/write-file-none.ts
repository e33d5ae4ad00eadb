import { ValidationError } from '@cio/core';

/** For runtimes without a file system. */
export async function writeFile(
  _path: string,
  _open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<number> {
  throw new ValidationError('filePath', 'this runtime has no files: use download');
}
