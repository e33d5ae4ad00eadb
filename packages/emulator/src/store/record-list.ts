import { noop, type Table } from './table.js';

/** A list that grows at its end and is kept as records. With a maximum, the oldest items make room. */
export class RecordList<T> implements Table {
  onChange: Table['onChange'] = noop;
  readonly items: T[] = [];
  readonly #max: number;
  /** The number of the first item: how many were before it. */
  #first = 0;

  constructor(max = Number.POSITIVE_INFINITY) {
    this.#max = max;
  }

  push(item: T): void {
    this.items.push(item);
    this.onChange(this.#first + this.items.length - 1);
    if (this.items.length <= this.#max) return;
    this.items.shift();
    this.onChange(this.#first++);
  }

  *keys(): Iterable<number> {
    for (const index of this.items.keys()) yield this.#first + index;
  }

  toRecord(key: number): T | undefined {
    return this.items[key - this.#first];
  }

  restore(key: number, item: T): void {
    if (this.items.length === 0) this.#first = key;
    this.items.push(item);
  }
}
