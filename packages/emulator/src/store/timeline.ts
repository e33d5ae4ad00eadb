/** Which items of a timeline are read. */
export interface TimelineQuery<T> {
  /** Only those of this time or later. */
  start?: number | undefined;
  /** Only those of this time or earlier. */
  end?: number | undefined;
  where?: (item: T) => boolean;
}

/** Items in the order of their time. Most come in that order. */
export class Timeline<T> implements Iterable<T> {
  readonly #items: T[] = [];
  readonly #time: (item: T) => number;

  constructor(time: (item: T) => number) {
    this.#time = time;
  }

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    const last = this.#items.at(-1);
    const time = this.#time(item);
    if (last === undefined || this.#time(last) <= time) this.#items.push(item);
    else this.#items.splice(this.#countUntil(time), 0, item);
  }

  delete(item: T): void {
    for (let i = this.#countUntil(this.#time(item)) - 1; i >= 0; i--) {
      if (this.#items[i] !== item) continue;
      this.#items.splice(i, 1);
      return;
    }
  }

  at(index: number): T | undefined {
    return this.#items.at(index);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }

  /** The items that match a query, from the newest to the oldest. */
  *newestFirst({ start, end, where }: TimelineQuery<T> = {}): IterableIterator<T> {
    const newest = end === undefined ? this.#items.length : this.#countUntil(end);
    for (let i = newest - 1; i >= 0; i--) {
      const item = this.#items[i]!;
      if (start !== undefined && this.#time(item) < start) return;
      if (!where || where(item)) yield item;
    }
  }

  /** How many items are of a time or earlier, by bisection. */
  #countUntil(time: number): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#time(this.#items[middle]!) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
