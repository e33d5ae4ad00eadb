import type { Entry } from './entry.js';

/**
 * After a request that must not be repeated has failed: the operations that are not sent any more. Those are the other ones that
 * must not be repeated, and each that would overtake one that is not sent. The rest is sent.
 */
export class Withheld {
  readonly #keys = new Set<string>();
  #isEmpty = true;

  /** Adds an operation of the request that failed. */
  add({ orderingKeys }: Entry<unknown>): void {
    this.#isEmpty = false;
    for (const key of orderingKeys) this.#keys.add(key);
  }

  /** Whether an operation is not sent any more. It is to be called in order, with each that has not been sent. */
  holds(entry: Entry<unknown>): boolean {
    if (this.#isEmpty) return false;
    if (entry.isReplaySafe && !entry.orderingKeys.some((key) => this.#keys.has(key))) return false;
    this.add(entry);
    return true;
  }
}
