import { PaginationError } from './pagination-error.js';

/** How many positions are remembered, and how many pages in a row may have no new items. */
const MAX_PAGES = 1000;

interface SeenPage {
  /** From 0. */
  index: number;
  position: string | undefined;
  /** What the page is recognized by; undefined if two pages may be equal. */
  content: string | undefined;
}

/**
 * The pages of one iteration over a list, to detect a server that never ends it: one that returns the cursor of an earlier
 * page, the same page for every cursor, or pages without new items.
 *
 * Its memory does not grow with the list: it remembers the latest positions, the latest page, and one earlier page that is
 * replaced whenever the number of pages has doubled (Brent's cycle detection). A cycle of any length is detected after at most
 * about three times as many pages.
 */
export class PageHistory {
  readonly #indexByPosition = new Map<string, number>();
  #latest: SeenPage | undefined;
  #checkpoint: SeenPage | undefined;
  #latestText: string | undefined;
  #pagesWithoutNewItems = 0;

  /**
   * Called before a page is requested. The same page may be requested again, with the same index.
   *
   * @throws PaginationError for the position of another page.
   */
  checkPosition(position: string, index: number): void {
    const checkpoint = this.#checkpoint?.position === position ? this.#checkpoint.index : undefined;
    const before = this.#indexByPosition.get(position) ?? checkpoint;
    if (before !== undefined && before !== index) throw repeated(before, index);
    this.#indexByPosition.set(position, index);
    const [oldest] = this.#indexByPosition.keys();
    if (this.#indexByPosition.size > MAX_PAGES) this.#indexByPosition.delete(oldest!);
  }

  /**
   * Called with a page.
   *
   * @throws PaginationError for a page that is equal to an earlier one, and for too many pages without new items.
   */
  checkItems(
    { items, mayRepeat }: { items: readonly unknown[]; mayRepeat?: boolean | undefined },
    position: string | undefined,
    index: number,
  ): void {
    // A page that is requested again has been checked.
    if (this.#latest && index <= this.#latest.index) return;
    // Pages of texts, such as the errors of a broadcast, may be equal. All other items are records that exist once, so that two
    // pages with the same first and the same last record are the same page.
    const isOfTexts = typeof items[0] === 'string';
    const text =
      items.length > 0 ? toText(isOfTexts ? items : [items[0], items.at(-1), items.length]) : undefined;
    const content = isOfTexts || mayRepeat ? undefined : text;
    if (content !== undefined) {
      const before = [this.#latest, this.#checkpoint].find((page) => page?.content === content);
      if (before) throw repeated(before.index, index);
    }
    const hasNewItems = items.length > 0 && (text === undefined || text !== this.#latestText);
    this.#pagesWithoutNewItems = hasNewItems ? 0 : this.#pagesWithoutNewItems + 1;
    if (this.#pagesWithoutNewItems >= MAX_PAGES) {
      throw new PaginationError(
        `expected new items, got ${MAX_PAGES} pages in a row without any from the server`,
      );
    }
    if (items.length > 0) this.#latestText = text;
    this.#latest = { index, position, content };
    if (index >= 2 * (this.#checkpoint?.index ?? -1) + 1) this.#checkpoint = this.#latest;
  }
}

function repeated(before: number, index: number): PaginationError {
  return new PaginationError(
    `expected page ${index + 1}, got page ${before + 1} a second time from the server`,
  );
}

function toText(items: readonly unknown[]): string | undefined {
  try {
    return JSON.stringify(items);
  } catch {
    // Items of a caller's own load function, which JSON cannot represent.
    return undefined;
  }
}
