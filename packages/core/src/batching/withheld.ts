import type { Entry } from './entry.js';

/**
 * After a request that must not be repeated has failed: the operations that are not sent any more. Those are the other ones that
 * must not be repeated, and each that would overtake one that is not sent. The rest is sent.
 */
export class Withheld {
  /** By ordering key, the lowest index of an operation that is not sent. */
  readonly #firstByKey = new Map<string, number>();

  /** Adds an operation that is not sent, or whose request failed. */
  add({ orderingKeys, index }: Entry<unknown>): void {
    for (const key of orderingKeys) {
      this.#firstByKey.set(key, Math.min(index, this.#firstByKey.get(key) ?? index));
    }
  }

  /** Whether an operation is not sent any more: it is added then. Called after the failure with what has not been sent, in order. */
  holds(entry: Entry<unknown>): boolean {
    const { isReplaySafe, orderingKeys, index } = entry;
    const isHeld = !isReplaySafe || orderingKeys.some((key) => this.#firstByKey.get(key)! < index);
    if (isHeld) this.add(entry);
    return isHeld;
  }
}
