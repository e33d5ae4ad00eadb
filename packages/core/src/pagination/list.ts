import { describe } from '../validation/checks.js';
import { PageHistory } from './page-history.js';
import { PaginationError } from './pagination-error.js';

/** The result of one request for a page of a list. */
export interface PageData<T, Body> {
  /** The items of the page. */
  items: T[];
  /** The cursor of the next page; undefined on the last page. */
  next: string | undefined;
  /** The response body. */
  body: Body;
  /** Whether pages may have items of earlier ones: then equal pages are no sign of a list without an end. Default false. */
  mayRepeat?: boolean | undefined;
}

/** Loads the page at a position; the first page if it is undefined. */
export type LoadPage<T, Body> = (position: string | undefined) => Promise<PageData<T, Body>>;

/** One page of a list. Iterating it continues with the items of all following pages. */
export class Page<T, Body = unknown> implements AsyncIterable<T> {
  /** The items of this page. */
  readonly items: T[];
  /** The cursor of the next page, from which the list can be resumed later; undefined on the last page. */
  readonly next: string | undefined;
  /** The response body, with all its fields. */
  readonly body: Body;
  readonly #load: LoadPage<T, Body>;
  readonly #index: number;
  readonly #history: PageHistory;

  /**
   * @param index The index of the page in the iteration, from 0.
   * @param history The pages of the iteration so far.
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
   * Loads the next page; undefined after the last page.
   *
   * @throws PaginationError if the server returns the cursor of an earlier page, the same page twice, or a thousand pages in a
   * row without new items.
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
    this.#history.checkItems(data, next, index);
    return nextPage(data, this.#load, index, this.#history);
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return itemsFrom(() => this);
  }
}

/** The items of a page and of all following pages. Not by `yield*`, which takes longer for each item (`npm run bench -- --only paging`). */
async function* itemsFrom<T>(first: () => Page<T> | Promise<Page<T>>): AsyncGenerator<T, void, undefined> {
  let page: Page<T> | undefined = await first();
  while (page) {
    for (const item of page.items) yield item;
    page = await page.getNextPage();
  }
}

/** Outside of the class: the bundler renames a class that refers to itself, and logs would show `_Page`. */
function nextPage<T, Body>(...page: ConstructorParameters<typeof Page<T, Body>>): Page<T, Body> {
  return new Page(...page);
}

/**
 * A paginated list. `await` loads its first page; `for await` iterates the items of all pages. No request is made before.
 */
export class List<T, Body = unknown> implements Promise<Page<T, Body>>, AsyncIterable<T> {
  readonly [Symbol.toStringTag] = 'List';
  readonly #load: LoadPage<T, Body>;
  readonly #start: string | undefined;
  #first: Promise<Page<T, Body>> | undefined;

  /** @param start The cursor to start at. Default: the first page. */
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

  /** Each loop starts again from the first page. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return itemsFrom(() => this.#loadFirst());
  }

  async #loadFirst(): Promise<Page<T, Body>> {
    const history = new PageHistory();
    if (this.#start !== undefined) history.checkPosition(this.#start, 0);
    const data = await this.#load(this.#start);
    history.checkItems(data, this.#start, 0);
    return new Page(data, this.#load, 0, history);
  }
}
