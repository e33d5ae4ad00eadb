import { Timeline, type TimelineQuery } from './timeline.js';

type Key = string | number;

/** The keys that an item has in an index: none, one, or several. */
export type KeysOf<T> = (item: T) => readonly (Key | null | undefined)[];

export interface IndexedQuery<T, I extends string> extends TimelineQuery<T> {
  /** Only the items with these keys. */
  by?: { [name in I]?: Key | undefined };
}

/** A timeline with indexes: for each key of each index a timeline of its own. */
export class IndexedTimeline<T extends object, I extends string> implements Iterable<T> {
  readonly #time: (item: T) => number;
  readonly #all: Timeline<T>;
  readonly #keysOf: Record<I, KeysOf<T>>;
  readonly #indexes: Record<I, Map<Key, Timeline<T>>>;

  /**
   * @param time What the items are ordered by.
   * @param keysOf The indexes by name, and the keys that an item has in each when it is added.
   */
  constructor(time: (item: T) => number, keysOf: Record<I, KeysOf<T>>) {
    this.#time = time;
    this.#all = new Timeline(time);
    this.#keysOf = keysOf;
    const names = Object.keys(keysOf) as I[];
    this.#indexes = Object.fromEntries(names.map((name) => [name, new Map()])) as Record<
      I,
      Map<Key, Timeline<T>>
    >;
  }

  get size(): number {
    return this.#all.size;
  }

  add(item: T): void {
    this.#all.add(item);
    for (const name in this.#keysOf) {
      for (const key of this.#keysOf[name](item)) {
        if (key !== null && key !== undefined) this.addKey(item, name, key);
      }
    }
  }

  /** Adds an item that is there already to a further key of an index. */
  addKey(item: T, index: I, key: Key): void {
    let timeline = this.#indexes[index].get(key);
    if (!timeline) {
      timeline = new Timeline(this.#time);
      this.#indexes[index].set(key, timeline);
    }
    timeline.add(item);
  }

  /** Moves an item from one key of an index to another. The item has the other already. */
  changeKey(item: T, index: I, from: Key, to: Key): void {
    this.#indexes[index].get(from)?.delete(item);
    this.addKey(item, index, to);
  }

  /** Removes an item with all its keys. */
  delete(item: T): void {
    this.#all.delete(item);
    for (const name in this.#keysOf) {
      for (const key of this.#keysOf[name](item)) {
        if (key !== null && key !== undefined) this.#indexes[name].get(key)?.delete(item);
      }
    }
  }

  at(index: number): T | undefined {
    return this.#all.at(index);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#all[Symbol.iterator]();
  }

  /** The items that match a query, from the newest to the oldest. Reads the shortest of the timelines that have them. */
  newestFirst({ by = {}, ...query }: IndexedQuery<T, I> = {}): IterableIterator<T> {
    const keys = Object.entries(by).filter((entry): entry is [I, Key] => entry[1] !== undefined);
    if (keys.length === 0) return this.#all.newestFirst(query);
    const timelines = keys.map(([name, key]) => this.#indexes[name].get(key));
    if (timelines.some((timeline) => !timeline)) return [][Symbol.iterator]();
    const shortest = (timelines as Timeline<T>[]).reduce((a, b) => (b.size < a.size ? b : a));
    const { where = () => true } = query;
    const hasKeys = (item: T) => keys.every(([name, key]) => this.#hasKey(item, name, key));
    return shortest.newestFirst({
      ...query,
      where: keys.length === 1 ? where : (item) => hasKeys(item) && where(item),
    });
  }

  #hasKey(item: T, index: I, key: Key): boolean {
    return this.#keysOf[index](item).includes(key);
  }
}
