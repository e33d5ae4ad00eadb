import { MultiMap } from './multi-map.js';
import type { OrderedSet } from './ordered-set.js';

type Key = string | number | null | undefined;

/** Entities with numbers for ids, counted from 1, and indexes over them. */
export class Collection<T extends { id: number }, I extends string = never> implements Iterable<T> {
  readonly #entities = new Map<number, T>();
  readonly #keyOf: Record<I, (entity: T) => Key>;
  readonly #indexes: Record<I, MultiMap<Key, T>>;
  #lastId = 0;

  /** @param keyOf The indexes by name, and the key that an entity has in each. It must not change while it is here. */
  constructor(keyOf = {} as Record<I, (entity: T) => Key>) {
    this.#keyOf = keyOf;
    this.#indexes = Object.fromEntries(Object.keys(keyOf).map((name) => [name, new MultiMap()])) as Record<
      I,
      MultiMap<Key, T>
    >;
  }

  get size(): number {
    return this.#entities.size;
  }

  /** @param id Its number. Default: the next one. */
  add(fields: Omit<T, 'id'>, id: number = this.#lastId + 1): T {
    const entity = { ...fields, id } as T;
    this.#lastId = Math.max(this.#lastId, id);
    this.#entities.set(id, entity);
    for (const name in this.#keyOf) this.#indexes[name].add(this.#keyOf[name](entity), entity);
    return entity;
  }

  /** @param id Its number, also as it stands in a path. */
  get(id: string | number | undefined): T | undefined {
    return this.#entities.get(Number(id));
  }

  delete(id: number): void {
    const entity = this.#entities.get(id);
    if (!entity) return;
    this.#entities.delete(id);
    for (const name in this.#keyOf) this.#indexes[name].delete(this.#keyOf[name](entity), entity);
  }

  /** Changes an entity, its keys in the indexes too. */
  update(entity: T, changes: Partial<T>): void {
    for (const name in this.#keyOf) this.#indexes[name].delete(this.#keyOf[name](entity), entity);
    Object.assign(entity, changes);
    for (const name in this.#keyOf) this.#indexes[name].add(this.#keyOf[name](entity), entity);
  }

  /** All entities, the oldest first. */
  all(): T[] {
    return [...this.#entities.values()];
  }

  /** The entities with a key of an index, the oldest first. */
  by(index: I, key: Key): OrderedSet<T> {
    return this.#indexes[index].get(key);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#entities.values();
  }
}
