import { callSafely } from '../callbacks/call-safely.js';
import { ValidationError } from '../errors/validation-error.js';

/** A source of operations: an iterable, an async iterable, or a web stream. */
export type OperationSource<Op = unknown> = Iterable<Op> | AsyncIterable<Op> | ReadableStream<Op>;

interface AnyIterator {
  next(): unknown;
  return?(): unknown;
}

/** Reads the operations of a source one by one. */
export class SourceReader<Op> {
  readonly #iterator: AnyIterator;
  #isAtEnd = false;

  /** @throws ValidationError for a value that is not a source. */
  constructor(source: OperationSource<Op>) {
    this.#iterator = iteratorOf(source);
  }

  /** The next operation: an iterator result or a promise of one, for `read`. Throws the errors of the source. */
  next(): unknown {
    return this.#iterator.next();
  }

  /** The value of an iterator result; undefined at the end. */
  read(result: unknown): { operation: Op } | undefined {
    if (typeof result !== 'object' || result === null) {
      throw new ValidationError('source', 'expected an iterator result from its next()');
    }
    const { done, value } = result as IteratorResult<Op>;
    if (!done) return { operation: value };
    this.#isAtEnd = true;
    return undefined;
  }

  /** Called when the source has thrown: it has ended. */
  fail(): void {
    this.#isAtEnd = true;
  }

  /** Closes the source, unless it has ended. Not awaited: it may never settle. */
  close(): void {
    if (this.#isAtEnd) return;
    this.#isAtEnd = true;
    callSafely('the return() of the source', () => this.#iterator.return?.());
  }
}

function iteratorOf(source: unknown): AnyIterator {
  const expected = 'expected an iterable, an async iterable or a ReadableStream';
  if (typeof source === 'string')
    throw new ValidationError('source', `${expected} of operations, got a string`);
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
    throw new ValidationError('source', `${expected} that is not locked`, { cause });
  }
  throw new ValidationError('source', expected);
}

/** Not every runtime has async iteration of streams. */
function readerOf(source: unknown): AnyIterator {
  const reader = (source as ReadableStream<unknown>).getReader();
  return { next: () => reader.read(), return: () => reader.cancel() };
}
