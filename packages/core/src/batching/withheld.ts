import type { Entry } from './entry.js';

/**
 * After a request that must not be repeated has failed: the operations that are not sent any more. Those are the other ones that
 * must not be repeated, and each that would overtake one that is not sent. The rest is sent.
 */
export class Withheld {
  /** By ordering key, the lowest index of an operation that is not sent. */
  readonly #firstByKey = new Map<string, number>();
  #isEmpty = true;

  /** Adds an operation that is not sent, or whose request failed. */
  add({ orderingKeys, index }: Entry<unknown>): void {
    this.#isEmpty = false;
    for (const key of orderingKeys) {
      const first = this.#firstByKey.get(key);
      if (first === undefined || index < first) this.#firstByKey.set(key, index);
    }
  }

  /** Whether an operation is not sent any more: it is added then. Called with the operations that have not been sent, in order. */
  holds(entry: Entry<unknown>): boolean {
    if (this.#isEmpty) return false;
    if (entry.isReplaySafe && !this.#isAfterOne(entry)) return false;
    this.add(entry);
    return true;
  }

  #isAfterOne({ orderingKeys, index }: Entry<unknown>): boolean {
    return orderingKeys.some((key) => (this.#firstByKey.get(key) ?? index) < index);
  }
}
