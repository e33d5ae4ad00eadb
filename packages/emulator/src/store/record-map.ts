import { noop, type Table } from './table.js';

/** How values that JSON cannot hold are kept as records. */
export interface ValueCodec<V> {
  encode(value: V): unknown;
  decode(record: never): V;
}

/** A map whose values are kept as records. */
export class RecordMap<V> extends Map<string, V> implements Table {
  onChange: Table['onChange'] = noop;
  readonly #codec: ValueCodec<V> | undefined;

  /** @param codec How a value is kept as a record. Default: as it is. */
  constructor(codec?: ValueCodec<V>) {
    super();
    this.#codec = codec;
  }

  override set(key: string, value: V): this {
    super.set(key, value);
    this.onChange(key);
    return this;
  }

  override delete(key: string): boolean {
    const isDeleted = super.delete(key);
    if (isDeleted) this.onChange(key);
    return isDeleted;
  }

  /** Has to be called where a value was changed in its place. */
  save(key: string): void {
    this.onChange(key);
  }

  toRecord(key: string): unknown {
    const value = this.get(key);
    return value !== undefined && this.#codec ? this.#codec.encode(value) : value;
  }

  restore(key: string, record: unknown): void {
    super.set(key, this.#codec ? this.#codec.decode(record as never) : (record as V));
  }
}
