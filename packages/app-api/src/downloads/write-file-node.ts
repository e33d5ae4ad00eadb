import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Writes a file whole or not at all: what is at the path stays until the new one is complete. Tells its bytes. */
export async function writeFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const part = `${path}.${randomUUID()}.part`;
  let bytes = 0;
  try {
    const file = await open(part, 'wx');
    try {
      for await (const chunk of chunks) {
        await file.writeFile(chunk);
        bytes += chunk.length;
      }
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return bytes;
}
