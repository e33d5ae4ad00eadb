import type { Entry } from './entry.js';

/**
 * The operations that are not sent any more, after a request has failed.
 *
 * After one that was repeated in vain, that is all of them. After one that must not be repeated, it is the other ones that must not be
 * repeated, and each that would overtake one that is not sent.
 */
export class Withheld {
  /** Whether nothing is sent any more. */
  isAll = false;
  readonly #concurrency: number;
  /** By ordering key, the lowest index of an operation that is not sent. */
  readonly #firstByKey = new Map<string, number>();

  /** @param concurrency If it is 1, each operation comes after all earlier ones. */
  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** Called with each operation of a request that failed. */
  onFailed(entry: Entry<unknown>): void {
    if (entry.isReplaySafe || this.#concurrency === 1) this.isAll = true;
    this.#add(entry);
  }

  /** Whether an operation is not sent any more. Called after a failure, in order, with what has not been sent. */
  holds(entry: Entry<unknown>): boolean {
    const { isReplaySafe, orderingKeys, index } = entry;
    const isHeld =
      this.isAll || !isReplaySafe || orderingKeys.some((key) => this.#firstByKey.get(key)! < index);
    if (isHeld) this.#add(entry);
    return isHeld;
  }

  #add({ orderingKeys, index }: Entry<unknown>): void {
    for (const key of orderingKeys) {
      if (!(this.#firstByKey.get(key)! < index)) this.#firstByKey.set(key, index);
    }
  }
}
