import { PaginationError } from './pagination-error.js';

/** How many of the latest positions are remembered, and how many pages in a row may bring nothing new. */
const MAX_PAGES = 1000;

interface SeenPage {
  /** From 0. */
  index: number;
  position: string | undefined;
  /** Its items as JSON; undefined where two pages may well be equal. */
  content: string | undefined;
}

/**
 * What one iteration over a list has come through, to notice a server that never comes to the end: it leads back to an
 * earlier page, gives one page whatever it is asked for, or gives nothing new for ever.
 *
 * It remembers as much of a list of a million pages as of one of a thousand: the latest positions, the latest page, and
 * one page further back that is replaced each time the number of pages has doubled (Brent's way to find a cycle). So a
 * cycle of any length is noticed, at the latest after about three times as many pages.
 */
export class PageHistory {
  readonly #indexByPosition = new Map<string, number>();
  #latest: SeenPage | undefined;
  #checkpoint: SeenPage | undefined;
  #latestText: string | undefined;
  #pagesWithoutNews = 0;

  /**
   * Before a page is asked for. The same page may be asked for again, with the same index.
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
   * Once a page is there.
   *
   * @throws PaginationError for what was on an earlier page, and for too many pages with nothing new on them.
   */
  checkItems(items: readonly unknown[], position: string | undefined, index: number): void {
    // A page that is asked for again has been looked at.
    if (this.#latest && index <= this.#latest.index) return;
    const text = items.length > 0 ? toText(items) : undefined;
    // Texts, such as the errors of a broadcast, may be the same page after page. All else is a record that is there once.
    const content = typeof items[0] === 'string' ? undefined : text;
    if (content !== undefined) {
      const before = [this.#latest, this.#checkpoint].find((page) => page?.content === content);
      if (before) throw repeated(before.index, index);
    }
    const isNews = items.length > 0 && (text === undefined || text !== this.#latestText);
    this.#pagesWithoutNews = isNews ? 0 : this.#pagesWithoutNews + 1;
    if (this.#pagesWithoutNews >= MAX_PAGES) {
      throw new PaginationError(`the server gave ${MAX_PAGES} pages in a row with nothing new on them`);
    }
    if (items.length > 0) this.#latestText = text;
    this.#latest = { index, position, content };
    if (index >= 2 * (this.#checkpoint?.index ?? -1) + 1) this.#checkpoint = this.#latest;
  }
}

function repeated(before: number, index: number): PaginationError {
  return new PaginationError(
    `the server gave page ${before + 1} a second time where page ${index + 1} was asked for`,
  );
}

function toText(items: readonly unknown[]): string | undefined {
  try {
    return JSON.stringify(items);
  } catch {
    // Items that a caller's own function made, which JSON cannot hold.
    return undefined;
  }
}
