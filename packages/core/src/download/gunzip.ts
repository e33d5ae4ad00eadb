/**
 * Decompresses a gzip body. A body that `fetch` has already decompressed, although it still has the `content-encoding` header, is
 * passed through.
 *
 * @param onCompressed Called once, before the first chunk, if the body is compressed.
 */
export async function* gunzip(
  chunks: AsyncIterator<Uint8Array>,
  onCompressed: () => void,
): AsyncGenerator<Uint8Array> {
  const { start, done } = await readStart(chunks);
  if (start[0] !== 0x1f || start[1] !== 0x8b) {
    if (start.length > 0) yield start;
    if (!done) yield* rest(chunks);
    return;
  }
  onCompressed();
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  let failure: { error: unknown } | undefined;
  const writing = (async () => {
    try {
      await writer.write(start);
      for await (const chunk of rest(chunks)) await writer.write(chunk);
      await writer.close();
    } catch (error) {
      failure = { error };
      await writer.abort(error).catch(() => {});
    }
  })();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await writing;
  } catch (error) {
    failure ??= { error };
  } finally {
    await reader.cancel().catch(() => {});
  }
  if (failure) throw failure.error;
}

/** The first chunk, with at least the two bytes of gzip's magic number if there are as many. */
async function readStart(chunks: AsyncIterator<Uint8Array>): Promise<{ start: Uint8Array; done: boolean }> {
  let start = new Uint8Array(0);
  while (start.length < 2) {
    const { done, value } = await chunks.next();
    if (done) return { start, done };
    const joined = new Uint8Array(start.length + value.length);
    joined.set(start);
    joined.set(value, start.length);
    start = joined;
  }
  return { start, done: false };
}

async function* rest(chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return;
    yield value;
  }
}
