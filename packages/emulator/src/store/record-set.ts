import { noop, type Table } from './table.js';

/** A set of texts that are kept as records. */
export class RecordSet extends Set<string> implements Table {
  onChange: Table['onChange'] = noop;

  override add(value: string): this {
    if (this.has(value)) return this;
    super.add(value);
    this.onChange(value);
    return this;
  }

  override delete(value: string): boolean {
    const isDeleted = super.delete(value);
    if (isDeleted) this.onChange(value);
    return isDeleted;
  }

  toRecord(value: string): true | undefined {
    return this.has(value) || undefined;
  }

  restore(value: string): void {
    super.add(value);
  }
}
