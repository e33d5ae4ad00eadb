import { asText, ownValue } from '../lib/own-properties.js';
import { MultiMap } from './multi-map.js';
import { OrderedSet } from './ordered-set.js';

interface AttributeIndex<T extends object> {
  byValue: MultiMap<string, T>;
  /** All that have a value. */
  present: OrderedSet<T>;
}

/** Indexes over the attributes of people or objects. An attribute gets its index when it is searched for the first time. */
export class AttributeIndexes<T extends { attributes: Record<string, unknown> }> {
  readonly #all: Iterable<T>;
  readonly #indexes = new Map<string, AttributeIndex<T>>();

  constructor(all: Iterable<T>) {
    this.#all = all;
  }

  /** All whose attribute has a value, or, without a value, has any. */
  get(name: string, value?: unknown): OrderedSet<T> {
    const { byValue, present } = this.#indexes.get(name) ?? this.#build(name);
    return value === undefined ? present : byValue.get(asText(value));
  }

  /** Has to be called whenever an attribute changes. */
  change(entity: T, name: string, before: unknown, after: unknown): void {
    this.remove(entity, name, before);
    const index = this.#indexes.get(name);
    if (index) add(index, entity, after);
  }

  /** Has to be called for every attribute of what is deleted. */
  remove(entity: T, name: string, value: unknown): void {
    const index = this.#indexes.get(name);
    if (!index || !isPresent(value)) return;
    index.byValue.delete(asText(value), entity);
    index.present.delete(entity);
  }

  #build(name: string): AttributeIndex<T> {
    const index = { byValue: new MultiMap<string, T>(), present: new OrderedSet<T>() };
    for (const entity of this.#all) add(index, entity, ownValue(entity.attributes, name));
    this.#indexes.set(name, index);
    return index;
  }
}

function add<T extends object>({ byValue, present }: AttributeIndex<T>, entity: T, value: unknown): void {
  if (!isPresent(value)) return;
  byValue.add(asText(value), entity);
  present.add(entity);
}

/** Customer.io does not tell an empty attribute from one that is missing. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
