import { callSafely } from '../callbacks/call-safely.js';
import { ValidationError } from '../errors/validation-error.js';

/** Where operations come from: anything that can be iterated, or a web stream. */
export type OperationSource<Op = unknown> = Iterable<Op> | AsyncIterable<Op> | ReadableStream<Op>;

interface AnyIterator {
  next(): unknown;
  return?(): unknown;
}

/** Reads the operations of a source one by one. */
export class SourceReader<Op> {
  readonly #iterator: AnyIterator;
  #isAtEnd = false;

  /** @throws ValidationError for what is no source. */
  constructor(source: OperationSource<Op>) {
    this.#iterator = iteratorOf(source);
  }

  /** The next operation: an iterator result or a promise of one, for `read` to make sense of. Throws what the source throws. */
  next(): unknown {
    return this.#iterator.next();
  }

  /** What an iterator result holds; undefined at the end. */
  read(result: unknown): { operation: Op } | undefined {
    if (typeof result !== 'object' || result === null) {
      throw new ValidationError('source', 'its next() gave something that is no iterator result');
    }
    const { done, value } = result as IteratorResult<Op>;
    if (!done) return { operation: value };
    this.#isAtEnd = true;
    return undefined;
  }

  /** Notes that the source has thrown: it is over. */
  fail(): void {
    this.#isAtEnd = true;
  }

  /** Tells the source, where it is not at its end, that no more is wanted. It is not waited for: it may never answer. */
  close(): void {
    if (this.#isAtEnd) return;
    this.#isAtEnd = true;
    callSafely('the return() of the source', () => this.#iterator.return?.());
  }
}

function iteratorOf(source: unknown): AnyIterator {
  const expected = 'expected an iterable, an async iterable or a ReadableStream';
  try {
    const {
      [Symbol.asyncIterator]: async,
      [Symbol.iterator]: sync,
      getReader,
    } = Object(source) as {
      [Symbol.asyncIterator]?: () => AnyIterator;
      [Symbol.iterator]?: () => AnyIterator;
      getReader?: unknown;
    };
    const iterator = async?.call(source) ?? sync?.call(source) ?? (getReader ? readerOf(source) : undefined);
    if (typeof iterator?.next === 'function') return iterator;
  } catch (cause) {
    throw new ValidationError('source', `${expected} that is not being read`, { cause });
  }
  throw new ValidationError('source', expected);
}

/** Not every runtime can iterate a stream by itself. */
function readerOf(source: unknown): AnyIterator {
  const reader = (source as ReadableStream<unknown>).getReader();
  return { next: () => reader.read(), return: () => reader.cancel() };
}
