import { CustomerIOError, isCustomerIOError } from '../errors/base.js';

/** What one request of a walk through a list brings. */
export interface PageData<T, Body> {
  items: T[];
  /** Where the page after this one starts; undefined on the last. */
  next: string | undefined;
  /** The whole answer. */
  body: Body;
}

/** Loads the page that starts at a position; the first one where it is undefined. */
export type LoadPage<T, Body> = (position: string | undefined) => Promise<PageData<T, Body>>;

/** The server gave a page that cannot be the next one: going on would never end. */
export class PaginationError extends CustomerIOError {
  override readonly name = 'PaginationError';
}

/** Whether a caught value is a {@link PaginationError}, from whichever copy of the package. */
export function isPaginationError(error: unknown): error is PaginationError {
  return isCustomerIOError(error) && error.name === 'PaginationError';
}

/** One page of a list. Iterating it goes on through all pages after it. */
export class Page<T, Body = unknown> implements AsyncIterable<T> {
  /** What is on this page. */
  readonly items: T[];
  /** The position of the next page, to go on from later; undefined on the last page. */
  readonly next: string | undefined;
  /** The whole answer, whatever else it holds. */
  readonly body: Body;
  readonly #load: LoadPage<T, Body>;
  readonly #index: number;
  readonly #seen: Map<string, number>;

  /** @param seen Which page of the walk each position led to. */
  constructor(data: PageData<T, Body>, load: LoadPage<T, Body>, index: number, seen: Map<string, number>) {
    this.items = data.items;
    this.next = data.next;
    this.body = data.body;
    this.#load = load;
    this.#index = index;
    this.#seen = seen;
  }

  hasNextPage(): boolean {
    return this.next !== undefined;
  }

  /**
   * The page after this one; undefined after the last.
   *
   * @throws PaginationError where the server names a position that this walk has come through already.
   */
  async getNextPage(): Promise<Page<T, Body> | undefined> {
    const { next } = this;
    if (next === undefined) return undefined;
    const index = this.#index + 1;
    const before = this.#seen.get(next);
    // The same page asked for again is no repetition.
    if (before !== undefined && before !== index) {
      throw new PaginationError(`the server gave the page at ${JSON.stringify(next)} a second time`);
    }
    this.#seen.set(next, index);
    return new Page(await this.#load(next), this.#load, index, this.#seen);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let page: Page<T, Body> | undefined = this;
    while (page) {
      yield* page.items;
      page = await page.getNextPage();
    }
  }
}

/**
 * A list that Customer.io gives in pages. `await` gives its first page, `for await` walks through all of it.
 * Nothing is sent before that.
 */
export class List<T, Body = unknown> implements Promise<Page<T, Body>>, AsyncIterable<T> {
  readonly [Symbol.toStringTag] = 'List';
  readonly #load: LoadPage<T, Body>;
  readonly #start: string | undefined;
  #first: Promise<Page<T, Body>> | undefined;

  /** @param start The position to begin at, where it is not the first page. */
  constructor(load: LoadPage<T, Body>, start?: string) {
    this.#load = load;
    this.#start = start;
  }

  // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page.
  then<R1 = Page<T, Body>, R2 = never>(
    onFulfilled?: ((page: Page<T, Body>) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    this.#first ??= this.#loadFirst();
    return this.#first.then(onFulfilled, onRejected);
  }

  catch<R = never>(
    onRejected?: ((reason: unknown) => R | PromiseLike<R>) | null,
  ): Promise<Page<T, Body> | R> {
    return this.then(null, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Page<T, Body>> {
    return this.then().finally(onFinally);
  }

  /** Each loop is a walk of its own, from the first page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this.#loadFirst();
  }

  async #loadFirst(): Promise<Page<T, Body>> {
    const seen = new Map(this.#start === undefined ? [] : [[this.#start, 0]]);
    return new Page(await this.#load(this.#start), this.#load, 0, seen);
  }
}
