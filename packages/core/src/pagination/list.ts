import { describe } from '../validation/checks.js';
import { PageHistory } from './page-history.js';
import { PaginationError } from './pagination-error.js';

/** What one request for a page of a list brings. */
export interface PageData<T, Body> {
  /** The items of the page. */
  items: T[];
  /** The cursor of the next page; undefined on the last page. */
  next: string | undefined;
  /** The whole response body. */
  body: Body;
}

/** Loads the page that starts at a position; the first one where it is undefined. */
export type LoadPage<T, Body> = (position: string | undefined) => Promise<PageData<T, Body>>;

/** One page of a list. Iterating it goes on through all pages after it. */
export class Page<T, Body = unknown> implements AsyncIterable<T> {
  /** What is on this page. */
  readonly items: T[];
  /** The position of the next page, to go on from later; undefined on the last page. */
  readonly next: string | undefined;
  /** The whole response body, whatever else it holds. */
  readonly body: Body;
  readonly #load: LoadPage<T, Body>;
  readonly #index: number;
  readonly #history: PageHistory;

  /**
   * @param index The page's number in the iteration, from 0.
   * @param history What the iteration has come through.
   */
  constructor(data: PageData<T, Body>, load: LoadPage<T, Body>, index: number, history: PageHistory) {
    this.items = data.items;
    this.next = data.next ?? undefined;
    this.body = data.body;
    this.#load = load;
    this.#index = index;
    this.#history = history;
  }

  hasNextPage(): boolean {
    return this.next !== undefined;
  }

  /**
   * The page after this one; undefined after the last.
   *
   * @throws PaginationError where the server leads back to an earlier page, gives one a second time, or gives a thousand
   * pages in a row with nothing new on them.
   */
  async getNextPage(): Promise<Page<T, Body> | undefined> {
    const { next } = this;
    if (next === undefined) return undefined;
    if (typeof next !== 'string') {
      throw new PaginationError(`expected the position of the next page as a string, got ${describe(next)}`);
    }
    const index = this.#index + 1;
    this.#history.checkPosition(next, index);
    const data = await this.#load(next);
    this.#history.checkItems(data.items, next, index);
    return new Page(data, this.#load, index, this.#history);
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
 * A list that Customer.io gives in pages. `await` gives its first page, `for await` goes through all of them.
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

  /** Each loop goes through the list anew, from the first page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this.#loadFirst();
  }

  async #loadFirst(): Promise<Page<T, Body>> {
    const history = new PageHistory();
    if (this.#start !== undefined) history.checkPosition(this.#start, 0);
    const data = await this.#load(this.#start);
    history.checkItems(data.items, this.#start, 0);
    return new Page(data, this.#load, 0, history);
  }
}
