import { OrderedSet } from './ordered-set.js';

/** Sets of values by key: an index whose keys belong to several values. */
export class MultiMap<K, V extends object> {
  readonly #sets = new Map<K, OrderedSet<V>>();
  readonly #empty = new OrderedSet<V>();

  get(key: K): OrderedSet<V> {
    return this.#sets.get(key) ?? this.#empty;
  }

  keys(): IterableIterator<K> {
    return this.#sets.keys();
  }

  add(key: K, value: V): void {
    const set = this.#sets.get(key);
    if (set) {
      set.add(value);
      return;
    }
    const added = new OrderedSet<V>();
    added.add(value);
    this.#sets.set(key, added);
  }

  delete(key: K, value: V): void {
    const set = this.#sets.get(key);
    set?.delete(value);
    if (set?.size === 0) this.#sets.delete(key);
  }

  /** Removes a key with all its values. */
  clear(key: K): void {
    this.#sets.delete(key);
  }
}
