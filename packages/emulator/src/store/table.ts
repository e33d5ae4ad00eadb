/** The key of a record in its table. */
export type RecordKey = string | number;

/**
 * A part of the state as records by key, so that it can be kept on disk. A record is what JSON can hold. It is read after
 * `onChange`, not in it: several changes of a record may be kept as one.
 */
export interface Table {
  /** Is called with the key of each record that is added, changed or removed. */
  onChange: (key: RecordKey) => void;
  /** The keys of all records, in the order in which they are to be restored. */
  keys(): Iterable<RecordKey>;
  /** The record of a key as it is now; undefined where there is none. */
  toRecord(key: RecordKey): unknown;
  /** Puts back a record. Its key is not there. */
  restore(key: RecordKey, record: unknown): void;
}

/** Does nothing with changes: the state is in memory alone. */
export const noop = (): void => {};
