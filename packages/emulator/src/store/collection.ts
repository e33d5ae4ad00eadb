import { MultiMap } from './multi-map.js';
import type { OrderedSet } from './ordered-set.js';
import { noop, type Table } from './table.js';

type Key = string | number | null | undefined;

/** The key of the last id that was used, which may be of an entity that is gone. */
const LAST_ID = 0;

/** An entity without its id. */
type Fields<T> = T extends unknown ? Omit<T, 'id'> : never;

/** How entities that JSON cannot hold are kept as records. */
export interface Codec<T> {
  encode(entity: T): unknown;
  decode(record: never): T;
}

/** Entities with numbers for ids, counted from 1, and indexes over them. */
export class Collection<T extends { id: number }, I extends string = never> implements Iterable<T>, Table {
  onChange: Table['onChange'] = noop;
  readonly #entities = new Map<number, T>();
  readonly #keyOf: Record<I, (entity: T) => Key>;
  readonly #indexes: Record<I, MultiMap<Key, T>>;
  readonly #codec: Codec<T> | undefined;
  #lastId = 0;

  /**
   * @param keyOf The indexes by name, and the key that an entity has in each. It changes by `update` alone.
   * @param codec How an entity is kept as a record. Default: as it is.
   */
  constructor(keyOf = {} as Record<I, (entity: T) => Key>, codec?: Codec<T>) {
    this.#keyOf = keyOf;
    this.#codec = codec;
    this.#indexes = Object.fromEntries(Object.keys(keyOf).map((name) => [name, new MultiMap()])) as Record<
      I,
      MultiMap<Key, T>
    >;
  }

  get size(): number {
    return this.#entities.size;
  }

  /** @param id Its number. Default: the next one. */
  add(fields: Fields<T>, id: number = this.#lastId + 1): T {
    const entity = { ...fields, id } as unknown as T;
    this.#insert(entity);
    this.onChange(id);
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
    this.onChange(id);
    this.onChange(LAST_ID);
  }

  /** Changes an entity, its keys in the indexes too. */
  update(entity: T, changes: Partial<T>): void {
    for (const name in this.#keyOf) this.#indexes[name].delete(this.#keyOf[name](entity), entity);
    Object.assign(entity, changes);
    for (const name in this.#keyOf) this.#indexes[name].add(this.#keyOf[name](entity), entity);
    this.save(entity);
  }

  /** Has to be called where an entity was changed in its place, in fields that no index has. */
  save({ id }: T): void {
    this.onChange(id);
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

  *keys(): Iterable<number> {
    yield* this.#entities.keys();
    if (this.#lastId > 0) yield LAST_ID;
  }

  toRecord(key: number): unknown {
    if (key === LAST_ID) return this.#lastId;
    const entity = this.#entities.get(key);
    return entity && this.#codec ? this.#codec.encode(entity) : entity;
  }

  restore(key: number, record: unknown): void {
    if (key === LAST_ID) this.#lastId = Math.max(this.#lastId, record as number);
    else this.#insert(this.#codec ? this.#codec.decode(record as never) : (record as T));
  }

  #insert(entity: T): void {
    this.#lastId = Math.max(this.#lastId, entity.id);
    this.#entities.set(entity.id, entity);
    for (const name in this.#keyOf) this.#indexes[name].add(this.#keyOf[name](entity), entity);
  }
}
