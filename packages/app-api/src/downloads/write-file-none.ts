import { ValidationError } from '@cio/core';

/** Where there are no files. */
export async function writeFile(_path: string, _chunks: AsyncIterable<Uint8Array>): Promise<number> {
  throw new ValidationError('path', 'this runtime has no files: use download');
}
