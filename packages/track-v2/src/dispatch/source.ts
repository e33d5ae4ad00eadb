import { ValidationError } from '@cio/core';
import type { Operation } from '../operations/types.js';

/** Where operations come from: anything that can be iterated, or a web stream. */
export type OperationSource = Iterable<Operation> | AsyncIterable<Operation> | ReadableStream<Operation>;

/** The operations one by one. An abort ends the waiting for the next one, and the source is told to stop. */
export async function* pull(
  source: OperationSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Operation> {
  const iterator = iteratorOf(source);
  let giveUp: (reason: unknown) => void = () => {};
  const onAbort = () => giveUp(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  let finished = false;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = iterator.next();
      const result =
        signal && next instanceof Promise
          ? await new Promise<IteratorResult<Operation>>((resolve, reject) => {
              giveUp = reject;
              next.then(resolve, reject);
            })
          : await next;
      if (result.done) {
        finished = true;
        return;
      }
      yield result.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // Not waited for: a source that hangs must not hang its reader.
    if (!finished) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

type AnyIterator = Iterator<Operation> | AsyncIterator<Operation>;

function iteratorOf(source: OperationSource): AnyIterator {
  const {
    [Symbol.asyncIterator]: async,
    [Symbol.iterator]: sync,
    getReader,
  } = (source ?? {}) as Partial<AsyncIterable<Operation> & Iterable<Operation> & ReadableStream<Operation>>;
  if (async) return async.call(source);
  if (sync) return sync.call(source);
  if (getReader) {
    // Not every runtime can iterate a stream by itself.
    const reader = (source as ReadableStream<Operation>).getReader();
    return {
      next: () => reader.read() as Promise<IteratorResult<Operation>>,
      return: async () => {
        await reader.cancel();
        return { done: true, value: undefined };
      },
    };
  }
  throw new ValidationError('source', 'expected an iterable, an async iterable or a ReadableStream');
}
